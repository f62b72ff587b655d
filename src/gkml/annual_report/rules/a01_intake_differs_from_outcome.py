"""第三部分的表：新收加上年结转，不等于办理结果总计加结转下年度。

表头写明了勾稽关系：第一项加第二项之和，等于第三项加第四项之和，每一列都要相等。常见的原因是一件申请在两种结果里各计了一次；
国办公开办函〔2021〕30号的格式注明，区分处理的“只计这一情形，不计其他情形”。

错误：

    applications:
      new: [18, 0, 0, 0, 0, 0, 18]
      u1: [17, 0, 0, 0, 0, 0, 17]
      tot: [17, 0, 0, 0, 0, 0, 17]  # A01

正确：

    applications:
      new: [18, 0, 0, 0, 0, 0, 18]
      u1: [17, 0, 0, 0, 0, 0, 17]
      tot: [17, 0, 0, 0, 0, 0, 17]
      next: [1, 0, 0, 0, 0, 0, 1]
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.form import APPLICANTS
from gkml.diagnostics import Findings

SEVERITY = "error"
BASIS = "国办公开办函〔2021〕30号"


def check(entry: ReportEntry) -> Findings:
    rows = entry.tables.applications
    if not all(key in rows for key in ("new", "prev", "tot", "next")):
        return
    columns = []
    for place, column in enumerate(APPLICANTS):
        new, prev, tot, following = (rows[key][place].number for key in ("new", "prev", "tot", "next"))
        if None in (new, prev, tot, following):
            continue
        assert new is not None and prev is not None and tot is not None and following is not None
        if new + prev != tot + following:
            sums = f"{printed(new)}+{printed(prev)}≠{printed(tot)}+{printed(following)}"
            columns.append(f"{column} {sums}")
    if columns:
        where = "；".join(columns)
        advice = "请核对是不是一件申请计在了两种结果里，或漏了结转下年度的"
        yield (entry.file, "applications", "tot"), f"新收加上年结转不等于总计加结转下年度：{where}；{advice}"
