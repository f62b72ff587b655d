"""Excel: reads a .xlsx as a `Document`: its visible sheets in order, each with its tables and lines.

Of the workbooks of gkml, the sheet 目录 is read, and the sheet 说明 before it; 数据 repeats 目录. The head of a table are
the rows that print on every page or stay in view; what stands beside a table is left out.

What `excel.write` wrote is read back whole except for: heights above 409 points and unmeasured ones of head rows; `keep`,
`filter` and what is for editors; marks of rows; headings below the title, which are lines like others.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from gkml.document import Block, Cell, Column, Document, Heading, LeftOut, Paragraph, Row, Table, letters_of
from gkml.formats.excel.sheets import Ours, Sheet, read_sheets, usual
from gkml.formats.excel.tables import Band, bands
from gkml.formats.excel.values import Value
from gkml.formats.grid import EMPTY, formed, heading, limited, refuse_beyond
from gkml.formats.package.read import is_ours, members, properties, title
from gkml.formats.unreadable import UnreadableFile, excerpt, legal, reading

PRINTED, PROSE, COPY = "目录", "说明", "数据"
"""The names of the sheets."""
KEY_HEADING = "编号"
"""Heading of the hidden column that carries the items' ids."""


def read(data: bytes) -> Document:
    """Returns the document. Raises `UnreadableFile`."""
    with reading("Excel（.xlsx）"):
        parts = usual(members(data))
        sheets, left_out = read_sheets(parts, Ours(PRINTED, PROSE, COPY), is_ours(parts))
        printed = [sheet for sheet in sheets if not (sheet.ours and sheet.name == PROSE)]
        if not printed:
            raise UnreadableFile("工作簿里没有可见的工作表")
        prose = [sheet for sheet in sheets if sheet.ours and sheet.name == PROSE]
        places = [bands(sheet) for sheet in printed]
        left_out += chain(*map(_beside, printed, places))
        blocks = limited(chain(*map(_prose, prose), *map(_blocks, printed, places)))
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        about = replace(properties(parts), paper=printed[0].paper)
        if size := _font_size(printed[0], places[0]):
            about = replace(about, font_size=size)
        return Document(titles[0] if titles else legal(title(parts)), blocks, about, tuple(left_out))


_LEVEL = re.compile("标题([1-9])")
"""The hidden text that `excel.write` puts beside a heading."""


def _prose(sheet: Sheet) -> Iterator[Block]:
    for number in sorted(sheet.rows):
        level = _LEVEL.fullmatch(sheet.rows[number][1].text) if 1 in sheet.rows[number] else None
        if level:
            own = sheet.rows[number].get(0)
            yield heading((own and own.runs) or EMPTY, int(level[1]))
            continue
        for value in _lines(sheet, number):
            yield heading(value.runs or EMPTY, 1) if value.look.centred else Paragraph(value.runs or EMPTY)


def _lines(sheet: Sheet, number: int) -> list[Value]:
    """Returns the cells of a row that have a value; in the sheets of gkml a row without one is an empty line."""
    cells = list(sheet.rows[number].values())
    return [value for value in cells if value.runs is not None] or cells[: sheet.ours]


def _blocks(sheet: Sheet, tables: list[Band]) -> Iterator[Block]:
    """Yields the lines and tables from the top; a centred line above all else is the title."""
    starts = {band.first: band for band in tables}
    first, end = True, -1
    for number in sorted(sheet.rows):
        if number in starts:
            end = starts[number].last
            yield from _table(sheet, starts[number])
        elif number > end:
            for value in _lines(sheet, number):
                yield (
                    heading(value.runs or EMPTY, 0) if first and value.look.centred else Paragraph(value.runs or EMPTY)
                )
                first = False
        first = first and end < 0


def _beside(sheet: Sheet, tables: list[Band]) -> Iterator[LeftOut]:
    """Yields the texts beside the tables of a sheet, but for the hidden column of ids."""
    hidden = _hidden(sheet) if sheet.ours else ()
    for band in tables:
        for number in range(band.first, band.last + 1):
            for column, value in sheet.rows.get(number, {}).items():
                if not band.left <= column <= band.right and column not in hidden and value.text.strip():
                    place = f"{sheet.name}!{letters_of(column)}{number + 1}"
                    yield LeftOut(place, "表旁的文字", excerpt(value.text))


def _hidden(sheet: Sheet) -> set[int]:
    return {number for width in sheet.widths if width.hidden for number in range(width.first, width.last + 1)}


# --- a table ---


def _table(sheet: Sheet, band: Band) -> Iterator[Table]:
    refuse_beyond((band.right - band.left + 1) * (band.last - band.first + 1))
    below = band.first + band.heads
    keys = _key_column(sheet, band) if sheet.ours else None
    head = _rows(sheet, band, range(band.first, below), None)
    body = _rows(sheet, band, range(below, band.last + 1), keys)
    widths = {n: w.width for w in sheet.widths for n in range(max(w.first, band.left), min(w.last, band.right) + 1)}
    centred = _centred(sheet, band, body)
    columns = [
        Column(widths.get(column, 0.0), "center" if centred.get(column) else "left")
        for column in range(band.left, band.right + 1)
    ]
    if table := formed(columns, head, body, (sheet.name, band.left)):
        yield table


def _key_column(sheet: Sheet, band: Band) -> int | None:
    """Returns the hidden column of the items' ids, which its heading names."""
    hidden = _hidden(sheet)
    for column, value in sheet.rows.get(band.first + band.heads - 1, {}).items():
        if column in hidden and value.text == KEY_HEADING:
            return column
    return None


_ALONE = (1, 1)
_LEVELS = frozenset("123456789")
"""What may stand behind the plus sign in the column of ids."""


def _rows(sheet: Sheet, band: Band, numbers: range, keys: int | None) -> list[Row]:
    """Returns the rows of the head or of the body: a merge that reaches from one into the other is cut."""
    merged = _merged(sheet, band, numbers)
    left, right = band.left, band.right
    rows: list[Row] = []
    for number in numbers:
        values = sheet.rows.get(number, {})
        spans = merged.get(number, {})
        texts = [(c, value.runs) for c, value in values.items() if value.runs and left <= c <= right]
        if spans:
            cells = [Cell(column - left, runs, *spans.get(column, _ALONE)) for column, runs in texts]
        else:
            cells = [Cell(column - left, runs) for column, runs in texts]
        if empty := [column for column in spans if column not in values or not values[column].runs]:
            cells = sorted([*cells, *(Cell(column - left, EMPTY, *spans[column]) for column in empty)])
        key, _, begins = (values[keys].text if keys is not None and keys in values else "").partition("+")
        height, new_page = sheet.heights.get(number, 0.0), number in sheet.new_pages
        rows.append(
            Row(tuple(cells), key, "", height, False, new_page, number + 1, int(begins) if begins in _LEVELS else 0)
        )
    return rows


def _merged(sheet: Sheet, band: Band, numbers: range) -> dict[int, dict[int, tuple[int, int]]]:
    """Returns for each row and column where a merge starts how many rows and columns it covers."""
    merged: dict[int, dict[int, tuple[int, int]]] = {}
    for merge in sheet.merges:
        top, left = max(merge.row, numbers.start), max(merge.column, band.left)
        down, across = min(merge.last_row + 1, numbers.stop) - top, min(merge.last_column, band.right) + 1 - left
        if down > 0 and across > 0:
            merged.setdefault(top, {})[left] = down, across
    return merged


def _centred(sheet: Sheet, band: Band, body: list[Row]) -> dict[int, bool]:
    """Returns for each column whether the first body cell of that column alone is centred."""
    centred: dict[int, bool] = {}
    covered: dict[int, int] = {}
    for number, row in enumerate(body, band.first + band.heads):
        narrow: set[int] = set()
        for cell in row.cells:
            column = band.left + cell.column
            if covered.get(column, -1) < number:
                covered |= dict.fromkeys(range(column, column + cell.colspan), number + cell.rowspan - 1)
                narrow |= {column} if cell.colspan == 1 else set()
        for column, value in sheet.rows.get(number, {}).items():
            if column in narrow or covered.get(column, -1) < number:
                centred.setdefault(column, value.look.centred)
        if all(column in centred for column in range(band.left, band.right + 1)):
            break
    return centred


def _font_size(sheet: Sheet, tables: list[Band]) -> float:
    """Returns the size of the text in the first table."""
    for band in tables[:1]:
        values = sheet.rows.get(min(band.first + band.heads, band.last), {})
        return next((value.look.size for column, value in values.items() if column >= band.left), 0.0)
    return 0.0
