"""Takes the groups of two editions and returns the changes of those that are in both: of their names and their parents."""

from collections.abc import Iterator

from gkml.catalog.model import Catalog, Node
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Side
from gkml.diff.judging import judge_name
from gkml.diff.matching import Matches
from gkml.diff.order import unnumbered
from gkml.diff.rows import Renamings, renamed_text


def groups(old: Catalog, new: Catalog, renamings: Renamings, matches: Matches) -> Iterator[Change]:
    """Yields renamed and moved groups; the items in a moved group have not moved."""
    for node, partner in _matched(old, new, matches):
        sides = (_side(node, old),), (_side(partner, new),)
        was = renamed_text(node.name, renamings)
        if unnumbered(was) != unnumbered(partner.name):
            verdict = judge_name(was, partner.name)
            yield Change("renamed", verdict, *sides, "name", was, partner.name, is_group=True)
        yield from moved(sides[0][0], sides[1][0], matches, is_group=True)


def moved(old: Side, new: Side, matches: Matches, *, is_group: bool = False) -> Iterator[Change]:
    """Yields a change if an item or group stands in another group; groups with the same name are distinguished by their place."""
    above, now = old.route[:-2], new.route[:-2]
    if (matches.groups.get(above) if above else ()) == now:
        return
    before, after = (" › ".join(side.path[:-1]) for side in (old, new))
    if before == after:
        before, after = (f"{name}（{_place(route)}）" for name, route in ((before, above), (after, now)))
    yield Change("moved", "substantive", (old,), (new,), before=before, after=after, is_group=is_group)


def _place(route: Route) -> str:
    """第2个 for the second group of the top level, 第2个的第1个 for the first group in it."""
    return "的".join(f"第{int(step) + 1}个" for step in route[1::2])


def renumbered_groups(old: Catalog, new: Catalog, renamings: Renamings, matches: Matches) -> list[tuple[Side, Side]]:
    """Returns the groups of which only the number in the name changed."""
    return [
        (_side(node, old), _side(partner, new))
        for node, partner in _matched(old, new, matches)
        if (was := renamed_text(node.name, renamings)) != partner.name and unnumbered(was) == unnumbered(partner.name)
    ]


def _matched(old: Catalog, new: Catalog, matches: Matches) -> Iterator[tuple[Node, Node]]:
    new_nodes = {node.route: node for node in new.nodes}
    for node in old.nodes:
        partner = matches.groups.get(node.route)
        if partner is not None:
            yield node, new_nodes[partner]


def _side(node: Node, catalog: Catalog) -> Side:
    names: list[str] = []
    at: Node | None = node
    while at:
        names.append(at.name)
        at = at.parent
    return Side(catalog.ids[node.route], tuple(reversed(names)), node.route)
