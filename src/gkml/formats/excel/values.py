"""Reads the rows of a worksheet as the texts and looks of their cells, as the sheet shows them.

A workbook of ten thousand items has two hundred thousand cells: equal values are made once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from gkml.document import LeftOut, Run
from gkml.formats.excel.looks import CellLook, Looks, S, mark_of, sign_font
from gkml.formats.excel.number_formats import shown
from gkml.formats.grid import joined
from gkml.formats.package.plain_xml import PlainStrings, Stated
from gkml.formats.package.read import Element, local
from gkml.formats.signs import signs
from gkml.formats.unreadable import UnreadableFile, whole

ROWS, COLUMNS, _LONGEST = 2**20, 2**14, 2**15
"""Excel's own limits."""
FORMULA, PICTURE = "没有存值的公式", "图片"

_C, _T, _R, _V, _F = (f"{S}{name}" for name in ("c", "t", "r", "v", "f"))
_LETTERS = re.compile(r"\$?([A-Za-z]{1,3})\$?\d{0,7}")


Strings = Sequence[str | Element] | PlainStrings


class Value(NamedTuple):
    """A cell: its text (None if it has only a look) and its look."""

    runs: tuple[Run, ...] | None
    look: CellLook

    @property
    def text(self) -> str:
        return "".join([run.text for run in self.runs or ()])


class Book:
    """What the sheets of a workbook share: looks, strings, and the values made so far."""

    def __init__(self, looks: Looks, strings: Strings, since_1904: bool) -> None:
        self._looks, self._strings, self._since_1904 = looks, strings, since_1904
        self._known: dict[tuple[str, ...], Value] = {}
        self._columns: dict[str, int] = {}
        self._styled: dict[str, CellLook] = {}

    def values(self, row: Iterable[Stated | Element], blanks: bool) -> dict[int, Value]:
        """Returns the cells of a row by column, from the left; those without a value only if `blanks`."""
        values: dict[int, Value] = {}
        known, columns = self._known, self._columns
        column = before = -1
        in_order = True
        for cell in row:
            if isinstance(cell, tuple):
                letters = cell[0]
                value = known.get(cell[1:]) or self._plain(cell)
                column = columns[letters] if letters in columns else self._column(letters, column)
            else:
                value = self._element(cell)
                column = self._column(cell.get("r", "").rstrip("0123456789"), column)
            if column <= before:
                in_order = False
            before = column
            if blanks or value.runs is not None:
                values[column] = value
        return values if in_order else dict(sorted(values.items()))

    def _column(self, letters: str, before: int) -> int:
        if letters not in self._columns:
            match = _LETTERS.fullmatch(letters)
            column = column_of(match[1]) if match else before + 1
            if column >= COLUMNS:
                raise UnreadableFile("工作表的列号超出 Excel 的范围，不读")
            if not match:
                return column
            self._columns[letters] = column
        return self._columns[letters]

    def _look(self, style: str) -> CellLook:
        if style not in self._styled:
            number = whole(style, 0, len(self._looks))
            self._styled[style] = self._looks[number] if number < len(self._looks) else CellLook()
        return self._styled[style]

    def _plain(self, cell: Stated) -> Value:
        _, style, kind, text = cell
        value = self._value(style, kind or "n", text)
        return self._known.setdefault(cell[1:], value) if kind == "s" or not text else value

    def _element(self, cell: Element) -> Value:
        style, kind = cell.get("s", ""), cell.get("t", "n")
        if kind != "inlineStr":
            return self._value(style, kind, cell.findtext(_V) or "")
        inline, look = cell.find(f"{S}is"), self._look(style)
        return Value(None if inline is None else string(inline, look), look)

    def _value(self, style: str, kind: str, text: str) -> Value:
        """Returns the text of a cell as it shows, by its type (18.18.11); for a formula the stored value."""
        look = self._look(style)
        if kind == "s":
            count = len(self._strings)
            place = whole(text, count, count)
            return Value(string(self._strings[place], look) if place < count else None, look)
        if not text or is_picture(text):
            return Value(None, look)
        return Value(joined([_run(self._shown(text, kind, look), look)]), look)

    def _shown(self, text: str, kind: str, look: CellLook) -> str:
        if kind == "b":
            return {"0": "FALSE", "1": "TRUE"}.get(text.strip(), text)
        if kind == "d":
            text, kind = _serial(text, self._since_1904), "n"
        return shown(text, look.format, self._since_1904) if kind == "n" else plain(text)


def beside(root: Element, sheet: str) -> Iterator[LeftOut]:
    """Yields what no text of a cell can state: formulas that were never computed, pictures of WPS."""
    for formula in root.iterfind(f"{S}sheetData/{S}row/{_C}/{_F}"):
        cell = formula.getparent()
        place = f"{sheet}!{cell.get('r', '')}"
        value = cell.findtext(_V)
        if value is None or (not value and cell.get("t") != "str"):
            yield LeftOut(place, FORMULA, f"={formula.text}" if formula.text else "")
        elif is_picture(value):
            yield LeftOut(place, PICTURE)


def is_picture(text: str) -> bool:
    """Returns whether a value is a picture: WPS keeps one in a cell as the result of a function of its own."""
    return text.startswith(("=DISPIMG(", "=_xlfn.DISPIMG("))


def column_of(letters: str) -> int:
    """Returns the column, from 0."""
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


# --- texts ---


def string(item: str | Element, look: CellLook) -> tuple[Run, ...]:
    """Returns a string of a cell: one text or several runs; phonetic text (rPh) is no part of it (18.4.8)."""
    if isinstance(item, str):
        _refuse_long(len(item))
        return joined([_run(plain(item), look)])
    runs: list[Run] = []
    for child in item:
        if child.tag == _T:
            runs.append(_run(plain(child.text or ""), look))
        elif child.tag == _R:
            runs.append(_rich_run(child, look))
    _refuse_long(sum(len(run.text) for run in runs))
    return joined(runs)


def _rich_run(element: Element, look: CellLook) -> Run:
    text, own = "", None
    for child in element:
        if child.tag == _T:
            text = child.text or ""
        elif local(child) == "rPr":
            own = child
    if own is None:
        return _run(plain(text), look)
    return _run(plain(text), look._replace(mark=mark_of(own), font=sign_font(own)))


def _run(text: str, look: CellLook) -> Run:
    return Run(signs(text, look.font) if look.font else text, look.mark if text else "")


def _refuse_long(length: int) -> None:
    if length > _LONGEST:
        raise UnreadableFile(f"工作簿里一格的文字超过 {_LONGEST} 字，不读")


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def plain(text: str) -> str:
    """Returns the text with each `_x000D_` as the character of that number (22.9.2.19)."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


def _serial(text: str, since_1904: bool) -> str:
    """Returns a date in ISO 8601, as strict Open XML stores it, as the number of days that the usual form has."""
    try:
        moment = datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        return text
    days = (moment - (datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30))).total_seconds() / 86400
    return f"{days:.10f}"
