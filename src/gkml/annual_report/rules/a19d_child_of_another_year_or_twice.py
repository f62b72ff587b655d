"""列出的下级报告不是同一年度的、用了另一种格式，或者一个机关列了两份。

这样的报告不能相加；改正以前，合计（A19）不核对。

错误：

    scope: area
    year: 2022
    children: [甲局.yaml]  # A19d

正确：

    scope: area
    year: 2021
    children: [甲局.yaml]

下级：

    agency: 甲局
    year: 2021
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.roll_up import misfits
from gkml.diagnostics import Findings

SEVERITY = "error"


def check(entry: ReportEntry) -> Findings:
    for place, message in misfits(entry):
        yield (entry.file, "children", place), message
