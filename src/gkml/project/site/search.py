"""A full-text index as script files, which also work where the site is opened from a folder: texts in, files out.

Every single character and every pair of neighbouring Han characters leads to the bodies that have it, and so does every run
of Latin letters and digits; the files of the bodies hold the texts themselves, in which the script looks for the words. So
every phrase that stands somewhere is found, whatever its length. `templates/site-search.js` is the other half: what is
written here it reads, with the same folding (`folded`), the same pairs (`terms`) and the same hash (`bucket`).
"""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import add
from typing import Any, NamedTuple

BUCKETS = 256
_WORD = re.compile("[0-9a-z]+")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SearchItem(NamedTuple):
    """An item: its anchor on the page of its body, its name, and the texts of its cells."""

    anchor: str
    name: str
    texts: tuple[str, ...]


class SearchBody(NamedTuple):
    """A body as the search lists it: name, title, region, field, edition, the address of its page, its items."""

    name: str
    title: str
    region: str
    field: str
    edition: str
    page: str
    items: tuple[SearchItem, ...]


class Index:
    """The index of bodies that are added one after the other; of each it keeps only which terms it has."""

    def __init__(self) -> None:
        self.meta: list[list[str]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)

    def add(self, body: SearchBody) -> tuple[str, bytes]:
        """Adds a body and returns the file with its texts."""
        number = len(self.meta)
        self.meta.append([body.name, body.title, body.region, body.field, body.edition, body.page])
        texts = {text for item in body.items for text in (item.name, *item.texts)}
        for term in terms("\0".join((body.name, body.title, *texts))):
            self._postings[term].append(number)
        listed = [[item.anchor, item.name, *filter(None, item.texts)] for item in body.items]
        return f"search/b/{number}.js", _script("gkmlBody", number, listed)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yields the files of all bodies together: what they are, and the pairs in `BUCKETS` files."""
        yield "search/meta.js", _script("gkmlMeta", self.meta)
        buckets: list[dict[str, str]] = [{} for _ in range(BUCKETS)]
        for term in sorted(self._postings):
            buckets[bucket(term)][term] = posting(self._postings[term], len(self.meta))
        for number, of_bucket in enumerate(buckets):
            yield f"search/p/{number}.js", _script("gkmlPairs", number, of_bucket)

    @property
    def facets(self) -> dict[str, list[str]]:
        """The regions and fields that the bodies have, sorted."""
        regions, fields = ({body[place] for body in self.meta if body[place]} for place in (2, 3))
        return {"regions": sorted(regions), "fields": sorted(fields)}


def folded(text: str) -> str:
    """Returns a text to search in: one width, small letters, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).lower().split())


def terms(text: str) -> set[str]:
    """Returns what leads to a text: runs of letters and digits, single Han characters, pairs of neighbouring ones."""
    text = folded(text)
    every = set(_WORD.findall(text))
    for run in _HAN.findall(text):
        every.update(run)
        every.update(map(add, run, run[1:]))
    return every


def bucket(term: str) -> int:
    """Returns the file of a term: FNV-1a over its UTF-16 units (32 bits), as the script computes it."""
    value = 0x811C9DC5
    for unit in memoryview(term.encode("utf-16-le")).cast("H"):
        value = ((value ^ unit) * 0x01000193) & 0xFFFFFFFF
    return value % BUCKETS


def posting(numbers: Sequence[int], total: int) -> str:
    """Returns sorted numbers as gaps in base 36; those that are not there, behind `!`, if more than half are."""
    if len(numbers) * 2 <= total:
        return _gaps(numbers)
    there = set(numbers)
    return "!" + _gaps([number for number in range(total) if number not in there])


def _gaps(numbers: Iterable[int]) -> str:
    gaps, before = [], -1
    for number in numbers:
        gaps.append(_base36(number - before))
        before = number
    return " ".join(gaps)


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, place = divmod(number, 36)
        digits = _DIGITS[place] + digits
    return digits or "0"


def _script(call: str, *values: Any) -> bytes:
    """A script that hands over values. JSON in which nothing can end a script or a line of it."""
    texts = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    text = f"{call}({','.join(texts)});\n"
    return re.sub("[<>\u2028\u2029]", lambda match: f"\\u{ord(match[0]):04x}", text).encode()
