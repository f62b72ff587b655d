"""A directory beside its guide: which of several guides is its own, and how it covers each row of it."""

from collections.abc import Sequence

from gkml.catalog.guide import GuideComparison
from gkml.catalog.model import Catalog, Entry
from gkml.catalog.strength import rows_below, weaknesses
from gkml.catalog.tree import FRAME_DEPTH
from gkml.diagnostics import Route
from gkml.phrases.name import essence
from gkml.review.body import State

LEAST = 0.2
"""The part of a guide's names that a directory must have for the guide to be taken for its own."""


def guide_for(catalog: Catalog, guides: Sequence[Catalog]) -> Catalog | None:
    """Returns the guide with which a directory has most names in common, None if no guide has enough of them."""
    own = {essence(node.name) for node in catalog.nodes}
    best, share = None, LEAST
    for guide in guides:
        names = {essence(node.name) for node in guide.nodes}
        common = len(names & own) / len(names)
        same_field = bool(guide.field) and guide.field == catalog.field
        if common >= share or (same_field and best is None):
            best, share = guide, max(common, share)
    return best


def coverage(entry: Entry) -> tuple[State, ...]:
    """Returns the state of each row of the guide of an entry, in the guide's order; empty without a guide."""
    if entry.guide is None:
        return ()
    comparison, rows = entry.comparison, rows_below(entry.catalog)
    partners = {pair.theirs.route: pair.own.route for pair in comparison.pairs}
    missing = _missing(comparison, entry)
    states: list[State] = []
    for leaf in entry.guide.leaves:
        own = partners.get(leaf.route)
        if own is not None:
            states.append("weak" if any(weaknesses(leaf.item, rows[own], own)) else "full")
        else:
            states.append(_without_partner(leaf.route, missing))
    return tuple(states)


def _missing(comparison: GuideComparison, entry: Entry) -> dict[Route, State]:
    """The items of the guide's frame that are not there: `excused` where the directory says why, else `missing`."""
    assert entry.guide is not None
    excused = {each.id for each in entry.catalog.not_applicable}
    ids = entry.guide.ids
    return {node.route: "excused" if ids[node.route] in excused else "missing" for node in comparison.missing}


def _without_partner(route: Route, missing: dict[Route, State]) -> State:
    for end in range(len(route), 0, -2):
        if route[:end] in missing:
            return missing[route[:end]]
    return "missing" if len(route) // 2 <= FRAME_DEPTH else "open"
