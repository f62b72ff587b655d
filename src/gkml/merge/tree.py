"""Builds the tree of the new catalog from its rows and the groups of the three versions."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gkml.merge.groups import NEW
from gkml.merge.order import ordered
from gkml.merge.outcome import MergeLog, Point
from gkml.merge.sides import Sides
from gkml.merge.versions import TOP


class Tree(NamedTuple):
    """The keys below each group in order, and new names of groups."""

    children: Mapping[str, list[str]]
    names: Mapping[str, str]

    def every(self, group: str = TOP) -> Iterator[str]:
        """Yields all keys, each group before its members."""
        for key in self.children[group]:
            yield key
            if key in self.children:
                yield from self.every(key)


def merged_tree(sides: Sides, rows: Mapping[str, object], log: MergeLog) -> Tree:
    """Returns the tree of the new catalog; `rows` are its rows."""
    groups_above = _groups_above(sides)
    parents = {key: _row_group(sides, key, log) for key in rows}
    names = _names(sides, log)
    pending = list(dict.fromkeys(parents.values()))
    while pending:
        group = pending.pop()
        if group != TOP and group not in parents:
            parents[group] = _group_parent(sides, group, groups_above, log)
            pending.append(parents[group])
    members: dict[str, set[str]] = {TOP: set()}
    for key, parent in parents.items():
        members.setdefault(parent, set()).add(key)
    theirs = _children_there(sides)
    children = {group: _ordered(sides, group, own, theirs, log) for group, own in members.items()}
    return Tree(children, names)


def _groups_above(sides: Sides) -> dict[str, str]:
    """Returns the parent of each group of the sheet."""
    return {group: above for chain in sides.groups.chains for group, above in zip(chain, (TOP, *chain), strict=False)}


def _row_group(sides: Sides, key: str, log: MergeLog) -> str:
    """Returns the group of a row in the new catalog."""
    row, returned = sides.mine.rows.get(key), sides.returned.get(key)
    if row is None:
        return sides.group_there[key]
    if returned is None or key not in sides.was:
        return row.group
    there, was = sides.group_there[key], sides.base.rows[key].group
    if there in (was, row.group):
        return row.group
    spot = str(returned.label_spots[-1] if returned.label_spots else returned.spots["name"])
    point = Point("moved", key, row.name, "", "", sides.here(row.route), spot)
    old, now = (_named(group, names) for group, names in ((was, sides.base.groups), (row.group, sides.mine.groups)))
    new = sides.groups.names.get(there, "")
    taken = log.changed(point, now, new) if row.group == was else log.settles(point, old, now, new)
    return there if taken else row.group


def _named(group: str, groups: Mapping[str, object]) -> str:
    return str(getattr(groups.get(group), "name", ""))


def _group_parent(sides: Sides, group: str, there: Mapping[str, str], log: MergeLog) -> str:
    """Returns the parent of a group in the new catalog: the sheet's if the sheet changed it, else the catalog's."""
    was, now = sides.base.groups.get(group), sides.mine.groups.get(group)
    if now is None:
        return there.get(group, was.parent if was else TOP)
    above = there.get(group)
    if was is None or above is None or above in (was.parent, now.parent):
        return now.parent
    names = [_named(was.parent, sides.base.groups), _named(now.parent, sides.mine.groups), sides.groups.names[above]]
    point = Point("moved", group, now.name, "", "", sides.here(now.route), "")
    taken = log.changed(point, *names[1:]) if now.parent == was.parent else log.settles(point, *names)
    return above if taken else now.parent


def _names(sides: Sides, log: MergeLog) -> dict[str, str]:
    """Returns the names of groups that are new or renamed in the sheet."""
    names: dict[str, str] = {}
    done: set[str] = set()
    printed = {group: row.labels[n] for key, row in sides.was.items() for n, group in enumerate(sides.base.above(key))}
    for row, chain in zip(sides.returned.values(), sides.groups.chains, strict=True):
        for depth, group in enumerate(chain):
            if group in done:
                continue
            done.add(group)
            new, now = sides.groups.names[group], sides.mine.groups.get(group)
            if group.startswith(NEW) or now is None:
                names[group] = new
            elif group in printed:
                here = sides.here((*now.route, "name"))
                point = Point("group", group, now.name, "name", "", here, str(row.label_spots[depth]))
                if log.takes(point, printed[group], now.name, new):
                    names[group] = new
    return names


def _children_there(sides: Sides) -> dict[str, list[str]]:
    """Returns the keys below each group of the sheet."""
    children: dict[str, dict[str, None]] = {}
    for key, chain in zip(sides.returned, sides.groups.chains, strict=True):
        for above, below in zip((TOP, *chain), (*chain, key), strict=True):
            children.setdefault(above, {})[below] = None
    return {group: list(keys) for group, keys in children.items()}


def _ordered(sides: Sides, group: str, members: set[str], theirs: Mapping[str, list[str]], log: MergeLog) -> list[str]:
    """Returns the keys below a group in order; different orders on both sides are a conflict."""
    base, mine = sides.base.children.get(group, []), sides.mine.children.get(group, [])
    there = theirs.get(group, [])
    order = ordered(base, mine, there, members, prefer_theirs=log.prefer == "theirs")
    if order.is_theirs or order.is_conflict:
        now = sides.mine.groups.get(group)
        here = sides.here((*now.route, "items") if now else ("items",))
        point = Point("order", group, now.name if now else "", "", "", here, "")
        texts = [_listed(sides, keys) for keys in (base, mine, there)]
        if order.is_conflict:
            log.settles(point, *texts)
        else:
            log.changed(point, *texts[1:])
    rest = members - set(order.keys)
    return [*order.keys, *sorted(rest)]


def _listed(sides: Sides, keys: list[str]) -> tuple[str, ...]:
    """Returns the names of rows and groups."""
    named: list[str] = []
    for key in keys:
        row = sides.mine.rows.get(key) or sides.mine.groups.get(key) or sides.returned.get(key)
        row = row or sides.base.rows.get(key) or sides.base.groups.get(key)
        named.append(row.name if row else sides.groups.names.get(key, ""))
    return tuple(named)
