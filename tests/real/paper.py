"""A PDF as a reader sees it: which text stands in which column of which page."""

import re
import subprocess
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from gkml.document import Document, Table
from tests.real.cases import table
from tests.real.parts import command

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.DOTALL)
_FOOTER = 51.0
"""Height of the margin that the page number stands in, in points."""


class Word(NamedTuple):
    """A stretch of text and the middle of its box, in points from the upper left corner."""

    text: str
    x: float
    y: float


class Page(NamedTuple):
    width: float
    height: float
    words: tuple[Word, ...]

    @property
    def number(self) -> tuple[str, float]:
        """The text in the lower margin, and where it stands as a part of the page's width."""
        words = [word for word in self.words if word.y > self.height - _FOOTER]
        text = "".join(word.text for word in sorted(words, key=lambda word: word.x))
        return text, sum(word.x for word in words) / (len(words) or 1) / self.width

    @property
    def body(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if word.y <= self.height - _FOOTER)


def squeezed(text: str) -> str:
    """Text without white space: a PDF does not say which of it was there."""
    return "".join(text.split())


def pages(pdf: Path) -> list[Page]:
    words = [command("pdftotext", "poppler-utils"), "-bbox", str(pdf), "-"]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return [Page(float(width), float(height), tuple(_words(text))) for width, height, text in _PAGE.findall(out)]


def _words(text: str) -> list[Word]:
    return [
        Word(squeezed(unescape(word)), (float(left) + float(right)) / 2, (float(top) + float(bottom)) / 2)
        for left, top, right, bottom, word in _WORD.findall(text)
    ]


def about(pdf: Path) -> dict[str, str]:
    """What pdfinfo says of a PDF."""
    words = [command("pdfinfo", "poppler-utils"), str(pdf)]
    out = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return {key: value.strip() for key, _, value in (line.partition(":") for line in out.splitlines())}


# --- the table on its pages ---


class Sheet(NamedTuple):
    """One page of a printed table: the text above it, its heading, and the text of each column below."""

    above: str
    heading: str
    columns: list[str]


def sheets(printed: Sequence[Page], document: Document) -> list[Sheet]:
    """The pages that the table is printed on. A page without its first and last heading is none of them."""
    found = [_sheet(page, table(document)) for page in printed]
    return [sheet for sheet in found if sheet is not None]


def _sheet(page: Page, printed: Table) -> Sheet | None:
    """The columns are found by the middles of the first and last heading, whatever the scale of the print."""
    first, last = (_heading(page, printed.headings()[place][-1]) for place in (0, -1))
    if first is None or last is None:
        return None
    shares = [column.share for column in printed.columns]
    scale = (last.x - first.x) / (1 - (shares[0] + shares[-1]) / 2)
    left = first.x - scale * shares[0] / 2
    edges = [left + scale * sum(shares[: number + 1]) for number in range(len(shares))]
    half = sum(row.height for row in printed.head) / 2 * scale / _width(document_width=page.width)
    columns: list[list[Word]] = [[] for _ in shares]
    for word in page.body:
        if word.y > first.y + half:
            columns[next((n for n, edge in enumerate(edges) if word.x < edge), len(edges) - 1)].append(word)
    heading = [word for word in page.body if abs(word.y - first.y) <= half]
    above = [word for word in page.body if word.y < first.y - half]
    return Sheet(_read(above), "".join(sorted(_read(heading))), [_read(words) for words in columns])


def _width(document_width: float) -> float:
    """The width of the text between the side margins, in points."""
    return document_width - 2 * 56.7


def _heading(page: Page, text: str) -> Word | None:
    return min((word for word in page.body if word.text == squeezed(text)), key=lambda word: word.y, default=None)


def _read(words: Sequence[Word]) -> str:
    """Words in reading order. Fonts differ in height, so words of one line are a little above each other."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.y):
        if lines and word.y - lines[-1][0].y < 4:
            lines[-1].append(word)
        else:
            lines.append([word])
    return "".join(word.text for line in lines for word in sorted(line, key=lambda word: word.x))


def rows_of(sheet: Sheet, rows: Sequence[Sequence[str]], start: int, columns: Sequence[int]) -> int:
    """The row after the last one on this sheet, told by the columns where each row has a cell of its own."""
    for end in range(start + 1, len(rows) + 1):
        if all(sheet.columns[c] == squeezed("".join(row[c] for row in rows[start:end])) for c in columns):
            return end
    shown = {column: sheet.columns[column] for column in columns}
    raise AssertionError(f"from row {start} on, the printed columns are not the table's: {shown}")
