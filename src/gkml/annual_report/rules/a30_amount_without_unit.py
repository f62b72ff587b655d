"""金额没有写单位。

2019年格式的“采购总金额”一栏没有规定单位，要在数字后写明是元还是万元，否则不能汇总。

错误：

    year: 2020
    form: "2019"
    disclosures:
      政府集中采购: [2, 8040]  # A30

正确：

    year: 2020
    form: "2019"
    disclosures:
      政府集中采购: [2, 8040元]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "info"

_COLUMN = "采购总金额"


def check(entry: ReportEntry) -> Findings:
    for row, columns in entry.tables.disclosures.items():
        for place, (column, cell) in enumerate(columns.items()):
            if column == _COLUMN and cell.number:
                yield (entry.file, "disclosures", row, place), f"“{cell.text}”没有单位；请写明是元还是万元"
