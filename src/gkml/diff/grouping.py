"""The groups of two editions and the items known to be the same in, which groups are the same out."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from gkml.catalog.model import Catalog, Node
from gkml.diagnostics import Route
from gkml.diff.likeness import Like, likest
from gkml.phrases.name import essence

_ALIKE = 60.0
"""How alike (0 to 100) the names of two groups must be that share no item, and stand below the same group."""


def match_groups(old: Catalog, new: Catalog, leaves: dict[Route, Route]) -> dict[Route, Route]:
    """Groups by id, by a path that no other has, by where most of their items are now, by their path in turn, by their name."""
    mine = [node for node in old.nodes if node.item.items is not None]
    theirs = [node for node in new.nodes if node.item.items is not None]
    found: dict[Route, Route] = {}
    by_id = {node.item.id: node.route for node in theirs if node.item.id}
    for node in mine:
        if node.item.id in by_id:
            found[node.route] = by_id[node.item.id]
    _by_names(mine, theirs, found, alone=True)
    _by_items(mine, {node.route for node in theirs}, leaves, found)
    _by_names(mine, theirs, found, alone=False)
    _by_likeness(mine, theirs, found)
    return found


def _by_names(mine: Sequence[Node], theirs: Sequence[Node], found: dict[Route, Route], *, alone: bool) -> None:
    left, right = _free(mine, found), _free(theirs, set(found.values()))
    for path, routes in left.items():
        partners = right.get(path, ())
        if not alone or len(routes) + len(partners) == 2:
            found.update(zip(routes, partners, strict=False))


def _free(nodes: Sequence[Node], taken: dict[Route, Route] | set[Route]) -> dict[tuple[str, ...], list[Route]]:
    free: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    paths: dict[Route, tuple[str, ...]] = {}
    for node in nodes:
        above = paths[node.parent.route] if node.parent else ()
        paths[node.route] = (*above, essence(node.name))
        if node.route not in taken:
            free[paths[node.route]].append(node.route)
    return free


def _by_items(mine: Sequence[Node], theirs: set[Route], leaves: dict[Route, Route], found: dict[Route, Route]) -> None:
    """A group whose partner is not known yet goes where more than half of its known items went, if nobody else is there."""
    votes: dict[Route, Counter[Route]] = defaultdict(Counter)
    for old_route, new_route in leaves.items():
        for up in range(2, min(len(old_route), len(new_route)) - 1, 2):
            votes[old_route[:-up]][new_route[:-up]] += 1
    taken = set(found.values())
    for node in mine:
        if node.route in found or not votes[node.route]:
            continue
        place, count = votes[node.route].most_common(1)[0]
        if place in theirs and place not in taken and count * 2 > votes[node.route].total():
            found[node.route] = place
            taken.add(place)


def _by_likeness(mine: Sequence[Node], theirs: Sequence[Node], found: dict[Route, Route]) -> None:
    """What is left below one group, by names that resemble each other."""
    taken = set(found.values())
    left = [node for node in mine if node.route not in found]
    right = [node for node in theirs if node.route not in taken]

    def enough(a: int, b: int) -> float:
        above, there = left[a].parent, right[b].parent
        same = (found.get(above.route) if above else ()) == (there.route if there else ())
        return _ALIKE if same else 101

    names = [[Like(essence(node.name), "") for node in nodes] for nodes in (left, right)]
    for a, b in likest(names[0], names[1], enough):
        found[left[a].route] = right[b].route
