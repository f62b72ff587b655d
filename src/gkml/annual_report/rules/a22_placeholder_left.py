"""有没填的地方：“××”“XX”、【】里上一年的数字、只有单位没有数字、只有图的标题没有图。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年主动公开信息××条。  # A22

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年主动公开信息1136条。
"""

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.model import Chart
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import around
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_BLANK = regex(
    r"【[\d.]+】|[×xX＊*]{2,}|[_＿]{2,}|(?:公开|发布|收到|受理|办结|答复|收取)(?:各类)?(?:政府)?(?:信息|申请)?(?:共|共计|总计)?\s*[条件](?=[，。；])"
    r"|\d+余(?=[，。；（])"
)


def check(entry: ReportEntry) -> Findings:
    for paragraph in entry.prose:
        match = _BLANK.search(paragraph.text)
        if match:
            place = around(paragraph.text, *match.span())
            yield paragraph.route, f"“{place}”里有没填的地方，或少了数字、单位；请填上"
    for number, section in enumerate(entry.report.sections):
        for at, part in enumerate(section.paragraphs):
            if isinstance(part, Chart) and not part.points:
                route = (entry.file, "sections", number, "paragraphs", at)
                yield route, f"“{part.chart}”只有标题，没有图；请在 points 写上数字，或删去标题"
