"""第二部分的表：现行有效件数，不等于上年现行有效加本年制发减本年废止。

要和上一年的报告（previous）比。修订后重新发布的文件可能在制发和废止里各计一次；机关合并、职能划转的，请在正文里说明。

错误：

    disclosures:
      行政规范性文件: [1, 3, 1]  # A07

正确：

    disclosures:
      行政规范性文件: [1, 3, 4]

上一年：

    disclosures:
      行政规范性文件: [2, 0, 6]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import IN_FORCE
from gkml.diagnostics import Findings

SEVERITY = "error"

_ISSUED, _REPEALED = "本年制发件数", "本年废止件数"


def check(entry: ReportEntry) -> Findings:
    for row, columns in entry.tables.disclosures.items():
        numbers = [columns[name].number for name in (_ISSUED, _REPEALED, IN_FORCE) if name in columns]
        if len(numbers) < 3 or None in numbers:
            continue
        issued, repealed, in_force = (number for number in numbers if number is not None)
        before = _before(entry, row)
        route = (entry.file, "disclosures", row, 2)
        sums = f"制发{printed(issued)}、废止{printed(repealed)}、现行有效{printed(in_force)}"
        if before is not None and before + issued - repealed != in_force:
            right = printed(before + issued - repealed)
            message = f"“{row}”上年现行有效{printed(before)}，本年{sums}，应是{right}；请核对，有修订、划转的在正文说明"
            yield route, message


def _before(entry: ReportEntry, row: str) -> Decimal | None:
    """Last year's number in force; None if there is no report of the year before, or of another form."""
    previous = entry.previous
    if previous is None or previous.report.year != entry.report.year - 1:
        return None
    cell = previous.tables.disclosures.get(row, {}).get(IN_FORCE)
    return cell.number if cell else None
