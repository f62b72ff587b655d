"""主动公开的事项，公开时限写成了答复申请的期限。

“接到申请之日起20个工作日内”是《政府信息公开条例》第三十三条答复公开申请的期限；主动公开的信息不用等人申请，期限从信息形成或者变更之日
算起（第二十六条）。公开方式写了“依申请”的、事项本身是办理申请的，不报；答复、公开两种期限写在一格里的，由 K130 报告。

错误：

    profile: standard-14
    items:
      - name: 会展管理
        items:
          - {name: 会展计划, content: 时间、地点, time_limit: 接到申请之日起20个工作日内, mode: 主动}  # K201

正确：

    profile: standard-14
    items:
      - name: 会展管理
        items:
          - {name: 会展计划, content: 时间、地点, time_limit: 信息形成或者变更之日起20个工作日内, mode: 主动}
          - {name: 会展规划, content: 全文, time_limit: 接到申请之日起20个工作日内, mode: [主动, 依申请]}
          - {name: 依申请公开, content: 申请的答复, time_limit: 收到申请之日起20个工作日内, mode: 主动}
"""

from gkml.catalog.model import Item, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import read

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第二十六条、第三十三条"

_OF_APPLICATIONS = regex("申请|答复|受理|办理|审批|许可")
"""An item about applications may count from them."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            if _is_published(leaf.item, entry.catalog.title) and _replies(leaf.item.time_limit):
                message = f"“{shown(leaf.item.time_limit)}”是答复申请的期限，主动公开不从申请算起；请写信息形成或者变更之日起几个工作日内"
                yield (entry.file, *leaf.route, "time_limit"), message


def _is_published(item: Item, title: str) -> bool:
    """Whether an item is published unasked, as it or the title of a form without 公开方式 says, and is not about applications."""
    unasked = all(mode.startswith("主动") for mode in item.mode) if item.mode else "主动公开" in title
    return unasked and not _OF_APPLICATIONS.search(item.name + item.content)


def _replies(limit: str) -> bool:
    """Returns whether every part of a limit is one of answering an application."""
    parts = read(limit).parts
    return bool(parts) and all(part.kind == "reply" and "申请" in part.trigger for part in parts)
