"""Reads the merged ranges of a worksheet, and finds the texts that they cover: no program shows them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gkml.formats.excel.looks import S
from gkml.formats.excel.values import Value, column_of
from gkml.formats.grid import refuse_beyond
from gkml.formats.package.read import Element
from gkml.formats.unreadable import MAX_CELLS, UnreadableFile

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


_TALL = 100_000
"""No merged cell has so many rows."""


class Range(NamedTuple):
    """A rectangle of cells, from 0, its last row and column included."""

    row: int
    column: int
    last_row: int
    last_column: int


def merges(root: Element) -> Iterator[Range]:
    """Yields the merged ranges of a worksheet."""
    elements = root.findall(f"{S}mergeCells/{S}mergeCell")
    refuse_beyond(len(elements))
    for merge in elements:
        ends = [_PLACE.fullmatch(end) for end in merge.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            rows = sorted(int(end[2]) - 1 for end in ends if end)
            columns = sorted(column_of(end[1]) for end in ends if end)
            yield Range(rows[0], columns[0], rows[1], columns[1])


def covered(rows: Mapping[int, Mapping[int, Value]], ranges: Iterable[Range]) -> set[tuple[int, int]]:
    """Returns the places of the cells that merged ranges cover. Raises `UnreadableFile` if ranges overlap many times.

    A range of whole columns, or of all the sheet, is a mistake of the program that wrote it, and covers nothing.
    """
    numbers = sorted(rows)
    places: set[tuple[int, int]] = set()
    work = 0
    for merge in (each for each in ranges if each.last_row - each.row < _TALL):
        for number in _between(numbers, merge):
            width, row = merge.last_column - merge.column + 1, rows[number]
            work += min(width, len(row)) + 1
            if work > 2 * MAX_CELLS:
                raise UnreadableFile("工作表里的合并单元格互相重叠，不读；请取消合并后重新合并")
            if width <= len(row):
                columns = [n for n in range(merge.column, merge.last_column + 1) if n in row]
            else:
                columns = [n for n in row if merge.column <= n <= merge.last_column]
            places.update((number, n) for n in columns if (number, n) != (merge.row, merge.column))
    return places


def _between(numbers: Sequence[int], merge: Range) -> Sequence[int]:
    return numbers[bisect_left(numbers, merge.row) : bisect_right(numbers, merge.last_row)]
