"""Takes matched items and returns one change of their order and one of their numbers, however many items are affected."""

import re
from collections.abc import Iterator, Mapping

from gkml.catalog.guide import out_of_order
from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.catalog.tree import numbers
from gkml.diagnostics import Route
from gkml.diff.changes import Change, Side
from gkml.diff.matching import Matches
from gkml.diff.rows import ItemRow

_NUMBER = re.compile(
    r"\s*(?:\d+(?:[.．]\d+)+[、.．)）]?|\d+[、.．)）](?!\d)|[（(](?:\d+|[一二三四五六七八九十百]+)[）)]|[一二三四五六七八九十百]+[、.．]"
    r"|第[一二三四五六七八九十百\d]+[类项章节])\s*"
)


def unnumbered(name: str) -> str:
    """Returns a name without the number before it: `1.2 抽检` becomes 抽检; 2024年预算 keeps its year."""
    number = _NUMBER.match(name)
    return name[number.end() :] or name if number else name


def order(old_rows: Mapping[Route, ItemRow], new_rows: Mapping[Route, ItemRow], matches: Matches) -> Iterator[Change]:
    """Yields a change of the items that have another order within their groups."""
    stayed = [(old, new) for old, new in sorted(matches.leaves.items()) if _stayed(old, new, matches.groups)]
    moved = out_of_order([new for _, new in stayed])
    if moved:
        was = tuple(old_rows[stayed[place][0]].side for place in moved)
        now = tuple(new_rows[stayed[place][1]].side for place in moved)
        names = tuple(side.name for side in was), tuple(side.name for side in now)
        yield Change("reordered", "editorial", was, now, before=names[0], after=names[1])


def _stayed(old: Route, new: Route, groups: Mapping[Route, Route]) -> bool:
    """Returns whether an item is below the same groups at every level."""
    return len(old) == len(new) and all(groups.get(old[:end]) == new[:end] for end in range(2, len(old), 2))


def renumbered_names(pairs: list[tuple[Side, Side]]) -> Iterator[Change]:
    """Yields a change of the items and groups of which only the number in the name changed."""
    if pairs:
        was, now = tuple(old for old, _ in pairs), tuple(new for _, new in pairs)
        names = tuple(side.name for side in was), tuple(side.name for side in now)
        yield Change("renumbered", "editorial", was, now, "name", names[0], names[1])


def renumbered(
    old: Catalog, new: Catalog, old_profile: Profile, new_profile: Profile, matches: Matches
) -> Iterator[Change]:
    """Yields a change of the printed numbers that differ."""
    if not any(column.shows == "number" for column in new_profile.leaves):
        return
    before, after = _numbers(old, old_profile), _numbers(new, new_profile)
    changed = [(before[o], after[n]) for o, n in sorted(matches.leaves.items()) if before[o] != after[n]]
    if changed:
        yield Change("renumbered", "editorial", before=tuple(b for b, _ in changed), after=tuple(a for _, a in changed))


def _numbers(catalog: Catalog, profile: Profile) -> dict[Route, str]:
    """Returns the printed number of each row by its route."""
    leaves = catalog.leaves
    return dict(zip((leaf.route for leaf in leaves), numbers(leaves, profile.numbering), strict=True))
