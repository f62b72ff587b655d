"""The register of instruments of law: data of the national database of April 2025, by title.

2,881 laws, administrative regulations, departmental rules and local regulations of seven provinces, one JSON object a line,
read off the public repository LawRefBook/Laws (commit 2f4c5c2, 2025-04-19). A line is parsed when its title is asked for:
the file as a whole is never parsed. A title that is missing here is unknown, not wrong.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

AS_OF = date(2025, 4, 19)
"""The day of the data: nothing later is in it."""
SOURCE = "LawRefBook/Laws（2025年4月19日），文本出自国家法律法规数据库"
_FILE = Path(__file__).parent / "instruments.jsonl"
_STATE = "中华人民共和国"
_TITLE = re.compile(rb'^\{"title": "([^"]+)"', re.MULTILINE)


class Article(NamedTuple):
    """How an article is divided: its paragraphs (款), and the highest number of items （一）（二）… in it (0 for none)."""

    paragraphs: int
    items: int


class Instrument(NamedTuple):
    """An instrument of law. `versions` are the dates of its texts, oldest first; `articles` are those of the last one.

    `issued` and `in_force` are None if the text did not say; `articles` is empty if their numbering is not 1, 2, 3 ….
    """

    title: str
    kind: str
    province: str
    numbers: tuple[str, ...]
    issued: date | None
    versions: tuple[date, ...]
    in_force: date | None
    articles: tuple[Article, ...]
    repeals: tuple[str, ...]

    @property
    def last(self) -> date | None:
        """The date of its last text."""
        return self.versions[-1] if self.versions else self.issued


class Repeal(NamedTuple):
    """The repeal of a title: the repealing instrument, and the latest possible day (None if no date is known)."""

    by: Instrument
    since: date | None


@lru_cache(maxsize=1024)
def instrument(title: str) -> Instrument | None:
    """Returns the instrument with a title, with or without 中华人民共和国; None if it is unknown."""
    for name in (title, _STATE + title, title.removeprefix(_STATE)):
        line = _line(f'\n{{"title": {_quoted(name)}')
        if line:
            return _instrument(line)
    return None


@lru_cache(maxsize=1024)
def repeal(title: str) -> Repeal | None:
    """Returns the repeal of a title; None without one, or if an instrument of that title was enacted again later."""
    own = instrument(title)
    for each in repeals(title):
        enacted = own.last if own else None
        if own is None or (enacted and each.by.issued and enacted < each.by.issued):
            return each
    return None


def repeals(title: str) -> list[Repeal]:
    """Returns every repeal of a text with this title, the latest first: a title may have been enacted again after it."""
    short = title.removeprefix(_STATE)
    every = (repeal for name in (short, _STATE + short) for repeal in _repealing(name))
    return sorted(every, key=lambda repeal: repeal.since or AS_OF, reverse=True)


def titles() -> Iterator[str]:
    """Returns all titles in the order of the file."""
    return (match[1].decode() for match in _TITLE.finditer(_text()))


@cache
def _text() -> bytes:
    return b"\n" + _FILE.read_bytes()


def _quoted(title: str) -> str:
    """Returns a title as the file has it; a quotation mark in it does not end it."""
    return json.dumps(title, ensure_ascii=False)


def _line(start: str) -> bytes:
    """Returns the line with this beginning; b"" if there is none."""
    text = _text()
    place = text.find(start.encode(errors="replace"))
    return text[place + 1 : text.find(b"\n", place + 1)] if place >= 0 else b""


def _repealing(title: str) -> Iterator[Repeal]:
    """Returns the instruments that list a title among their repeals."""
    text, name = _text(), _quoted(title).encode(errors="replace")
    place = text.find(name)
    while place >= 0:
        start = text.rfind(b"\n", 0, place) + 1
        if text.find(b'"repeals"', start, place) >= 0:
            by = _instrument(text[start : text.find(b"\n", place)])
            yield Repeal(by, by.in_force or by.last)
        place = text.find(name, place + 1)


def _instrument(line: bytes) -> Instrument:
    data = json.loads(line)
    return Instrument(
        data["title"],
        data["kind"],
        data.get("province", ""),
        tuple(data.get("numbers", ())),
        _day(data.get("issued")),
        tuple(map(date.fromisoformat, data.get("versions", ()))),
        _day(data.get("in_force")),
        tuple(_article(text) for text in data.get("structure", "").split()),
        tuple(data.get("repeals", ())),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _article(text: str) -> Article:
    paragraphs, _, items = text.partition("/")
    return Article(int(paragraphs), int(items or 0))
