"""A catalog and the guide that it follows in; the pairs of items that correspond, and the items without a partner, out.

Items correspond by id, then by the path of their names; of the items that are left under parents that correspond, those
with similar names do (a renamed item). Pairs are of all depths, items without a partner of the frame only.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from gkml.catalog.model import Catalog
from gkml.catalog.tree import FRAME_DEPTH, Node, nodes
from gkml.diagnostics import Route
from gkml.phrases.name import bigrams, essence
from gkml.phrases.patterns import regex

ALIKE = 0.6
"""Two names may be of one item, renamed, if they share more than this part of the shorter name's pairs of characters."""

MOST_CANDIDATES = 100
"""With more own items without a partner under one parent, no renamed one is sought: it is a different directory."""


class Pair(NamedTuple):
    """An item of the guide and the catalog's own."""

    theirs: Node
    own: Node


class GuideComparison(NamedTuple):
    """Pairs in the guide's order; the items of the frame that only the guide has, and those that only the catalog has.

    A branch that is missing (or added) as a whole is represented by its uppermost item.
    """

    pairs: tuple[Pair, ...]
    missing: tuple[Node, ...]
    added: tuple[Node, ...]


NOTHING = GuideComparison((), (), ())


def only_consults(catalog: Catalog) -> bool:
    """Returns whether a catalog says that it consulted a guide (参照《…指引》) and nowhere that it follows one (按照《…指引》)."""
    document = catalog.source.document if catalog.source else ""
    prose = (part if isinstance(part, str) else part.heading for part in catalog.preface)
    text = "\n".join((document, *prose, *catalog.notes))
    return bool(_CONSULTS.search(text)) and not _FOLLOWS.search(text)


_GUIDE = "[^，。；\\n]{0,40}?(?:指引|标准目录)"
_CONSULTS = regex(f"(?:参照|参考|借鉴){_GUIDE}")
_FOLLOWS = regex(f"(?:按照|依照|遵照|依据|根据|对照){_GUIDE}")


def compare(catalog: Catalog, guide: Catalog) -> GuideComparison:
    """Returns both trees, item by item; what the catalog declares not applicable is still missing here."""
    own, theirs = list(nodes(catalog)), list(nodes(guide))
    partners = _by_id(theirs, own, guide, catalog)
    _by_path(theirs, own, partners)
    _by_likeness(theirs, own, partners)
    taken = {node.route for node in partners.values()}
    missing = [node for node in theirs if node.depth <= FRAME_DEPTH and node.route not in partners]
    added = [node for node in own if node.depth <= FRAME_DEPTH and node.route not in taken]
    pairs = tuple(Pair(node, partners[node.route]) for node in theirs if node.route in partners)
    return GuideComparison(pairs, _uppermost(missing), _uppermost(added))


Partners = dict[Route, Node]
"""The catalog's own item by the route of the guide's."""


def _by_id(theirs: list[Node], own: list[Node], guide: Catalog, catalog: Catalog) -> Partners:
    place = {catalog.ids[node.route]: node for node in own}
    return {node.route: place[guide.ids[node.route]] for node in theirs if guide.ids[node.route] in place}


def _by_path(theirs: list[Node], own: list[Node], partners: Partners) -> None:
    taken = {node.route for node in partners.values()}
    free: dict[tuple[str, ...], Node] = {}
    for node in own:
        if node.route not in taken:
            free.setdefault(path(node), node)
    for node in theirs:
        if node.route not in partners and path(node) in free:
            partners[node.route] = free.pop(path(node))


def _by_likeness(theirs: list[Node], own: list[Node], partners: Partners) -> None:
    """Renamed items of the frame: parents first, so that a renamed branch keeps its leaves."""
    taken = {node.route for node in partners.values()}
    below: dict[Route | None, list[Node]] = {}
    for node in own:
        if node.depth <= FRAME_DEPTH and node.route not in taken:
            below.setdefault(node.parent.route if node.parent else None, []).append(node)
    for node in theirs:
        parent = node.parent and partners.get(node.parent.route)
        if node.depth > FRAME_DEPTH or node.route in partners or (node.parent and not parent):
            continue
        candidates = below.get(parent.route if parent else None, [])
        if len(candidates) > MOST_CANDIDATES:
            continue
        likest = max(candidates, key=lambda other: _alike(node.name, other.name), default=None)
        same = next((other for other in candidates if essence(other.name) == essence(node.name)), None)
        if same or (likest and _alike(node.name, likest.name) > ALIKE):
            partner = same or likest
            assert partner is not None
            partners[node.route] = partner
            candidates.remove(partner)


def _alike(one: str, other: str) -> float:
    mine, theirs = bigrams(essence(one)), bigrams(essence(other))
    return len(mine & theirs) / min(len(mine), len(theirs))


def out_of_order(places: Sequence[Route]) -> list[int]:
    """Returns the smallest set of indexes without which the places ascend; of two such sets, the one of earlier indexes."""
    ends: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(ends, place, key=places.__getitem__)
        before.append(ends[at - 1] if at else -1)
        ends[at : at + 1] = [index]
    kept, index = set[int](), ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return [index for index in range(len(places)) if index not in kept]


def path(node: Node) -> tuple[str, ...]:
    """Returns the names from the top down, without numbers and empty endings."""
    names: list[str] = []
    at: Node | None = node
    while at:
        names.append(essence(at.name))
        at = at.parent
    return tuple(reversed(names))


def _uppermost(nodes: list[Node]) -> tuple[Node, ...]:
    routes = {node.route for node in nodes}
    return tuple(node for node in nodes if not (node.parent and node.parent.route in routes))
