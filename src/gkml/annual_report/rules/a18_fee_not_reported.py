"""第六部分没有写收取信息处理费的情况。

国办公开办函〔2021〕30号要求在“其他需要报告的事项”里报告；没有收取的写明没有收取。它与第二部分的行政事业性收费是两回事。

错误：

    sections:
      - heading: 六、其他需要报告的事项
        paragraphs:
          - 无。  # A18

正确：

    sections:
      - heading: 六、其他需要报告的事项
        paragraphs:
          - 本机关2021年未收取信息处理费。
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BASIS = "国办公开办函〔2021〕30号"

_FEE = regex("(?:信息)?处理费|(?:未|没有|不存在)收(?:取|费)|收费情况")
_SINCE = 2021


def check(entry: ReportEntry) -> Findings:
    last = len(entry.report.sections) - 1
    if entry.report.year < _SINCE or any(_FEE.search(paragraph.text) for paragraph in entry.prose):
        return
    yield (
        (entry.file, "sections", last, "paragraphs"),
        "没有写收取信息处理费的情况；没有收取的，请写明“未收取信息处理费”",
    )
