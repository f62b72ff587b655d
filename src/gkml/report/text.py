"""Takes diagnostics and returns one line for each, and a closing line with their number, to be read at a terminal."""

from collections import Counter
from collections.abc import Sequence

from gkml.diagnostics import LABELS, SEVERITIES, Diagnostic, Severity
from gkml.diagnostics.quoting import visible

_COLORS = {"error": "31", "warning": "33", "info": "36"}


def report(diagnostics: Sequence[Diagnostic], *, color: bool = False) -> str:
    """Returns `file:line:column: 错误 K101 item-repeats-level message` for each diagnostic, in the given order."""
    lines = [line_of(diagnostic, color=color) for diagnostic in diagnostics]
    return "".join(f"{line}\n" for line in (*lines, summary(diagnostics)))


def line_of(diagnostic: Diagnostic, *, color: bool = False) -> str:
    """Returns the line of one diagnostic."""
    label = colored(diagnostic.severity, color)
    message = visible(diagnostic.message)
    return f"{diagnostic.where}: {label} {diagnostic.code} {diagnostic.name} {message}"


def colored(severity: Severity, color: bool) -> str:
    """Returns the Chinese word for a severity, in its colour if `color`."""
    label = LABELS[severity]
    return f"\x1b[1;{_COLORS[severity]}m{label}\x1b[0m" if color else label


def statistics(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns the number of diagnostics of each rule, in descending order."""
    counts = Counter((d.code, d.name, d.severity) for d in diagnostics)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return "".join(f"{count:>6}  {code} {LABELS[severity]} {name}\n" for (code, name, severity), count in ordered)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """Returns a sentence with the number of diagnostics of each severity."""
    if not diagnostics:
        return "没有发现问题。"
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    of_each = "，".join(f"{LABELS[s]} {counts[s]} 个" for s in SEVERITIES if counts[s])
    return f"共 {len(diagnostics)} 个问题：{of_each}。"
