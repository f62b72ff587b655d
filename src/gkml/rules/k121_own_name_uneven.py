"""对编制机关的自称不一致。

多数地方称“本单位”，少数地方称“本局”（或者相反），读的人会疑心说的不是一个机关，也看得出哪些段落是从别的目录搬来的。
全目录用一种自称。“本机关”是《政府信息公开条例》的说法，不比；几种自称差不多一样多的，不报。

修复：建议照多数的写法，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, content: 本单位要闻}
          - {name: 公告, content: 本局公告}  # K121
          - {name: 党建, content: 本单位党建动态}
          - {name: 规划, content: 本单位中长期规划}
          - {name: 统计, content: 本单位统计数据}

正确：

    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, content: 本单位要闻}
          - {name: 公告, content: 本单位公告}
          - {name: 党建, content: 本单位党建动态}
          - {name: 规划, content: 本单位中长期规划}
          - {name: 统计, content: 本单位统计数据}
"""

import re
from collections import Counter

from gkml.catalog.cells import judged_of, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import around
from gkml.phrases.patterns import regex

SEVERITY = "info"
FEW = 3
"""A few are those that there are so many times as many others as."""
_OWN = regex("(?<![基样成资])[本我](?:局(?![部限面势])|单位|委(?![托派员])|办(?![法理公案事])|厅(?!堂)|院|校)")
_FIELDS = ("name", "content", "office")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = list(judged_of(of_field(entry, *_FIELDS), _own_names))
        count = Counter(name for _, names in cells for name in names)
        if len(count) < 2:
            continue
        usual, most = count.most_common(1)[0]
        for cell, names in cells:
            for name in sorted(names - {usual}):
                if count[name] * FEW <= most:
                    place = cell.text.find(name)
                    message = f"“{around(cell.text, place, place + len(name))}”自称“{name}”，别处多称“{usual}”；请统一"
                    yield cell.route, message, Fix(re.sub(name, usual, cell.text), safe=False)


def _own_names(text: str) -> frozenset[str]:
    return frozenset(_OWN.findall(text)) if "本" in text or "我" in text else frozenset()
