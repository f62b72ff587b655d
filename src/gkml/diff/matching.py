"""Two editions in, which items of theirs are the same out: by id, then by path and name, then by what they say, in stages.

Each stage takes what it can tell for sure off the list; groups are matched as soon as their items tell where they are, and
tell in turn where items of one name belong. Likeness is measured on the rest alone (`likeness`).
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from gkml.catalog.model import Catalog, Item, Leaf
from gkml.diagnostics import Route
from gkml.diff.grouping import match_groups
from gkml.diff.likeness import Like, likest
from gkml.phrases.name import essence

SAME_PLACE, ELSEWHERE = 55.0, 72.0
"""How alike two items must be (0 to 100) that stand in the same group, or in different ones."""


class Row(NamedTuple):
    """A leaf as it is compared: `group` names what stands above it, `said` is what it discloses."""

    leaf: Leaf
    group: tuple[str, ...]
    name: str
    said: str

    @property
    def above(self) -> Route:
        """The route of the group that it stands in; () at the top."""
        return self.leaf.route[:-2]


class Matches(NamedTuple):
    """The leaves' partners: new route by old route; and the groups' likewise."""

    leaves: dict[Route, Route]
    groups: dict[Route, Route]


def match(old: Catalog, new: Catalog) -> Matches:
    """Partners are one to one. What has none is gone, or new."""
    # What the new edition declares abolished is gone, however like something of it is.
    declared = {entry.id for entry in new.abolished} - set(new.ids.values())
    mine, theirs = [row for row in _rows(old) if row.leaf.id not in declared], _rows(new)
    found: dict[Route, Route] = {}
    for key in (_by_id, _by_path):
        _pair(mine, theirs, found, (key, key))
    for key in (_by_all, _by_path, _by_group_and_words, _by_words, _by_name, _by_said):
        _pair(mine, theirs, found, (key, key), in_turn=key is _by_all)
    groups = match_groups(old, new, found)
    _within_groups(mine, theirs, found, groups)
    _by_likeness(mine, theirs, found, groups)
    groups = match_groups(old, new, found)
    _pair(mine, theirs, found, (_place(groups), _place()), in_turn=True, alike=SAME_PLACE)
    return Matches(found, match_groups(old, new, found))


def _rows(catalog: Catalog) -> list[Row]:
    return [
        Row(
            leaf,
            tuple(essence(item.name) for item in leaf.path[:-1]),
            essence(leaf.item.name),
            "".join(leaf.item.content.split()),
        )
        for leaf in catalog.leaves
    ]


Key = Callable[[Row], Hashable | None]


def _pair(
    mine: Sequence[Row],
    theirs: Sequence[Row],
    found: dict[Route, Route],
    keys: tuple[Key, Key],
    *,
    in_turn: bool = False,
    alike: float = 0,
) -> None:
    """Pairs what has the same key and is alone with it on either side (`keys` of old and new rows); `in_turn`, the first with the first, and so on."""
    taken = set(found.values())
    left, right = _by_key(mine, found, keys[0]), _by_key(theirs, taken, keys[1])
    for value, rows in left.items():
        partners = right.get(value, ())
        if not in_turn and len(rows) + len(partners) > 2:
            continue
        for row, partner in zip(_kept(rows, partners), _kept(partners, rows), strict=True):
            if not alike or not (row.said and partner.said) or Like(row.name, row.said).to(partner) >= alike:
                found[row.leaf.route] = partner.leaf.route


def _kept(rows: Sequence[Row], others: Sequence[Row]) -> Sequence[Row]:
    """As many rows as there are others, in their order: those first that have one at their own place."""
    if len(rows) <= len(others):
        return rows
    places = {other.leaf.route[-1] for other in others}
    return sorted(sorted(rows, key=lambda row: row.leaf.route[-1] not in places)[: len(others)], key=_route)


def _route(row: Row) -> Route:
    return row.leaf.route


def _by_key(rows: Iterable[Row], taken: Iterable[Route], key: Key) -> dict[Hashable, list[Row]]:
    seen: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        if row.leaf.route not in taken and (value := key(row)) is not None:
            seen[value].append(row)
    return seen


def _by_id(row: Row) -> Hashable | None:
    return row.leaf.path[-1].id


def _by_path(row: Row) -> Hashable:
    return row.group, row.name


def _by_all(row: Row) -> Hashable:
    return row.group, row.name, row.said, _told(row.leaf.item)


def _told(item: Item) -> Hashable:
    return item.basis, item.time_limit, item.body, item.office, item.channels, item.sections, item.audience, item.mode


def _by_group_and_words(row: Row) -> Hashable | None:
    return (row.group, row.said) if len(row.said) > 3 else None


def _by_words(row: Row) -> Hashable | None:
    return (row.name, row.said) if row.said else None


def _by_name(row: Row) -> Hashable | None:
    return row.name if len(row.name) > 3 else None


def _by_said(row: Row) -> Hashable | None:
    return row.said if len(row.said) > 11 else None


# --- within the groups that are known ---


def _within_groups(
    mine: Sequence[Row], theirs: Sequence[Row], found: dict[Route, Route], groups: dict[Route, Route]
) -> None:
    """Items of one name, or of the same words, in two groups that are one."""
    place, there = _place(groups), _place()
    said: Key = lambda row: (at, row.said) if len(row.said) > 3 and (at := _known(row, groups)) is not None else None  # noqa: E731
    words: Key = lambda row: (row.above, row.said) if len(row.said) > 3 else None  # noqa: E731
    _pair(mine, theirs, found, (place, there))
    _pair(mine, theirs, found, (said, words))


def _place(groups: dict[Route, Route] | None = None) -> Key:
    """The group of a row in the new edition, and its name; without `groups`, the row is of the new edition itself."""

    def key(row: Row) -> Hashable | None:
        at = row.above if groups is None else _known(row, groups)
        return None if at is None else (at, row.name)

    return key


def _known(row: Row, groups: dict[Route, Route]) -> Route | None:
    return groups.get(row.above) if row.above else ()


def _by_likeness(
    mine: Sequence[Row], theirs: Sequence[Row], found: dict[Route, Route], groups: dict[Route, Route]
) -> None:
    """Of what is left, the likest first; rows that say the same are compared once, and paired in turn."""
    left: dict[tuple[Route | None, str, str], list[Row]] = defaultdict(list)
    right: dict[tuple[Route | None, str, str], list[Row]] = defaultdict(list)
    taken = set(found.values())
    for row in mine:
        if row.leaf.route not in found:
            left[_known(row, groups), row.name, row.said].append(row)
    for row in theirs:
        if row.leaf.route not in taken:
            right[row.above, row.name, row.said].append(row)
    here, there = list(left), list(right)
    enough: Callable[[int, int], float] = lambda a, b: SAME_PLACE if here[a][0] == there[b][0] else ELSEWHERE  # noqa: E731
    for a, b in likest([Like(*key[1:]) for key in here], [Like(*key[1:]) for key in there], enough):
        for row, partner in zip(left[here[a]], right[there[b]], strict=False):
            found[row.leaf.route] = partner.leaf.route
