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

from gkml.diagnostics import Findings
from gkml.model import Workspace
from gkml.phrases.name import bigrams, essence
from gkml.tree import Node, frame, refinements

SEVERITY = "warning"
ALIKE = 0.8
"""Jaccard similarity of the pairs of neighbouring characters."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        below = refinements(entry.catalog)
        if not below:
            continue
        upper = [(node, bigrams(essence(node.name))) for node in frame(entry.catalog)]
        index: dict[str, list[int]] = {}
        for place, (_, pairs) in enumerate(upper):
            for pair in pairs:
                index.setdefault(pair, []).append(place)
        for node in below:
            other = _alike(node, upper, index)
            if other is not None:
                message = f"“{node.name}”与{other.depth}级事项“{other.name}”几乎同名；请核对是不是同一件事"
                yield (entry.file, *node.route, "name"), message


def _alike(node: Node, upper: list[tuple[Node, frozenset[str]]], index: dict[str, list[int]]) -> Node | None:
    """The most alike item of the frame that is neither above this one nor has the same name (that is K101's)."""
    mine = bigrams(essence(node.name))
    shared = Counter(place for pair in mine for place in index.get(pair, ()))
    best: tuple[float, Node] | None = None
    for place, count in shared.items():
        other, theirs = upper[place]
        score = count / (len(mine) + len(theirs) - count)
        if score >= ALIKE and not _above(other, node) and essence(other.name) != essence(node.name):
            best = max(best, (score, other), key=lambda pair: pair[0]) if best else (score, other)
    return best[1] if best else None


def _above(other: Node, node: Node) -> bool:
    return node.route[: len(other.route)] == other.route
