"""What is left of two editions in, the likest pairs of it out: no row is compared with more than a few others.

The few are those that share a row's rarest pairs of characters: ten thousand rows are not compared each with each.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz.fuzz import ratio

from gkml.phrases.name import bigrams

_CANDIDATES = 12
"""Items that one item is compared with in full."""
_COMMON = 40
"""A pair of characters that more items have tells none of them from the others."""
_RAREST = 12
"""Pairs of characters of one item that others are looked for by."""


class Worded(Protocol):
    """What has a name, and words."""

    @property
    def name(self) -> str: ...
    @property
    def said(self) -> str: ...


class Like(NamedTuple):
    """A name and the words below it, both without what does not matter."""

    name: str
    said: str

    def to(self, other: Worded) -> float:
        """How alike (0 to 100): names count as much as words; where one side has no words, the name alone."""
        name = ratio(self.name, other.name)
        return (name + ratio(self.said, other.said)) / 2 if self.said and other.said else name


def likest(
    left: Sequence[Like], right: Sequence[Like], enough: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Pairs of indexes, one to one, the likest first; `enough` is how alike two must be to be one."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(right):
        for pair in _pairs(row):
            index[pair].append(number)
    scored: list[tuple[float, int, int]] = []
    for number, row in enumerate(left):
        for other in _candidates(row, index):
            score = row.to(right[other])
            if score >= enough(number, other):
                scored.append((-score, number, other))
    used_left, used_right = set[int](), set[int]()
    for _, number, other in sorted(scored):
        if number not in used_left and other not in used_right:
            used_left.add(number)
            used_right.add(other)
            yield number, other


def _pairs(row: Like) -> frozenset[str]:
    return bigrams(row.name + row.said)


def _candidates(row: Like, index: dict[str, list[int]]) -> list[int]:
    here = sorted(rows for pair in _pairs(row) if (rows := index.get(pair)) and len(rows) <= _COMMON)
    here.sort(key=len)
    votes: Counter[int] = Counter()
    for rows in here[:_RAREST]:
        votes.update(rows)
    return [number for number, _ in votes.most_common(_CANDIDATES)]
