"""表里的一格不是数字，或不是应有的数字：件数应是不小于0的整数，收费金额应是不小于0的数。

带括号的说明（如“22（其中修订16件）”）可以写。2019年格式的“本年增/减”可以带正负号。金额的单位是万元，格子里不再写单位。

错误：

    disclosures:
      行政许可: [约400]  # A04

正确：

    disclosures:
      行政许可: [400]
"""

from collections.abc import Iterator

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import Figure
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown

SEVERITY = "error"

_MONEY = ("收费金额",)
_FREE = ("采购总金额",)
"""Columns without an official unit: what stands there is kept as it is (A30)."""
_SIGNED = ("增/减",)


def check(entry: ReportEntry) -> Findings:
    for route, column, cell in _cells(entry):
        fault = _fault(column, cell)
        if fault:
            yield route, f"“{shown(cell.text)}”{fault}"


def _cells(entry: ReportEntry) -> Iterator[tuple[Route, str, Figure]]:
    for row, columns in entry.tables.disclosures.items():
        for place, (column, cell) in enumerate(columns.items()):
            yield (entry.file, "disclosures", row, place), column, cell
    for key, row_of_key in entry.tables.applications.items():
        for place, cell in enumerate(row_of_key):
            yield (entry.file, "applications", key, place), "件数", cell
    for place, cell in enumerate(entry.tables.reviews):
        yield (entry.file, "reviews", place), "件数", cell


def _fault(column: str, cell: Figure) -> str:
    if not cell.is_filled or column in _FREE:
        return ""
    is_money = any(word in column for word in _MONEY)
    if cell.number is None:
        return (
            "里写了单位或文字；请只写数字（单位已在列标题里）"
            if is_money
            else "不是数字；请写整数，说明放在后面的括号里"
        )
    if cell.number < 0 and not any(word in column for word in _SIGNED):
        return "小于0；请核对"
    if not is_money and cell.number != int(cell.number):
        return "不是整数；件数应是整数，请核对"
    return ""
