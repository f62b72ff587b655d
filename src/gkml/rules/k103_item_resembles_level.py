"""三级事项与不是自己上级的某个一级、二级事项几乎同名。

参照《晋城市食品药品监管领域基层政务公开标准指引》三：“三级事项不得与一级、二级事项重叠交叉。”两个名称的相邻字对有八成以上相同，
多半是同一件事的两种写法，请核对。

错误：

    profile: standard-15
    items:
      - name: 公共服务
        items:
          - name: 食品安全应急
            items:
              - {name: 化妆品经营企业的监督检查情况通报}  # K103
      - name: 监督检查
        items:
          - {name: 化妆品经营企业监督检查情况通报}

正确：

    profile: standard-15
    items:
      - name: 公共服务
        items:
          - name: 食品安全应急
            items:
              - {name: 食品安全事故应急预案}
      - name: 监督检查
        items:
          - {name: 化妆品经营企业监督检查情况通报}
"""

from collections import Counter
from collections.abc import Iterable
from math import ceil

from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node, frame, refinements
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import bigrams, essence

SEVERITY = "warning"
ALIKE = 0.8
"""Jaccard similarity of the pairs of neighbouring characters."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        below = refinements(entry.catalog)
        if not below:
            continue
        upper = _Frame(frame(entry.catalog))
        for node in below:
            other = upper.alike(node)
            if other is not None:
                message = (
                    f"“{shown(node.name)}”与{other.depth}级事项“{shown(other.name)}”几乎同名；请核对是不是同一件事"
                )
                yield (entry.file, *node.route, "name"), message


class _Frame:
    """The upper items by what they are called, found by the pairs that are rarest among them.

    Of two names as alike as `ALIKE` the rarest pairs of one are not all missing in the other: so few have to be compared.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._named: dict[str, list[Node]] = {}
        for node in nodes:
            self._named.setdefault(essence(node.name), []).append(node)
        self._pairs = {name: bigrams(name) for name in self._named}
        self._often = Counter(pair for pairs in self._pairs.values() for pair in pairs)
        self._by_pair: dict[str, list[str]] = {}
        for name, pairs in self._pairs.items():
            for pair in self._rarest(pairs):
                self._by_pair.setdefault(pair, []).append(name)

    def _rarest(self, pairs: frozenset[str]) -> list[str]:
        """As many pairs as one that is alike cannot lack altogether."""
        return sorted(pairs, key=lambda pair: (self._often[pair], pair))[: len(pairs) - ceil(ALIKE * len(pairs)) + 1]

    def alike(self, node: Node) -> Node | None:
        """Returns the most alike item that is neither above this one nor has the same name (that is K101's)."""
        name = essence(node.name)
        mine = bigrams(name)
        best, most = None, ALIKE
        for other in dict.fromkeys(other for pair in self._rarest(mine) for other in self._by_pair.get(pair, ())):
            theirs = self._pairs[other]
            score = len(mine & theirs) / len(mine | theirs)
            same = next((each for each in self._named[other] if not _above(each, node)), None)
            if other != name and same and (score > most or (score == most and best is None)):
                best, most = same, score
        return best


def _above(other: Node, node: Node) -> bool:
    return node.route[: len(other.route)] == other.route
