"""第三部分的表缺行，或第二、第四部分没有表。

表的行数是固定的：没有发生的填0，不能删行。（七）总计可以不写，编译时相加。

错误：

    reviews: []  # A20

正确：

    reviews: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    report, file = entry.report, entry.file
    rows = [row for block in entry.form.disclosures for row in block.rows if row not in report.disclosures]
    if rows:
        yield (file, "disclosures"), f"第二部分的表缺{len(rows)}行：{'、'.join(rows)}；没有的请填0"
    lines = [line.name for line in entry.applications_form.lines if line.key not in entry.tables.applications]
    if lines:
        listed = "、".join(lines[:6]) + ("等" if len(lines) > 6 else "")
        yield (file, "applications"), f"第三部分的表缺{len(lines)}行：{listed}；没有的请填0"
    if not report.reviews:
        yield (file, "reviews"), "第四部分没有表；没有复议、诉讼的，请填15个0"
