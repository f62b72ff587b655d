"""第三部分的表：上年结转，不等于上一年报告的结转下年度。

逐列比较。机关合并、分设的，请在正文里说明。

错误：

    applications:
      prev: [1, 0, 0, 0, 0, 0, 1]  # A08
      u1: [1, 0, 0, 0, 0, 0, 1]

正确：

    applications:
      prev: [3, 0, 0, 0, 0, 0, 3]
      u1: [3, 0, 0, 0, 0, 0, 3]

上一年：

    applications:
      next: [3, 0, 0, 0, 0, 0, 3]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import APPLICANTS
from gkml.diagnostics import Findings

SEVERITY = "error"


def check(entry: ReportEntry) -> Findings:
    previous = entry.previous
    if previous is None or previous.report.year != entry.report.year - 1:
        return
    before, now = previous.tables.applications.get("next"), entry.tables.applications.get("prev")
    if before is None or now is None:
        return
    columns = [
        f"{column} {printed(carried.number)}→{printed(cell.number)}"
        for column, carried, cell in zip(APPLICANTS, before, now, strict=True)
        if carried.number is not None and cell.number is not None and carried.number != cell.number
    ]
    if columns:
        year = previous.report.year
        message = (
            f"上年结转与{year}年度报告的结转下年度不同（{'；'.join(columns)}）；请核对，机关有合并、分设的在正文说明"
        )
        yield (entry.file, "applications", "prev"), message
