"""Two annual reports by their names in, their comparison in any report out."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gkml.annual_report.compare import ReportComparison, compare
from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.layout_comparison import lay_out
from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import visible
from gkml.document import Document, Paragraph, Run, Section
from gkml.project.linked import linked
from gkml.project.loading import load_file
from gkml.project.paths import SOURCES
from gkml.project.rendering import rendered
from gkml.project.submission import is_submission, open_submission
from gkml.project.workspace import Home
from gkml.yamltext.head import head

_TABLES = {"text": "text", "markdown": "md", "html": "html", "xlsx": "xlsx", "docx": "docx"}
FORMATS = (*_TABLES, "json")


def compared_reports(names: Sequence[str], home: Home) -> ReportComparison | None:
    """Returns the comparison of two reports, or of one with its `previous`; None if the names are no reports."""
    entries = [_report(Path(name), home) for name in names]
    if not all(entries):
        return None
    (first, *others) = [entry for entry in entries if entry]
    if others:
        return compare(first, others[0])
    if first.previous is None:
        raise GkmlError(f"{names[0]} 没有写 previous（上一年的报告），不知和谁比；请写上，或用 gkml diff 旧 新")
    return compare(first.previous, first)


def _report(path: Path, home: Home) -> ReportEntry | None:
    """Returns the report in a file; None for a file of another kind, and for what is no file."""
    if not path.is_file():
        return None
    if is_submission(path):
        loads = open_submission(path, home).loads
    elif path.suffix.lower() in SOURCES and head(path.read_bytes()).get("kind") == "annual-report":
        loads = tuple(linked([load_file(path, home)], home))
    else:
        return None
    return next((loaded.entry for loaded in loads if isinstance(loaded.entry, ReportEntry)), None)


def report_comparison(comparison: ReportComparison, form: str, home: Home) -> bytes:
    """Returns the comparison in one of `FORMATS`. Raises `GkmlError` for another."""
    if form == "json":
        return _json(comparison)
    if form not in _TABLES:
        raise GkmlError(f"年度报告的比较没有 {form} 格式；可选：{'、'.join(FORMATS)}")
    document = lay_out(comparison)
    return rendered(_signed(document) if form == "text" else document, _TABLES[form], home)


_SIGNS = {"": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def _signed(document: Document) -> Document:
    """Returns the document for a terminal: what is marked stands between signs."""
    blocks = tuple(
        block._replace(runs=tuple(Run(_SIGNS[run.mark].format(visible(run.text))) for run in block.runs))
        if isinstance(block, Paragraph)
        else block
        for block in document.blocks
    )
    return replace(document, sections=(Section(blocks),))


def _json(comparison: ReportComparison) -> bytes:
    numbers = [
        {
            "table": each.table,
            "name": each.name,
            "before": each.before,
            "after": each.after,
            "change": each.difference,
            "share": each.share,
        }
        for each in comparison.numbers
    ]
    prose = [
        {"heading": each.heading, "words": [{"text": run.text, "mark": run.mark} for run in each.runs]}
        for each in comparison.prose
    ]
    data = {
        "kind": "annual-report",
        "old": comparison.old.report.year,
        "new": comparison.new.report.year,
        "agency": comparison.new.report.agency,
        "numbers": numbers,
        "carry_over": list(comparison.carry_over),
        "prose": prose,
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
