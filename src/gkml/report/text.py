"""Takes diagnostics and returns one line for each, and a closing line with their number, to be read at a terminal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from gkml.diagnostics import LABELS, SEVERITIES, Diagnostic, Severity
from gkml.diagnostics.quoting import visible

Kind = tuple[str, str, Severity]
"""The code and name of a rule, and the severity of a diagnostic."""
_COLORS = {"error": "31", "warning": "33", "info": "36"}


def report(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> str:
    """Returns the lines of all diagnostics and the closing line."""
    return "".join(lines_of(diagnostics, color=color))


def lines_of(diagnostics: Iterable[Diagnostic], *, color: bool = False) -> Iterator[str]:
    """Yields `file:line:column: 错误 K101 item-repeats-level message` for each diagnostic in order, and a closing line."""
    counts: Counter[Severity] = Counter()
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
        yield f"{line_of(diagnostic, color=color)}\n"
    yield f"{sentence(counts)}\n"


def line_of(diagnostic: Diagnostic, *, color: bool = False) -> str:
    """Returns the line of one diagnostic."""
    label = colored(diagnostic.severity, color)
    message = visible(diagnostic.message)
    return f"{diagnostic.where}: {label} {diagnostic.code} {diagnostic.name} {message}"


def colored(severity: Severity, color: bool) -> str:
    """Returns the Chinese word for a severity, in its colour if `color`."""
    label = LABELS[severity]
    return f"\x1b[1;{_COLORS[severity]}m{label}\x1b[0m" if color else label


def statistics(counts: Mapping[Kind, int]) -> str:
    """Returns the number of diagnostics of each rule, in descending order."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return "".join(f"{count:>6}  {code} {LABELS[severity]} {name}\n" for (code, name, severity), count in ordered)


def counted(diagnostics: Iterable[Diagnostic]) -> Counter[Kind]:
    """Returns the number of diagnostics of each kind."""
    return Counter((each.code, each.name, each.severity) for each in diagnostics)


def severities(counts: Mapping[Kind, int]) -> Counter[Severity]:
    """Returns the number of diagnostics of each severity."""
    result: Counter[Severity] = Counter()
    for (_, _, severity), count in counts.items():
        result[severity] += count
    return result


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """Returns a sentence with the number of diagnostics of each severity."""
    return sentence(Counter(diagnostic.severity for diagnostic in diagnostics))


def sentence(counts: Mapping[Severity, int]) -> str:
    """Returns a sentence with the number of each severity."""
    total = sum(counts.values())
    if not total:
        return "没有发现问题。"
    of_each = "，".join(f"{LABELS[s]} {counts[s]} 个" for s in SEVERITIES if counts.get(s))
    return f"共 {total} 个问题：{of_each}。"
