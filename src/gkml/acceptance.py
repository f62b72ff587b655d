"""What an office accepts of the linter's findings, and why: `ignore:` of an item, and comments that say the same.

    - name: 抽检信息          # gkml: ignore[K136] 由省局统一公布，本局转载

An acceptance holds for the item that it stands at and all below it; outside items, for the field that it stands at. One without a reason, and one that nothing was found
for, are told themselves.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.comments import comments
from gkml.diagnostics import Route
from gkml.model import Entry
from gkml.source import Source
from gkml.tree import nodes

_MARK = re.compile(r"#+\s*gkml\s*[:：]\s*ignore\s*(?:\[(?P<rules>[^\]]*)\])?\s*(?P<reason>.*)", re.IGNORECASE)


class Acceptance(NamedTuple):
    """Rules, by code or name, that may find what they find in the item at `route`; `at` is where that is written."""

    route: Route
    rules: tuple[str, ...]
    reason: str
    at: Route

    def covers(self, route: Route) -> bool:
        """Whether a route within the file leads into the item; above all items it speaks of its own line alone."""
        above_items = self.route in {(), ("items",)}
        return route == self.route if above_items else route[: len(self.route)] == self.route


def acceptances(source: Source, entry: Entry) -> list[Acceptance]:
    """All that a file accepts, in its order."""
    found = list(_of_items(entry))
    if "ignore" in source.text and "#" in source.text:
        found += _of_comments(source, entry.catalog.ids)
    return found


def _of_items(entry: Entry) -> Iterator[Acceptance]:
    for node in nodes(entry.catalog):
        for place, ignore in enumerate(node.item.ignore):
            yield Acceptance(node.route, (ignore.rule,), ignore.reason, (*node.route, "ignore", place))


def _of_comments(source: Source, ids: Mapping[Route, str]) -> Iterator[Acceptance]:
    for route, comment in comments(source).items():
        for line in (*comment.before, comment.after):
            mark = _MARK.match(line)
            if mark:
                inside = max((end for end in range(len(route) + 1) if route[:end] in ids), default=0)
                rules = tuple(filter(None, re.split(r"[,，、\s]+", mark["rules"] or "")))
                yield Acceptance(route[:inside] or route, rules, mark["reason"].strip(" 　:："), route)
