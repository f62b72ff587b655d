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
_NAMED = 5
"""Children that a message names."""


def check(entry: ReportEntry) -> Findings:
    if entry.absent:
        named = [reason or path for path, reason in list(entry.absent.items())[:_NAMED]]
        listed = "、".join(named) + ("等" if len(entry.absent) > _NAMED else "")
        yield (entry.file, "children"), f"有{len(entry.absent)}份下级报告没有读到，合计没有核对：{listed}；请补齐"
