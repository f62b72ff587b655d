"""Fills the lines of a check-list on paper: cells with one option to a line in, as many options to a line as fit out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from gkml.catalog.profile import OFF, ON
from gkml.document import Cell, Row, Table
from gkml.layout.widths import width

GAP = "\u3000"
"""Stands between two options of one line: a full-width space, which no format collapses."""
_LEAST = 10
"""Half-width units (the box and four characters) that must be left on a line for an option longer than a line to begin there."""


def flowing(table: Table, units: Sequence[int]) -> Table:
    """Returns the table with filled lines in the columns that flow; `units` are the widths of the columns in half-width units."""
    columns = {place for place, column in enumerate(table.columns) if column.flow}
    if not columns:
        return table
    return replace(table, body=tuple(_row(row, columns, units) for row in table.body))


def _row(row: Row, columns: set[int], units: Sequence[int]) -> Row:
    return row._replace(
        cells=tuple(_cell(cell, units[cell.column]) if cell.column in columns else cell for cell in row.cells)
    )


def _cell(cell: Cell, room: int) -> Cell:
    """Returns the cell with filled lines; a cell with changes in it stays as it is."""
    if len(cell.runs) != 1 or cell.runs[0].mark:
        return cell
    return cell._replace(runs=(cell.runs[0]._replace(text=filled(cell.runs[0].text, room)),))


@lru_cache(maxsize=4096)
def filled(text: str, room: int) -> str:
    """Returns the options of a text with one to a line, as many to a line as fit into `room` half-width units.

    A line without a box goes on what somebody wrote at an option: it stays a line of its own.
    """
    return "\n".join(_lines(text.split("\n"), room))


def _lines(options: Sequence[str], room: int) -> Iterator[str]:
    """Yields lines of whole options; an option longer than a line begins on a line that has room for its beginning."""
    line: str | None = None
    used = 0
    for option in options:
        needed = width(option)
        left = room - used - width(GAP)
        is_full = needed > left and (needed <= room or left < _LEAST)
        if line is not None and (is_full or not (_is_option(line) and _is_option(option))):
            yield line
            line, used = None, 0
        line, used = (option, needed) if line is None else (f"{line}{GAP}{option}", used + width(GAP) + needed)
        used = used % room or room if used > room else used
    if line is not None:
        yield line


def _is_option(line: str) -> bool:
    return line.startswith((ON, OFF))
