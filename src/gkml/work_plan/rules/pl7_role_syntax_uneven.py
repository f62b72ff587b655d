"""分工的写法前后不一：有的用逗号、有的用分号隔开牵头和责任科室，有的写“牵头科室”、有的写“牵头单位”。

一份方案用一种写法；按多数的改。

错误：

    sections:
      - heading: 基础工作
        parts:
          - {title: 甲, assigned: （牵头科室：办公室；责任科室：法规科）}
          - {title: 乙, assigned: （牵头科室：办公室；责任科室：法规科）}
          - {title: 丙, assigned: （牵头科室：办公室，责任科室：法规科）}  # PL7

正确：

    sections:
      - heading: 基础工作
        parts:
          - {title: 甲, assigned: （牵头科室：办公室；责任科室：法规科）}
          - {title: 乙, assigned: （牵头科室：办公室；责任科室：法规科）}
          - {title: 丙, assigned: （牵头科室：办公室；责任科室：法规科）}
"""

from collections import Counter

from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex
from gkml.work_plan.entry import PlanEntry

SEVERITY = "info"

_BETWEEN = regex("[,，;；、 ](?=(?:责任|配合|会办|协办|承办)(?:科室|股室|处室|单位|部门)\\s*[:：])")
_NOUN = regex("(?:牵头|责任)(科室|股室|处室|单位|部门)\\s*[:：]")
_FOLDED = {",": "，", ";": "；"}


def check(entry: PlanEntry) -> Findings:
    for kind, pattern in (("牵头和责任科室之间", _BETWEEN), ("称呼", _NOUN)):
        signs = {}
        for each in entry.tasks:
            match = pattern.search(each.task.assigned)
            if match:
                sign = match[1] if pattern is _NOUN else _FOLDED.get(match[0], match[0])
                signs[each.route] = sign
        counts = Counter(signs.values())
        if len(counts) < 2:
            continue
        (usual, most), *_ = counts.most_common()
        route = next(route for route, sign in signs.items() if sign != usual)
        others = "、".join(f"“{sign}”{count}处" for sign, count in counts.items() if sign != usual)
        yield (entry.file, *route, "assigned"), f"{kind}多数用“{usual}”（{most}处），也有用{others}的；请统一"
