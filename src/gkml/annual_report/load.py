"""Sources in, reports out; what the schema, the form or a reference refuses is a diagnostic at its place. Never raises."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from gkml.annual_report.entry import ReportEntry, Workspace
from gkml.annual_report.form import IN_FORCE, ReportForm
from gkml.annual_report.model import AnnualReport
from gkml.diagnostics import Route
from gkml.diagnostics.quoting import nearest, shown
from gkml.schema import documents
from gkml.schema.parse import parse, problems, refuse
from gkml.schema.resources import resource
from gkml.yamltext.source import Source, read

__all__ = ["Loaded", "Workspace", "load", "report_forms"]

Loaded = documents.Loaded[ReportEntry]
Misfit = tuple[Route, str]


@cache
def report_forms() -> dict[str, ReportForm]:
    """Returns the official forms by name, from `schema/report-forms`."""
    paths = sorted((resource("schema") / "report-forms").glob("*.yaml"))
    return {path.stem: ReportForm.model_validate(read(path.read_bytes(), path.name).data) for path in paths}


def load(source: Source, forms: Mapping[str, Any]) -> Loaded:
    """Validates one source. The table forms of directories (`forms`) do not concern reports."""
    diagnostics = problems(source)
    report, refused = parse(AnnualReport, source) if source.data is not None else (None, [])
    diagnostics += refused
    if report is None:
        return Loaded(source, None, tuple(diagnostics))
    forms = report_forms()
    diagnostics += [
        refuse(source, "K024", route, message, report.id) for route, message in _unknown_forms(report, forms)
    ]
    if not diagnostics:
        diagnostics += [refuse(source, "K023", route, message, report.id) for route, message in _misfits(report, forms)]
    if diagnostics:
        return Loaded(source, None, tuple(diagnostics))
    entry = ReportEntry(source.file, report, forms)
    diagnostics = [refuse(source, "K035", route, message, report.id) for route, message in entry.faults()]
    return Loaded(source, None if diagnostics else entry, tuple(diagnostics))


def _unknown_forms(report: AnnualReport, forms: Mapping[str, ReportForm]) -> Iterator[Misfit]:
    for field in ("form", "applications_form"):
        name: str = getattr(report, field)
        if name and name not in forms:
            yield (field,), f"没有“{shown(name)}”这个年度报告格式；可选：{'、'.join(forms)}"


def _misfits(report: AnnualReport, forms: Mapping[str, ReportForm]) -> Iterator[Misfit]:
    """Rows that the form does not have, rows of another length, and references without a cell."""
    form, second = forms[report.form], forms[report.applications_form or report.form]
    widths = {row: len(block.columns) - 1 for block in form.disclosures for row in block.rows}
    yield from _rows("disclosures", report.disclosures, {row: {width} for row, width in widths.items()})
    yield from _rows("applications", report.applications, {line.key: {6, 7} for line in second.lines})
    if len(report.reviews) not in {0, 15}:
        yield ("reviews",), f"第四部分应有15个数字，从左到右逐个写；这里是{len(report.reviews)}个"
    counted = [row for block in form.disclosures if IN_FORCE in block.columns for row in block.rows]
    for key in report.in_force:
        if key not in counted:
            yield ("in_force", key), f"格式里“{shown(key)}”没有{IN_FORCE}；可用的：{'、'.join(counted) or '没有'}"
    rows = {*widths, *(line.key for line in second.lines), *(block.article for block in form.disclosures)}
    for key in report.labels:
        if key not in rows:
            yield ("labels", key), f"没有“{shown(key)}”这一行；{nearest(key, rows) or '请写行的代号，如 o1'}"


def _rows(table: str, rows: Mapping[str, tuple[str, ...]], widths: Mapping[str, set[int]]) -> Iterator[Misfit]:
    for key, cells in rows.items():
        if key not in widths:
            yield (
                (table, key),
                f"格式里没有“{shown(key)}”这一行；{nearest(key, widths) or '可用的行：' + '、'.join(widths)}",
            )
        elif len(cells) not in widths[key]:
            wanted = max(widths[key])
            instead = "（总计可以不写）" if len(widths[key]) > 1 else ""
            yield (table, key), f"“{shown(key)}”一行应有{wanted}个数字{instead}，这里是{len(cells)}个；请核对"
