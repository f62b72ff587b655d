"""同一个字、词或标点连写了两遍。

多是复制、修改时留下的：“管理局局”“内公开内公开”“工作年度工作报告”。一个字重出只在去掉一个正好是本目录别处的写法时才报，
“柳州市市场监督管理局”“全国国家级”这类两个词相接的不报；“天天”“一项一项”一类有意的重叠也不报。

修复：去掉多出的一个；“……的……”两头相同的，建议去掉后一个，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 公开食品抽检结果
        items:
          - {name: 抽检结果, channels: 柳城县市场监督管理局局政府网站, time_limit: 20个工作日内公开内公开}  # K110
          - {name: 抽检计划, channels: 柳城县市场监督管理局政府网站, content: 本局领导的领导相片}  # K110

正确：

    profile: basic-8
    items:
      - name: 公开食品抽检结果
        items:
          - {name: 抽检结果, channels: 柳城县市场监督管理局政府网站, time_limit: 20个工作日内公开}
          - {name: 抽检计划, channels: 柳城县市场监督管理局政府网站, content: 本局领导的相片}
"""

from collections.abc import Mapping

from gkml.catalog.cells import Text, judged, times
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import compared
from gkml.phrases.doubled import Doubled, doubled, pairs

SEVERITY = "error"
ONCE = True
FEW = 3
"""A character twice is a slip where the text without it is written so many times as often as with it."""
MOST = 50
"""Of the characters that stand twice in one text, no more are tried."""
OWN = frozenset("长属党机领务办内")
"""Characters that begin a word with 局 before them: 管理局局长, 管理局局属单位."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        count = times(entry)
        agency = entry.catalog.agency
        for cell, wrong in judged(entry, lambda text: doubled(text) or pairs(text)):
            if isinstance(wrong, Doubled):
                mine, right = compared(cell.text, wrong.value)
                message = f"“{mine}”里“{wrong.word}”重复；请写成“{right}”"
                yield cell.route, message, Fix(wrong.value, wrong.safe)
                continue
            once = _once(cell, count, agency)
            if once:
                word, value = once
                mine, right = compared(cell.text, value)
                yield cell.route, f"“{mine}”里“{word}”字重复；请写成“{right}”", Fix(value)


def _once(cell: Text, count: Mapping[str, int], agency: str) -> tuple[str, str] | None:
    """Returns the doubled character and the text without the second one, if the catalog elsewhere has the right text."""
    text = cell.text
    for place, letter in pairs(text)[:MOST]:
        value = text[:place] + text[place + 1 :]
        if count.get(value, 0) >= FEW * count[text]:
            return letter, value
        behind = text.startswith(agency, place - len(agency)) if agency else False
        if behind and letter == agency[-1] and text[place + 1 : place + 2] not in OWN:
            return letter, value
    return None
