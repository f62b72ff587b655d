"""正文写申请已全部办结，表里却有结转下年度的。

“均在法定期限内答复”不是说全部办结，不比较。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 所有申请均已按要求办理完成。  # A11
    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [1, 0, 0, 0, 0, 0, 1]
      next: [1, 0, 0, 0, 0, 0, 1]

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 办结1件，1件结转下年度继续办理。
    applications:
      new: [2, 0, 0, 0, 0, 0, 2]
      u1: [1, 0, 0, 0, 0, 0, 1]
      next: [1, 0, 0, 0, 0, 0, 1]
"""

import re
from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.tables import Tables
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_ALL = regex(
    r"(?:申请|件)[^。；]{0,25}?(?:所有|全部|均|都|已)[^。；，]{0,12}?(?:办结|办理完成|办理完毕|办毕)"
    r"|(?:所有|全部)[^。；]{0,12}?申请[^。；]{0,15}?(?:办结|办理完成|办理完毕|办毕)"
    r"|办结率(?:达到?|为)?\s*100\s*[%％]"
)
_NOT_APPLICATIONS = regex("建议|提案|留言|信访|投诉|咨询")
_SOME = regex(r"办结\s*\d")


def check(entry: ReportEntry) -> Findings:
    carried = carried_over(entry.tables)
    if not carried:
        return
    for paragraph in entry.prose:
        for sentence in re.split("(?<=[。；])", paragraph.text):
            if _ALL.search(sentence) and not _NOT_APPLICATIONS.search(sentence) and not _SOME.search(sentence):
                message = f"正文写申请已全部办结，第三部分的表有{printed(carried)}件结转下年度；请改正文，或核对表"
                yield paragraph.route, message


def carried_over(tables: Tables) -> Decimal | None:
    """Returns the total carried over to the next year; from its row if the total is blank."""
    row = tables.applications.get("next")
    if row is None:
        return None
    total = row[-1].number
    return total if total is not None else sum((cell.number for cell in row[:-1] if cell.number is not None), Decimal())
