"""表里的行名与规定格式的不同。

年度报告的表是统一格式，行名不能增减字。差错多半是从上一年的文件里带来的，会一年一年抄下去。

错误：

    labels:
      d2: 2.其他法律行政止公开  # A14

正确：

    labels: {}
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.form import normalised
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown

SEVERITY = "warning"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    official = {line.key: line.label for line in entry.applications_form.lines}
    official |= {row: row for block in entry.form.disclosures for row in block.rows}
    official |= {block.article: block.article for block in entry.form.disclosures}
    for key, label in entry.report.labels.items():
        right = official.get(key)
        if right and normalised(label) != normalised(right):
            route = (entry.file, "labels", key)
            yield route, f"行名“{shown(label)}”与格式的“{shown(right)}”不同；请改用格式的行名", Fix(right)
