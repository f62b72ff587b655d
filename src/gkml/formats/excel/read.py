"""Excel: reads a .xlsx as a `Document`: its visible sheets in order, each with its tables and lines.

Of the workbooks of gkml, the sheet 目录 is read, and the sheet 说明 before it; 数据 repeats 目录. The head of a table are
the rows that print on every page or stay in view; what stands beside a table is left out.

What `excel.write` wrote is read back whole except for: heights above 409 points and unmeasured ones of head rows; `keep`,
`filter` and what is for editors; marks of rows; headings below the title, which are lines like others.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, groupby
from operator import itemgetter

from gkml.document import Block, Cell, Column, Document, Heading, LeftOut, Paragraph, Row, Section, Table, letters_of
from gkml.formats.excel.sheets import Ours, Sheet, read_sheets, usual
from gkml.formats.excel.tables import Band, bands, hidden_columns
from gkml.formats.excel.values import Value
from gkml.formats.grid import EMPTY, formed, heading, refuse_beyond, sectioned
from gkml.formats.package.read import is_ours, members, printed_sheets, properties, title
from gkml.formats.unreadable import UnreadableFile, excerpt, legal, reading

PRINTED, PROSE, COPY = "目录", "说明", "数据"
"""The names of the sheets."""
KEY_HEADING = "编号"
"""Heading of the hidden column that carries the items' ids."""


def read(data: bytes) -> Document:
    """Returns the document. Raises `UnreadableFile`."""
    with reading("Excel（.xlsx）"):
        parts = usual(members(data))
        sheets, left_out = read_sheets(parts, Ours(printed_sheets(parts) or (PRINTED,), PROSE, COPY), is_ours(parts))
        printed = [sheet for sheet in sheets if not (sheet.ours and sheet.name == PROSE)]
        if not printed:
            raise UnreadableFile("工作簿里没有可见的工作表")
        prose = [sheet for sheet in sheets if sheet.ours and sheet.name == PROSE]
        places = [bands(sheet) for sheet in printed]
        left_out += chain(*map(_beside, printed, places))
        sections = _sections(prose, printed, places)
        blocks = chain.from_iterable(section.blocks for section in sections)
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        about = properties(parts)
        if size := _font_size(printed[0], places[0]):
            about = replace(about, font_size=size)
        return Document(titles[0] if titles else legal(title(parts)), sections, about, tuple(left_out))


def _sections(prose: list[Sheet], printed: list[Sheet], places: list[list[Band]]) -> tuple[Section, ...]:
    """Returns one section; of a workbook of ours, one for sheets in a row that are printed on pages of one kind."""
    ours = all(sheet.ours for sheet in printed)
    sheets = [
        (sheet.page if ours else printed[0].page, _blocks(sheet, bands))
        for sheet, bands in zip(printed, places, strict=True)
    ]
    sheets[:1] = [(sheets[0][0], chain(*map(_prose, prose), sheets[0][1]))]
    same = groupby(sheets, key=itemgetter(0))
    return sectioned([(page, chain.from_iterable(blocks for _, blocks in list(group))) for page, group in same])


_LEVEL = re.compile("标题([0-9])")
"""What our writer puts, hidden, beside a heading."""


def _prose(sheet: Sheet) -> Iterator[Block]:
    hidden = hidden_columns(sheet)
    for number in sorted(sheet.rows):
        level = _level(sheet, number, hidden)
        for value in _lines(sheet, number, hidden):
            runs = value.runs or EMPTY
            level = 1 if level is None and value.look.centred else level
            yield Paragraph(runs, role="body") if level is None else heading(runs, level)


def _lines(sheet: Sheet, number: int, hidden: frozenset[int]) -> list[Value]:
    """The cells of a row that have a value, from the left; in our own sheets a row without one is an empty line."""
    cells = [value for column, value in sheet.rows[number].items() if not (sheet.ours and column in hidden)]
    return [value for value in cells if value.runs is not None] or cells[: sheet.ours]


def _level(sheet: Sheet, number: int, hidden: frozenset[int]) -> int | None:
    """Returns the level of the heading in a row of a sheet of ours, from its hidden column; None if it is no heading."""
    marks = [value.text for column, value in sheet.rows[number].items() if sheet.ours and column in hidden]
    match = _LEVEL.fullmatch(marks[0]) if marks else None
    return None if match is None else int(match[1])


def _blocks(sheet: Sheet, tables: list[Band]) -> Iterator[Block]:
    """Yields the lines and tables from the top; a centred line above all else is the title."""
    places = {band.first: band for band in tables}
    hidden = hidden_columns(sheet)
    first, end = True, -1
    for number in sorted(sheet.rows):
        if number in places:
            end = places[number].last
            yield from _table(sheet, places[number])
        elif number > end:
            level = _level(sheet, number, hidden)
            for value in _lines(sheet, number, hidden):
                runs = value.runs or EMPTY
                level = 0 if first and value.look.centred else level
                yield Paragraph(runs) if level is None else heading(runs, level)
                first, level = False, None
        first = first and end < 0


def _beside(sheet: Sheet, tables: list[Band]) -> Iterator[LeftOut]:
    """Yields the texts beside the tables of a sheet, but for the hidden column of ids."""
    hidden = hidden_columns(sheet) if sheet.ours else ()
    for band in tables:
        for number in range(band.first, band.last + 1):
            for column, value in sheet.rows.get(number, {}).items():
                if not band.left <= column <= band.right and column not in hidden and value.text.strip():
                    place = f"{sheet.name}!{letters_of(column)}{number + 1}"
                    yield LeftOut(place, "表旁的文字", excerpt(value.text))


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
    hidden = hidden_columns(sheet)
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
