"""Takes a workbook of gkml and returns the cells of its sheet 数据, which repeats 目录 with one row an item."""

from typing import NamedTuple

from gkml.document import letters_of
from gkml.formats.excel.read import COPY, KEY_HEADING, PROSE
from gkml.formats.excel.sheets import Ours, read_sheets, usual
from gkml.formats.package.read import members
from gkml.formats.unreadable import reading


class CopiedCell(NamedTuple):
    """A cell of the sheet: its place (数据!C5), the id of its item, its column from 0, and its text."""

    place: str
    key: str
    column: int
    text: str


def read_copy(data: bytes) -> tuple[CopiedCell, ...]:
    """Returns the cells of the rows that have an id; none if there is no such sheet. Raises `UnreadableFile`."""
    with reading("Excel（.xlsx）"):
        sheets, _ = read_sheets(usual(members(data)), Ours((COPY,), PROSE, ""), True)
        sheet = next((sheet for sheet in sheets if sheet.name == COPY), None)
        head = sheet.rows.get(0, {}) if sheet else {}
        keys = next((column for column, value in head.items() if value.text == KEY_HEADING), None)
        if sheet is None or keys is None:
            return ()
        return tuple(
            CopiedCell(f"{COPY}!{letters_of(column)}{number + 1}", row[keys].text.partition("+")[0], column, value.text)
            for number, row in sorted(sheet.rows.items())
            if number and keys in row
            for column, value in sorted(row.items())
            if column != keys
        )
