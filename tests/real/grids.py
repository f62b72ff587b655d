"""A table as a mapping of grid places to cells: what the layout meant, and what other libraries find in the files."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document as word_document
from docx.table import Table as WordTable
from docx.table import _Cell
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from gkml.document import Row, Table


class Placed(NamedTuple):
    """A cell's text and how many rows and columns it covers."""

    text: str
    rowspan: int = 1
    colspan: int = 1


Grid = dict[tuple[int, int], Placed]
"""By row and column, from 0, heading rows included; a merged cell stands at its first place only."""


def meant(table: Table) -> Grid:
    """The grid of a table that the layout made."""
    return dict(_places((*table.head, *table.body)))


def _places(rows: tuple[Row, ...]) -> Iterator[tuple[tuple[int, int], Placed]]:
    for number, row in enumerate(rows):
        for cell in row.cells:
            yield (number, cell.column), Placed(cell.text, cell.rowspan, cell.colspan)


def filled(grid: Grid, head: int = 0) -> list[list[str]]:
    """The rows below `head` with merged cells repeated in all the places they cover."""
    height = max(row + cell.rowspan for (row, _), cell in grid.items())
    width = max(column + cell.colspan for (_, column), cell in grid.items())
    rows: list[list[str | None]] = [[None] * width for _ in range(height)]
    for (row, column), cell in grid.items():
        for down in range(row, row + cell.rowspan):
            for right in range(column, column + cell.colspan):
                assert rows[down][right] is None, f"two cells at row {down}, column {right}"
                rows[down][right] = cell.text
    assert all(text is not None for row in rows for text in row), "a place that no cell covers"
    return [[str(text) for text in row] for row in rows[head:]]


# --- Word, through python-docx ---


def word_table(path: Path) -> WordTable:
    (table,) = word_document(str(path)).tables
    return table


def word_grid(path: Path) -> Grid:
    """The table of a .docx; its vertical merges are put together here."""
    table = word_table(path)
    grid: Grid = {}
    above: dict[int, tuple[int, int]] = {}
    open_below: set[tuple[int, int]] = set()
    for number, row in enumerate(table._tbl.tr_lst):
        column = 0
        for tc in row.tc_lst:
            if tc.vMerge == "continue":
                place = above[column]
                assert place in open_below, f"a merge goes on in row {number} that never began"
                assert _Cell(tc, table).text == "", f"text hidden under a merge in row {number}"
                grid[place] = grid[place]._replace(rowspan=grid[place].rowspan + 1)
            else:
                above[column] = (number, column)
                grid[number, column] = Placed(_Cell(tc, table).text, 1, tc.grid_span)
                open_below |= {(number, column)} if tc.vMerge == "restart" else set()
            column += tc.grid_span
    return grid


# --- Excel, through openpyxl ---


def workbook(path: Path) -> Workbook:
    return load_workbook(path)


def printed_rows(sheet: Worksheet) -> tuple[int, int]:
    """The first and the last heading row of the printed sheet, counted from 1."""
    first, last = (int(part.strip("$")) for part in str(sheet.print_title_rows).split(":"))
    return first, last


def excel_grid(sheet: Worksheet, rows: int) -> Grid:
    """`rows` rows of the printed sheet from its heading on, the hidden last column left out."""
    first, _ = printed_rows(sheet)
    spans = {
        (area.min_row, area.min_col): (area.max_row - area.min_row + 1, area.max_col - area.min_col + 1)
        for area in sheet.merged_cells.ranges
    }
    covered = {place for area in sheet.merged_cells.ranges for place in area.cells} - set(spans)
    return {
        (row - first, column - 1): Placed(text_of(sheet.cell(row, column)), *spans.get((row, column), (1, 1)))
        for row in range(first, first + rows)
        for column in range(1, sheet.max_column)
        if (row, column) not in covered
    }


def text_of(cell: Any) -> str:
    """A cell's text; a number, a date or a formula is not one."""
    assert cell.value is None or isinstance(cell.value, str), f"{cell.coordinate} holds {cell.value!r}"
    return cell.value or ""


def options_apart(rows: list[list[str]]) -> list[list[str]]:
    """The rows with each option of a check-list on a line of its own: on paper several share a line."""
    return [[re.sub("　(?=[■□])", "\n", text) for text in row] for row in rows]
