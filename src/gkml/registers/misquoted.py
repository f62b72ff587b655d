"""An unknown title in, the known title that it misquotes out; and the titles that a name too short may mean."""

from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from gkml.phrases.citation import bare
from gkml.phrases.patterns import regex
from gkml.registers import instruments
from gkml.registers.citations import is_known, known_titles

_DOUBLED = regex(r"(.{1,2})\1")
SHORTEST = 7
"""Shorter titles are not compared: they are alike by chance."""
MOST_MISSING = 5
"""At most so many characters are left out of a misquoted title."""
_DIGITS = regex("[0-9]+|[一二三四五六七八九十]+(?=[年号届次五])")
"""Years and numbers that make another document of the same name."""
_SHORT, _LEFT_OUT = 5, 2
"""Characters of a short name, and those that may be left out before it: 信息公开条例 for 政府信息公开条例."""
_IMPLEMENTING = regex("(.{2,20}(?:法|条例))实施(?:细则|办法|条例|规定)$")
_PLACE = regex("^.{2,9}?(?:省|自治区|自治州|市|县|经济特区)")
_MOST = 400
"""Characters of a title; a longer one is prose."""


def meant(title: str, cited: Collection[str] = ()) -> str | None:
    """Returns the known title that an unknown one misquotes, None if there is none.

    A title misquotes another if both begin and end alike and it leaves characters out; at most one character may differ.
    A different word (生产 for 经营) makes a different law. Besides, （试行）, two characters at the beginning or the word
    for a regulation on a law (食品安全法实施细则) may be wrong. `cited` are the other titles of the catalog, from `bare`.
    """
    short = bare(title)
    if len(short) < _SHORT or len(short) > _MOST or is_known(title):
        return None
    best = min(_near(short, cited), default=None) if len(short) >= SHORTEST else None
    return best[1] if best else _trial(short) or _beheaded(short) or _implementing(short) or _miswritten(short)


def bearers(title: str) -> tuple[str, ...]:
    """Returns the instruments of several places that an unknown title without a place may mean: 消防条例."""
    short = bare(title)
    if not _SHORT - 1 <= len(short) <= _MOST or is_known(title) or _PLACE.match(short):
        return ()
    ending = _by_tail().get(short[-3:], ())
    own = tuple(name for name in ending if (place := _PLACE.match(name)) and name[place.end() :] == short)
    return own if len(own) > 1 else ()


def _trial(short: str) -> str | None:
    """Returns the title with the （试行） or （暂行） that it lacks."""
    return next((short + end for end in ("（试行）", "（暂行）") if is_known(short + end)), None)


def _beheaded(short: str) -> str | None:
    """Returns the one title that lacks nothing but its first characters, None if there are several."""
    ending = _by_tail().get(short[-3:], ())
    full = [name for name in ending if name.endswith(short) and 0 < len(name) - len(short) <= _LEFT_OUT]
    return full[0] if len(full) == 1 else None


def _miswritten(short: str) -> str | None:
    """Returns the title of a regulation whose last character is wrong: 政府信息公开条件."""
    right = f"{short[:-1]}例"
    return right if short[-2] == "条" and is_known(right) else None


def _implementing(short: str) -> str | None:
    """Returns the regulation that implements a law if it has another name: 条例 for 细则."""
    match = _IMPLEMENTING.fullmatch(short)
    if match is None or not is_known(match[1]):
        return None
    names = [f"{match[1]}实施{end}" for end in ("条例", "细则", "办法", "规定")]
    titles = [name for name in names if instruments.instrument(name)]
    return titles[0] if len(titles) == 1 else None


def _near(short: str, cited: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yields (distance, title) for the known titles that `short` may misquote."""
    for title in _by_ends().get((short[:2], short[-2:]), ()):
        missing = len(title) - len(short)
        if not -2 <= missing <= MOST_MISSING or _DIGITS.findall(title) != _DIGITS.findall(short):
            continue
        odd = len(short) - _common(short, title)
        slip = odd <= 1 if title in cited else odd == 0 or (odd == 1 and missing == 0 and len(short) > SHORTEST)
        doubled = missing < 0 and _DOUBLED.sub(r"\1", short) == title
        if slip or doubled:
            yield abs(missing) + 2 * odd, title


@lru_cache(maxsize=4096)
def _common(one: str, other: str) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for character in one:
        above = row
        row = [0]
        for place, theirs in enumerate(other):
            row.append(above[place] + 1 if character == theirs else max(above[place + 1], row[place]))
    return row[-1]


@cache
def _by_ends() -> dict[tuple[str, str], list[str]]:
    """Known titles by their first and last two characters."""
    index: dict[tuple[str, str], list[str]] = {}
    for title in known_titles():
        index.setdefault((title[:2], title[-2:]), []).append(title)
    return index


@cache
def _by_tail() -> dict[str, list[str]]:
    """Known titles by their last three characters."""
    index: dict[str, list[str]] = {}
    for title in known_titles():
        index.setdefault(title[-3:], []).append(title)
    return index
