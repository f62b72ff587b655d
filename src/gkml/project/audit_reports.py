"""The outcome of an audit and the name of a report in, its bytes out: lint's reports, and the whole audit as JSON, workbook, page, Word."""

from gkml.project.audit import AuditResult
from gkml.project.lint.reports import FORMATS, lint_report
from gkml.project.rendering import rendered
from gkml.project.workspace import Home
from gkml.report.lint import Results

_TABLES = {"xlsx": "xlsx", "html": "html", "docx": "docx", "markdown": "md"}


def formats() -> tuple[str, ...]:
    """Returns the names of the reports: lint's, and the whole audit as JSON, workbook, page and Word file."""
    return tuple(dict.fromkeys((*FORMATS, *_TABLES)))


def audit_report(result: AuditResult, form: str, home: Home, *, color: bool = False) -> bytes:
    """Returns the report in one of `formats()`."""
    if form == "json":
        from gkml.report import audit_json

        return audit_json.report(
            result.period, result.as_of, result.audit, result.applications, result.table_three, result.diagnostics
        ).encode()
    if form in _TABLES:
        from gkml.layout.audit.report import Outcome, layout

        outcome = Outcome(
            result.period, result.as_of, result.audit, result.applications, result.diagnostics, result.unread
        )
        return rendered(layout(outcome, with_records=form == "xlsx"), _TABLES[form], home)
    lines = {loaded.source.file: loaded.source.lines for loaded in result.plans}
    return lint_report(Results(result.diagnostics, lines, color), form, home)
