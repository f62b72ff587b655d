"""列出的下级报告有读不到的，不能核对合计。

错误：

    scope: area
    children: [没有这份.yaml]  # A19c

正确：

    scope: area
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "info"


def check(entry: ReportEntry) -> Findings:
    if entry.absent:
        listed = "、".join(entry.absent[:10]) + ("等" if len(entry.absent) > 10 else "")
        yield (entry.file, "children"), f"有{len(entry.absent)}份下级报告没有读到（{listed}），合计没有核对；请补齐"
