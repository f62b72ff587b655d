"""A catalog in, its items as nodes out: each with its depth, its parent and its route, groups and leaves alike.

Levels one and two are the frame that a local directory keeps; what is deeper refines it (晋城《指引》三).
"""

from collections.abc import Iterator
from typing import NamedTuple, Optional

from gkml.diagnostics import Route
from gkml.model import Catalog, Item

FRAME_DEPTH = 2


class Node(NamedTuple):
    """An item at its place in the tree; depth counts from 1."""

    name: str
    depth: int
    route: Route
    parent: Optional["Node"]
    item: Item


def nodes(catalog: Catalog) -> Iterator[Node]:
    """Every item, parents before children, in printed order."""
    yield from _nodes(catalog.items, ("items",), None)


def _nodes(items: tuple[Item, ...], route: Route, parent: Node | None) -> Iterator[Node]:
    for index, item in enumerate(items):
        node = Node(item.name, parent.depth + 1 if parent else 1, (*route, index), parent, item)
        yield node
        if item.items:
            yield from _nodes(item.items, (*node.route, "items"), node)


def frame(catalog: Catalog) -> list[Node]:
    """The items of levels one and two."""
    return [node for node in nodes(catalog) if node.depth <= FRAME_DEPTH]


def refinements(catalog: Catalog) -> list[Node]:
    """The items of level three and below."""
    return [node for node in nodes(catalog) if node.depth > FRAME_DEPTH]
