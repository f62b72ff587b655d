"""Finds rows among lines of text: cells that stand below one another in columns, two spaces and more between them.

A Chinese character is two wide.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

_GAP = re.compile("  +")
_FEWEST = 2
"""Rows that prove a table."""


def aligned(lines: Sequence[str]) -> Mapping[int, list[str]]:
    """Returns the cells of each line that is a row of such a table, by its number from 1."""
    cells: dict[int, list[str]] = {}
    for start, stretch in _stretches(lines):
        while len(_cells(stretch[-1])) < 2:
            # A line after the table also begins in its first column.
            stretch.pop()
        columns = [place for place, _ in _cells(stretch[0])]
        rows = [dict(_cells(line)) for line in stretch]
        if len(rows) < _FEWEST:
            continue
        for number, row in enumerate(rows, start):
            cells[number] = [row.get(place, "") for place in columns]
    return cells


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yields neighbouring lines, with the number of the first: their cells begin where those of the first line begin."""
    start, stretch, columns = 0, list[str](), frozenset[int]()
    for number, line in enumerate([*lines, ""], 1):
        places = frozenset(place for place, _ in _cells(line))
        if places and places <= columns:
            stretch.append(line)
            continue
        if stretch:
            yield start, stretch
        stretch, columns = ([line], places) if len(places) > 1 else ([], frozenset())
        start = number


def _cells(line: str) -> list[tuple[int, str]]:
    """Returns the cells of a line, each with the place where it begins."""
    if "  " not in line and not line.strip():
        return []
    cells: list[tuple[int, str]] = []
    place = at = 0
    for gap in [*_GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        text = line[at:end]
        if text.strip():
            cells.append((place, text.strip()))
        place += _width(line[at : gap.end() if gap else end])
        at = gap.end() if gap else end
    return cells


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
