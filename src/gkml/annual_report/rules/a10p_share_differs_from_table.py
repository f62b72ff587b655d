"""正文里写的百分比，与所说的件数对不上。

按办结的件数或收到的件数算都可以；四舍五入和直接舍去都算对。

错误：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年办结申请10件，其中予以公开4件，占33.9%。  # A10p
    applications:
      new: [10, 0, 0, 0, 0, 0, 10]
      g: [4, 0, 0, 0, 0, 0, 4]
      u1: [6, 0, 0, 0, 0, 0, 6]

正确：

    sections:
      - heading: 一、总体情况
        paragraphs:
          - 本年办结申请10件，其中予以公开4件，占40%。
    applications:
      new: [10, 0, 0, 0, 0, 0, 10]
      g: [4, 0, 0, 0, 0, 0, 4]
      u1: [6, 0, 0, 0, 0, 0, 6]
"""

from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import printed
from gkml.annual_report.statements import OUTCOMES
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_SHARE = regex(
    rf"(?P<name>{'|'.join(OUTCOMES)})[^，。；0-9]{{0,6}}(?P<n>\d+)\s*[件例条][，,（]?占(?:比|总数的?|[^0-9，。；]{{0,10}})?"
    r"(?P<share>\d+(?:\.\d+)?)\s*[%％]"
)


def check(entry: ReportEntry) -> Findings:
    bases = _bases(entry)
    if not bases:
        return
    for paragraph in entry.prose:
        for match in _SHARE.finditer(paragraph.text):
            part, share = Decimal(match["n"]), Decimal(match["share"])
            if not any(_fits(part, base, share) for base in bases):
                right = "、".join(f"占{printed(base)}件的{_percent(part, base, share)}%" for base in bases[:2])
                message = f"正文写{match['name']}{printed(part)}件占{match['share']}%，按表应是{right}；请核对"
                yield paragraph.route, message


def _bases(entry: ReportEntry) -> list[Decimal]:
    """What a share may be of: the answered, the received, the received with those carried in; each once, none of them nought."""
    rows = entry.tables.applications
    totals = {key: rows[key][6].number for key in ("tot", "new", "prev") if key in rows}
    tot, new, prev = totals.get("tot"), totals.get("new"), totals.get("prev")
    both = new + prev if new is not None and prev is not None else None
    return list(dict.fromkeys(base for base in (tot, new, both) if base))


def _fits(part: Decimal, base: Decimal, share: Decimal) -> bool:
    """Returns whether the share is the part rounded or cut off at its own digits."""
    step = Decimal(1).scaleb(share.as_tuple().exponent)  # type: ignore[arg-type]
    return abs(part / base * 100 - share) < step


def _percent(part: Decimal, base: Decimal, share: Decimal) -> str:
    exponent = share.as_tuple().exponent
    return printed((part / base * 100).quantize(Decimal(1).scaleb(exponent)))  # type: ignore[arg-type]
