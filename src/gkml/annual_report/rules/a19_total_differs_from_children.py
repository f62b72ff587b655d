"""本级的数字不等于下级各报告之和。

报告的范围是整个地区（scope: area）、列出的下级报告（children）都在时，第二部分的各格、第三部分的各行总计应等于它们之和。

错误：

    scope: area
    applications:
      new: [3, 0, 0, 0, 0, 0, 3]  # A19
      u1: [3, 0, 0, 0, 0, 0, 3]

正确：

    scope: area
    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [2, 0, 0, 0, 0, 0, 2]

下级：

    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [2, 0, 0, 0, 0, 0, 2]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.roll_up import misfits, totals
from gkml.diagnostics import Findings, Route

SEVERITY = "error"
MOST = 6
"""Differences that one message lists."""


def check(entry: ReportEntry) -> Findings:
    if entry.report.scope != "area" or not entry.children or entry.absent or any(misfits(entry)):
        return
    of_children = [{route[1:]: cell for route, _, cell in totals(child)} for child in entry.children]
    differences: list[tuple[Route, str]] = []
    for route, name, cell in totals(entry):
        numbers = [cells[route[1:]].number for cells in of_children if route[1:] in cells]
        if cell.number is None or None in numbers or len(numbers) < len(of_children):
            continue
        added = sum((number for number in numbers if number is not None), Decimal())
        if added != cell.number:
            differences.append((route, f"{name}{printed(cell.number)}，下级之和{printed(added)}"))
    if differences:
        listed = "；".join(text for _, text in differences[:MOST]) + ("等" if len(differences) > MOST else "")
        message = f"与下级{len(of_children)}份报告之和有{len(differences)}处不同：{listed}；请核对"
        yield differences[0][0], message
