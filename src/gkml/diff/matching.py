"""Two editions in, which items of theirs are the same out: by id, then by path and name, then by what they say, in stages.

Each stage takes what it can tell for sure off the list; likeness is measured on the rest alone, and there only between
items that share rare pairs of characters: ten thousand rows without ids are not compared each with each.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from gkml.diagnostics import Route
from gkml.model import Catalog, Leaf, Node
from gkml.phrases.name import bigrams, essence

SAME_PLACE, ELSEWHERE = 55.0, 72.0
"""How alike two items must be (0 to 100) that stand in the same group, or in different ones."""
_CANDIDATES = 12
"""Items that one item is compared with in full."""
_RARE = 40
"""A pair of characters that more items have tells none of them from the others."""


class Row(NamedTuple):
    """A leaf as it is compared: `group` names what stands above it, `said` is what it discloses."""

    leaf: Leaf
    group: tuple[str, ...]
    name: str
    said: str


class Matches(NamedTuple):
    """The leaves' partners: new route by old route; and the groups' likewise."""

    leaves: dict[Route, Route]
    groups: dict[Route, Route]


def match(old: Catalog, new: Catalog) -> Matches:
    """Partners are one to one. What has none is gone, or new."""
    mine, theirs = _rows(old), _rows(new)
    found: dict[Route, Route] = {}
    for stage in (_by_id, _by_path, _by_group_and_words, _by_words, _by_name, _by_said):
        _pair(mine, theirs, found, stage)
    groups = _groups(old, new, found)
    _by_likeness(mine, theirs, found, groups)
    return Matches(found, _groups(old, new, found))


def _rows(catalog: Catalog) -> list[Row]:
    return [
        Row(
            leaf,
            tuple(essence(item.name) for item in leaf.path[:-1]),
            essence(leaf.item.name),
            _squash(leaf.item.content),
        )
        for leaf in catalog.leaves
    ]


def _squash(text: str) -> str:
    return "".join(text.split())


Key = Callable[[Row], Hashable | None]


def _pair(mine: Sequence[Row], theirs: Sequence[Row], found: dict[Route, Route], key: Key) -> None:
    """Pairs what has the same key and is alone with it on either side."""
    taken = set(found.values())
    left, right = _alone(mine, found, key), _alone(theirs, taken, key)
    for value, row in left.items():
        if value in right:
            found[row.leaf.route] = right[value].leaf.route


def _alone(rows: Iterable[Row], taken: Iterable[Route], key: Key) -> dict[Hashable, Row]:
    done = taken if isinstance(taken, (set, dict)) else set(taken)
    seen: dict[Hashable, Row | None] = {}
    for row in rows:
        if row.leaf.route not in done and (value := key(row)) is not None:
            seen[value] = None if value in seen else row
    return {value: row for value, row in seen.items() if row is not None}


def _by_id(row: Row) -> Hashable | None:
    return row.leaf.path[-1].id


def _by_path(row: Row) -> Hashable:
    return row.group, row.name


def _by_group_and_words(row: Row) -> Hashable | None:
    return (row.group, row.said) if len(row.said) > 3 else None


def _by_words(row: Row) -> Hashable | None:
    return (row.name, row.said) if row.said else None


def _by_name(row: Row) -> Hashable | None:
    return row.name if len(row.name) > 3 else None


def _by_said(row: Row) -> Hashable | None:
    return row.said if len(row.said) > 11 else None


# --- groups ---


def _groups(old: Catalog, new: Catalog, leaves: dict[Route, Route]) -> dict[Route, Route]:
    """Groups by id, by path, and by where most of their items are now."""
    mine = [node for node in old.nodes if node.item.items is not None]
    theirs = [node for node in new.nodes if node.item.items is not None]
    found: dict[Route, Route] = {}
    by_id = {node.item.id: node.route for node in theirs if node.item.id}
    for node in mine:
        if node.item.id in by_id:
            found[node.route] = by_id[node.item.id]
    _by_names(mine, theirs, found)
    _by_items(mine, {node.route for node in theirs}, leaves, found)
    return found


def _by_names(mine: Sequence[Node], theirs: Sequence[Node], found: dict[Route, Route]) -> None:
    taken = set(found.values())
    free: dict[tuple[str, ...], list[Route]] = defaultdict(list)
    for node in theirs:
        if node.route not in taken:
            free[_path(node)].append(node.route)
    for node in mine:
        if node.route not in found and free[_path(node)]:
            found[node.route] = free[_path(node)].pop(0)


def _path(node: Node) -> tuple[str, ...]:
    above = _path(node.parent) if node.parent else ()
    return (*above, essence(node.name))


def _by_items(mine: Sequence[Node], theirs: set[Route], leaves: dict[Route, Route], found: dict[Route, Route]) -> None:
    """A group whose partner is not known yet goes where more than half of its known items went, if nobody else is there."""
    votes: dict[Route, Counter[Route]] = defaultdict(Counter)
    for old_route, new_route in leaves.items():
        for end in range(2, len(old_route), 2):
            if end < len(new_route):
                votes[old_route[:end]][new_route[:end]] += 1
    taken = set(found.values())
    for node in mine:
        if node.route in found or not votes[node.route]:
            continue
        place, count = votes[node.route].most_common(1)[0]
        if place in theirs and place not in taken and count * 2 > votes[node.route].total():
            found[node.route] = place
            taken.add(place)


# --- likeness ---


def _by_likeness(
    mine: Sequence[Row], theirs: Sequence[Row], found: dict[Route, Route], groups: dict[Route, Route]
) -> None:
    """Of what is left, the likest first; each is looked for among those that share its rarest pairs of characters."""
    taken = set(found.values())
    left = [row for row in mine if row.leaf.route not in found]
    right = [row for row in theirs if row.leaf.route not in taken]
    index: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(right):
        for pair in bigrams(row.name + row.said):
            index[pair].append(number)
    scored: list[tuple[float, int, int]] = []
    for number, row in enumerate(left):
        for other in _candidates(row, index):
            score = _alike(row, right[other])
            above = row.leaf.route[:-2]
            same = (groups.get(above) == right[other].leaf.route[:-2]) if above else not right[other].group
            if score >= (SAME_PLACE if same else ELSEWHERE):
                scored.append((-score, number, other))
    used_left, used_right = set[int](), set[int]()
    for _, number, other in sorted(scored):
        if number not in used_left and other not in used_right:
            used_left.add(number)
            used_right.add(other)
            found[left[number].leaf.route] = right[other].leaf.route


def _candidates(row: Row, index: dict[str, list[int]]) -> list[int]:
    votes: Counter[int] = Counter()
    for pair in bigrams(row.name + row.said):
        here = index.get(pair, ())
        if len(here) <= _RARE:
            votes.update(here)
    return [number for number, _ in votes.most_common(_CANDIDATES)]


def _alike(one: Row, other: Row) -> float:
    """Names count as much as what is disclosed; where one side discloses nothing, the name alone."""
    name = ratio(one.name, other.name)
    return (name + ratio(one.said, other.said)) / 2 if one.said and other.said else name
