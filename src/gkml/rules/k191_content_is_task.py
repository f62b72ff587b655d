"""公开内容写的是工作任务，不是信息。

目录告诉公众能看到什么信息。“负责……的审核和发布工作”“完成……任务”“对……进行公示”说的是机关要做什么，公众无从查看；请改成做出来的信息，如“行政处罚
决定书”“抽检结果”“来信答复情况”。“组织机构”“工作总结”“指导意见”“……开展情况”本来就是信息，不在此列。

错误：

    profile: basic-8
    items:
      - name: 负责行政处罚信息公开
        items:
          - {name: 处罚信息, content: 负责行政处罚案件信息公开的内部审核和发布工作。}  # K191
          - {name: 抽检信息, content: 对不合格产品抽检结果进行公示}  # K191

正确：

    profile: basic-8
    items:
      - name: 负责行政处罚信息公开
        items:
          - {name: 处罚信息, content: 行政处罚决定书文号、当事人、违法事实、处罚结果}
          - {name: 抽检信息, content: 不合格产品的名称、批次、生产单位、不合格项目}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import brief
from gkml.phrases.task import task

SEVERITY = "warning"
_KINDS = (
    ("征集", "征集公告、结果及采纳情况"),
    ("信箱", "来信、答复情况、统计"),
    ("处罚", "处罚决定书、当事人、违法事实、处罚结果"),
    ("抽检", "抽检结果、不合格产品名单"),
)
"""What the work is on, and the information that comes of it."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text in of_field(entry, "content"):
            words = task(text.text.strip())
            if words:
                message = f"公开内容写的是任务（“{brief(words)}”）；请写公开的信息，如{_such_as(text.text)}"
                yield text.route, message


def _such_as(content: str) -> str:
    return next((kinds for word, kinds in _KINDS if word in content), "结果、名单、决定书、情况")
