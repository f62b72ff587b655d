"""同一个三级事项放在了两个二级事项下面。

《晋城市食品药品监管领域基层政务公开标准指引》三：“三级事项不得与一级、二级事项重叠交叉。”同一事项有两个去处，公众不知道该看哪里，
更新时也容易漏掉一处。

错误：

    profile: standard-15
    items:
      - name: 公共服务
        items:
          - name: 食品安全消费提示警示
            items:
              - {name: 食品安全科普宣传}
          - name: 食品安全应急处置
            items:
              - {name: 食品安全科普宣传}  # K104

正确：

    profile: standard-15
    items:
      - name: 公共服务
        items:
          - name: 食品安全消费提示警示
            items:
              - {name: 食品安全科普宣传}
          - name: 食品安全应急处置
            items:
              - {name: 食品安全事故应急预案}
"""

from gkml.diagnostics import Findings
from gkml.model import Workspace
from gkml.phrases.name import essence
from gkml.tree import Node, refinements

SEVERITY = "error"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        first: dict[tuple[int, str], Node] = {}
        for node in refinements(entry.catalog):
            other = first.setdefault((node.depth, essence(node.name)), node)
            if other.parent is not None and node.parent is not None and other.parent.route != node.parent.route:
                message = f"“{node.name}”已经放在“{other.parent.name}”下面，又放在“{node.parent.name}”下面；请只留一处"
                yield (entry.file, *node.route, "name"), message
