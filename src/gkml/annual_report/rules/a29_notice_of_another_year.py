"""正文引用的格式通知不是这一年度有效的。

2019、2020年度的报告用国办公开办函〔2019〕60号，2021年度起用国办公开办函〔2021〕30号。

错误：

    year: 2022
    opening:
      - 根据国办公开办函〔2019〕60号的要求，编制本报告。  # A29

正确：

    year: 2022
    opening:
      - 根据国办公开办函〔2021〕30号的要求，编制本报告。
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BASIS = "国办公开办函〔2021〕30号"

_OLD = regex(r"国办公开办函\s*[〔\[［(（]\s*2019\s*[〕\]］)）]\s*60\s*号")
_NEW = regex(r"国办公开办函\s*[〔\[［(（]\s*2021\s*[〕\]］)）]\s*30\s*号")
_CHANGED = 2021


def check(entry: ReportEntry) -> Findings:
    year = entry.report.year
    wrong, right = (_OLD, "〔2021〕30号") if year >= _CHANGED else (_NEW, "〔2019〕60号")
    for paragraph in entry.prose:
        match = wrong.search(paragraph.text)
        if match:
            yield paragraph.route, f"“{match[0]}”不是{year}年度报告的格式通知；应是国办公开办函{right}"
