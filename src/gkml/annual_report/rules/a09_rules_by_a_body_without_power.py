"""第二部分的表：没有规章制定权的机关，填了制发、废止或现行有效的规章。

规章由国务院部门、省级人民政府、设区的市（自治州）人民政府制定（《立法法》第九十一条、第九十三条）。部门、县级政府、
乡镇街道没有规章；本机关的内部规章制度不计在这里。人民政府办公厅的报告列的是本级政府的规章，不算错。

错误：

    level: 乡镇街道
    disclosures:
      规章: [2, 0, 2]  # A09

正确：

    level: 乡镇街道
    disclosures:
      规章: [0, 0, 0]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.diagnostics import Findings

SEVERITY = "warning"
BASIS = "《中华人民共和国立法法》第九十一条、第九十三条"

_MAY = frozenset({"国务院部门", "省级政府", "市级政府"})  # and the 办公厅 that reports for such a government


def check(entry: ReportEntry) -> Findings:
    report = entry.report
    if report.level in _MAY or report.scope == "area" or report.agency.endswith("人民政府办公厅"):
        return
    numbers = [cell.number for cell in entry.tables.disclosures.get("规章", {}).values() if cell.number]
    if numbers:
        listed = "、".join(printed(number) for number in numbers)
        message = f"{report.level}没有规章制定权，这里填了{listed}；内部规章制度不计在内，请改为0"
        yield (entry.file, "disclosures", "规章"), message
