"""正文提到的附件没有附上。

正文写了“（附件2）”，附件里就要有它。

错误：

    sections:
      - heading: 基础工作
        parts:
          - {title: 修订标准规范（附件2）, lead: 办公室}  # PL8

正确：

    attachments: [{number: 2, title: 政务公开标准规范}]
    sections:
      - heading: 基础工作
        parts:
          - {title: 修订标准规范（附件2）, lead: 办公室}
"""

from collections.abc import Iterator

from gkml.diagnostics import Findings, Route
from gkml.phrases.numeral import number
from gkml.phrases.patterns import regex
from gkml.work_plan.entry import PlanEntry

SEVERITY = "warning"

_CITED = regex("附件\\s*([0-9]{1,2}|[一二三四五六七八九十]{1,3})")


def check(entry: PlanEntry) -> Findings:
    there = {_plain(each.number) for each in entry.plan.attachments}
    reported: set[str] = set()
    for route, text in _texts(entry):
        for match in _CITED.finditer(text):
            cited = _plain(match[1])
            if cited not in there and cited not in reported:
                reported.add(cited)
                yield (entry.file, *route), f"提到了附件{cited}，没有附上；请附上并写进 attachments，或改正序号"


def _plain(text: str) -> str:
    return text if text.isdigit() else str(number(text) or text)


def _texts(entry: PlanEntry) -> Iterator[tuple[Route, str]]:
    for place, text in enumerate(entry.plan.notice.text):
        yield ("notice", "text", place), text
    for each in entry.tasks:
        yield (*each.route, "title"), each.task.title
        for place, text in enumerate(each.task.text):
            yield (*each.route, "text", place), text
