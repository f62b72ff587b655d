"""Two texts in, where they differ out: at one place, by a character or two that no word of the catalog asks for.

Comparing is staged: a text is looked up by its halves among texts that are written often, so that each meets a few only.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress
from operator import ne
from typing import NamedTuple

from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

SHORTEST = 8
"""Shorter texts differ on purpose."""
LARGEST = 2
"""A slip is of so many characters at most."""
MOST = 20
"""Of texts that begin or end alike, no more are compared."""
_WORD = regex(f"[{HAN}]+")
_TELLING = regex("[0-9一二三四五六七八九十百千两零上下左右前后年季月周日省市县区乡镇村街国未不非无]")
"""What tells things of one kind apart is no slip: numbers, tiers, periods, negations."""


class Slip(NamedTuple):
    """The usual text, and what this one has where that has something else."""

    usual: str
    theirs: str
    mine: str
    place: int


class Usual:
    """Texts that are written often, by their halves."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._halves: dict[tuple[bool, str], list[str]] = {}
        self._lengths: set[int] = set()
        for text in texts:
            half = len(text) // 2
            self._lengths.add(half)
            for key in ((True, text[:half]), (False, text[-half:])):
                held = self._halves.setdefault(key, [])
                if len(held) < MOST:
                    held.append(text)

    def near(self, text: str) -> Iterator[Slip]:
        """Yields the usual texts that this one differs from at one place and by little."""
        done: set[str] = set()
        for half in range((len(text) - LARGEST) // 2, (len(text) + LARGEST) // 2 + 1):
            if half not in self._lengths:
                continue
            for key in ((True, text[:half]), (False, text[-half:])):
                for usual in self._halves.get(key, ()):
                    if usual not in done:
                        done.add(usual)
                        slip = _difference(usual, text)
                        if slip:
                            yield slip


def _difference(usual: str, text: str) -> Slip | None:
    if usual == text or abs(len(usual) - len(text)) > LARGEST:
        return None
    shorter = min(len(usual), len(text))
    start = _shared(usual, text, shorter)
    kept = shorter - start - LARGEST
    if kept > 0 and usual[-kept:] != text[-kept:]:
        return None
    end = min(_shared(usual[::-1], text[::-1], shorter), shorter - start)
    theirs, mine = usual[start : len(usual) - end], text[start : len(text) - end]
    if max(len(theirs), len(mine)) > LARGEST or not end or not start:
        return None
    changed = theirs + mine
    return Slip(usual, theirs, mine, start) if _WORD.fullmatch(changed) and not _TELLING.search(changed) else None


def _shared(one: str, other: str, shorter: int) -> int:
    """How many characters two texts have in common at their beginning."""
    return next(compress(range(shorter), map(ne, one, other)), shorter)


def joints(slip: Slip, text: str) -> list[str]:
    """Returns the pairs of characters that stand together at the place of the slip."""
    return [text[place : place + 2] for place in range(slip.place - 1, slip.place + len(slip.mine))]


def neighbours(texts: Iterable[str], pairs: Collection[str]) -> Counter[str]:
    """How often each of these pairs of characters stands together; others may be counted too."""
    first, second = (re.escape("".join({pair[place] for pair in pairs})) for place in (0, 1))
    return Counter(re.findall(f"(?=([{first}][{second}]))", "\0".join(texts))) if pairs else Counter()


def strange(slip: Slip, text: str, everywhere: Mapping[str, int]) -> bool:
    """Whether two characters stand together at the place of the slip that do so nowhere else in the catalog's words."""
    own = Counter(map(str.__add__, text, text[1:]))
    return any(everywhere[pair] <= own[pair] for pair in joints(slip, text))
