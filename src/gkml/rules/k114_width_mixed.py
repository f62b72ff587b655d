"""中文里用了半角标点，或者数字、字母用了全角。

中文的逗号、分号、冒号、括号用全角，数字和字母用半角。混用时查找、筛选会漏掉：“其他:”与“其他：”、“２０个工作日”与“20个工作日”
在计算机看来是不同的文字。网址、英文、时间、千位分隔、（1）一类编号不报；渠道选项照表式的写法，也不报。

修复：改成相应的全角或半角。

错误：

    profile: basic-8
    items:
      - name: 公开行政许可,行政处罚  # K114
        items:
          - name: 许可决定(公示)  # K114
            time_limit: ７个工作日内  # K114

正确：

    profile: basic-8
    items:
      - name: 公开行政许可，行政处罚
        items:
          - name: 许可决定（公示）
            time_limit: 7个工作日内
"""

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.catalog.names import Registers
from gkml.catalog.profile import Profile
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import compared
from gkml.phrases.width import in_width

SEVERITY = "info"
ONCE = True
BEHIND = ("bracket-unmatched",)
BASIS = "《标点符号用法》（GB/T 15834—2011）、《出版物上数字用法》（GB/T 15835—2011）"


def check(workspace: Workspace) -> Findings:
    own = _named(workspace.registers)
    for entry in workspace.entries:
        right = own | _options(entry.profile)
        for cell, _ in judged(entry, _mixed):
            value = in_width(cell.text, cell.field == "sections")
            if value != cell.text and cell.text not in right:
                mine, wide = compared(cell.text, value)
                message = f"“{mine}”的标点、数字全角半角混用；请写成“{wide}”"
                yield cell.route, message, Fix(value)


def _mixed(text: str) -> bool:
    return in_width(text, False) != text


def _named(registers: Registers) -> frozenset[str]:
    channels = (channel.name for channel in registers.channels)
    return frozenset([*registers.agencies, *registers.offices, *registers.sections, *channels])


def _options(profile: Profile) -> frozenset[str]:
    """What a form prints and ticks is written as the form has it."""
    listed = (option for options in profile.option_lists.values() for option in options.options)
    return frozenset([*listed, *(column.tick for column in profile.leaves)])
