"""表的一行格子数不对：第三部分每行七个数字（总计可以不写），第四部分共十五个，第二部分按格式的列数。

错误：

    reviews: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]  # A20

正确：

    reviews: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.form import APPLICANTS, BLOCKS, RESULTS
from gkml.diagnostics import Findings

SEVERITY = "error"


def check(entry: ReportEntry) -> Findings:
    report, file = entry.report, entry.file
    columns = {row: len(block.columns) - 1 for block in entry.form.disclosures for row in block.rows}
    for row, cells in report.disclosures.items():
        if row in columns and len(cells) != columns[row]:
            yield (file, "disclosures", row), f"“{row}”应有{columns[row]}个数字，这里是{len(cells)}个；请核对"
    seven = len(APPLICANTS)
    for key, cells in report.applications.items():
        if len(cells) not in {seven, seven - 1}:
            yield (file, "applications", key), f"这一行应有{seven}个数字（总计可以不写），这里是{len(cells)}个；请核对"
    fifteen = len(BLOCKS) * len(RESULTS)
    if report.reviews and len(report.reviews) != fifteen:
        yield (file, "reviews"), f"第四部分应有{fifteen}个数字，这里是{len(report.reviews)}个；请核对"
