"""第三部分的表：一行有数字，总计却空着。

总计是这张表最先被看的一列；没有填的，读的人不知道是零还是漏填。几行都空着的只提示一次。

错误：

    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [2, 0, 0, 0, 0, 0, ""]  # A03b
      tot: [2, 0, 0, 0, 0, 0, 2]

正确：

    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [2, 0, 0, 0, 0, 0, 2]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "warning"

BALANCED = frozenset({"new", "prev", "tot", "next"})
"""The rows of A01: a blank total there is told with the value that closes the balance (A06)."""


def check(entry: ReportEntry) -> Findings:
    labels = {line.key: line.name for line in entry.applications_form.lines}
    blank = [
        key
        for key, (*parts, total) in entry.tables.applications.items()
        if key not in BALANCED and not total.is_filled and any(part.is_filled for part in parts)
    ]
    if blank:
        many = f"等{len(blank)}行" if len(blank) > 1 else "一行"
        message = f"“{labels.get(blank[0], blank[0])}”{many}有数字，总计却空着；请填上总计"
        yield (entry.file, "applications", blank[0], 6), message
