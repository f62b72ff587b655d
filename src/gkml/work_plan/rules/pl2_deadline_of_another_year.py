"""时限写的年份不是方案的年份。

沿用旧方案时常常漏改年份。写明到下一年度的（如“2027年1月31日前”的年度报告）不查。

错误：

    sections:
      - heading: 平台
        parts:
          - {title: 调整栏目, assigned: （牵头科室：办公室）, due: 2024年5月底前}  # PL2

正确：

    sections:
      - heading: 平台
        parts:
          - {title: 调整栏目, assigned: （牵头科室：办公室）, due: 2026年5月底前}
          - {title: 发布年度报告, assigned: （牵头科室：办公室）, due: 2027年1月31日前}
"""

from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.work_plan.entry import PlanEntry

SEVERITY = "warning"

_YEAR = regex("((?:19|20)[0-9]{2})\\s*年")


def check(entry: PlanEntry) -> Findings:
    year = entry.plan.year
    for each in entry.tasks:
        years = [int(text) for text in _YEAR.findall(each.task.due)]
        wrong = next((named for named in years if not year <= named <= year + 1), None)
        if wrong:
            message = f"“{shown(each.task.due)}”写的是{wrong}年，这是{year}年的方案；请核对"
            yield (entry.file, *each.route, "due"), message
