"""Takes the groups of two editions and the matched items, and returns the matched groups."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from gkml.catalog.model import Catalog, Node
from gkml.diagnostics import Route
from gkml.diff.likeness import ItemText, most_similar
from gkml.phrases.name import essence

_ALIKE = 60.0
"""Least similarity (0 to 100) of the names of two groups without common items below the same group."""


def match_groups(old: Catalog, new: Catalog, leaves: dict[Route, Route]) -> dict[Route, Route]:
    """Matches groups by id, by unique path, by the new place of most of their items, by path in order, and by similar names."""
    old_nodes = [node for node in old.nodes if node.item.items is not None]
    new_nodes = [node for node in new.nodes if node.item.items is not None]
    matched: dict[Route, Route] = {}
    by_id = {node.item.id: node.route for node in new_nodes if node.item.id}
    for node in old_nodes:
        if node.item.id in by_id:
            matched[node.route] = by_id[node.item.id]
    _by_names(old_nodes, new_nodes, matched, alone=True)
    _by_items(old_nodes, {node.route for node in new_nodes}, leaves, matched)
    _by_names(old_nodes, new_nodes, matched, alone=False)
    _by_likeness(old_nodes, new_nodes, matched)
    return matched


def _by_names(
    old_nodes: Sequence[Node], new_nodes: Sequence[Node], matched: dict[Route, Route], *, alone: bool
) -> None:
    left, right = _free(old_nodes, matched), _free(new_nodes, set(matched.values()))
    for path, routes in left.items():
        partners = right.get(path, ())
        if not alone or len(routes) + len(partners) == 2:
            matched.update(zip(routes, partners, strict=False))


def _free(nodes: Sequence[Node], taken: dict[Route, Route] | set[Route]) -> dict[tuple[str, ...], list[Route]]:
    free: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    paths: dict[Route, tuple[str, ...]] = {}
    for node in nodes:
        above = paths[node.parent.route] if node.parent else ()
        paths[node.route] = (*above, essence(node.name))
        if node.route not in taken:
            free[paths[node.route]].append(node.route)
    return free


def _by_items(
    old_nodes: Sequence[Node], new_nodes: set[Route], leaves: dict[Route, Route], matched: dict[Route, Route]
) -> None:
    """Matches a group with the group that contains more than half of its matched items, if that one is still free."""
    votes: dict[Route, Counter[Route]] = defaultdict(Counter)
    for old_route, new_route in leaves.items():
        for up in range(2, min(len(old_route), len(new_route)) - 1, 2):
            votes[old_route[:-up]][new_route[:-up]] += 1
    taken = set(matched.values())
    for node in old_nodes:
        if node.route in matched or not votes[node.route]:
            continue
        place, count = votes[node.route].most_common(1)[0]
        if place in new_nodes and place not in taken and count * 2 > votes[node.route].total():
            matched[node.route] = place
            taken.add(place)


def _by_likeness(old_nodes: Sequence[Node], new_nodes: Sequence[Node], matched: dict[Route, Route]) -> None:
    """Matches the remaining groups below the same group by similar names."""
    taken = set(matched.values())
    left = [node for node in old_nodes if node.route not in matched]
    right = [node for node in new_nodes if node.route not in taken]

    def enough(a: int, b: int) -> float:
        above, there = left[a].parent, right[b].parent
        same = (matched.get(above.route) if above else ()) == (there.route if there else ())
        return _ALIKE if same else 101

    names = [[ItemText(essence(node.name), "") for node in nodes] for nodes in (left, right)]
    for a, b in most_similar(names[0], names[1], enough):
        matched[left[a].route] = right[b].route
