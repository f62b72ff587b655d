"""The items of a catalog as nodes: each with its depth, parent and route, groups and leaves alike.

Levels one and two are the frame that a local directory keeps; what is deeper refines it (晋城《指引》三).
"""

from collections.abc import Sequence

from gkml.catalog.model import Catalog, Leaf, Node
from gkml.diagnostics import Route

FRAME_DEPTH = 2

__all__ = ["FRAME_DEPTH", "Node", "frame", "nodes", "numbers", "refinements"]


def nodes(catalog: Catalog) -> tuple[Node, ...]:
    """Returns all items in printed order, parents before children."""
    return catalog.nodes


def frame(catalog: Catalog) -> list[Node]:
    """Returns the items of levels one and two."""
    return [node for node in catalog.nodes if node.depth <= FRAME_DEPTH]


def refinements(catalog: Catalog) -> list[Node]:
    """Returns the items of level three and below."""
    return [node for node in catalog.nodes if node.depth > FRAME_DEPTH]


def numbers(leaves: Sequence[Leaf], numbering: str) -> list[str]:
    """Returns the printed 序号 of each row. A form numbers each row, each row within its first level, or each first level."""
    printed: list[str] = []
    top: Route = ()
    count = 0
    for leaf in leaves:
        new_top = leaf.route[:2] != top
        top = leaf.route[:2]
        if numbering == "leaf" or (numbering == "top" and new_top):
            count += 1
        elif numbering == "leaf-in-top":
            count = 1 if new_top else count + 1
        printed.append(str(count))
    return printed
