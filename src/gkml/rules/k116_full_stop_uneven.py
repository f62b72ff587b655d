"""同一列里少数几格的句号与其余各格不一致。

公开内容多是短语，末尾不带句号；也有整列写成句子、都带句号的。哪种都可以，同一列应当一致。只有一句话的格子才比较；
中间已有句号的，不比。具体职责一类的上级，多数是句子时，缺了句号的长句也报。

修复：不多于三格的，照多数的写法补上或删去句号。

错误：

    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, content: 本局要闻}
          - {name: 公告, content: 本局公告}
          - {name: 党建, content: 机关党建动态。}  # K116
          - {name: 规划, content: 中长期规划}
          - {name: 计划, content: 年度工作计划}
          - {name: 统计, content: 统计数据}

正确：

    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, content: 本局要闻}
          - {name: 公告, content: 本局公告}
          - {name: 党建, content: 机关党建动态}
          - {name: 规划, content: 中长期规划}
          - {name: 计划, content: 年度工作计划}
          - {name: 统计, content: 统计数据}
"""

import re

from gkml.catalog.cells import SLIPS, Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "info"
ONCE = True
BEHIND = (
    "content-is-task",
    "nothing-to-disclose",
    "item-repeats-duty",
)
ENOUGH = 6
"""Fewer cells show no custom."""
FEW = 3
"""A few are those that there are at least so many times as many others as."""
_SENTENCE = regex("^.{15,}$|[，；]")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for column in _columns(entry):
            plain = [cell for cell in column if cell.text.strip() and "。" not in cell.text.rstrip()[:-1]]
            ended = [cell for cell in plain if cell.text.rstrip().endswith("。")]
            if len(plain) >= ENOUGH and 0 < len(ended) * FEW <= len(plain) - len(ended):
                if len(ended) > SLIPS:
                    problem = f"“{shown(ended[0].text)}”等{len(ended)}格末尾有句号，这一列多数没有"
                    yield ended[0].route, f"{problem}；请统一"
                for cell in ended if len(ended) <= SLIPS else ():
                    message = f"“{shown(cell.text)}”末尾有句号，这一列多数没有；请删去"
                    value = cell.text.rstrip().rstrip("。")
                    yield (cell.route, message, Fix(value)) if value else (cell.route, message)
            elif len(plain) >= ENOUGH and 0 < (len(plain) - len(ended)) * FEW <= len(ended):
                for cell in plain:
                    if _SENTENCE.search(cell.text) and re.search(r"[^。；，、：！？\s]$", cell.text):
                        message = f"“{shown(cell.text)}”末尾没有句号，这一列多数有；请补上"
                        yield cell.route, message, Fix(cell.text + "。")


def _columns(entry: Entry) -> list[list[Text]]:
    """Returns the contents, and the names of the groups of each level."""
    levels: dict[int, list[Text]] = {}
    for cell in of_field(entry, "name"):
        if cell.node and cell.node.item.items is not None:
            levels.setdefault(cell.node.depth, []).append(cell)
    return [list(of_field(entry, "content")), *levels.values()]
