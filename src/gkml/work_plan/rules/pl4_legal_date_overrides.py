"""法律定了日子的任务，时限没有写日子，或写得更晚。

年度报告：《政府信息公开条例》第四十九条，每年1月31日前向政府信息公开工作主管部门提交并公布；县级以上地方人民政府的由第五十条定在3月31日前。

错误：

    sections:
      - heading: 基础工作
        parts:
          - {title: 编制发布政府信息公开工作年度报告, assigned: （牵头科室：办公室）, due: 持续推进}  # PL4

正确：

    sections:
      - heading: 基础工作
        parts:
          - {title: 编制发布政府信息公开工作年度报告, assigned: （牵头科室：办公室）, due: 每年1月31日前}
"""

from datetime import date

from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import last_day

SEVERITY = "error"
BASIS = "《政府信息公开条例》第四十九条、第五十条"

_REPORT = regex(
    "(?:编制|发布|公布|公开|编写|报送).{0,20}年度报告|年度?报告?(?:的)?(?:编制|发布|公布|公开|编写)|年报(?:编制|发布|公布)"
)
_GOVERNMENT = regex("人民政府$|政府办公[厅室]$|人民政府办公[厅室]")


def check(entry: PlanEntry) -> Findings:
    last = (3, 31) if _GOVERNMENT.search(entry.plan.agency) else (1, 31)
    for each in entry.tasks:
        words = f"{each.task.title} {each.body}" if not each.task.title else each.task.title
        if not _REPORT.search(words):
            continue
        day = last_day(each.task.due, date(entry.plan.year, 1, 1))
        if day is None or (day.month, day.day) > last:
            field = "due" if each.task.due else "title" if each.task.title else "text"
            message = f"年度报告法定在{last[0]}月{last[1]}日前公布，时限写的是“{each.task.due or '（空）'}”；请写明日子"
            yield (entry.file, *each.route, field), message
