"""公开内容里列的一个要素，旁边另有一个事项专门公开。

同一信息有两个去处，更新时容易漏掉一处，公众也不知道该看哪里。请二者择一。“行政许可、行政处罚等事项的名称”里，“等”字前面是种类，不是要素，不报。

错误：

    profile: basic-8
    items:
      - name: 负责信息公开
        items:
          - {name: 政务动态, content: 政务要闻、通知公告、工作动态}  # K190
          - {name: 通知公告, content: 会议和检查的通知}

正确：

    profile: basic-8
    items:
      - name: 负责信息公开
        items:
          - {name: 政务动态, content: 政务要闻、工作动态}
          - {name: 通知公告, content: 会议和检查的通知}
"""

from gkml.catalog.model import Leaf, Workspace
from gkml.diagnostics import Findings, Route
from gkml.phrases.elements import clauses, elements
from gkml.phrases.patterns import regex
from gkml.phrases.subject import subject

SEVERITY = "warning"

_KINDS = regex(
    "^[^（）《》“”，,]*、[^（）《》“”，,]*等(?!(?:相关|有关)?(?:方面)?(?:的)?(?:信息|情况|内容|资料|材料|事项|工作)?$)"
)
"""What is listed before 等 are kinds of what follows it, no elements."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        named: dict[Route, dict[str, Leaf]] = {}
        for leaf in entry.catalog.leaves:
            named.setdefault(leaf.route[:-1], {}).setdefault(subject(leaf.item.name), leaf)
        for leaf in entry.catalog.leaves:
            family = named[leaf.route[:-1]]
            if len(family) == 1:
                continue
            listed = [part for clause in clauses(leaf.item.content) for part in elements(_own(clause))]
            for part in listed if len(listed) > 1 else ():
                other = family.get(subject(part))
                if other and subject(other.item.name) != subject(leaf.item.name):
                    message = f"要素“{part}”与旁边的事项“{other.item.name}”重复；请只放一处"
                    yield (entry.file, *leaf.route, "content"), message
                    break


def _own(clause: str) -> str:
    """A clause without the kinds that it lists of one thing."""
    return _KINDS.sub("", clause) if "等" in clause else clause
