"""第二部分的表：由现行有效、制发、废止件数倒推，上年末的件数小于0。

上年末现行有效应是：本年末现行有效减本年制发加本年废止。

错误：

    disclosures:
      行政规范性文件: [5, 0, 2]  # A07i

正确：

    disclosures:
      行政规范性文件: [5, 0, 7]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import IN_FORCE
from gkml.diagnostics import Findings

SEVERITY = "error"

_COLUMNS = ("本年制发件数", "本年废止件数", IN_FORCE)


def check(entry: ReportEntry) -> Findings:
    for row, columns in entry.tables.disclosures.items():
        numbers = [columns[name].number for name in _COLUMNS if name in columns]
        if len(numbers) < len(_COLUMNS) or None in numbers:
            continue
        issued, repealed, in_force = (number for number in numbers if number is not None)
        implied = in_force - issued + repealed
        if implied < 0:
            sums = f"制发{printed(issued)}、废止{printed(repealed)}、现行有效{printed(in_force)}"
            message = f"“{row}”{sums}，倒推上年末是{printed(implied)}件；请核对"
            yield (entry.file, "disclosures", row, 2), message
