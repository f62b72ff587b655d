"""正文里写的历年累计数与本年数相同。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年主动公开信息26条，历年累计公开26条。  # A23

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年主动公开信息26条，历年累计公开326条。
"""

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "info"

_OF_YEAR = regex(r"(?:本年度?|全年|20\d\d年度?)?(?:主动)?公开(?:各类)?(?:政府)?信息(?:共|共计)?\s*(\d+)\s*条")
_OF_ALL = regex(r"(?:历年|历史)(?:来)?累计[^。；\d]{0,12}(\d+)\s*条")


def check(entry: ReportEntry) -> Findings:
    numbers = {match[1] for paragraph in entry.prose for match in _OF_YEAR.finditer(_without_totals(paragraph.text))}
    for paragraph in entry.prose:
        match = _OF_ALL.search(paragraph.text)
        if match and match[1] in numbers:
            yield paragraph.route, f"历年累计与本年都是{match[1]}条；请核对累计数"


def _without_totals(text: str) -> str:
    return _OF_ALL.sub("", text)
