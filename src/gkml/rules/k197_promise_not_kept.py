"""职责里说要公开的信息，下面没有一个事项公开它。

职责写了“公布评议结论”“将核查处置情况依法公开”，目录就应当有对应的事项。程序只按字面查对：职责点名要公开的，下面各事项的名称和内容里完全找不到的，
才提示，请人工核对。

错误：

    profile: basic-8
    items:
      - name: 公布年度抽检计划、消费评议结论。  # K197
        items:
          - {name: 抽检计划, content: 抽检品种、批次、时间安排}

正确：

    profile: basic-8
    items:
      - name: 公布年度抽检计划、消费评议结论。
        items:
          - {name: 抽检计划, content: 抽检品种、批次、时间安排}
          - {name: 消费评议, content: 评议对象、方法、结论}
"""

from gkml.catalog.model import Workspace
from gkml.catalog.tree import nodes
from gkml.diagnostics import Findings, Route
from gkml.phrases.promise import covered, promises

SEVERITY = "info"
BEHIND = ("duty-without-item",)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        promised = {n.route: named for n in nodes(entry.catalog) if n.item.items and (named := promises(n.name))}
        texts_by_route: dict[Route, list[str]] = {}
        for leaf in entry.catalog.leaves if promised else ():
            for depth in range(2, len(leaf.route), 2):
                if leaf.route[:depth] in promised:
                    texts_by_route.setdefault(leaf.route[:depth], []).extend((leaf.item.name, leaf.item.content))
        for route, named in promised.items():
            below = "\n".join(texts_by_route[route])
            missing = [promise for promise in named if not covered(promise, below)]
            if missing:
                message = f"这里说要公开“{'”“'.join(missing[:3])}”，下面没有事项公开它；请补上事项，或者改写职责"
                yield (entry.file, *route, "name"), message
