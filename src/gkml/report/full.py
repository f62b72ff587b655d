"""Diagnostics in, each with its line of the file and the place underlined: what helps most at a terminal.

A Chinese character is two columns wide there, so the underline is measured and not counted.
"""

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from gkml.diagnostics import Diagnostic, Fix
from gkml.quoting import visible
from gkml.report import Results
from gkml.report.text import colored, summary

WIDEST = 120
"""Columns of a source line that are shown; around the place where it is longer."""


def report(results: Results) -> str:
    """A block for each diagnostic, in order, and the closing line that counts them."""
    blocks = ["\n".join(_block(diagnostic, results)) for diagnostic in results.diagnostics]
    return "".join(f"{block}\n\n" for block in blocks) + f"{summary(results.diagnostics)}\n"


def _block(found: Diagnostic, results: Results) -> Iterator[str]:
    problem, advice = found.problem_and_advice()
    yield f"{colored(found.severity, results.color)} {found.code} {found.name}：{visible(problem)}"
    yield f"  --> {found.where}"
    yield from _cell(found) if found.place else _source(found, results.lines.get(found.file, ()))
    if advice:
        yield f"  = 建议：{visible(advice)}"
    if found.fix:
        yield f"  = 可改成：{visible(_shown(found.fix))}{'' if found.fix.safe else '（要人看过：--unsafe-fixes）'}"
    if found.basis:
        yield f"  = 依据：{found.basis}"


def _shown(fix: Fix) -> str:
    return fix.value if isinstance(fix.value, str) else "、".join(fix.value)


def _cell(found: Diagnostic) -> Iterator[str]:
    """The text of the cell, where a file has cells and no lines."""
    for line in found.text.split("\n") if found.text else ():
        yield f"  | {_cut(_calm(line), 1, 2)[0]}"


def _source(found: Diagnostic, lines: Sequence[str]) -> Iterator[str]:
    line, column, end_line, end_column = found.position
    if not 1 <= line <= len(lines):
        return
    text = _calm(lines[line - 1].rstrip("\r").replace("\t", " "))
    last = end_column if end_line == line else len(text) + 1
    text, column, last = _cut(text, column, max(last, column + 1))
    gutter = " " * len(str(line))
    yield f"{gutter} |"
    yield f"{line} | {text}"
    yield f"{gutter} | {' ' * width(text[: column - 1])}{'^' * max(1, width(text[column - 1 : last - 1]))}"


def _calm(text: str) -> str:
    """A line with a sign in place of each character that steers a terminal, so that columns stay."""
    return text if text.isprintable() else "".join(c if visible(c) == c else "�" for c in text)


def _cut(text: str, column: int, last: int) -> tuple[str, int, int]:
    """The part of a long line that has the place in it, with where the place is in that part."""
    if width(text) <= WIDEST:
        return text, column, last
    start = max(0, column - 1 - WIDEST // 8)
    part = text[start : start + WIDEST // 2]
    before = "…" if start else ""
    after = "…" if start + len(part) < len(text) else ""
    shift = start - len(before)
    return f"{before}{part}{after}", column - shift, min(last - shift, len(before) + len(part) + 1)


def width(text: str) -> int:
    """The columns that a text takes at a terminal."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
