"""上级指引的一级、二级事项，本目录没有，也没有说明不适用。

《晋城市食品药品监管领域基层政务公开标准指引》三：“本级目录应当保持市级《目录》基本框架”，只有三级事项可以增减。
确实不适用的，写进 not_applicable（编号、原因）。事项按编号认，没有编号的按名称认。正文只说“参照”指引的，把没有列入的合报一次，由人决定。

上级指引：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 食品监督检查}
          - {id: g12, name: 药品监督检查}

错误：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 食品监督检查}  # K175

正确：

    profile: standard-14
    not_applicable:
      - {id: g12, name: 药品监督检查, reason: 由市级直接监管}
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 食品监督检查}
"""

from collections.abc import Sequence

from gkml.catalog.guide import only_consults
from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown

SEVERITY = "error"
_NAMED = 3
"""Items that a message names."""
BASIS = "晋城市食品药品监管领域基层政务公开标准指引 三"


def check(workspace: Workspace) -> Findings:
    for entry, guide in workspace.guided():
        comparison = entry.comparison
        own = {pair.theirs.route: pair.own for pair in comparison.pairs}
        excused = {left_out.id for left_out in entry.catalog.not_applicable}
        if comparison.missing and only_consults(entry.catalog):
            yield (entry.file, "items"), _left_out(comparison.missing)
            continue
        for node in comparison.missing:
            name = guide.ids[node.route]
            if name in excused or (node.parent and guide.ids[node.parent.route] in excused):
                continue
            parent = own.get(node.parent.route) if node.parent else None
            place = (*parent.route, "items" if parent.item.items else "name") if parent else ("items",)
            message = f"上级指引的{node.depth}级事项“{shown(node.name)}”（{name}）没有列入；请补上，或列为不适用（not_applicable）并说明原因"
            yield (entry.file, *place), message


def _left_out(missing: Sequence[Node]) -> str:
    """One question for all that a catalog does not take over from a guide that it only consults."""
    named = "、".join(f"“{shown(node.name)}”" for node in missing[:_NAMED]) + ("等" if len(missing) > _NAMED else "")
    return f"所参照的上级指引有{len(missing)}个事项没有列入：{named}；请看本机关有没有，有的补上"
