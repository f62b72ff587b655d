"""Writes notes into a workbook: comments and colours at its cells, and a list on a sheet that `excel.read` knows by its mark.

What gkml wrote into the file before is removed first. openpyxl keeps texts, formats, merges and formulas; it drops drawings, charts and macros.
"""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from gkml.document import Table
from gkml.formats.excel.looks import S
from gkml.formats.excel.values import column_of
from gkml.formats.notes import AUTHOR, MARK, SEPARATOR, Note, is_own
from gkml.formats.package.read import Parts, local, members, parsed, written
from gkml.formats.package.write import rezipped
from gkml.formats.unreadable import MAX_CELLS, UnreadableFile, editing


def annotate(data: bytes, notes: Sequence[Note], title: str, table: Table) -> bytes:
    """`title` names the sheet that `table` is added on. Raises `UnreadableFile`."""
    with editing("Excel"):
        _refuse_wide(members(data))
        return rezipped(_annotated(data, notes, title, table), {"xl/styles.xml": _in_order})


def _annotated(data: bytes, notes: Sequence[Note], title: str, table: Table) -> bytes:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    _clear(book)
    for name, own in groupby(sorted(notes, key=lambda note: note.sheet), lambda note: note.sheet):
        covering = _covering(book[name])
        for note in own:
            _mark(book[name], note, covering)
    _append(book, title, table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clear(book: Any) -> None:
    """Removes the lists and the comments that an earlier `annotate` wrote."""
    from openpyxl.comments import Comment

    for name in [name for name in book.defined_names if name.startswith(MARK)]:
        title = book.defined_names.pop(name).attr_text.rpartition("!")[0].strip("'").replace("''", "'")
        if title in book.sheetnames and len(book.sheetnames) > 1:
            del book[title]
    for sheet in book.worksheets:
        for cell in [cell for row in sheet.iter_rows() for cell in row if cell.comment]:
            own = cell.comment.text.partition(SEPARATOR)[0]
            if is_own((cell.comment.author or "").strip(), cell.comment.text):
                cell.comment = None
            elif own != cell.comment.text:
                cell.comment = Comment(own, cell.comment.author)


_FONT = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family", "charset", "scheme")  # fmt: skip
"""The children of a font in the order of the schema (18.8.22): openpyxl has another, which Excel's checker refuses."""


def _in_order(xml: bytes) -> bytes:
    """Returns the styles with the children of each font in order."""
    root = parsed(xml)
    for font in root.iter(f"{S}font"):
        font[:] = sorted(font, key=lambda child: _FONT.index(local(child)) if local(child) in _FONT else len(_FONT))
    return written(root)


def _refuse_wide(parts: Parts) -> None:
    """Raises `UnreadableFile` on wide merges and links: openpyxl makes a cell of each place, seventeen billion for one kilobyte."""
    places = 0
    for xml in parts.values():
        if b"mergeCell" in xml or b"hyperlink" in xml or b"\0" in xml:
            ranges = (_RANGE.fullmatch(e.get("ref", "").strip()) for e in parsed(xml).iter(*_WIDE))
            places += sum(_area(*ends.groups()) for ends in ranges if ends)
    if places > MAX_CELLS:
        raise UnreadableFile(f"合并单元格和链接盖了超过 {MAX_CELLS // 10_000} 万格，不写批注")


_WIDE = ("{*}mergeCell", "{*}hyperlink")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def _area(left: str, top: str, right: str, bottom: str) -> int:
    return (abs(column_of(right) - column_of(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _covering(sheet: Any) -> dict[int, list[Any]]:
    """Returns for each row the merged ranges that cover cells of it."""
    covering: dict[int, list[Any]] = {}
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, merged.max_row + 1):
            covering.setdefault(row, []).append(merged)
    return covering


def _mark(sheet: Any, note: Note, covering: Mapping[int, Sequence[Any]]) -> None:
    """Puts the note and its colour at a cell, or at the merged cell that covers it, after the comment that stands there."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    merged = (each for each in covering.get(note.row, ()) if each.min_col <= note.column <= each.max_col)
    row, column = next(((each.min_row, each.min_col) for each in merged), (note.row, note.column))
    cell = sheet.cell(row, column)
    author, text = (
        (cell.comment.author, f"{cell.comment.text}{SEPARATOR}{note.text}") if cell.comment else (AUTHOR, note.text)
    )
    cell.comment = Comment(text, author, height=60 + 18 * text.count("\n"), width=320)
    cell.fill = PatternFill("solid", fgColor=note.mark)


def _append(book: Any, title: str, table: Table) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    sheet = book.create_sheet(_free(title, book.sheetnames))
    thin = Side(style="thin")
    for number, row in enumerate((*table.head, *table.body), 1):
        for cell in row.cells:
            target = sheet.cell(number, cell.column + 1)
            target.value = cell.text
            target.data_type = "s"  # a text that begins with = is no formula
            target.alignment = Alignment(wrap_text=True, vertical="center")
            target.border = Border(thin, thin, thin, thin)
            target.font = Font(bold=number <= len(table.head))
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = max(6.0, column.share * 140)
    sheet.freeze_panes = f"A{len(table.head) + 1}"
    name = _free(MARK, book.defined_names)
    book.defined_names[name] = DefinedName(name, attr_text=f"'{sheet.title}'!$A$1", hidden=True)


def _free(title: str, names: Iterable[str]) -> str:
    taken = set(names)
    return next(name for name in (title, *(f"{title}{n}" for n in range(2, 1000))) if name not in taken)
