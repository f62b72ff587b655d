"""一份下级报告的数字，大于本级的。

报告的范围是整个地区（scope: area）时，本级的数字包括下级的；缺了几份下级报告，也能这样核对。

错误：

    scope: area
    children: [没有这份.yaml, 甲局.yaml]
    applications:
      new: [1, 0, 0, 0, 0, 0, 1]  # A19b
      u1: [1, 0, 0, 0, 0, 0, 1]

正确：

    scope: area
    children: [没有这份.yaml, 甲局.yaml]
    applications:
      new: [3, 0, 0, 0, 0, 0, 3]
      u1: [2, 0, 0, 0, 0, 0, 2]
      next: [1, 0, 0, 0, 0, 0, 1]

下级：

    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [1, 0, 0, 0, 0, 0, 1]
      next: [1, 0, 0, 0, 0, 0, 1]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.roll_up import misfits, totals
from gkml.diagnostics import Findings

SEVERITY = "error"
MOST = 6
"""Differences that one message lists."""


def check(entry: ReportEntry) -> Findings:
    if entry.report.scope != "area" or not entry.absent:
        return
    own = list(totals(entry))
    refused = {place for place, _ in misfits(entry)}
    for child in (child for place, child in entry.placed_children() if place not in refused):
        cells = {route[1:]: cell for route, _, cell in totals(child)}
        larger = [
            (route, f"{name}{printed(cell.number)}，那份是{printed(other.number)}")
            for route, name, cell in own
            if (other := cells.get(route[1:])) and cell.number is not None and (other.number or 0) > cell.number
            if other.number is not None
        ]
        if larger:
            listed = "；".join(text for _, text in larger[:MOST])
            message = f"有{len(larger)}处小于{child.report.agency}的报告：{listed}；本级的数字应包括下级的，请核对"
            yield larger[0][0], message
