"""时限早于印发日期，或印发以后没有几天。

方案印发时已经过了期限，或只剩几个工作日，任务做不到。印发日期没有写的不查。

错误：

    issued: 2026-05-27
    sections:
      - heading: 平台
        parts:
          - {title: 调整栏目, assigned: （牵头科室：办公室）, due: 2026年5月底前}  # PL1

正确：

    issued: 2026-03-02
    sections:
      - heading: 平台
        parts:
          - {title: 调整栏目, assigned: （牵头科室：办公室）, due: 2026年5月底前}
"""

from datetime import date

from gkml.deadlines.workdays import Unannounced, calendar
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import last_day

SEVERITY = "warning"
FEWEST = 5
"""Working days that a task needs at least."""


def check(entry: PlanEntry) -> Findings:
    plan = entry.plan
    for each in entry.tasks if plan.issued else ():
        assert plan.issued is not None
        day = last_day(each.task.due, date(plan.year, 1, 1))
        message = _fault(plan.issued, day) if day else ""
        if message:
            yield (entry.file, *each.route, "due"), f"“{shown(each.task.due)}”{message}；请调整时限"


def _fault(issued: date, day: date) -> str:
    if day < issued:
        return f"早于方案的印发日期 {issued}"
    try:
        left = calendar(estimate=True).count(issued, day) - 1
    except Unannounced:
        return ""
    return f"离印发日期 {issued} 只有{max(left, 0)}个工作日" if left < FEWEST else ""
