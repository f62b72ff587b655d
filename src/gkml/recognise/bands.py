"""Finds the bands among the rows of a directory: rows that name the group of the rows below, such as 一、机构职能类."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gkml.recognise.grid import Line

_CHINESE = "[一二三四五六七八九十百]+"
_STYLES = (
    re.compile(rf"\s*第{_CHINESE}(?:部分|[章节编类])"),
    re.compile(rf"\s*{_CHINESE}[、.．]"),
    re.compile(rf"\s*[（(]{_CHINESE}[）)]"),
)
"""The styles of ordinals; bands with the same style are on the same level."""
_ORDINAL = re.compile(rf"\s*[（(]?{_CHINESE}[）)、.．]?\s*")
_ARABIC = re.compile(r"\s*\d+[.．、]?\s*")
_NO_BAND = re.compile(r"\s*(?:注|备注|说明|附注|填表|制表|填报|审核|联系)[^。]{0,12}[:：]|.*[。；]|.*\n.*\S", re.S)
_LONGEST = 60
_MOST_LEVELS = 9


class GroupBand(NamedTuple):
    """The text of a band, and its column."""

    text: str
    column: int


class Bands(NamedTuple):
    """For each row where a band begins, the bands in force from there, outermost first; and the rows that are bands."""

    held: Mapping[int, tuple[GroupBand, ...]]
    rows: frozenset[int]

    @property
    def depth(self) -> int:
        return max(map(len, self.held.values()), default=0)


NO_BANDS = Bands({}, frozenset())


def bands(rows: Sequence[Line], captions: Mapping[int, str], number: int | None, levels: Sequence[int]) -> Bands:
    """Returns the bands among the rows; `captions` are lines above tables, by the first row of each table.

    Returns no bands if items have different numbers of bands above them: then their groups are unknown.
    """
    captions = captions if len(captions) > 1 else {}  # above one table it is no more than its title
    counted = number is not None and any(_ARABIC.fullmatch(line.places[number].text) for line in rows)
    own = {place: band for place, line in enumerate(rows) if (band := _band(line, number if counted else None, levels))}
    order: list[int] = []
    in_force: dict[int, tuple[GroupBand, ...]] = {}
    held: tuple[GroupBand, ...] = ()
    short: list[int] = []
    for place in range(len(rows)):
        for band in (
            *([GroupBand(captions[place], 0)] if place in captions else []),
            *([own[place]] if place in own else []),
        ):
            style = _style(band.text)
            order += [] if style in order else [style]
            in_force[place] = held = (*held[: order.index(style)], band)
        short += [] if place in own else [len(held)]
    is_uniform = set(short) == {len(order)} and len(levels) + len(order) <= _MOST_LEVELS
    return Bands(in_force, frozenset(own)) if is_uniform else NO_BANDS


def is_caption(text: str) -> bool:
    """Returns whether a line above a table has an ordinal as a band has."""
    return len(text) <= _LONGEST and not _NO_BAND.match(text) and _style(text) < len(_STYLES)


def _style(text: str) -> int:
    return next((number for number, style in enumerate(_STYLES) if style.match(text)), len(_STYLES))


def _band(line: Line, number: int | None, levels: Sequence[int]) -> GroupBand | None:
    """Returns the band of a row with one cell over the whole width or with only an ordinal and a name; else None."""
    own = list(_own(line))
    if not own or len(own) > 2 or any(place.above for place in line.places):
        return None
    column, text = own[-1]
    if len(text) > _LONGEST or _NO_BAND.match(text):
        return None
    if len(own) == 2:
        named = own[0][0] == number and _ORDINAL.fullmatch(own[0][1]) and column in levels
        return GroupBand(text, column) if named else None
    if all(place.left for n, place in enumerate(line.places) if n != column) and len(line.places) > 2:
        return GroupBand(text, column)
    stands_first = column in (number, 0) and column not in levels[:-1]
    return GroupBand(text, column) if stands_first and _style(text) < len(_STYLES) else None


def _own(line: Line) -> Iterator[tuple[int, str]]:
    for column, place in enumerate(line.places):
        if place.text.strip() and not place.left:
            yield column, place.text
