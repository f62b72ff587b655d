"""正文里写的统计期限不是这一年度的1月1日至12月31日。

错误：

    year: 2020
    opening:
      - 本报告所列数据的统计期限自2020年1月1日起至2020年12月21日止。  # A28

正确：

    year: 2020
    opening:
      - 本报告所列数据的统计期限自2020年1月1日起至2020年12月31日止。
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_PERIOD = regex(
    r"(?P<y1>20\d\d)\s*年\s*(?P<m1>\d{1,2})\s*月\s*(?P<d1>\d{1,2})\s*日\s*(?:起)?\s*(?:至|到|—+|-+|－|~|～)\s*"
    r"(?:(?P<y2>20\d\d)\s*年)?\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*日"
)
_STATISTICS = regex("统计|数据|期限|涵盖|本报告|报告期")


def check(entry: ReportEntry) -> Findings:
    year = str(entry.report.year)
    for paragraph in entry.prose:
        if paragraph.section > 0:
            continue
        for match in _PERIOD.finditer(paragraph.text):
            about = paragraph.text[max(0, match.start() - 40) : match.end() + 10]
            whole = (match["y1"], match["m1"], match["d1"], match["y2"] or match["y1"], match["m2"], match["d2"])
            if _STATISTICS.search(about) and whole != (year, "1", "1", year, "12", "31"):
                message = f"统计期限写成“{match[0]}”，应是{year}年1月1日至{year}年12月31日；请核对"
                yield paragraph.route, message
