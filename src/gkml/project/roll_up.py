"""Reports of subordinate bodies in (YAML, Word, Excel, pages, PDF), the draft of the parent's report out, with its account."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.roll_up import RolledUp, roll_up
from gkml.diagnostics import GkmlError
from gkml.kinds import KINDS
from gkml.project.handed_in import handed_in
from gkml.project.loading import load_file
from gkml.project.paths import SOURCES, display, relative
from gkml.project.submission import is_submission, open_submission
from gkml.project.workspace import Home
from gkml.project.writing import check_source, put
from gkml.report.text import report
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.dump import dump


class RollUpOptions(NamedTuple):
    """Files and folders with the reports, the parent's name and level, and the file to write."""

    paths: Sequence[Path]
    agency: str
    level: str
    out: Path


class RollUpResult(NamedTuple):
    """The sums, the bodies that count with their files, and a message for each file that does not."""

    sums: RolledUp
    files: tuple[tuple[str, Path], ...]
    failures: tuple[str, ...]


def add_up(options: RollUpOptions, home: Home) -> RollUpResult:
    """Writes the draft. Raises `GkmlError` if no report is there, or if they are not of one year and form."""
    check_source(options.out)
    if options.out.exists():
        raise GkmlError(f"已经有 {display(options.out)}，没有写；请用 --out 写到别处")
    entries: list[tuple[ReportEntry, Path]] = []
    failures: list[str] = []
    for path, _ in handed_in(options.paths):
        try:
            entries.append((_report(path, home), path))
        except GkmlError as error:
            failures.append(str(error).splitlines()[0])
    if not entries:
        raise GkmlError("\n".join([*failures, "没有一份年度报告读得进来"]))
    _check_bodies(entries)
    try:
        sums = roll_up([entry for entry, _ in entries])
    except ValueError as error:
        raise GkmlError(str(error)) from error
    data = _draft(sums, entries, options)
    put(options.out, dump(data, KINDS["annual-report"].style).encode())
    return RollUpResult(sums, tuple((entry.report.agency, path) for entry, path in entries), tuple(failures))


def _report(path: Path, home: Home) -> ReportEntry:
    loads: Sequence[AnyLoaded] = open_submission(path, home).loads if is_submission(path) else [load_file(path, home)]
    entries = [loaded.entry for loaded in loads if isinstance(loaded.entry, ReportEntry)]
    if entries:
        return entries[0]
    diagnostics = [diagnostic for loaded in loads for diagnostic in loaded.diagnostics]
    raise GkmlError(report(diagnostics) if diagnostics else f"{display(path)}: 不是年度报告，没有计入")


def _check_bodies(entries: Sequence[tuple[ReportEntry, Path]]) -> None:
    """Raises `GkmlError` if a body counts twice."""
    first: dict[str, Path] = {}
    for entry, path in entries:
        other = first.setdefault(entry.report.agency, path)
        if other != path:
            raise GkmlError(f"“{entry.report.agency}”有两份报告：{display(other)}、{display(path)}；请只留一份")


def _draft(sums: RolledUp, entries: Sequence[tuple[ReportEntry, Path]], options: RollUpOptions) -> dict[str, Any]:
    """Returns the parent's report: the sums, the headings of the form, and the children that are YAML files."""
    first = entries[0][0]
    year, form = first.report.year, first.form
    folder = options.out.parent
    numbered = zip("一二三四五六七八九", form.sections, strict=False)
    return {
        "format": "1",
        "kind": "annual-report",
        "id": "roll-up",
        "title": f"{options.agency}{year}年政府信息公开工作年度报告",
        "agency": options.agency,
        "level": options.level,
        "scope": "area",
        "year": str(year),
        "form": form.name,
        **({"applications_form": first.applications_form.name} if first.applications_form is not form else {}),
        "draft": "true",
        "children": [relative(path, folder) for _, path in entries if path.suffix.lower() in SOURCES],
        "sections": [{"heading": f"{number}、{heading}"} for number, heading in numbered],
        "disclosures": sums.disclosures,
        "applications": sums.applications,
        "reviews": sums.reviews,
    }
