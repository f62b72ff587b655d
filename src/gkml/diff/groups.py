"""The groups of two editions in, how those that are in both changed out: their names, and the group that they stand in."""

from collections.abc import Iterator

from gkml.catalog.model import Catalog, Node
from gkml.diff.changes import Change, Side
from gkml.diff.judging import judge_name
from gkml.diff.matching import Matches
from gkml.diff.order import unnumbered
from gkml.diff.rows import Renamings, renamed_text


def groups(old: Catalog, new: Catalog, renamings: Renamings, matches: Matches) -> Iterator[Change]:
    """Groups that have another name, or stand elsewhere; what stands in them is not said to have moved."""
    for node, partner in _pairs(old, new, matches):
        sides = (_side(node, old),), (_side(partner, new),)
        was = renamed_text(node.name, renamings)
        if unnumbered(was) != unnumbered(partner.name):
            verdict = judge_name(was, partner.name)
            yield Change("renamed", verdict, *sides, "name", was, partner.name, is_group=True)
        above, now = (each.parent.route if each.parent else () for each in (node, partner))
        if (matches.groups.get(above) if above else ()) != now:
            was_in, is_in = (" › ".join(side.path[:-1]) for (side,) in sides)
            yield Change("moved", "substantive", *sides, before=was_in, after=is_in, is_group=True)


def renumbered_groups(old: Catalog, new: Catalog, renamings: Renamings, matches: Matches) -> list[tuple[Side, Side]]:
    """Groups in whose names the number alone changed."""
    return [
        (_side(node, old), _side(partner, new))
        for node, partner in _pairs(old, new, matches)
        if (was := renamed_text(node.name, renamings)) != partner.name and unnumbered(was) == unnumbered(partner.name)
    ]


def _pairs(old: Catalog, new: Catalog, matches: Matches) -> Iterator[tuple[Node, Node]]:
    theirs = {node.route: node for node in new.nodes}
    for node in old.nodes:
        partner = matches.groups.get(node.route)
        if partner is not None:
            yield node, theirs[partner]


def _side(node: Node, catalog: Catalog) -> Side:
    names: list[str] = []
    at: Node | None = node
    while at:
        names.append(at.name)
        at = at.parent
    return Side(catalog.ids[node.route], tuple(reversed(names)), node.route)
