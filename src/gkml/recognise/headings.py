"""The headings of published directories and the meanings of their columns."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from gkml.catalog.profile import Content
from gkml.registers.fact import Fact, facts


class PlainColumn(Fact):
    """The meaning of a column whose heading is one of `names`."""

    shows: Content
    names: tuple[str, ...]


class LevelColumn(Fact):
    """A level heading without a number: 1 for a group, 2 for the item itself."""

    level: int
    names: tuple[str, ...]


class TickColumn(Fact):
    """A column of ticks below one of the headings `group`; the tick is the heading itself where `tick` is ""."""

    shows: Content
    group: tuple[str, ...]
    tick: str
    rest: bool = False
    names: tuple[str, ...]


class Product(Fact):
    """A list that gkml writes and that is no directory: its name, and headings that only this list has."""

    name: str
    headings: tuple[str, ...]


class _Register(Fact):
    source: str
    verified: bool
    columns: tuple[PlainColumn, ...]
    levels: tuple[LevelColumn, ...]
    ticks: tuple[TickColumn, ...]
    products: tuple[Product, ...]


class Meaning(NamedTuple):
    """The meaning of a column; `level` counts from 1, 0 if the heading does not state it.

    `deep` is true if the heading names items and not their groups.
    """

    shows: Content
    level: int = 0
    deep: bool = False
    tick: str = ""
    rest: bool = False


_BRACKETS = str.maketrans("()[]【】／，", "（）（）（）/、")
_SPACE = re.compile(r"[\s\u3000\u200b\ufeff*:：]+")
_ADDED = re.compile("(?<=.)（[^（）]*）$")
"""An explanation in brackets behind a heading, such as （至少选择其一）."""
_NUMERALS = "一二三四五六七八九"
_NUMBERED = re.compile(
    rf"(?:公开)?(?:第)?([{_NUMERALS}1-9])级(?:公开)?(?:事项|目录|栏目|类别|指标|分类|项目)?(?:名称)?(?:（[^）]*）)?"
)


@lru_cache(maxsize=16384)
def bare(heading: str) -> str:
    """Returns a heading without spaces and line breaks, with brackets of one width."""
    return _SPACE.sub("", heading).translate(_BRACKETS)


@cache
def _register() -> _Register:
    return _Register.model_validate(facts("headings"))


def products() -> tuple[Product, ...]:
    """Returns the lists of gkml that are no directories."""
    return _register().products


@cache
def _plain() -> dict[str, Meaning]:
    by_name = {bare(name): Meaning(column.shows) for column in _register().columns for name in column.names}
    for level in _register().levels:
        by_name |= {bare(name): Meaning("level", 0, level.level > 1) for name in level.names}
    return by_name


@cache
def _ticks() -> dict[tuple[str, str], Meaning]:
    return {
        (bare(group), bare(name)): Meaning(column.shows, tick=column.tick or name, rest=column.rest)
        for column in _register().ticks
        for group in column.group
        for name in column.names
    }


@cache
def _alone() -> dict[str, Meaning]:
    """Returns the ticks whose heading is clear without a group above it."""
    return {name: meaning for (_, name), meaning in _ticks().items()}


def meaning(path: tuple[str, ...]) -> Meaning | None:
    """Returns the meaning of a column with these headings, from the top; None if it is unknown."""
    parts = [part for part in map(bare, path) if part]
    if not parts:
        return None
    group, own = parts[0], parts[-1]
    if len(parts) > 1 and (tick := _ticks().get((group, own))):
        return tick
    if numbered := _NUMBERED.fullmatch(own):
        return Meaning("level", _numeral(numbered[1]), True)
    if len(parts) > 1 and (above := _plain().get(group)) and above.shows in {"audience", "mode", "tiers"}:
        return Meaning(above.shows, tick=_SPACE.sub("", path[-1]))
    whole = _ADDED.sub("", own)
    return _plain().get(own) or _alone().get(own) or (meaning((*path[:-1], whole)) if whole != own else None)


def _numeral(digit: str) -> int:
    return _NUMERALS.index(digit) + 1 if digit in _NUMERALS else int(digit)
