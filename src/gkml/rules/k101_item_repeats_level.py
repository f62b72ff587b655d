"""三级及以下事项与某个一级、二级事项，或者与自己的上级同名。

参照《晋城市食品药品监管领域基层政务公开标准指引》三：“三级事项不得与一级、二级事项重叠交叉。”（一市一个领域的要求，别处没有
这样的规定，所以只是警告。）三级事项是对上级事项的细化；
去掉编号、标点和“信息、公开、情况、等”一类词尾后与任一上级（包括自己的上级）同名的，等于没有细化，也分不清该归到哪里。
四级、五级事项也与自己的各个上级比。上级只有这一个下级的，是表的层级多于事项的，不报。

错误：

    profile: standard-15
    items:
      - name: 监督检查
        items:
          - name: 食品生产经营监督检查
            items:
              - {name: 食品生产经营监督检查信息}  # K101
              - {name: 检查结果}

正确：

    profile: standard-15
    items:
      - name: 监督检查
        items:
          - name: 食品生产经营监督检查
            items:
              - {name: 食品生产经营监督检查结果}
"""

from collections.abc import Iterator

from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node, frame, refinements
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.name import essence, parts

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        below = refinements(entry.catalog)
        if not below:
            continue
        upper = {essence(node.name): node for node in reversed(frame(entry.catalog))}
        for node in below:
            names = (essence(node.name), *parts(node.name))
            above = {essence(parent.name): parent for parent in _above(node)}
            same = next((each[part] for part in names for each in (upper, above) if part in each), None)
            if same is not None and not (same is node.parent and len(same.item.items or ()) == 1):
                where = f"{same.depth}级事项“{shown(same.name)}”"
                message = f"“{shown(node.name)}”与{where}重复；请写出比上级更细的内容，或删去这一级"
                yield (entry.file, *node.route, "name"), message


def _above(node: Node) -> Iterator[Node]:
    """Yields the items above one, the nearest first."""
    while node.parent is not None:
        node = node.parent
        yield node
