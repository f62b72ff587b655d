"""Takes the unmatched rows of two editions and returns the most similar pairs.

A row is compared only with a few rows that share its rarest pairs of characters, so that the cost is not quadratic.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from rapidfuzz.fuzz import ratio

from gkml.phrases.name import bigrams

_CANDIDATES = 12
"""The most items that one item is compared with in full."""
_COMMON = 40
"""A pair of characters that occurs in more items does not distinguish them."""
_RAREST = 12
"""The number of an item's pairs of characters that are looked up."""


class HasNameAndContent(Protocol):
    """Anything with a name and a content."""

    @property
    def name(self) -> str: ...
    @property
    def content(self) -> str: ...


class ItemText(NamedTuple):
    """The name and the content of an item, both without irrelevant characters."""

    name: str
    content: str

    def to(self, other: HasNameAndContent) -> float:
        """Returns the similarity (0 to 100): the mean of name and content, or that of the names if a content is empty."""
        name = ratio(self.name, other.name)
        return (name + ratio(self.content, other.content)) / 2 if self.content and other.content else name


def most_similar(
    left: Sequence[ItemText], right: Sequence[ItemText], enough: Callable[[int, int], float]
) -> Iterator[tuple[int, int]]:
    """Yields pairs of indexes, one to one, the most similar first; `enough` gives the least similarity of a pair."""
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


def _pairs(row: ItemText) -> frozenset[str]:
    return bigrams(row.name + row.content)


def _candidates(row: ItemText, index: dict[str, list[int]]) -> list[int]:
    here = sorted(rows for pair in _pairs(row) if (rows := index.get(pair)) and len(rows) <= _COMMON)
    here.sort(key=len)
    votes: Counter[int] = Counter()
    for rows in here[:_RAREST]:
        votes.update(rows)
    return [number for number, _ in votes.most_common(_CANDIDATES)]
