"""What an office accepts of the linter's findings, and why: `ignore:` of an item, and comments that say the same.

    - name: 抽检信息          # gkml: ignore[K136] 由省局统一公布，本局转载

An acceptance holds for the item that it stands at and all below it; outside items, for the field that it stands at. One without a reason, and one that nothing was found
for, are told themselves.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.catalog.tree import nodes
from gkml.diagnostics import Route
from gkml.patterns import regex
from gkml.yamltext.comments import comments
from gkml.yamltext.source import Source

_MARK = regex(
    r"#\s*gkml\s*:\s*ignore\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*?)\s*(?=#+\s*gkml\s*:|$)", re.IGNORECASE
)
"""An acceptance, anywhere in a comment."""
_NEARLY = regex(
    r"#\s*gkml\s*:\s*[a-z\[(]|gkml[\s:_.-]*(?:ig[a-z]{2,6}|disable|noqa|skip)|\big[a-z]{2,6}[^\w\n]{0,6}k[0-9]{3}",
    re.IGNORECASE | re.ASCII,
)
"""What somebody may have meant as one: told, for nobody would see that it is not heeded."""
_HINT = regex("[gｇ][kｋ][mｍ][lｌ]|[iｉ][gｇ][a-zａ-ｚ]{2,6}[^\\w\n]{0,6}[kｋ][0-9０-９]", re.IGNORECASE)
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | str.maketrans("【】〔〕「」\u3000", "[][][] ")
"""Marks as an input method for Chinese writes them, each for the one that is meant."""


class Acceptance(NamedTuple):
    """Rules, by code or name, that may find what they find in the item at `route`; `at` is where that is written.

    `unclear` is a comment that may be meant so and cannot be read.
    """

    route: Route
    rules: tuple[str, ...]
    reason: str
    at: Route
    unclear: str = ""

    def covers(self, route: Route) -> bool:
        """Whether a route within the file leads into the item; above all items it speaks of its own line alone."""
        above_items = self.route in {(), ("items",)}
        return route == self.route if above_items else route[: len(self.route)] == self.route


def acceptances(source: Source, entry: Entry) -> list[Acceptance]:
    """All that a file accepts, in its order."""
    found = list(_of_items(entry))
    if "#" in source.text and _HINT.search(source.text):
        found += _of_comments(source, entry.catalog.ids)
    return found


def _of_items(entry: Entry) -> Iterator[Acceptance]:
    for node in nodes(entry.catalog):
        for place, ignore in enumerate(node.item.ignore):
            yield Acceptance(node.route, (ignore.rule,), ignore.reason, (*node.route, "ignore", place))


def _of_comments(source: Source, ids: Mapping[Route, str]) -> Iterator[Acceptance]:
    for route, comment in comments(source).items():
        inside = max((end for end in range(len(route) + 1) if route[:end] in ids), default=0)
        for line in (*comment.before, comment.after):
            for rules, reason, unclear in _read(line):
                yield Acceptance(route[:inside] or route, rules, reason, route, unclear)


def _read(comment: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """The rules and the reason of each acceptance in a comment, or what of it is unclear."""
    narrow = comment.translate(_NARROW)
    found = list(_MARK.finditer(narrow))
    for mark in found:
        rules = tuple(filter(None, re.split(r"[,、\s]+", mark["rules"] or "")))
        yield rules, comment[slice(*mark.span("reason"))].strip(" 　:："), ""
    if not found and _NEARLY.search(narrow):
        yield (), "", comment
