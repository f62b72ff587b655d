"""Takes diagnostics and yields each with its line of the file, in which the place is underlined.

The underline is measured in columns of the terminal, for a Chinese character is two columns wide.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from gkml.diagnostics import Diagnostic, Fix, Severity
from gkml.diagnostics.quoting import visible
from gkml.report.lint import Results
from gkml.report.text import colored, sentence

WIDEST = 120
"""Columns of a source line that are shown; of a longer line, those around the place."""


def report(results: Results) -> Iterator[str]:
    """Yields a block for each diagnostic, in order, and a closing line with their number."""
    counts: Counter[Severity] = Counter()
    for diagnostic in results.diagnostics:
        counts[diagnostic.severity] += 1
        yield "\n".join(_block(diagnostic, results)) + "\n\n"
    yield f"{sentence(counts)}\n"


def _block(diagnostic: Diagnostic, results: Results) -> Iterator[str]:
    problem, advice = diagnostic.problem_and_advice()
    yield f"{colored(diagnostic.severity, results.color)} {diagnostic.code} {diagnostic.name}：{visible(problem)}"
    yield f"  --> {diagnostic.where}"
    yield from _cell(diagnostic) if diagnostic.place else _source(diagnostic, results.lines.get(diagnostic.file, ()))
    if advice:
        yield f"  = 建议：{visible(advice)}"
    if diagnostic.fix:
        yield f"  = 可改成：{visible(_shown(diagnostic.fix))}{'' if diagnostic.fix.safe else '（要人看过：--unsafe-fixes）'}"
    if diagnostic.basis:
        yield f"  = 依据：{diagnostic.basis}"


def _shown(fix: Fix) -> str:
    return fix.value if isinstance(fix.value, str) else "、".join(fix.value)


def _cell(diagnostic: Diagnostic) -> Iterator[str]:
    """Yields the text of the cell of a file that has cells instead of lines."""
    for line in diagnostic.text.split("\n") if diagnostic.text else ():
        yield f"  | {_cut(_printable(line), 1, 2)[0]}"


def _source(diagnostic: Diagnostic, lines: Sequence[str]) -> Iterator[str]:
    line, column, end_line, end_column = diagnostic.position
    if not 1 <= line <= len(lines):
        return
    text = _printable(lines[line - 1].rstrip("\r").replace("\t", " "))
    last = end_column if end_line == line else len(text) + 1
    text, column, last = _cut(text, column, max(last, column + 1))
    gutter = " " * len(str(line))
    yield f"{gutter} |"
    yield f"{line} | {text}"
    yield f"{gutter} | {' ' * width(text[: column - 1])}{'^' * max(1, width(text[column - 1 : last - 1]))}"


def _printable(text: str) -> str:
    """Replaces each character that controls a terminal with a visible one, so that the columns stay."""
    return text if text.isprintable() else "".join(c if visible(c) == c else "�" for c in text)


def _cut(text: str, column: int, last: int) -> tuple[str, int, int]:
    """Returns the part of a long line that contains the place, and the columns of the place in that part."""
    if width(text) <= WIDEST:
        return text, column, last
    start = max(0, column - 1 - WIDEST // 8)
    part = text[start : start + WIDEST // 2]
    before = "…" if start else ""
    after = "…" if start + len(part) < len(text) else ""
    shift = start - len(before)
    return f"{before}{part}{after}", column - shift, min(last - shift, len(before) + len(part) + 1)


def width(text: str) -> int:
    """Returns the number of columns that a text takes at a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
