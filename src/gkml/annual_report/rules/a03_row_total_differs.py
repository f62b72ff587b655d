"""第三部分的表：一行的总计不等于前六列之和。

错误：

    applications:
      new: [2, 1, 0, 0, 0, 0, 2]  # A03
      u1: [2, 0, 0, 0, 0, 0, 2]

正确：

    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [2, 0, 0, 0, 0, 0, 2]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    labels = {line.key: line.name for line in entry.applications_form.lines}
    for key, row in entry.tables.applications.items():
        *parts, total = row
        if total.number is None or not any(part.is_filled for part in parts):
            continue
        if any(part.is_filled and part.number is None for part in parts):
            continue
        added = sum((part.number for part in parts if part.number is not None), Decimal())
        if added != total.number:
            message = f"“{labels.get(key, key)}”一行前六列之和是{printed(added)}，总计是{printed(total.number)}；请核对"
            yield (entry.file, "applications", key, len(parts)), message
