"""Takes the unmatched items and returns those that are parts of a split or a merger, recognised by names and elements."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from gkml.diagnostics import Route
from gkml.diff.matching import Matches
from gkml.diff.rows import ItemRow
from gkml.phrases.content import elements
from gkml.phrases.name import essence, parts

_MOST = 0.6
"""Least share of the elements of an item that another item must have had."""
_COMMON = 40
"""An element or a name that more items have does not distinguish them."""


class Parting(NamedTuple):
    """One item and its parts (split), or several items and the one that they became (merged)."""

    kind: Literal["split", "merged"]
    old: tuple[ItemRow, ...]
    new: tuple[ItemRow, ...]


_Partner = Callable[[Route], ItemRow | None]
_Index = Mapping[str, Sequence[Route]]


def partings(old_rows: Mapping[Route, ItemRow], new_rows: Mapping[Route, ItemRow], matches: Matches) -> list[Parting]:
    """Returns the splits and mergers; each row is in one of them at most."""
    back = {new: old for old, new in matches.leaves.items()}
    fresh = [row for route, row in new_rows.items() if route not in back]
    gone = [row for route, row in old_rows.items() if route not in matches.leaves]
    split = _origins(fresh, old_rows, lambda route: new_rows.get(matches.leaves.get(route, ())))
    merged = _origins(gone, new_rows, lambda route: old_rows.get(back.get(route, ())))
    result: list[Parting] = []
    used: set[tuple[str, Route]] = set()
    for whole, pieces in split.items():
        partner = new_rows.get(matches.leaves.get(whole, ()))
        rows = (*([partner] if partner else []), *pieces)
        if len(rows) > 1:
            result.append(Parting("split", (old_rows[whole],), rows))
            used |= {("new", row.side.route) for row in rows} | {("old", whole)}
    for whole, pieces in merged.items():
        partner = old_rows.get(back.get(whole, ()))
        rows = tuple(row for row in (*([partner] if partner else []), *pieces) if ("old", row.side.route) not in used)
        if len(rows) > 1 and ("new", whole) not in used:
            result.append(Parting("merged", rows, (new_rows[whole],)))
    return result


def _origins(
    loose: Sequence[ItemRow], wholes: Mapping[Route, ItemRow], partner: _Partner
) -> dict[Route, list[ItemRow]]:
    """Returns the loose rows by the whole that they are parts of; the match of the whole does not contain them any more."""
    by_element: dict[str, list[Route]] = defaultdict(list)
    by_name: dict[str, list[Route]] = defaultdict(list)
    by_group: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    for route, row in wholes.items() if loose else ():
        for element in _elements(row):
            by_element[element].append(route)
        by_group[_group(row)].append(route)
        named = parts(row.side.name)
        for name in named if len(named) > 1 else ():
            by_name[name].append(route)
    origins: dict[Route, list[ItemRow]] = defaultdict(list)
    for row in loose:
        whole = (
            _by_name(row, by_name, wholes, partner)
            or _by_elements(row, by_element, partner)
            or _by_short_name(row, by_group[_group(row)], wholes, partner)
        )
        if whole is not None:
            origins[whole].append(row)
    return origins


def _by_name(row: ItemRow, by_name: _Index, wholes: Mapping[Route, ItemRow], partner: _Partner) -> Route | None:
    """Returns the only item whose name joins the name of a row with others, in the same group or with half of its elements."""
    routes = by_name.get(essence(row.side.name), ())
    near = [route for route in routes[:_COMMON] if _lost(row, partner(route)) and _near(row, wholes[route])]
    return near[0] if len(near) == 1 else None


def _near(row: ItemRow, whole: ItemRow) -> bool:
    listed, there = _elements(row), set(_elements(whole))
    return _group(row) == _group(whole) or (
        bool(listed) and sum(element in there for element in listed) * 2 >= len(listed)
    )


def _group(row: ItemRow) -> tuple[str, ...]:
    return tuple(map(essence, row.side.path[:-1]))


def _by_short_name(
    row: ItemRow, routes: Sequence[Route], wholes: Mapping[Route, ItemRow], partner: _Partner
) -> Route | None:
    """Returns the item of the same group whose name is a short form of the names of the row and of the item's own match.

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
    """Returns whether the whole contains the characters of a piece in order."""
    rest = iter(whole)
    return len(piece) > 2 and all(letter in rest for letter in piece)


def _by_elements(row: ItemRow, by_element: _Index, partner: _Partner) -> Route | None:
    """Returns the item that had most elements of a row; elements of many items are ignored."""
    listed = _elements(row)
    if len(listed) == 1:
        return _by_only_element(listed[0], row, by_element, partner)
    votes: dict[Route, int] = defaultdict(int)
    for element in listed:
        routes = by_element.get(element, ())
        for route in routes if len(routes) <= _COMMON else ():
            votes[route] += 1
    likely = [route for route, count in votes.items() if count >= _MOST * len(listed) and _lost(row, partner(route))]
    return max(likely, key=lambda route: votes[route], default=None)


def _by_only_element(element: str, row: ItemRow, by_element: _Index, partner: _Partner) -> Route | None:
    """Returns the only item that listed an element and whose match does not list it any more."""
    routes = [
        route for route in by_element.get(element, ())[:_COMMON] if (match := partner(route)) and _lost(row, match)
    ]
    return routes[0] if len(routes) == 1 else None


def _elements(row: ItemRow) -> tuple[str, ...]:
    return elements(str(row.values.get("content", "")))


def _lost(row: ItemRow, partner: ItemRow | None) -> bool:
    """Whether the match of an item lost what a row lists; else the row is new beside it, and not a part of it."""
    if partner is None:
        return True
    if essence(row.side.name) in parts(partner.side.name) and len(parts(partner.side.name)) > 1:
        return False
    kept, listed = set(_elements(partner)), _elements(row)
    if not listed:
        return essence(row.side.name) not in parts(partner.side.name)
    return sum(element in kept for element in listed) * 2 < len(listed)
