"""Excel: the bytes of a .xlsx in, a `Document` out: the sheet 目录 as it is printed, the sheet 说明 before it.

A stretch of bordered rows is a table, its head the rows that print on every page or stay in view; what stands beside it
is a line of text. In a workbook without a sheet 目录 all visible sheets are read.

What `xlsx.write` wrote comes back whole but for: heights above 409 points and unmeasured ones of head rows; `keep`,
`filter` and `choices`; marks of rows; headings but the title and those of level 1 before it, which are lines like others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from gkml.document import Block, Cell, Column, Document, Heading, Paragraph, Row, Table
from gkml.formats.grid import EMPTY, formed, limited, refuse_beyond
from gkml.formats.package import members, properties, title
from gkml.formats.sheets import Sheet, Value, read_sheets
from gkml.formats.unreadable import MAX_CELLS, UnreadableFile, legal, reading

PRINTED, PROSE = "目录", "说明"
"""The names of the sheets."""
KEY_HEADING = "编号"
"""Heading of the hidden column that carries the items' ids."""


def read(data: bytes) -> Document:
    """The document. Raises `UnreadableFile`."""
    with reading("Excel（.xlsx）"):
        parts = members(data)
        sheets = read_sheets(parts, PRINTED, PROSE)
        printed = [sheet for sheet in sheets if sheet.name == PRINTED] or [s for s in sheets if not s.hidden]
        if not printed:
            raise UnreadableFile("工作簿里没有可见的工作表")
        prose = [sheet for sheet in sheets if sheet.name == PROSE and sheet not in printed]
        blocks = limited(chain(*map(_prose, prose), *map(_blocks, printed)))
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        about = replace(properties(parts), paper=printed[0].paper)
        if size := _font_size(printed[0]):
            about = replace(about, font_size=size)
        return Document(titles[0] if titles else legal(title(parts)), blocks, about)


def _prose(sheet: Sheet) -> Iterator[Block]:
    for number in sorted(sheet.rows):
        for value in _lines(sheet, number):
            yield Heading(_text(value)) if value.look.centred else Paragraph(value.runs or EMPTY)


def _lines(sheet: Sheet, number: int) -> list[Value]:
    """The cells of a row that have a value, from the left; in our own sheets a row without one is an empty line."""
    cells = [value for _, value in sorted(sheet.rows[number].items())]
    return [value for value in cells if value.runs is not None] or cells[: sheet.name in {PRINTED, PROSE}]


def _text(value: Value) -> str:
    return "".join(run.text for run in value.runs or ())


# --- what is a table ---


_MOST_TABLES = 1000


class _Band(NamedTuple):
    """The place of a table: its rows and columns, the last ones in it; and how many of the rows are its head."""

    first: int
    last: int
    left: int
    right: int
    heads: int


def _blocks(sheet: Sheet) -> Iterator[Block]:
    """The sheet from the top; a centred line above all else is the title."""
    bands = {band.first: band for band in _bands(sheet)}
    first, end = True, -1
    for number in sorted(sheet.rows):
        if number in bands:
            end = bands[number].last
            table = _table(sheet, bands[number])
            if table is not None:
                yield table
        elif number > end:
            for value in _lines(sheet, number):
                yield Heading(_text(value), 0) if first and value.look.centred else Paragraph(value.runs or EMPTY)
                first = False
        first = first and end < 0


def _bands(sheet: Sheet) -> list[_Band]:
    """Stretches of bordered rows; where nothing has a border, all from the first to the last row with two texts."""
    bordered = {n: [c for c, value in row.items() if value.look.bordered] for n, row in sheet.rows.items()}
    used = {number: columns for number, columns in bordered.items() if columns}
    if not used:
        filled = {n: [c for c, value in row.items() if _text(value)] for n, row in sheet.rows.items()}
        used = {number: columns for number, columns in filled.items() if len(columns) > 1}
        return [_band(sheet, min(used), max(used), used)] if used else []
    rows = sorted(used)
    starts = [row for row in rows if row - 1 not in used]
    ends = [row for row in rows if row + 1 not in used]
    if len(starts) > _MOST_TABLES or len(starts) * len(sheet.merges) > MAX_CELLS:
        raise UnreadableFile(f"工作表“{sheet.name}”里的表格太零碎，不读")
    return [_band(sheet, first, last, used) for first, last in zip(starts, ends, strict=True)]


def _band(sheet: Sheet, first: int, last: int, used: Mapping[int, Sequence[int]]) -> _Band:
    columns = [used[number] for number in range(first, last + 1) if number in used]
    left, right = min(map(min, columns)), max(map(max, columns))
    top, bottom = sheet.repeated or (0, -1)
    heads = min(bottom, last) - first + 1 if top <= last else 0
    return _Band(first, last, left, right, max(heads, 0))


# --- a table ---


def _table(sheet: Sheet, band: _Band) -> Table | None:
    refuse_beyond((band.right - band.left + 1) * (band.last - band.first + 1))
    below = band.first + band.heads
    keys = _key_column(sheet, band)
    head = _rows(sheet, band, range(band.first, below), None)
    body = _rows(sheet, band, range(below, band.last + 1), keys)
    widths = {n: w.width for w in sheet.widths for n in range(max(w.first, band.left), min(w.last, band.right) + 1)}
    columns = [Column(widths.get(column, 0.0)) for column in range(band.left, band.right + 1)]
    table = formed(columns, head, body)
    return table and replace(table, columns=tuple(_aligned(table, sheet, band)))


def _key_column(sheet: Sheet, band: _Band) -> int | None:
    """The hidden column beside the table whose heading says that it has the items' ids."""
    hidden = {number for width in sheet.widths if width.hidden for number in range(width.first, width.last + 1)}
    for column, value in sheet.rows.get(band.first + band.heads - 1, {}).items():
        if column in hidden and _text(value) == KEY_HEADING:
            return column
    return None


def _rows(sheet: Sheet, band: _Band, numbers: range, keys: int | None) -> list[Row]:
    """The rows of the head or of the body: a merge that reaches from the one into the other is cut."""
    merged = _merged(sheet, band, numbers)
    rows: list[Row] = []
    for number in numbers:
        values = sheet.rows.get(number, {})
        spans = merged.get(number, {})
        stated = {column for column, value in values.items() if value.runs and band.left <= column <= band.right}
        cells: list[Cell] = []
        for column in sorted(stated | spans.keys()):
            value = values.get(column)
            down, across = spans.get(column, (1, 1))
            cells.append(Cell(column - band.left, (value and value.runs) or EMPTY, down, across))
        key = _text(values[keys]) if keys is not None and keys in values else ""
        height, new_page = sheet.heights.get(number, 0.0), number in sheet.new_pages
        rows.append(Row(tuple(cells), key, height=height, new_page=new_page))
    return rows


def _merged(sheet: Sheet, band: _Band, numbers: range) -> dict[int, dict[int, tuple[int, int]]]:
    """For each row and column where a merge starts, over how many rows and columns it reaches."""
    merged: dict[int, dict[int, tuple[int, int]]] = {}
    for merge in sheet.merges:
        top, left = max(merge.row, numbers.start), max(merge.column, band.left)
        down, across = min(merge.last_row + 1, numbers.stop) - top, min(merge.last_column, band.right) + 1 - left
        if down > 0 and across > 0:
            merged.setdefault(top, {})[left] = down, across
    return merged


def _aligned(table: Table, sheet: Sheet, band: _Band) -> Iterator[Column]:
    """The columns, each set as the first body cell is that is no wider than it."""
    centred: dict[int, bool] = {}
    for number, row in enumerate(table.body, band.first + band.heads):
        for cell in row.cells:
            value = sheet.rows.get(number, {}).get(band.left + cell.column)
            if cell.colspan == 1 and value is not None:
                centred.setdefault(cell.column, value.look.centred)
        if len(centred) == len(table.columns):
            break
    for number, column in enumerate(table.columns):
        yield column._replace(align="center") if centred.get(number) else column


def _font_size(sheet: Sheet) -> float:
    """The size of the text in the first table."""
    for band in _bands(sheet):
        values = sheet.rows.get(min(band.first + band.heads, band.last), {})
        return next((value.look.size for column, value in sorted(values.items()) if column >= band.left), 0.0)
    return 0.0
