"""同一上级下面有两个同名的事项。

名称和公开内容都相同的，是重复登记；表式自有的列（如“信息类别”）把它们分开的不报。名称相同而内容不同的，公众分不出哪个是哪个，年度修订时也认不出谁是谁。

错误：

    profile: basic-8
    items:
      - name: 负责特种设备安全监察
        items:
          - {name: 信息发布, content: 每月电梯应急处置情况}
          - {name: 信息发布, content: 电梯维保单位名单}  # K106

正确：

    profile: basic-8
    items:
      - name: 负责特种设备安全监察
        items:
          - {name: 电梯应急处置情况, content: 每月电梯应急处置情况}
          - {name: 电梯维保单位, content: 电梯维保单位名单}
"""

from gkml.catalog.model import Item, Workspace
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import essence

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        first: dict[tuple[Route, str], Item] = {}
        reported: set[tuple[Route, str]] = set()
        for leaf in entry.catalog.leaves:
            name = leaf.route[:-1], essence(leaf.item.name)
            other = first.setdefault(name, leaf.item)
            if other is leaf.item or other.extra != leaf.item.extra:
                continue
            if essence(other.content) == essence(leaf.item.content):
                message = f"“{shown(leaf.item.name)}”与前面的“{shown(other.name)}”重复（名称、内容都相同）；请删去一个"
            elif name in reported:
                continue
            else:
                reported.add(name)
                message = f"同一上级下有几个“{shown(leaf.item.name)}”，内容各不相同；请用名称把它们分开"
            yield (entry.file, *leaf.route, "name"), message
