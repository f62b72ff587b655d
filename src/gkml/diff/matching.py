"""Takes two editions and matches their items in stages: by id, by path, by name, by content, and by similarity.

Each stage matches only unambiguous items. Matched items determine the matched groups (`grouping`), which in turn
distinguish items of the same name. Similarity (`likeness`) is computed for the remaining items only.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from gkml.catalog.model import Catalog, Item, Leaf
from gkml.diagnostics import Route
from gkml.diff.grouping import match_groups
from gkml.diff.likeness import ItemText, most_similar
from gkml.phrases.name import essence

SAME_PLACE, ELSEWHERE = 55.0, 72.0
"""Least similarity (0 to 100) of two items in the same group, and in different groups."""


class Candidate(NamedTuple):
    """A leaf to be matched: `group` are the names above it, `content` its 公开内容 without spaces."""

    leaf: Leaf
    group: tuple[str, ...]
    name: str
    content: str

    @property
    def above(self) -> Route:
        """The route of the group that contains the leaf; () at the top level."""
        return self.leaf.route[:-2]


class Matches(NamedTuple):
    """The new route of each matched leaf by its old route, and of each matched group."""

    leaves: dict[Route, Route]
    groups: dict[Route, Route]


def match(old: Catalog, new: Catalog) -> Matches:
    """Matches one to one. An item without a match is removed or added."""
    # An item that the new edition declares abolished is removed, even if a new item is similar.
    declared = {entry.id for entry in new.abolished} - set(new.ids.values())
    old_rows, new_rows = [row for row in _rows(old) if row.leaf.id not in declared], _rows(new)
    matched: dict[Route, Route] = {}
    for key in (_by_id, _by_path):
        _pair(old_rows, new_rows, matched, (key, key))
    for key in (_by_all, _by_path, _by_group_and_content, _by_name_and_content, _by_name, _by_content):
        _pair(old_rows, new_rows, matched, (key, key), in_turn=key is _by_all)
    groups = match_groups(old, new, matched)
    _within_groups(old_rows, new_rows, matched, groups)
    _by_likeness(old_rows, new_rows, matched, groups)
    groups = match_groups(old, new, matched)
    _pair(old_rows, new_rows, matched, (_place(groups), _place()), in_turn=True, alike=SAME_PLACE)
    return Matches(matched, match_groups(old, new, matched))


def _rows(catalog: Catalog) -> list[Candidate]:
    return [
        Candidate(
            leaf,
            tuple(essence(item.name) for item in leaf.path[:-1]),
            essence(leaf.item.name),
            "".join(leaf.item.content.split()),
        )
        for leaf in catalog.leaves
    ]


Key = Callable[[Candidate], Hashable | None]


def _pair(
    old_rows: Sequence[Candidate],
    new_rows: Sequence[Candidate],
    matched: dict[Route, Route],
    keys: tuple[Key, Key],
    *,
    in_turn: bool = False,
    alike: float = 0,
) -> None:
    """Matches rows with the same key (`keys` of old and new rows) if the key is unique in both editions; in order if `in_turn`.

    With `alike`, only rows of at least that similarity.
    """
    taken = set(matched.values())
    left, right = _by_key(old_rows, matched, keys[0]), _by_key(new_rows, taken, keys[1])
    for value, rows in left.items():
        partners = right.get(value, ())
        if not in_turn and len(rows) + len(partners) > 2:
            continue
        for row, partner in zip(_kept(rows, partners), _kept(partners, rows), strict=True):
            if (
                not alike
                or not (row.content and partner.content)
                or ItemText(row.name, row.content).to(partner) >= alike
            ):
                matched[row.leaf.route] = partner.leaf.route


def _kept(rows: Sequence[Candidate], others: Sequence[Candidate]) -> Sequence[Candidate]:
    """Returns as many rows as there are others, in order; rows with a counterpart at the same place take precedence."""
    if len(rows) <= len(others):
        return rows
    places = {other.leaf.route[-1] for other in others}
    return sorted(sorted(rows, key=lambda row: row.leaf.route[-1] not in places)[: len(others)], key=_route)


def _route(row: Candidate) -> Route:
    return row.leaf.route


def _by_key(rows: Iterable[Candidate], taken: Iterable[Route], key: Key) -> dict[Hashable, list[Candidate]]:
    seen: dict[Hashable, list[Candidate]] = defaultdict(list)
    for row in rows:
        if row.leaf.route not in taken and (value := key(row)) is not None:
            seen[value].append(row)
    return seen


def _by_id(row: Candidate) -> Hashable | None:
    return row.leaf.path[-1].id


def _by_path(row: Candidate) -> Hashable:
    return row.group, row.name


def _by_all(row: Candidate) -> Hashable:
    return row.group, row.name, row.content, _fields(row.leaf.item)


def _fields(item: Item) -> Hashable:
    return item.basis, item.time_limit, item.body, item.office, item.channels, item.sections, item.audience, item.mode


def _by_group_and_content(row: Candidate) -> Hashable | None:
    return (row.group, row.content) if len(row.content) > _SHORT else None


def _by_name_and_content(row: Candidate) -> Hashable | None:
    return (row.name, row.content) if row.content else None


def _by_name(row: Candidate) -> Hashable | None:
    return row.name if len(row.name) > 3 else None


def _by_content(row: Candidate) -> Hashable | None:
    return row.content if len(row.content) > 11 else None


# --- within the groups that are known ---


def _within_groups(
    old_rows: Sequence[Candidate],
    new_rows: Sequence[Candidate],
    matched: dict[Route, Route],
    groups: dict[Route, Route],
) -> None:
    """Matches items of the same name, or of the same content, in matched groups."""
    place, there = _place(groups), _place()
    _pair(old_rows, new_rows, matched, (place, there))
    _pair(old_rows, new_rows, matched, (_content(groups), _content()))


def _place(groups: dict[Route, Route] | None = None) -> Key:
    """Returns a key: the group of a row in the new edition, and its name; without `groups`, for rows of the new edition."""

    def key(row: Candidate) -> Hashable | None:
        at = row.above if groups is None else _known(row, groups)
        return None if at is None else (at, row.name)

    return key


def _content(groups: dict[Route, Route] | None = None) -> Key:
    """Returns a key: the group of a row in the new edition, and its content; without `groups`, for rows of the new edition."""

    def key(row: Candidate) -> Hashable | None:
        at = row.above if groups is None else _known(row, groups)
        return None if at is None or len(row.content) <= _SHORT else (at, row.content)

    return key


_SHORT = 3
"""Characters of a content that is too short to identify an item."""


def _known(row: Candidate, groups: dict[Route, Route]) -> Route | None:
    return groups.get(row.above) if row.above else ()


def _by_likeness(
    old_rows: Sequence[Candidate],
    new_rows: Sequence[Candidate],
    matched: dict[Route, Route],
    groups: dict[Route, Route],
) -> None:
    """Matches the remaining rows, the most similar first; rows with the same words are compared once and matched in order."""
    left: dict[tuple[Route | None, str, str], list[Candidate]] = defaultdict(list)
    right: dict[tuple[Route | None, str, str], list[Candidate]] = defaultdict(list)
    taken = set(matched.values())
    for row in old_rows:
        if row.leaf.route not in matched:
            left[_known(row, groups), row.name, row.content].append(row)
    for row in new_rows:
        if row.leaf.route not in taken:
            right[row.above, row.name, row.content].append(row)
    here, there = list(left), list(right)
    enough: Callable[[int, int], float] = lambda a, b: SAME_PLACE if here[a][0] == there[b][0] else ELSEWHERE  # noqa: E731
    for a, b in most_similar([ItemText(*key[1:]) for key in here], [ItemText(*key[1:]) for key in there], enough):
        for row, partner in zip(left[here[a]], right[there[b]], strict=False):
            matched[row.leaf.route] = partner.leaf.route
