"""Where an item discloses less than the guide's item that it corresponds to: the one definition, for rules, diff and review.

Less is: a longer time limit, none of the channels, fewer people, on request in place of proactive, elements left out.
A local directory may be stricter and finer than its guide, never weaker.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gkml.catalog.model import Catalog, Item, Leaf
from gkml.diagnostics import Route
from gkml.phrases.content import dropped
from gkml.phrases.limit_length import working_days


class Weakness(NamedTuple):
    """The value that is weaker, by its route in the catalog, its field, and what is wrong with it (`problem；advice`)."""

    route: Route
    field: str
    message: str


def weaknesses(required: Item, rows: Sequence[Leaf], own: Route) -> Iterator[Weakness]:
    """Yields what the catalog's rows leave out of a row of the guide; `own` is the route of their item.

    An item that refines the guide's has several rows: their contents count together, the other fields row by row.
    """
    gone = dropped(required.content, [text for leaf in rows for text in (leaf.item.name, leaf.item.content)])
    if gone and any(leaf.item.content for leaf in rows):
        field = "content" if rows[0].route == own else "name"
        message = f"上级指引要求公开的“{'、'.join(gone)}”这里没有；请补上"
        yield Weakness((*own, field), "content", message)
    for leaf in rows:
        for field, message in _of_row(leaf.item, required):
            yield Weakness((*leaf.route, field), field, message)


def rows_below(catalog: Catalog) -> dict[Route, list[Leaf]]:
    """Returns the rows at and below every item, by the item's route."""
    rows: dict[Route, list[Leaf]] = {}
    for leaf in catalog.leaves:
        for end in range(2, len(leaf.route) + 1, 2):
            rows.setdefault(leaf.route[:end], []).append(leaf)
    return rows


def _of_row(own: Item, guide: Item) -> Iterator[tuple[str, str]]:
    mine, theirs = working_days(own.time_limit), working_days(guide.time_limit)
    if mine is not None and theirs is not None and mine > theirs:
        yield "time_limit", f"“{own.time_limit}”比上级指引长；上级指引是“{guide.time_limit}”，请不要放宽"
    required = [channel for channel in guide.channels if channel != "其他"]
    if (
        own.channels
        and required
        and len(required) == len(guide.channels)
        and not any(_has(own.channels, channel) for channel in required)
    ):
        yield "channels", f"上级指引的渠道“{'、'.join(required)}”一个也没有；指引要求至少选择其一，请补上"
    if own.audience and _public(guide.audience) and not _public(own.audience):
        yield "audience", f"上级指引面向全社会公开，这里只对“{'、'.join(own.audience)}”；请改为全社会"
    if own.mode and _active(guide.mode) and not _active(own.mode):
        yield "mode", f"上级指引是主动公开，这里是“{'、'.join(own.mode)}”；请改为主动公开"


def _has(channels: Sequence[str], channel: str) -> bool:
    """Returns whether a channel is there, be it under a longer name (县政府网站 for 政府网站)."""
    folded = channel.replace("(", "（").replace(")", "）")
    return any(folded in (own := mine.replace("(", "（").replace(")", "）")) or own in folded for mine in channels)


def _public(audience: Sequence[str]) -> bool:
    return any("社会" in group for group in audience)


def _active(mode: Sequence[str]) -> bool:
    return any(way.startswith("主动") for way in mode)
