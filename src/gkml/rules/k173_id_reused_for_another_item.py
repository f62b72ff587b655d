"""编号用在了另一件事上：上一版本里同一编号的事项，名称和内容都完全不同。

编号用来跨年度认出同一事项，取消的事项的编号不再使用。编号挪作他用，修订对照表会把两件不相干的事说成一件事的变更。

上一版本：

    profile: basic-8
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导简介, content: 姓名、职务、分工}

错误：

    profile: basic-8
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 部门预算, content: 本年度预算报表}  # K173

正确：

    profile: basic-8
    items:
      - id: a1
        name: 机构基本概况
        items:
          - {id: a11, name: 领导信息, content: 领导姓名、职务和分工}
"""

from gkml.catalog.model import Item, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import bigrams, essence

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry, previous in workspace.revised():
        before = {leaf.id: leaf.item for leaf in previous.leaves}
        for leaf in entry.catalog.leaves:
            other = before.get(leaf.id)
            if other and _unlike(leaf.item, other):
                route = (entry.file, *leaf.route, "id" if leaf.item.id else "name")
                message = f"编号 {leaf.id} 上一版本是“{shown(other.name)}”，这一版成了“{shown(leaf.item.name)}”；另一件事请用新的编号"
                yield route, message


def _unlike(one: Item, other: Item) -> bool:
    """Whether neither the names nor the contents have anything in common; what has no content says too little."""
    if not (one.content and other.content) or set(one.name) & set(other.name) - _EMPTY:
        return False
    return not bigrams(essence(one.content)) & bigrams(essence(other.content))


_EMPTY = set("的和与及等、")
