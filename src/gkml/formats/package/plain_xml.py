"""Worksheets and shared strings in the words in which nearly every program writes them, read without a tree of elements.

A tree of a hundred thousand cells takes longer than all the rest of a workbook. So a member is cut up by expressions
that know a handful of words. Where they do not cover it to the last letter, the caller reads it as any other XML.
"""

import re
from typing import NamedTuple

from gkml.formats.package.read import Element, parsed
from gkml.formats.unreadable import check_size

Stated = tuple[str, str, str, str]
"""The letters of a cell's place, its style, its type and its value as they are written; "" where they are not."""


class PlainRow(NamedTuple):
    """A row: what it says of itself, and its cells."""

    attributes: dict[str, str]
    cells: list[Stated]


_ATTRIBUTE = re.compile(r' ([\w:]+)="([^"<&]*)"')
_ROW = re.compile(r'\s*<row((?: [\w:]+="[^"<&]*")*)(?:/>|>)')
_CELL = r'<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,7})")?(?: t="([a-z]{1,3})")?\s?(?:/>|>(?:<v>([^<&]*)</v>)?</c>)'
_CELLS, _ALL_CELLS = re.compile(_CELL), re.compile(f"(?:{re.sub(r'[(](?![?])', '(?:', _CELL)})*")
_SHEET_DATA = re.compile(r"<sheetData>(.*)</sheetData>", re.DOTALL)


def _is_plain(xml: bytes) -> bool:
    """No comment, CDATA, DTD or instruction can hide something; the encoding is the usual one."""
    head = xml[:200].lower()
    return b"<!" not in xml and xml.count(b"<?") <= 1 and (b"encoding" not in head or b'encoding="utf-8"' in head)


def plain_sheet(xml: bytes) -> tuple[Element, list[PlainRow]] | None:
    """The worksheet without its cells, and the rows of these; None where it is not written plainly."""
    check_size(xml)
    found = _SHEET_DATA.search(xml.decode("utf-8-sig")) if _is_plain(xml) else None
    if found is None:
        return None
    *rows, rest = found[1].replace("<row/>", "").split("</row>")
    read: list[PlainRow] = []
    for row in rows:
        start = _ROW.match(row)
        if start is None or start[0].endswith("/>") or not _ALL_CELLS.fullmatch(row, start.end()):
            return None
        read.append(PlainRow(dict(_ATTRIBUTE.findall(start[1])), _CELLS.findall(row, start.end())))
    if rest.strip():
        return None
    whole = found.string
    return parsed(f"{whole[: found.start()]}{whole[found.end() :]}".encode()), read


# --- shared strings ---

_TEXT = r'<t(?: xml:space="preserve")?>([^<&]*)</t>'
_TEXTS, _ALONE = re.compile(_TEXT), re.compile(rf"\s*<si>{_TEXT}")
_LOOK = r'<rPr>(?:<\w+(?: \w+="[^"<&]*")*\s?/>)*</rPr>'
_PLAIN_TEXT = _TEXT.replace("([", "(?:[")
_STRING = re.compile(rf"\s*<si>(?:{_PLAIN_TEXT}|(?:<r>(?:{_LOOK})?{_PLAIN_TEXT}</r>)+)")
_START = re.compile(r"\s*(?:<\?[^<>]*\?>)?\s*(<sst(?: [\w:]+=\"[^\"<&]*\")*>)")
_MARKS = ("FF006100", "FF9C0006")
"""Runs of these colours may say that their text was inserted or deleted."""


class PlainStrings:
    """The strings of a workbook by number, each a text, or an element where a text alone does not say it."""

    def __init__(self, start: str, pieces: list[str]) -> None:
        self._start, self._pieces = start, pieces

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, number: int) -> "str | Element":
        piece = self._pieces[number]
        if alone := _ALONE.fullmatch(piece):
            return alone[1]
        if _STRING.fullmatch(piece) and not any(mark in piece for mark in _MARKS):
            return "".join(_TEXTS.findall(piece))
        return parsed(f"{self._start}{piece}</si></sst>".encode())[0]


def plain_strings(xml: bytes) -> PlainStrings | None:
    """The shared strings; None where they are not written plainly."""
    check_size(xml)
    whole = xml.decode("utf-8-sig") if _is_plain(xml) else ""
    start = _START.match(whole)
    if start is None or len(start[1]) > 1000 or not whole.rstrip().endswith("</sst>"):
        return None
    *pieces, rest = whole[start.end() :].split("</si>")
    if rest.strip() != "</sst>" or "<si/>" in whole:
        return None
    return PlainStrings(start[1], pieces)
