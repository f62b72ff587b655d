"""Takes diagnostics and yields GitHub workflow commands, which annotate the lines of a pull request."""

from collections import Counter
from collections.abc import Iterator

from gkml.diagnostics import Diagnostic, Severity
from gkml.report.lint import Results
from gkml.report.text import sentence

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def report(results: Results) -> Iterator[str]:
    """Yields one command on each line, and a closing line. GitHub shows ten of each kind; all are in the log."""
    counts: Counter[Severity] = Counter()
    for diagnostic in results.diagnostics:
        counts[diagnostic.severity] += 1
        yield f"{_command(diagnostic)}\n"
    yield f"{sentence(counts)}\n"


def _command(diagnostic: Diagnostic) -> str:
    line, column, end_line, end_column = diagnostic.position
    where = f"file={_property(diagnostic.file)},line={line},endLine={end_line},col={column},endColumn={end_column}"
    return f"::{_LEVELS[diagnostic.severity]} {where},title={_property(f'{diagnostic.code} {diagnostic.name}')}::{_data(diagnostic.message_with_place)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
