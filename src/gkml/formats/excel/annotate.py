"""A workbook, notes on its cells and a list in, the same workbook with notes and colours at the cells and the list out.

openpyxl keeps texts, formats, merges and formulas; drawings, charts and macros it leaves out.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gkml.document import Table
from gkml.formats.excel.looks import S
from gkml.formats.notes import AUTHOR, Note
from gkml.formats.package.read import local, parsed, unpacked, written
from gkml.formats.package.write import rezipped
from gkml.formats.unreadable import MAX_CELLS, UnreadableFile

_RANGE = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=[\"']([A-Za-z]{1,3})(\d{1,7}):([A-Za-z]{1,3})(\d{1,7})[\"']"
)


def annotate(data: bytes, notes: Sequence[Note], title: str, table: Table) -> bytes:
    """`title` names the sheet that `table` is added on. Raises `UnreadableFile`."""
    _refuse_wide(unpacked(data))
    book = _opened(data)
    for note in notes:
        _mark(book[note.sheet], note)
    _append(book, title, table)
    out = io.BytesIO()
    book.save(out)
    return rezipped(out.getvalue(), {"xl/styles.xml": _in_order})


_FONT = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")  # fmt: skip
"""The children of a font in the order that the schema wants (18.8.22); openpyxl has another, and Excel's checker minds."""


def _in_order(xml: bytes) -> bytes:
    """The styles with the children of every font in order."""
    root = parsed(xml)
    for font in root.iter(f"{S}font"):
        font[:] = sorted(font, key=lambda child: _FONT.index(local(child)) if local(child) in _FONT else len(_FONT))
    return written(root)


def _refuse_wide(parts: Mapping[str, bytes]) -> None:
    """openpyxl makes a cell of every place of a merge or link: a file of one kilobyte can ask for seventeen billion."""
    places = 0
    for name, xml in parts.items():
        for left, top, right, bottom in _RANGE.findall(xml) if "worksheets" in name else ():
            width = abs(_number(right) - _number(left)) + 1
            places += width * (abs(int(bottom) - int(top)) + 1)
    if places > MAX_CELLS:
        raise UnreadableFile(f"合并单元格和链接盖了超过 {MAX_CELLS // 10_000} 万格，不写批注")


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _opened(data: bytes) -> Any:
    from openpyxl import load_workbook

    try:
        return load_workbook(io.BytesIO(data))
    except Exception as error:  # what openpyxl raises on what it does not like is of every kind
        raise UnreadableFile("批注写不进这份工作簿；请在 Excel 或 WPS 里另存为普通的 .xlsx 再试") from error


def _mark(sheet: Any, note: Note) -> None:
    """The note and its colour at a cell, or at the merged cell that covers it; what was noted there stays."""
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell = sheet.cell(note.row, note.column)
    if isinstance(cell, MergedCell):
        merged = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        cell = sheet.cell(merged.min_row, merged.min_col)
    text = f"{cell.comment.text}\n{note.text}" if cell.comment else note.text
    cell.comment = Comment(text, AUTHOR, height=60 + 18 * text.count("\n"), width=320)
    cell.fill = PatternFill("solid", fgColor=note.mark)


def _append(book: Any, title: str, table: Table) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(_free(title, book.sheetnames))
    thin = Side(style="thin")
    for number, row in enumerate((*table.head, *table.body), 1):
        for cell in row.cells:
            made = sheet.cell(number, cell.column + 1)
            made.value = cell.text
            made.data_type = "s"  # text is text: no formula comes of a value
            made.alignment = Alignment(wrap_text=True, vertical="center")
            made.border = Border(thin, thin, thin, thin)
            made.font = Font(bold=number <= len(table.head))
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(6.0, column.share * 140)
    sheet.freeze_panes = f"A{len(table.head) + 1}"


def _free(title: str, names: Iterable[str]) -> str:
    taken = set(names)
    return next(name for name in (title, *(f"{title}{n}" for n in range(2, 1000))) if name not in taken)
