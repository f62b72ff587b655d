"""Excel: a `Document` in, the bytes of a .xlsx out: 目录 merged for print, 数据 one row an item for filters and scripts.

XlsxWriter writes; its output passes Microsoft's own SDK, and openpyxl takes ten times as long. Text is always text: no
formula, number or link is made of it, and text that XlsxWriter would drop in silence is an error.
"""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from gkml.document import PAPERS, Block, Cell, Document, Heading, Paragraph, Run, Table, line_height

PRINTED, FLAT, PROSE = "目录", "数据", "说明"
"""The names of the sheets."""
KEY_HEADING = "编号"
"""Heading of the hidden column that carries the items' ids."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PAPER_CODE = {"A4": 9, "A3": 8}
"""ECMA-376 Part 1, 18.3.1.63: paperSize."""
_POINTS_PER_CHARACTER = 5.25
"""Width of one digit of the workbook's default font; column widths are counted in it (18.3.1.13)."""
_INCH = 72


def write(document: Document) -> bytes:
    """The document as a workbook."""
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    about = document.properties
    created = datetime.fromisoformat(about.issued or "2000-01-01")
    book.set_properties({"title": document.title, "author": about.agency, "created": created})
    book.set_custom_property("gkml-id", about.id)
    book.set_custom_property("gkml-source", about.source)
    looks = _Looks(book, about.font_size)
    _write_printed(book, document, looks)
    for table in document.tables():
        _write_flat(book, table, looks)
    _write_prose(book, document, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """The cell formats of one workbook: XlsxWriter ties a format to the workbook that made it."""

    def __init__(self, book: Workbook, size: float) -> None:
        # Without a value in the style the reader's own language decides the font.
        wrapped = {"text_wrap": True, "valign": "vcenter", "num_format": "@"}
        cell = {**wrapped, "border": 1, "font_name": "宋体", "font_size": size}
        self.title = book.add_format({**wrapped, "align": "center", "font_name": "方正小标宋简体", "font_size": 22})
        self.head = book.add_format({**cell, "align": "center", "font_name": "黑体"})
        self.cells = {
            "left": book.add_format({**cell, "align": "left"}),
            "center": book.add_format({**cell, "align": "center"}),
        }
        self.note = book.add_format({**wrapped, "align": "left", "font_name": "宋体", "font_size": 12})
        self.prose = book.add_format({**wrapped, "align": "left", "font_name": "宋体", "font_size": 14})
        self.inserted = book.add_format({"font_color": "#006100", "underline": 1})
        self.deleted = book.add_format({"font_color": "#9C0006", "font_strikeout": True})


# --- 目录: as printed ---


def _write_printed(book: Workbook, document: Document, looks: _Looks) -> None:
    sheet = book.add_worksheet(PRINTED)
    paper = PAPERS[document.properties.paper]
    sheet.set_landscape()
    sheet.set_paper(_PAPER_CODE[document.properties.paper])
    sheet.set_margins(paper.side / _INCH, paper.side / _INCH, paper.top / _INCH, paper.bottom / _INCH)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    # A footer's ampersand starts a code: &R right, &L left, &P the page (18.3.1.36).
    sheet.set_footer('&R&"宋体"&14— &P —')
    row = 0
    for block in _from_title(document):
        if isinstance(block, Table):
            row = _write_table(sheet, block, row, paper.text_width, looks)
        else:
            row = _write_line(sheet, block, row, document, looks)


def _from_title(document: Document) -> Iterator[Block]:
    """The blocks from the table's title on."""
    blocks = iter(document.blocks)
    for block in blocks:
        if (isinstance(block, Heading) and block.level == 0) or isinstance(block, Table):
            yield block
            break
    yield from blocks


def _write_line(sheet: Worksheet, block: Heading | Paragraph, row: int, document: Document, looks: _Looks) -> int:
    """A title or note over the table's width. Returns the next row."""
    width = max((len(table.columns) for table in document.tables()), default=1)
    title = isinstance(block, Heading) and block.level == 0
    form = looks.title if title else looks.note
    if width > 1:
        _done(sheet.merge_range(row, 0, row, width - 1, "", form))
    _done(sheet.write_string(row, 0, block.text, form))
    sheet.set_row(row, 40 if title else 20 * _prose_lines(block.text, 60))
    return row + 1


def _write_table(sheet: Worksheet, table: Table, row: int, width: float, looks: _Looks) -> int:
    """The table from `row` on, frozen under its head. Returns the next row."""
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.share * width / _POINTS_PER_CHARACTER)
    sheet.set_column(len(table.columns), len(table.columns), None, None, {"hidden": True})
    below = row + len(table.head)
    for number, head in enumerate(table.head, row):
        sheet.set_row(number, head.height or line_height(11) + 4)
        for cell in head.cells:
            _write_cell(sheet, number, cell, looks.head, looks)
    sheet.write_string(below - 1, len(table.columns), KEY_HEADING)
    forms = [looks.cells[column.align] for column in table.columns]
    for number, body in enumerate(table.body, below):
        if body.height:
            sheet.set_row(number, min(body.height, _TALLEST))
        for cell in body.cells:
            _write_cell(sheet, number, cell, forms[cell.column], looks)
        if body.key:
            sheet.write_string(number, len(table.columns), body.key)
    sheet.freeze_panes(below, 0)
    sheet.repeat_rows(row, below - 1)
    return below + len(table.body)


_TALLEST = 409.0
"""Excel's highest row, in points."""


def _write_cell(sheet: Worksheet, row: int, cell: Cell, form: Any, looks: _Looks) -> None:
    if cell.rowspan > 1 or cell.colspan > 1:
        last_row, last_column = row + cell.rowspan - 1, cell.column + cell.colspan - 1
        _done(sheet.merge_range(row, cell.column, last_row, last_column, "", form))
    if len(cell.runs) > 1 or cell.runs[0].mark:
        _write_marked(sheet, row, cell.column, cell.runs, form, looks)
    elif cell.runs[0].text:
        _done(sheet.write_string(row, cell.column, cell.runs[0].text, form))
    else:
        sheet.write_blank(row, cell.column, None, form)


def _write_marked(sheet: Worksheet, row: int, column: int, runs: tuple[Run, ...], form: Any, looks: _Looks) -> None:
    marks = {"inserted": looks.inserted, "deleted": looks.deleted}
    pieces: list[Any] = []
    for run in runs:
        if run.text:
            pieces += [marks[run.mark], run.text] if run.mark else [run.text]
    if len(pieces) > 2:
        _done(sheet.write_rich_string(row, column, *pieces, form))
    else:
        # A rich string needs two stretches; one that is all marked is the whole cell.
        _done(sheet.write_string(row, column, "".join(run.text for run in runs), form))


def _done(status: int) -> None:
    """XlsxWriter says −1, −2 … and writes nothing where a text is too long or a range bad."""
    if status:
        raise ValueError(f"XlsxWriter refused a cell (status {status})")


# --- 数据: one row an item ---


def _write_flat(book: Workbook, table: Table, looks: _Looks) -> None:
    sheet = book.add_worksheet(FLAT)
    headings = [path[-1] for path in table.headings()]
    for number, heading in enumerate(headings):
        sheet.write_string(0, number, heading, looks.head)
        sheet.set_column(number, number, max(8.0, table.columns[number].share * 120))
    last = len(headings)
    sheet.write_string(0, last, KEY_HEADING, looks.head)
    sheet.set_column(last, last, None, None, {"hidden": True})
    row = 0
    form = looks.cells["left"]
    write_string, write_blank = sheet.write_string, sheet.write_blank
    for row, (item, texts) in enumerate(table.filled(), 1):
        for number, text in enumerate(texts):
            if text:
                _done(write_string(row, number, text, form))
            else:
                write_blank(row, number, None, form)
        write_string(row, last, item.key)
    sheet.autofilter(0, 0, max(row, 1), last - 1)
    sheet.freeze_panes(1, 0)
    for number, column in enumerate(table.columns):
        if column.choices and row:
            choices = [choice for choice in column.choices if choice]
            rule = {"validate": "list", "source": choices, "ignore_blank": True}
            rule |= {"error_title": "只能勾选", "error_message": f"请填“{'、'.join(choices)}”或留空"}
            sheet.data_validation(1, number, row, number, rule)


# --- 说明: the text before the table ---


def _write_prose(book: Workbook, document: Document, looks: _Looks) -> None:
    prose = []
    for block in document.blocks:
        if isinstance(block, Table) or (isinstance(block, Heading) and block.level == 0):
            break
        prose.append(block)
    if not prose:
        return
    sheet = book.add_worksheet(PROSE)
    sheet.set_column(0, 0, 90)
    for row, block in enumerate(prose):
        form = looks.title if isinstance(block, Heading) and block.level == 1 else looks.prose
        _done(sheet.write_string(row, 0, block.text, form))
        sheet.set_row(row, min(20 * _prose_lines(block.text, 33), _TALLEST))


def _prose_lines(text: str, characters: int) -> int:
    return max(1, -(-len(text) // characters))
