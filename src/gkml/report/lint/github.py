"""Takes diagnostics and returns GitHub workflow commands, which annotate the lines of a pull request."""

from gkml.diagnostics import Diagnostic, Severity
from gkml.report.lint import Results
from gkml.report.text import summary

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def report(results: Results) -> str:
    """Returns one command on each line, and a closing line. GitHub shows ten of each kind; all are in the log."""
    return "".join(f"{_command(each)}\n" for each in results.diagnostics) + f"{summary(results.diagnostics)}\n"


def _command(diagnostic: Diagnostic) -> str:
    line, column, end_line, end_column = diagnostic.position
    where = f"file={_property(diagnostic.file)},line={line},endLine={end_line},col={column},endColumn={end_column}"
    return f"::{_LEVELS[diagnostic.severity]} {where},title={_property(f'{diagnostic.code} {diagnostic.name}')}::{_data(diagnostic.message_with_place)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
