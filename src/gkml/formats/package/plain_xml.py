"""Reads worksheets and shared strings, as nearly every program writes them, without a tree of elements.

A tree of a hundred thousand cells takes longer than all the rest of a workbook. So a member is split by regular
expressions for a few elements. If they do not match all of it, the caller parses it as any other XML.
"""

import re
from typing import NamedTuple

from gkml.formats.package.read import Element, parsed
from gkml.formats.unreadable import check_size

Stated = tuple[str, str, str, str]
"""The column letters, style, type and value of a cell as they are written; "" if they are missing."""


class PlainRow(NamedTuple):
    """The attributes and the cells of a row."""

    attributes: dict[str, str]
    cells: list[Stated]


_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"<&]*)"')
_ROW = re.compile(r'\s*<row((?: [\w:]+="[^"<&]*")*)(?:/>|>)')
_CELL = r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,7})")?(?: t="([a-z]{1,3})")?\s?(?:/>|>(?:<v>([^<&]*)</v>)?</c>)'
_CELLS, _ALL_CELLS = re.compile(_CELL), re.compile(f"(?:{re.sub(r'[(](?![?])', '(?:', _CELL)})*")
_SHEET_DATA = re.compile(r"<sheetData>(.*)</sheetData>", re.DOTALL)


def _is_plain(xml: bytes) -> bool:
    """Returns whether there is no comment, CDATA, DTD or instruction, and the encoding is UTF-8."""
    head = xml[:200].lower()
    return b"<!" not in xml and xml.count(b"<?") <= 1 and (b"encoding" not in head or b'encoding="utf-8"' in head)


def plain_sheet(xml: bytes) -> tuple[Element, list[PlainRow]] | None:
    """Returns the worksheet without its cells, and its rows; None if it is not written plainly."""
    check_size(xml)
    data = _SHEET_DATA.search(xml.decode("utf-8-sig")) if _is_plain(xml) else None
    if data is None:
        return None
    *rows, rest = data[1].replace("<row/>", "").split("</row>")
    read: list[PlainRow] = []
    for row in rows:
        start = _ROW.match(row)
        if start is None or start[0].endswith("/>") or not _ALL_CELLS.fullmatch(row, start.end()):
            return None
        read.append(PlainRow(dict(_ATTRIBUTE.findall(start[1])), _CELLS.findall(row, start.end())))
    if rest.strip():
        return None
    whole = data.string
    return parsed(f"{whole[: data.start()]}{whole[data.end() :]}".encode()), read


# --- shared strings ---

_TEXT = r'<t(?: xml:space="preserve")?>([^<&]*)</t>'
_TEXTS, _ALONE = re.compile(_TEXT), re.compile(rf"\s*<si>{_TEXT}")
_LOOK = r'<rPr>(?:<\w+(?: \w+="[^"<&]*")*\s?/>)*</rPr>'
_PLAIN_TEXT = _TEXT.replace("([", "(?:[")
_STRING = re.compile(rf"\s*<si>(?:{_PLAIN_TEXT}|(?:<r>(?:{_LOOK})?{_PLAIN_TEXT}</r>)+)")
_START = re.compile(r"\s*(?:<\?[^<>]*\?>)?\s*(<sst(?: [\w:]+=\"[^\"<&]*\")*>)")
_LOOKS = ("FF006100", "<strike", "ings", "INGS", "ymbol", "SYMBOL")
"""Parts of the looks that change what a run shows: inserted, struck out, in a font of signs."""


class PlainStrings:
    """The strings of a workbook by number, each a text, or an element if its looks matter."""

    def __init__(self, start: str, pieces: list[str]) -> None:
        self._start, self._pieces = start, pieces

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, number: int) -> "str | Element":
        piece = self._pieces[number]
        if alone := _ALONE.fullmatch(piece):
            return alone[1]
        if _STRING.fullmatch(piece) and not any(look in piece for look in _LOOKS):
            return "".join(_TEXTS.findall(piece))
        return parsed(f"{self._start}{piece}</si></sst>".encode())[0]


def plain_strings(xml: bytes) -> PlainStrings | None:
    """Returns the shared strings; None if they are not written plainly."""
    check_size(xml)
    whole = xml.decode("utf-8-sig") if _is_plain(xml) else ""
    start = _START.match(whole)
    if start is None or len(start[1]) > 1000 or not whole.rstrip().endswith("</sst>"):
        return None
    *pieces, rest = whole[start.end() :].split("</si>")
    if rest.strip() != "</sst>" or "<si/>" in whole:
        return None
    return PlainStrings(start[1], pieces)
