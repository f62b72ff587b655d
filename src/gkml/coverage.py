"""A catalog in, what its items say out: the texts that tell whether a kind of information is disclosed at all.

A duty (具体职责) says what the agency does, not what it discloses: the names of duties are kept apart.
"""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.model import Entry, Leaf
from gkml.tree import Node, nodes

DUTY = "职责"
LONGEST_HEADING = 20
"""Characters of a group's name above which it is a sentence on duties, whatever its level is called."""


class Said(NamedTuple):
    """What a leaf says of itself: its names from the top down without duties, and its content."""

    leaf: Leaf
    text: str


def said(entry: Entry) -> list[Said]:
    """One a leaf; a leaf at a level of duties is an item all the same."""
    found = []
    for leaf in entry.catalog.leaves:
        above = [item.name for depth, item in enumerate(leaf.path[:-1], 1) if not is_duty(entry, item.name, depth)]
        found.append(Said(leaf, "\n".join((*above, leaf.item.name, leaf.item.content))))
    return found


def is_duty(entry: Entry, name: str, depth: int) -> bool:
    """Whether a group of this name at this level is a duty."""
    levels = entry.profile.levels
    return len(name) > LONGEST_HEADING or (depth <= len(levels) and DUTY in levels[depth - 1])


def duties(entry: Entry) -> Iterator[Node]:
    """The groups that are duties."""
    return (
        node for node in nodes(entry.catalog) if node.item.items is not None and is_duty(entry, node.name, node.depth)
    )


def is_of_a_field(entry: Entry) -> bool:
    """Whether this is the standard directory of one 试点领域, and not an agency's directory of everything."""
    title = entry.catalog.title
    return bool(entry.catalog.field) or "标准目录" in title or ("领域" in title and "基层政务公开" in title)


def is_whole_agency(entry: Entry, fewest: int) -> bool:
    """Whether this looks like all that an agency discloses: a 基本目录 of at least so many items, in a form without 依据."""
    columns = {column.shows for column in entry.profile.leaves}
    return "basis" not in columns and not is_of_a_field(entry) and len(entry.catalog.leaves) >= fewest
