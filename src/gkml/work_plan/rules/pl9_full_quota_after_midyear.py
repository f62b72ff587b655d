"""年中以后才印发的方案，定了全年的数量，没有说从哪天起算、要不要折算。

错误：

    issued: 2026-08-07
    quotas: [{at_least: 10, each: year}]  # PL9
    sections:
      - {heading: 基础工作, parts: [{title: 规范专栏, lead: 办公室}]}

正确：

    issued: 2026-08-07
    quotas: [{at_least: 10, each: year, since: 2026-08-07, pro_rata: days}]
    sections:
      - {heading: 基础工作, parts: [{title: 规范专栏, lead: 办公室}]}
"""

from gkml.diagnostics import Findings
from gkml.work_plan.entry import PlanEntry

SEVERITY = "warning"
LATE_MONTH = 5
"""A plan issued in this month or later leaves little of the year."""
_PERIODS = {"year": "全年", "half-year": "半年"}


def check(entry: PlanEntry) -> Findings:
    issued = entry.plan.issued
    for place, quota in enumerate(entry.plan.quotas):
        if issued and issued.month >= LATE_MONTH and quota.each in _PERIODS and quota.since is None:
            message = f"方案 {issued} 印发，仍要求{_PERIODS[quota.each]}不少于{quota.at_least}条；请写明从哪天起算（since）、是否折算（pro_rata）"
            yield (entry.file, "quotas", place, "at_least"), message
