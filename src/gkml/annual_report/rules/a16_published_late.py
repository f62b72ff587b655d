"""公布的日期晚于法定期限，或早于这一年度结束。

政府信息公开工作主管部门以外的行政机关，每年1月31日前公布上一年度的报告；县级以上地方人民政府的政府信息公开工作主管部门，
每年3月31日前公布本级政府上一年度的报告（《政府信息公开条例》第四十九条）。

错误：

    level: 部门
    year: 2021
    issued: 2022-02-15  # A16

正确：

    level: 部门
    year: 2021
    issued: 2022-01-24
"""

from datetime import date

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "《中华人民共和国政府信息公开条例》第四十九条"

_GOVERNMENTS = frozenset({"省级政府", "市级政府", "县级政府"})
_UNSURE = frozenset({"乡镇街道", "其他单位"})


def check(entry: ReportEntry) -> Findings:
    report = entry.report
    if report.issued is None:
        return
    last = date(report.year + 1, 3, 31) if report.level in _GOVERNMENTS else date(report.year + 1, 1, 31)
    route = (entry.file, "issued")
    if report.issued <= date(report.year, 12, 31):
        yield route, f"日期 {report.issued} 时{report.year}年度还没有结束；请核对日期或年度"
    elif report.issued > last and not (report.level in _UNSURE and report.issued <= date(report.year + 1, 3, 31)):
        yield route, f"{report.year}年度的报告最迟 {last} 公布，这里是 {report.issued}；请核对，确实晚了的写明原因"
