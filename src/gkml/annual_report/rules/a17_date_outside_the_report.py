"""正文里有署名日期以后的日期，多半是从别处粘贴进来的。

错误：

    issued: 2022-01-24
    sections:
      - heading: 一、总体情况
        paragraphs:
          - 2021年全市国内专利授权突破万件大关 [2022.02.07]  # A17

正确：

    issued: 2022-01-24
    sections:
      - heading: 一、总体情况
        paragraphs:
          - 2021年全市国内专利授权突破万件大关。
"""

import re
from datetime import date

from gkml.annual_report.entry import ReportEntry
from gkml.diagnostics import Findings, Route
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_DATE = regex(r"(20\d\d)(?:年|[.\-/])\s*(\d{1,2})(?:月|[.\-/])\s*(\d{1,2})日?")
_PLANNED = regex("之?前|底前|起|计划|将|拟")


def check(entry: ReportEntry) -> Findings:
    issued = entry.report.issued or date(entry.report.year + 1, 3, 31)
    late: list[tuple[Route, str]] = []
    for paragraph in entry.prose:
        for match in _DATE.finditer(paragraph.text):
            day = _day(match)
            if day and day > issued and not _PLANNED.match(paragraph.text[match.end() :].lstrip("]）) ")):
                late.append((paragraph.route, match[0]))
    if late:
        many = f"等{len(late)}处" if len(late) > 1 else ""
        yield late[0][0], f"“{late[0][1]}”{many}晚于报告的日期 {issued}，像是从别处粘贴的；请核对，不属于报告的请删去"


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
