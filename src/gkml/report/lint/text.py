"""Takes diagnostics and returns one line for each, and a closing line with their number."""

from gkml.report import text
from gkml.report.lint import Results


def report(results: Results) -> str:
    """Returns `file:line:column: 错误 K101 item-repeats-level message` for each diagnostic."""
    return text.report(results.diagnostics, color=results.color)
