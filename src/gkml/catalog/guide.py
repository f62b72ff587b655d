"""A catalog and the guide that it follows in, their items side by side out: which belong together, which stand alone.

Items belong together by id, then by the path of their names, then, where both have lost their partner under one parent,
by names that resemble each other (a renamed item). Pairs are of all depths; what is alone, of the frame.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gkml.catalog.model import Catalog
from gkml.catalog.tree import FRAME_DEPTH, Node, nodes
from gkml.diagnostics import Route
from gkml.patterns import regex
from gkml.phrases.name import bigrams, essence

ALIKE = 0.6
"""Part of the shorter name's pairs of characters, above which that the other has it may be the same item renamed."""

MOST_CANDIDATES = 100
"""Own items without partner under one parent above which no renamed one is looked for: that is another directory."""


class Pair(NamedTuple):
    """An item of the guide and the catalog's own."""

    theirs: Node
    own: Node


class Comparison(NamedTuple):
    """Pairs in the guide's order; what of the frame only the guide has, and only the catalog has.

    Of a branch that is missing (or added) as a whole, the uppermost item alone.
    """

    pairs: tuple[Pair, ...]
    missing: tuple[Node, ...]
    added: tuple[Node, ...]


def only_consults(catalog: Catalog) -> bool:
    """Whether a catalog says that it was written with a guide at hand (参照《…指引》), and nowhere that it was written by one."""
    document = catalog.source.document if catalog.source else ""
    prose = (part if isinstance(part, str) else part.heading for part in catalog.preface)
    said = "\n".join((document, *prose, *catalog.notes))
    return bool(_CONSULTS.search(said)) and not _FOLLOWS.search(said)


_GUIDE = "[^，。；\\n]{0,40}?(?:指引|标准目录)"
_CONSULTS = regex(f"(?:参照|参考|借鉴){_GUIDE}")
_FOLLOWS = regex(f"(?:按照|依照|遵照|依据|根据|对照){_GUIDE}")


class _Both:
    """Two catalogs known by which objects they are: their own hashes would look at everything in them."""

    def __init__(self, catalog: Catalog, guide: Catalog) -> None:
        self.catalog, self.guide = catalog, guide

    def __hash__(self) -> int:
        return hash((id(self.catalog), id(self.guide)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Both) and other.catalog is self.catalog and other.guide is self.guide


def compare(catalog: Catalog, guide: Catalog) -> Comparison:
    """Both trees, item by item; what the catalog declares not applicable is still missing here."""
    return _compare(_Both(catalog, guide))


@lru_cache(maxsize=256)
def _compare(both: _Both) -> Comparison:
    catalog, guide = both.catalog, both.guide
    own, theirs = list(nodes(catalog)), list(nodes(guide))
    found = _by_id(theirs, own, guide, catalog)
    _by_path(theirs, own, found)
    _by_likeness(theirs, own, found)
    taken = {node.route for node in found.values()}
    missing = [node for node in theirs if node.depth <= FRAME_DEPTH and node.route not in found]
    added = [node for node in own if node.depth <= FRAME_DEPTH and node.route not in taken]
    pairs = tuple(Pair(node, found[node.route]) for node in theirs if node.route in found)
    return Comparison(pairs, _uppermost(missing), _uppermost(added))


_Found = dict[Route, Node]
"""The catalog's own item by the route of the guide's."""


def _by_id(theirs: list[Node], own: list[Node], guide: Catalog, catalog: Catalog) -> _Found:
    place = {catalog.ids[node.route]: node for node in own}
    return {node.route: place[guide.ids[node.route]] for node in theirs if guide.ids[node.route] in place}


def _by_path(theirs: list[Node], own: list[Node], found: _Found) -> None:
    taken = {node.route for node in found.values()}
    free: dict[tuple[str, ...], Node] = {}
    for node in own:
        if node.route not in taken:
            free.setdefault(path(node), node)
    for node in theirs:
        if node.route not in found and path(node) in free:
            found[node.route] = free.pop(path(node))


def _by_likeness(theirs: list[Node], own: list[Node], found: _Found) -> None:
    """Renamed items of the frame: parents first, so that a renamed branch keeps its leaves."""
    taken = {node.route for node in found.values()}
    below: dict[Route | None, list[Node]] = {}
    for node in own:
        if node.depth <= FRAME_DEPTH and node.route not in taken:
            below.setdefault(node.parent.route if node.parent else None, []).append(node)
    for node in theirs:
        parent = node.parent and found.get(node.parent.route)
        if node.depth > FRAME_DEPTH or node.route in found or (node.parent and not parent):
            continue
        candidates = below.get(parent.route if parent else None, [])
        if len(candidates) > MOST_CANDIDATES:
            continue
        likest = max(candidates, key=lambda other: _alike(node.name, other.name), default=None)
        same = next((other for other in candidates if essence(other.name) == essence(node.name)), None)
        if same or (likest and _alike(node.name, likest.name) > ALIKE):
            partner = same or likest
            assert partner is not None
            found[node.route] = partner
            candidates.remove(partner)


def _alike(one: str, other: str) -> float:
    mine, theirs = bigrams(essence(one)), bigrams(essence(other))
    return len(mine & theirs) / min(len(mine), len(theirs))


def out_of_order(places: Sequence[Route]) -> list[int]:
    """The fewest indexes that, taken away, leave the places rising; of equally few, the later ones stay."""
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
    """The names from the top down, without numbers and empty endings."""
    names: list[str] = []
    at: Node | None = node
    while at:
        names.append(essence(at.name))
        at = at.parent
    return tuple(reversed(names))


def _uppermost(alone: list[Node]) -> tuple[Node, ...]:
    routes = {node.route for node in alone}
    return tuple(node for node in alone if not (node.parent and node.parent.route in routes))
