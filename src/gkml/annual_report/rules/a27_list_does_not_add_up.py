"""正文里总数与所列各项之和不符。

各项之和大于总数的，一定有误；小于总数的，列到“其他”“和……”为止的是全部列出，也有误，只写“其中”的可以不列全，不算错。
写了“余”“多”“约”的，和不是同一单位的，不比较。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年公开信息100条，其中政务动态80条，通知公告30条。  # A27

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 全年公开信息110条，其中政务动态80条，通知公告30条。
"""

import re
from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import brief
from gkml.phrases.patterns import regex

SEVERITY = "error"

_TOTAL = regex(
    r"(?P<n>\d+)\s*(?P<unit>[条件篇项个次期例封])[^，。；：:（(\d]{0,8}[，,。；：:（(]?\s*"
    r"(?P<open>其中|包括|具体为|分别为|具体包括|含)[：:]?"
)
_ITEM = regex(r"(?P<about>约|近|超)?\s*(?P<n>\d+)\s*(?P<more>余|多|万)?\s*(?P<unit>[条件篇项个次期例封])?")
_CLOSED = regex("其他|其它|和[^，、；。]{1,20}\\d+\\s*[条件篇项个次期例封]\\s*$")
MOST_ITEMS = 60


def check(entry: ReportEntry) -> Findings:
    for paragraph in entry.prose:
        for match in _TOTAL.finditer(paragraph.text):
            message = _fault(match, paragraph.text)
            if message:
                yield paragraph.route, message


def _fault(match: re.Match[str], text: str) -> str:
    before = text[max(0, match.start() - 3) : match.start()]
    listed = _listed(text, match)
    items = [item for item in _ITEM.finditer(listed) if item["unit"]][:MOST_ITEMS]
    same = [item for item in items if item["unit"] == match["unit"]]
    if len(same) < 2 or any(item["about"] or item["more"] for item in items) or re.search("[约近超余]$", before):
        return ""
    if any(item["unit"] != match["unit"] for item in items) or _nested(listed):
        return ""
    total, added = Decimal(match["n"]), sum((Decimal(item["n"]) for item in same), Decimal())
    sums = "+".join(item["n"] for item in same)
    if added > total:
        return f"“{brief(match[0])}”所列各项{sums}={printed(added)}，大于总数{printed(total)}；请核对"
    if added < total and (_CLOSED.search(listed) or match["open"] in {"具体为", "分别为"}):
        return f"“{brief(match[0])}”所列各项{sums}={printed(added)}，小于总数{printed(total)}；请核对漏了哪一项"
    return ""


def _listed(text: str, match: re.Match[str]) -> str:
    """The list behind the total: up to the closing bracket, the sentence's end, or a semicolon that does not part its items."""
    rest = text[match.end() :]
    if "（" in match[0] or "(" in match[0]:
        return re.split("[）)]", rest, maxsplit=1)[0]
    sentence = re.split("[。\\n]", rest, maxsplit=1)[0]
    first, *others = sentence.split("；")
    parted = others and len(_ITEM.findall(first)) < 2
    return sentence if parted else first


def _nested(listed: str) -> bool:
    """Returns whether an item of the list has parts of its own, which would be counted twice."""
    return "其中" in listed or "（" in listed
