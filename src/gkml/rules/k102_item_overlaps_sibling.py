"""三级事项与同一个一级事项下的另一个二级事项重叠。

参照《晋城市食品药品监管领域基层政务公开标准指引》三：“三级事项不得与一级、二级事项重叠交叉。”（一市一个领域的要求，别处没有
这样的规定，所以只是警告。）三级事项的名称包含旁边的二级事项，
或被它包含，说明同一内容有两个去处。对自己的上级作细化、说的是对它的清理、解读、管理，都不算重叠。

错误：

    profile: standard-15
    items:
      - name: 行政处罚
        items:
          - name: 食品生产经营行政处罚
            items:
              - {name: 药品监管行政处罚决定}  # K102
          - {name: 药品监管行政处罚}

正确：

    profile: standard-15
    items:
      - name: 行政处罚
        items:
          - name: 食品生产经营行政处罚
            items:
              - {name: 食品生产经营行政处罚决定书}
          - {name: 药品监管行政处罚}
"""

from collections.abc import Iterable, Iterator, Sequence

from gkml.catalog.model import Workspace
from gkml.catalog.tree import FRAME_DEPTH, Node, frame, refinements
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import essence, parts
from gkml.phrases.patterns import regex

SEVERITY = "warning"
SHORTEST = 4
"""Shorter names (公示, 监管) are in too many others to tell."""
_ABOUT = regex("清理|解读|管理|备案|制度|办法|规定|起草|制定|征集")
"""What is done to a thing is not the thing."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        below = refinements(entry.catalog)
        siblings: dict[Route, list[Node]] = {}
        for node in frame(entry.catalog) if below else ():
            if node.depth == FRAME_DEPTH:
                siblings.setdefault(node.route[:-1], []).append(node)
        families = {parent: _Family(nodes) for parent, nodes in siblings.items()}
        for node in below:
            # "items", i, "items", j: the item of level two that this one is below.
            own = node.route[: 2 * FRAME_DEPTH]
            family = families.get(own[:-1])
            other = family.overlapping(node, own) if family else None
            if other:
                message = f"“{shown(node.name)}”与同级的二级事项“{shown(other.name)}”重叠；请分清界限，同一内容只放一处"
                yield (entry.file, *node.route, "name"), message


class _Family:
    """The items of level two below one parent, searchable by the names that a name contains and that contain it."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._nodes = list(nodes)
        self._places: dict[str, list[int]] = {}
        for place, node in enumerate(self._nodes):
            self._places.setdefault(essence(node.name), []).append(place)
        self._lengths = sorted({len(name) for name in self._places if len(name) >= SHORTEST})
        self._holders: dict[str, list[str]] = {}
        for name in self._places:
            for piece in _pieces(name):
                self._holders.setdefault(piece, []).append(name)

    def overlapping(self, node: Node, own: Route) -> Node | None:
        """Returns the first item, other than the one at `own`, that overlaps with a name."""
        names = {name for mine in parts(node.name) for name in (*self._held(mine), *self._holding(mine))}
        places = sorted(place for name in names if _overlap(node.name, name) for place in self._places[name][:2])
        return next((self._nodes[place] for place in places if self._nodes[place].route != own), None)

    def _held(self, mine: str) -> Iterator[str]:
        for length in self._lengths:
            yield from (n for at in range(len(mine) - length + 1) if (n := mine[at : at + length]) in self._places)

    def _holding(self, mine: str) -> Sequence[str]:
        return min((self._holders.get(piece, []) for piece in _pieces(mine)), key=len, default=[])


def _pieces(name: str) -> set[str]:
    """Returns the stretches of `SHORTEST` characters."""
    return {name[at : at + SHORTEST] for at in range(len(name) - SHORTEST + 1)}


def _overlap(name: str, theirs: str) -> bool:
    """Whether something that the name joins holds the other's essence or is held by it; equal ones are K101's."""
    return any(_holds(mine, theirs) or _holds(theirs, mine) for mine in parts(name))


def _holds(long: str, short: str) -> bool:
    if len(short) < SHORTEST or len(long) == len(short) or short not in long:
        return False
    return not _ABOUT.match(long, long.rindex(short) + len(short))
