"""A catalog in, its items as nodes out: each with its depth, its parent and its route, groups and leaves alike.

Levels one and two are the frame that a local directory keeps; what is deeper refines it (晋城《指引》三).
"""

from gkml.model import Catalog, Node

FRAME_DEPTH = 2

__all__ = ["FRAME_DEPTH", "Node", "frame", "nodes", "refinements"]


def nodes(catalog: Catalog) -> tuple[Node, ...]:
    """Every item, parents before children, in printed order."""
    return catalog.nodes


def frame(catalog: Catalog) -> list[Node]:
    """The items of levels one and two."""
    return [node for node in catalog.nodes if node.depth <= FRAME_DEPTH]


def refinements(catalog: Catalog) -> list[Node]:
    """The items of level three and below."""
    return [node for node in catalog.nodes if node.depth > FRAME_DEPTH]
