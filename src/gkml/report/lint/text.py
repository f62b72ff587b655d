"""Takes diagnostics and yields one line for each, and a closing line with their number."""

from collections.abc import Iterator

from gkml.report import text
from gkml.report.lint import Results


def report(results: Results) -> Iterator[str]:
    """Yields `file:line:column: 错误 K101 item-repeats-level message` for each diagnostic."""
    return text.lines_of(results.diagnostics, color=results.color)
