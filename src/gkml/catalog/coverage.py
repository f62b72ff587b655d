"""A catalog in; the texts of its items, from which rules judge whether a category of information is disclosed, out.

A duty (具体职责) is a task of the agency and discloses nothing, so the names of duties are a text of their own.
"""

from collections.abc import Iterable, Iterator

from gkml.catalog.model import Entry
from gkml.catalog.tree import Node, nodes

DUTY = "职责"
LONGEST_HEADING = 20
"""Characters of a group's name above which it is a sentence on duties, whatever its level is called."""


def items_text(entry: Entry) -> str:
    """Returns the names of groups (without duties), and the names and contents of leaves, one a line."""
    above = [node.name for node in nodes(entry.catalog) if node.item.items is not None and not _is_duty(entry, node)]
    leaves = [text for leaf in entry.catalog.leaves for text in (leaf.item.name, leaf.item.content)]
    return "\n".join((*above, *leaves))


def duties_text(entry: Entry) -> str:
    return "\n".join(node.name for node in duties(entry))


def duties(entry: Entry) -> Iterator[Node]:
    """Returns the groups that are duties; a leaf at a level of duties is an item all the same."""
    return (node for node in nodes(entry.catalog) if node.item.items is not None and _is_duty(entry, node))


def _is_duty(entry: Entry, node: Node) -> bool:
    levels = entry.profile.levels
    return len(node.name) > LONGEST_HEADING or (node.depth <= len(levels) and DUTY in levels[node.depth - 1])


def first_of(words: Iterable[str], text: str) -> str:
    """Returns the first of the words that stands in a text, "" if none does."""
    return next((word for word in words if word in text), "")


def is_of_a_field(entry: Entry) -> bool:
    """Returns whether this is the standard directory of one 试点领域, and not an agency's directory of everything."""
    title = entry.catalog.title
    return bool(entry.catalog.field) or "标准目录" in title or ("领域" in title and "基层政务公开" in title)


def is_whole_agency(entry: Entry, fewest: int) -> bool:
    """Whether this looks like all that an agency discloses: a 基本目录 of at least so many items, in a form without 依据."""
    columns = {column.shows for column in entry.profile.leaves}
    return "basis" not in columns and not is_of_a_field(entry) and len(entry.catalog.leaves) >= fewest
