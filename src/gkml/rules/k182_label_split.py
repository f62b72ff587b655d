"""一个名称被分页拆成了两项，或者印着“（续）”。

Word 表格换页时，合并的单元格常被拆开：“3.公共”在上一页，“服务”在下一页；有的在下一页重印一遍，加“（续）”。转成数据时应当合成一项，
下面的事项归到一起。

错误：

    profile: standard-14
    items:
      - name: 1.行政处罚
        items: [{name: 处罚决定}]
      - name: 2.公共
        items: [{name: 消费提示}]
      - name: 服务  # K182
        items: [{name: 应急处置}]

正确：

    profile: standard-14
    items:
      - name: 1.行政处罚
        items: [{name: 处罚决定}]
      - name: 2.公共服务
        items: [{name: 消费提示}, {name: 应急处置}]
"""

from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node, nodes
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.ordinal import ordinal, split_label
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_CONTINUED = regex(r"[（(]?(?:续表|接上表|接上页|转下页)[）)]?\s*$|[（(]续\s*[一二三0-9]*[）)]\s*$")
_HINT = regex("续表|接上|转下页|（续|\\(续")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        before: dict[object, Node] = {}
        numbered: dict[object, int] = {}
        for node in nodes(entry.catalog):
            place = node.route[:-1]
            last = before.get(place)
            if _HINT.search(node.name) and _CONTINUED.search(node.name):
                message = f"“{shown(node.name)}”是换页时重印的名称；请把下面的事项并到前面的同名事项下"
                yield (entry.file, *node.route, "name"), message
            elif last and numbered.get(place, 0) > 1 and split_label(last.name, node.name):
                message = f"“{shown(last.name)}”与“{shown(node.name)}”像是被分页拆开的一个名称；请合成一项“{last.name}{node.name}”"
                yield (entry.file, *node.route, "name"), message
            before[place] = node
            numbered[place] = numbered.get(place, 0) + (ordinal(node.name) is not None)
