"""第四部分的表：结果维持、结果纠正、其他结果、尚未审结之和，不等于总计。

行政复议、未经复议直接起诉、复议后起诉三组，每组前四格之和应等于第五格。公开发布的报告里最常见的差错就在这张表：
总计漏填成了0，或最后两格错了位。

错误：

    reviews: [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]  # A05

正确：

    reviews: [10, 1, 0, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import BLOCKS, RESULTS
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    width = len(RESULTS)
    for number, block in enumerate(BLOCKS):
        cells = entry.tables.reviews[number * width : (number + 1) * width]
        if len(cells) < width or any(cell.number is None for cell in cells):
            continue
        *parts, total = [cell.number for cell in cells if cell.number is not None]
        added = sum(parts, Decimal())
        if added != total:
            sums = "+".join(map(printed, parts))
            message = f"{block}：{sums}={printed(added)}，总计是{printed(total)}；请核对"
            if parts[-1] and not total:
                message += f"总计，或是不是“尚未审结”的{printed(parts[-1])}填错了一格"
            yield (entry.file, "reviews", number * width + width - 1), message
