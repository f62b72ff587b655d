"""Removes slivers from the grid of a Word table: columns a hair wide that dragged borders and conversions leave."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from gkml.document import Mark
from gkml.formats.package.read import Element

_HAIR = 216
"""Twentieths of a point: the usual margins of a cell are as wide."""


class Stated(NamedTuple):
    """A w:tc: its grid columns, whether it continues the cell above (17.4.84), and its tracked change."""

    column: int
    colspan: int
    merge: str
    mark: Mark
    content: Element


def without_slivers(grid: Sequence[int], rows: Sequence[Sequence[Stated]]) -> tuple[list[int], list[list[Stated]]]:
    """Returns the widths and the cells without the columns that are narrower than margins and hold no cell alone."""
    thin = {column for column, width in enumerate(grid) if 0 < width < _HAIR}
    if not thin:
        return list(grid), [list(row) for row in rows]
    for row in rows:
        for cell in row:
            thin.difference_update(_own(cell, thin))
    last = max((cell.column + cell.colspan for row in rows for cell in row), default=0)
    places = list(accumulate((column not in thin for column in range(max(last, len(grid)))), initial=0))
    return [width for column, width in enumerate(grid) if column not in thin], [
        [_placed(cell, places) for cell in row] for row in rows
    ]


def _own(cell: Stated, thin: set[int]) -> range:
    """Returns the columns of a cell that has only such columns."""
    columns = range(cell.column, cell.column + cell.colspan)
    return columns if thin.issuperset(columns) else range(0)


def _placed(cell: Stated, places: Sequence[int]) -> Stated:
    start = places[cell.column]
    return cell._replace(column=start, colspan=places[cell.column + cell.colspan] - start)
