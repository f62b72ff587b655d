"""Reads the acceptances of findings in a source: `ignore:` of an item, or a comment with the same meaning.

    - name: 抽检信息          # gkml: ignore[K136] 由省局统一公布，本局转载

An acceptance at an item holds for the item and all below it; any other holds for the field that it is written at. The
checker reports an acceptance that gives no reason, and one that has no finding.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from gkml.diagnostics import Route
from gkml.phrases.patterns import regex
from gkml.yamltext.comments import comments
from gkml.yamltext.source import Source

_MARK = regex(
    r"#\s*gkml\s*:\s*ignore\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*?)\s*(?=#+\s*gkml\s*:|$)", re.IGNORECASE
)
"""An acceptance, anywhere in a comment."""
_NEARLY = regex(
    r"#\s*gkml\s*:\s*[a-z\[(]|gkml[\s:_.-]*(?:ig[a-z]{2,6}|disable|noqa|skip)|\big[a-z]{2,6}[^\w\n]{0,6}[kl][0-9]{3}",
    re.IGNORECASE | re.ASCII,
)
"""A comment that resembles an acceptance and is none; it is reported, because it has no effect."""
_HINT = regex("[gｇ][kｋ][mｍ][lｌ]|[iｉ][gｇ][a-zａ-ｚ]{2,6}[^\\w\n]{0,6}[kｋlｌ][0-9０-９]", re.IGNORECASE)
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | str.maketrans("【】〔〕「」\u3000", "[][][] ")
"""Full-width marks, as an input method for Chinese writes them, to the ASCII marks that are meant."""


class Acceptance(NamedTuple):
    """An acceptance of findings of some rules (by code or name) at `route`; `at` is the route where it is written.

    `unclear` is the text of a comment that resembles an acceptance and cannot be read.
    """

    route: Route
    rules: tuple[str, ...]
    reason: str
    at: Route
    unclear: str = ""

    def covers(self, route: Route) -> bool:
        """Returns whether the acceptance covers a route; one above all items covers only its own line."""
        above_items = self.route in {(), ("items",)}
        return route == self.route if above_items else route[: len(self.route)] == self.route


def acceptances(source: Source, ids: Mapping[Route, str]) -> list[Acceptance]:
    """Returns the acceptances of a file in order; `ids` are those of the document's parts by route."""
    listed = list(_of_items(source.data, ids))
    if "#" in source.text and _HINT.search(source.text):
        listed += _of_comments(source, ids)
    return listed


def _of_items(data: Any, ids: Iterable[Route]) -> Iterator[Acceptance]:
    for route in ids:
        item = data
        for step in route:
            item = item[step]
        for place, ignore in enumerate(item.get("ignore", ())):
            yield Acceptance(route, (ignore["rule"],), ignore["reason"], (*route, "ignore", place))


def _of_comments(source: Source, ids: Mapping[Route, str]) -> Iterator[Acceptance]:
    for route, comment in comments(source).items():
        inside = max((end for end in range(len(route) + 1) if route[:end] in ids), default=0)
        for line in (*comment.before, comment.after):
            for rules, reason, unclear in _read(line):
                yield Acceptance(route[:inside] or route, rules, reason, route, unclear)


def _read(comment: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yields the rules and the reason of each acceptance in a comment, or the comment if it is unclear."""
    narrow = comment.translate(_NARROW)
    marks = list(_MARK.finditer(narrow))
    for mark in marks:
        rules = tuple(filter(None, re.split(r"[,、\s]+", mark["rules"] or "")))
        yield rules, comment[slice(*mark.span("reason"))].strip(" 　:："), ""
    if not marks and _NEARLY.search(narrow):
        yield (), "", comment
