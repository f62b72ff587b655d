"""正文与上一年的，或另一份报告的，大段相同。

考核里“雷同”要扣分：年度报告应写当年做了什么。只看较长的段落；表格、引言和第六部分的惯用语不比较。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 我局把政务公开摆在重要位置，调整了领导小组，明确了各科室的责任，及时维护门户网站的栏目，开展了业务培训，组织了政府开放日活动，群众满意度不断提高。  # A24

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年召开新闻发布会两场，办理人大代表建议七件，公开行政处罚一百零六件，重新编制了主动公开目录，二十一个栏目的更新都有专人负责，接受了省里的第三方评估。

上一年：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 我局把政务公开摆在重要位置，调整了领导小组，明确了各科室的责任，及时维护门户网站的栏目，开展了业务培训，组织了政府开放日活动，群众满意度不断提高。
"""

import re

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings

SEVERITY = "warning"

SHINGLE = 8
"""Characters of the stretches of text that are compared."""
SAME = 0.7
"""Share of a report's stretches above which it counts as alike."""
FEWEST = 40
"""Stretches below which there is too little prose to judge."""
_PROSE = (0, 4)
"""The sections that are prose: 总体情况, 存在的主要问题及改进情况."""


def check(entry: ReportEntry) -> Findings:
    others = [*([entry.previous] if entry.previous else ()), *entry.children]
    for section in _PROSE if others else ():
        own = shingles(entry, section)
        if len(own) < FEWEST:
            continue
        for other in others:
            share = len(own & shingles(other, section)) / len(own)
            if share >= SAME:
                title = f"{other.report.agency}{other.report.year}年度的报告"
                message = f"这一部分有{share:.0%}与{title}相同；请写本年度、本机关的实际情况"
                yield (entry.file, "sections", section, "paragraphs"), message


def shingles(entry: ReportEntry, section: int) -> set[str]:
    """Returns the stretches of a section's prose; numbers and years do not count, nor do spaces and punctuation."""
    text = "".join(paragraph.text for paragraph in entry.prose if paragraph.section == section)
    plain = re.sub(r"[\W\d_]+", "", text)
    return {plain[start : start + SHINGLE] for start in range(max(0, len(plain) - SHINGLE + 1))}
