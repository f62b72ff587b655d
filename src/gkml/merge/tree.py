"""Which rows there are, and the groups of the three versions, in; the tree of the new catalog out."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.merge.groups import NEW
from gkml.merge.order import ordered
from gkml.merge.outcome import Point, Tally
from gkml.merge.sides import Sides
from gkml.merge.versions import TOP


class Tree(NamedTuple):
    """The keys below each group in their order; and new names of groups."""

    children: Mapping[str, list[str]]
    names: Mapping[str, str]

    def every(self, group: str = TOP) -> Iterator[str]:
        """All keys, groups before what stands in them."""
        for key in self.children[group]:
            yield key
            if key in self.children:
                yield from self.every(key)


def merged_tree(sides: Sides, rows: Mapping[str, object], tally: Tally) -> Tree:
    """`rows` are those that the new catalog has."""
    groups_above = _groups_above(sides)
    parents = {key: _row_group(sides, key, tally) for key in rows}
    names = _names(sides, tally)
    pending = list(dict.fromkeys(parents.values()))
    while pending:
        group = pending.pop()
        if group != TOP and group not in parents:
            parents[group] = _group_parent(sides, group, groups_above, tally)
            pending.append(parents[group])
    members: dict[str, set[str]] = {TOP: set()}
    for key, parent in parents.items():
        members.setdefault(parent, set()).add(key)
    theirs = _children_there(sides)
    children = {group: _ordered(sides, group, own, theirs, tally) for group, own in members.items()}
    return Tree(children, names)


def _groups_above(sides: Sides) -> dict[str, str]:
    """For each group of the sheet the one above it."""
    return {group: above for chain in sides.groups.chains for group, above in zip(chain, (TOP, *chain), strict=False)}


def _row_group(sides: Sides, key: str, tally: Tally) -> str:
    """The group that a row shall stand in."""
    row, came = sides.mine.rows.get(key), sides.came.get(key)
    if row is None:
        return sides.group_there[key]
    if came is None or key not in sides.was:
        return row.group
    there, was = sides.group_there[key], sides.base.rows[key].group
    if there in (was, row.group):
        return row.group
    spot = str(came.label_spots[-1] if came.label_spots else came.spots["name"])
    point = Point("moved", key, row.name, "", "", sides.here(row.route), spot)
    old, now = (_named(group, names) for group, names in ((was, sides.base.groups), (row.group, sides.mine.groups)))
    new = sides.groups.names.get(there, "")
    taken = tally.changed(point, now, new) if row.group == was else tally.settles(point, old, now, new)
    return there if taken else row.group


def _named(group: str, groups: Mapping[str, object]) -> str:
    found = groups.get(group)
    return str(getattr(found, "name", ""))


def _group_parent(sides: Sides, group: str, there: Mapping[str, str], tally: Tally) -> str:
    """The group that a group shall stand in: where the sheet has put it, unless that is where it was."""
    was, now = sides.base.groups.get(group), sides.mine.groups.get(group)
    if now is None:
        return there.get(group, was.parent if was else TOP)
    above = there.get(group)
    if was is None or above is None or above in (was.parent, now.parent):
        return now.parent
    names = [_named(was.parent, sides.base.groups), _named(now.parent, sides.mine.groups), sides.groups.names[above]]
    point = Point("moved", group, now.name, "", "", sides.here(now.route), "")
    taken = tally.changed(point, *names[1:]) if now.parent == was.parent else tally.settles(point, *names)
    return above if taken else now.parent


def _names(sides: Sides, tally: Tally) -> dict[str, str]:
    """The names of groups that are new or have another name in the sheet."""
    names: dict[str, str] = {}
    told: set[str] = set()
    printed = {group: row.labels[n] for key, row in sides.was.items() for n, group in enumerate(sides.base.above(key))}
    for row, chain in zip(sides.came.values(), sides.groups.chains, strict=True):
        for depth, group in enumerate(chain):
            if group in told:
                continue
            told.add(group)
            new, now = sides.groups.names[group], sides.mine.groups.get(group)
            if group.startswith(NEW) or now is None:
                names[group] = new
            elif group in printed:
                here = sides.here((*now.route, "name"))
                point = Point("group", group, now.name, "name", "", here, str(row.label_spots[depth]))
                if tally.takes(point, printed[group], now.name, new):
                    names[group] = new
    return names


def _children_there(sides: Sides) -> dict[str, list[str]]:
    """The keys below each group as the sheet has them."""
    found: dict[str, dict[str, None]] = {}
    for key, chain in zip(sides.came, sides.groups.chains, strict=True):
        for above, below in zip((TOP, *chain), (*chain, key), strict=True):
            found.setdefault(above, {})[below] = None
    return {group: list(keys) for group, keys in found.items()}


def _ordered(sides: Sides, group: str, members: set[str], theirs: Mapping[str, list[str]], tally: Tally) -> list[str]:
    """The keys below a group in their order; an order that was changed on both sides is a conflict."""
    base, mine = sides.base.children.get(group, []), sides.mine.children.get(group, [])
    there = theirs.get(group, [])
    found = ordered(base, mine, there, members, prefer_theirs=tally.prefer == "theirs")
    if found.is_theirs or found.is_conflict:
        now = sides.mine.groups.get(group)
        here = sides.here((*now.route, "items") if now else ("items",))
        point = Point("order", group, now.name if now else "", "", "", here, "")
        texts = [_listed(sides, keys) for keys in (base, mine, there)]
        if found.is_conflict:
            tally.settles(point, *texts)
        else:
            tally.changed(point, *texts[1:])
    rest = members - set(found.keys)
    return [*found.keys, *sorted(rest)]


def _listed(sides: Sides, keys: list[str]) -> tuple[str, ...]:
    """The names of rows and groups."""
    named: list[str] = []
    for key in keys:
        known = sides.mine.rows.get(key) or sides.mine.groups.get(key) or sides.came.get(key)
        known = known or sides.base.rows.get(key) or sides.base.groups.get(key)
        named.append(known.name if known else sides.groups.names.get(key, ""))
    return tuple(named)
