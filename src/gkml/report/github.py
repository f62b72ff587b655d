"""Diagnostics in, GitHub's workflow commands out: annotations at the lines of a pull request."""

from gkml.diagnostics import Diagnostic, Severity
from gkml.report import Results
from gkml.report.text import summary

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def report(results: Results) -> str:
    """A command a line, and the closing line that counts them. (GitHub shows ten of each kind a step; all are in the log.)"""
    return "".join(f"{_command(each)}\n" for each in results.diagnostics) + f"{summary(results.diagnostics)}\n"


def _command(found: Diagnostic) -> str:
    line, column, end_line, end_column = found.position
    where = f"file={_property(found.file)},line={line},endLine={end_line},col={column},endColumn={end_column}"
    return f"::{_LEVELS[found.severity]} {where},title={_property(f'{found.code} {found.name}')}::{_data(found.told)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
