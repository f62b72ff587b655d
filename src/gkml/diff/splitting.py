"""Items without a partner in, those that came of a split or went into a merger out: told by their names and their elements."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from gkml.diagnostics import Route
from gkml.diff.matching import Matches
from gkml.diff.rows import ItemRow
from gkml.phrases.content import elements
from gkml.phrases.name import essence, parts

_MOST = 0.6
"""Part of an item's elements that must have stood in another item."""
_COMMON = 40
"""An element, or a name, that more items have tells none of them from the others."""


class Parting(NamedTuple):
    """One item and what became of it (split), or several and the one that they went into (merged)."""

    kind: Literal["split", "merged"]
    old: tuple[ItemRow, ...]
    new: tuple[ItemRow, ...]


_Partner = Callable[[Route], ItemRow | None]
_Index = Mapping[str, Sequence[Route]]


def partings(mine: Mapping[Route, ItemRow], theirs: Mapping[Route, ItemRow], matches: Matches) -> list[Parting]:
    """Each row is in one parting at most."""
    back = {new: old for old, new in matches.leaves.items()}
    fresh = [row for route, row in theirs.items() if route not in back]
    gone = [row for route, row in mine.items() if route not in matches.leaves]
    split = _origins(fresh, mine, lambda route: theirs.get(matches.leaves.get(route, ())))
    merged = _origins(gone, theirs, lambda route: mine.get(back.get(route, ())))
    found: list[Parting] = []
    used: set[tuple[str, Route]] = set()
    for whole, pieces in split.items():
        partner = theirs.get(matches.leaves.get(whole, ()))
        rows = (*([partner] if partner else []), *pieces)
        if len(rows) > 1:
            found.append(Parting("split", (mine[whole],), rows))
            used |= {("new", row.side.route) for row in rows} | {("old", whole)}
    for whole, pieces in merged.items():
        partner = mine.get(back.get(whole, ()))
        rows = tuple(row for row in (*([partner] if partner else []), *pieces) if ("old", row.side.route) not in used)
        if len(rows) > 1 and ("new", whole) not in used:
            found.append(Parting("merged", rows, (theirs[whole],)))
    return found


def _origins(
    loose: Sequence[ItemRow], wholes: Mapping[Route, ItemRow], partner: _Partner
) -> dict[Route, list[ItemRow]]:
    """For each whole, the loose rows that are parts of it, and that its own partner does not have any more."""
    by_element: dict[str, list[Route]] = defaultdict(list)
    by_name: dict[str, list[Route]] = defaultdict(list)
    by_group: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    for route, row in wholes.items() if loose else ():
        for element in _said(row):
            by_element[element].append(route)
        by_group[_group(row)].append(route)
        named = parts(row.side.name)
        for name in named if len(named) > 1 else ():
            by_name[name].append(route)
    found: dict[Route, list[ItemRow]] = defaultdict(list)
    for row in loose:
        whole = (
            _by_name(row, by_name, wholes, partner)
            or _by_elements(row, by_element, partner)
            or _by_short_name(row, by_group[_group(row)], wholes, partner)
        )
        if whole is not None:
            found[whole].append(row)
    return found


def _by_name(row: ItemRow, by_name: _Index, wholes: Mapping[Route, ItemRow], partner: _Partner) -> Route | None:
    """The one item that joins a row's name with others, in its group, or with half of what it says."""
    routes = by_name.get(essence(row.side.name), ())
    near = [route for route in routes[:_COMMON] if _lost(row, partner(route)) and _near(row, wholes[route])]
    return near[0] if len(near) == 1 else None


def _near(row: ItemRow, whole: ItemRow) -> bool:
    said, there = _said(row), set(_said(whole))
    return _group(row) == _group(whole) or (bool(said) and sum(element in there for element in said) * 2 >= len(said))


def _group(row: ItemRow) -> tuple[str, ...]:
    return tuple(map(essence, row.side.path[:-1]))


def _by_short_name(
    row: ItemRow, routes: Sequence[Route], wholes: Mapping[Route, ItemRow], partner: _Partner
) -> Route | None:
    """The item of the same group whose name joins a row's name with that of its own partner in a shorter way.

    财政预决算 joins 财政预算 and 财政决算, 信息公开指南和目录 joins 信息公开指南 and 信息公开目录.
    """
    name = essence(row.side.name)
    for route in routes if len(routes) <= _COMMON else ():
        whole, other = essence(wholes[route].side.name), partner(route)
        pieces = [name, *([essence(other.side.name)] if other else [])]
        if whole not in pieces and all(_within(piece, whole) for piece in pieces):
            joined = set("".join(pieces))
            if other is None or (len(whole) < sum(map(len, pieces)) and set(whole) - joined <= set("和及与、")):
                return route
    return None


def _within(piece: str, whole: str) -> bool:
    """Whether the characters of a piece stand in the whole in their order."""
    rest = iter(whole)
    return len(piece) > 2 and all(letter in rest for letter in piece)


def _by_elements(row: ItemRow, by_element: _Index, partner: _Partner) -> Route | None:
    """The item that has most of a row's elements; those that many items have tell nothing."""
    said = _said(row)
    if len(said) == 1:
        return _by_only_element(said[0], row, by_element, partner)
    votes: dict[Route, int] = defaultdict(int)
    for element in said:
        routes = by_element.get(element, ())
        for route in routes if len(routes) <= _COMMON else ():
            votes[route] += 1
    likely = [route for route, count in votes.items() if count >= _MOST * len(said) and _lost(row, partner(route))]
    return max(likely, key=lambda route: votes[route], default=None)


def _by_only_element(element: str, row: ItemRow, by_element: _Index, partner: _Partner) -> Route | None:
    """Returns the only item that listed an element, if its partner does not list it any more."""
    routes = by_element.get(element, ())
    return routes[0] if len(routes) == 1 and _lost(row, partner(routes[0])) else None


def _said(row: ItemRow) -> tuple[str, ...]:
    return elements(str(row.values.get("content", "")))


def _lost(row: ItemRow, partner: ItemRow | None) -> bool:
    """Whether what a row says is not said any more where it was: else it is new beside it, and no part of it."""
    if partner is None:
        return True
    if essence(row.side.name) in parts(partner.side.name) and len(parts(partner.side.name)) > 1:
        return False
    kept, said = set(_said(partner)), _said(row)
    if not said:
        return essence(row.side.name) not in parts(partner.side.name)
    return sum(element in kept for element in said) * 2 < len(said)
