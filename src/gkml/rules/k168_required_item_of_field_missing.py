"""标准目录缺少这个领域必须列入的事项。

领域由 field 写明，没有写的看标题。现在登记的是食品药品监管领域：没有食品生产经营许可事权的基层市场监管部门，也应当把食品生产经营许可
服务指南和基本信息列入本级目录，可以援引有事权部门的内容，或者指向它的网站链接。这是一市指引的要求，参照它编制的只是提醒。

错误：

    profile: standard-14
    field: 食品药品监管
    items:
      - name: 行政审批  # K168
        items:
          - {name: 食品生产经营许可服务指南, content: 适用范围、申请材料、办理流程}

正确：

    profile: standard-14
    field: 食品药品监管
    items:
      - name: 行政审批
        items:
          - {name: 食品生产经营许可服务指南, content: 适用范围、申请材料、办理流程}
          - {name: 食品生产经营许可基本信息, content: 许可证编号、企业名称、有效期}
"""

from gkml.catalog.coverage import is_of_a_field
from gkml.catalog.model import Leaf, Workspace
from gkml.diagnostics import Findings
from gkml.registers.law import Required, field_of

SEVERITY = "warning"
BASIS = "晋城市食品药品监管领域基层政务公开标准指引 三"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        field = field_of(entry.catalog.field, entry.catalog.title) if is_of_a_field(entry) else None
        for required in field.required if field else ():
            if not any(_is(leaf, required) for leaf in entry.catalog.leaves):
                yield (
                    (entry.file, "items"),
                    f"目录里没有“{required.name}”；请增加这个事项（不属本机关事权的，可以写明到哪里查）",
                )


def _is(leaf: Leaf, required: Required) -> bool:
    text = "".join(item.name for item in leaf.path) + leaf.item.content
    return all(any(word in text for word in group) for group in required.words)
