"""写了日历上没有的日子。

“每年131日前”丢了“月”，“2月30日”“13月1日”日历上没有：公众和科室都不知道是哪一天。公开时限里的由 K128 报告，这里看其他各列。

错误：

    profile: basic-8
    items:
      - name: 政务公开
        items:
          - {name: 年度报告, content: 每年131日前向社会公布的年度报告}  # K208

正确：

    profile: basic-8
    items:
      - name: 政务公开
        items:
          - {name: 年度报告, content: 每年1月31日前向社会公布的年度报告}
"""

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "error"

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = regex(
    r"(?<![0-9])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日|(?<=每年)的?[0-9]{3,4}日|(?<![0-9.年月第号])[0-9]{3,4}日(?:以?前|之前)"
)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell, date in judged(entry, _impossible):
            if cell.field != "time_limit":
                yield cell.route, f"“{date}”不是日历上的日子，多半丢了“月”或者写错了；请核对"


def _impossible(text: str) -> str:
    """Returns the first date of a text that no calendar has; "" if there is none."""
    dates = _DATE.finditer(text) if "日" in text else iter(())
    return next(
        (match[0] for match in dates if not match["month"] or not _is_day(int(match["month"]), int(match["day"]))), ""
    )


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= len(_DAYS) and 1 <= day <= _DAYS[month - 1]
