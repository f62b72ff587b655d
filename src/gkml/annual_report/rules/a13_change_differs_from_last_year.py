"""正文里写的申请件数同比，与上一年的报告对不上。

比较的底数可以是新收、新收加上年结转或办结，相差不超过所写位数的一个单位就算对。没有写明上一年报告（previous）的不比较。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年度收到申请12件，同比增长100%。  # A13
    applications:
      new: [12, 0, 0, 0, 0, 0, 12]
      u1: [12, 0, 0, 0, 0, 0, 12]

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年度收到申请12件，同比增长20%。
    applications:
      new: [12, 0, 0, 0, 0, 0, 12]
      u1: [12, 0, 0, 0, 0, 0, 12]

上一年：

    applications:
      new: [10, 0, 0, 0, 0, 0, 10]
      u1: [10, 0, 0, 0, 0, 0, 10]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.tables import Tables
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_CHANGE = regex(
    r"(?:同比|(?:较|比|与)(?:去年|上年|上一年度?|20\d\d年)(?:同期)?(?:相比)?)[^，。；0-9]{0,6}?"
    r"(?P<way>增长|增加|上升|提高|下降|减少|回落|降低)(?:了)?\s*(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)
_DOWN = frozenset({"下降", "减少", "回落", "降低"})


def check(entry: ReportEntry) -> Findings:
    if entry.previous is None:
        return
    pairs = list(zip(_bases(entry.tables), _bases(entry.previous.tables), strict=True))
    known = [(now, before) for now, before in pairs if now is not None and before]
    if not known:
        return
    for paragraph in entry.prose:
        for match in _CHANGE.finditer(paragraph.text):
            sentence = paragraph.text[: match.start()].rpartition("。")[2]
            if "申请" not in sentence:
                continue
            share = Decimal(match["share"]) * (-1 if match["way"] in _DOWN else 1)
            step = Decimal(1).scaleb(Decimal(match["share"]).as_tuple().exponent)  # type: ignore[arg-type]
            if not any(abs((now - before) / before * 100 - share) < step for now, before in known):
                now, before = known[0]
                right = printed(((now - before) / before * 100).quantize(step))
                year = entry.previous.report.year
                message = (
                    f"正文写“{match[0]}”，{year}年度新收{printed(before)}件、本年{printed(now)}件，应是{right}%；请核对"
                )
                yield paragraph.route, message


def _bases(tables: Tables) -> list[Decimal | None]:
    rows = tables.applications
    new, prev, tot = (rows[key][6].number if key in rows else None for key in ("new", "prev", "tot"))
    return [new, new + prev if new is not None and prev is not None else None, tot]
