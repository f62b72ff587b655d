"""公开时限的说法不规范，或者与同一份目录里别处的说法不一致。

“信息形成起”缺“之日”的、写成“几号”的，同样的期限有的带“公开”有的不带、有的写“形成或变更”有的只写“形成”的，虽然读得懂，但口径不一，
公众会以为有什么区别。《政府信息公开条例》的说法是“信息形成或者变更之日起20个工作日内”。

错误：

    profile: basic-8
    items:
      - name: 市场监管
        items:
          - {name: 行政执法, time_limit: 信息形成或变更起20个工作日内}  # K142
          - {name: 机构职能, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 领导简介, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 通知公告, time_limit: 信息形成或变更之日起20个工作日内公开}  # K142
          - {name: 规划计划, time_limit: 信息形成之日起20个工作日内}  # K142
          - {name: 电梯数据, time_limit: 当月10号公开上月信息}  # K142

正确：

    profile: basic-8
    items:
      - name: 市场监管
        items:
          - {name: 行政执法, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 检查结果, time_limit: 检查工作结束后5个工作日内}
          - {name: 通知公告, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 部门预算, time_limit: 本级政府财政部门批复后20日内}
          - {name: 电梯数据, time_limit: 每月10日前公开上月信息}

同一种写法多于三格的只报一次，不给修复。

修复：换成同一份目录里最常用的说法，没有的换成规范的说法（要人看过才改）。
"""

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from gkml.catalog.cells import SLIPS, Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.information import DECISIONS, internal, kinds
from gkml.phrases.limit_span import longest, working_days
from gkml.phrases.limit_wording import canonical
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import LONGEST, STATUTE, TimeLimit, read

SEVERITY = "info"
BASIS = "《政府信息公开条例》第二十六条"
BEHIND = (
    "limit-over-statute",
    "same-information-different-limits",
    "limit-against-special-law",
    "limit-over-double-publicity",
    "limit-differs-from-duty",
    "limit-unit-not-said",
)

_ONLY_FORMED = "没有写“变更”，别处多数写了"
_SPACE = regex(r"\s+")
_DIFFERENT = regex("顺延|次日")
"""Words that the canonical wording leaves out though they say something."""
_SAME_DAY = regex("[当即同]日|当天")
_MISFORMED = regex("(?<=信息)(?:形式|行成|型成|形城|形成成)")
_LAST_MONTH = regex("上个?月(?:份)?[^，,；;。（()）]{1,10}")
_AFTER = regex("之日|后[0-9一二三四五六七八九十两]+个?(?:工作)?日")
_APPROVED = regex("批准|批复|审批|通过|决定|公示期?满|文件公开")
_FORMED = {"信息形成": "信息形成或变更", "信息产生": "信息形成或变更", "形成": "形成或变更"}
_CLAUSE = 80
"""The clause of exception is the end of a cell, and no longer than this."""
_EXCEPTION = regex(r"[（(，,。；;]*[^（(，,。；;]*(?:另有|有其他|有其它)[^（(，,。；;]*规定[^（(。；;]*?规定[）)]?$")


class UsualWords(NamedTuple):
    """The usual words of a catalog: the wording of each limit (by its canonical words) and the starting events."""

    words: dict[str, str]
    triggers: Counter[str]
    counts: Counter[str]


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = [
            (cell, _bare(cell.text))
            for cell in of_field(entry, "time_limit")
            if cell.text.strip() and not _internal(cell)
        ]
        style = _style([text for _, text in cells])
        faults: dict[str, tuple[str, str] | None] = {}
        written: dict[str, list[Text]] = {}
        for cell, text in cells:
            written.setdefault(text, []).append(cell)
        for cell, text in cells:
            if text not in faults:
                faults[text] = _fault(text, style)
            fault, alike = faults[text], written[text]
            if len(alike) > SLIPS and cell is not alike[0]:
                continue
            if fault and not _too_long(entry, cell) and not (fault[0] == _ONLY_FORMED and _decided(cell)):
                problem, better = fault[0], _mended(fault[1], style)
                value = better + _SPACE.sub("", cell.text)[len(text) :]
                if len(alike) <= SLIPS:
                    yield cell.route, f"“{shown(cell.text)}”{problem}；请写“{better}”", Fix(value, safe=False)
                else:
                    yield cell.route, f"“{shown(cell.text)}”等{len(alike)}格{problem}；请写“{better}”"


def _decided(cell: Text) -> bool:
    """Returns whether the row is about decisions, which are made once and not changed."""
    return cell.item is not None and bool(kinds(cell.item.name, cell.item.content) & DECISIONS)


def _too_long(entry: Entry, cell: Text) -> bool:
    """Returns whether K134 reports that the limit must be another one."""
    policy, part = entry.catalog.policy, longest(read(cell.text))
    return policy is not None and part is not None and (working_days(part) or 0) > policy.max_working_days


def _internal(cell: Text) -> bool:
    """Returns whether K194 reports that the row should not be in the catalog; then its wording is not checked."""
    return cell.item is not None and internal(cell.item.name)


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Returns the limit without blanks and without its clause of exception, which is K139's."""
    close = _SPACE.sub("", text)
    if len(close) > LONGEST:
        return close
    head, tail = close[:-_CLAUSE], close[-_CLAUSE:]
    return head + _EXCEPTION.sub("", tail) or close


def _style(texts: list[str]) -> UsualWords:
    words: dict[str, str] = {}
    counts = Counter(texts)
    triggers: Counter[str] = Counter()
    for text, count in counts.most_common():
        limit = read(text)
        triggers.update({part.trigger: count for part in limit.parts[:1]})
        if canonical(limit) and not _slip(text, limit):
            words.setdefault(canonical(limit), text)
    return UsualWords(words, triggers, counts)


def _mended(text: str, style: UsualWords) -> str:
    """Returns the words with whatever else is wrong with them put right too."""
    for _ in range(3):
        fault = _fault(text, style)
        if fault is None:
            break
        text = fault[1]
    return text


def _fault(text: str, style: UsualWords) -> tuple[str, str] | None:
    """Returns the fault of the wording, and a better wording."""
    limit = read(text)
    if not canonical(limit) or len(limit.parts) > 1 or limit.exception or _DIFFERENT.search(text):
        return None
    part = limit.parts[0]
    same = style.words.get(canonical(limit), "") if part.kind == "within" else ""
    slip = _slip(text, limit)
    if slip:
        return slip, same or _canonical(limit)
    trigger = part.trigger
    full = _fuller(trigger, style.triggers) if (part.n or 0) <= STATUTE else ""
    if full and f"{trigger}之日" in text:
        return _ONLY_FORMED, text.replace(trigger, full, 1)
    if same and trigger and style.counts[same] > style.counts[text]:
        return "与同样期限的别处写法不一", same
    return None


def _fuller(trigger: str, triggers: Counter[str]) -> str:
    """形成或变更 (或者变更) where more cells say that than 形成 alone."""
    full = _FORMED.get(trigger, "")
    best = max((full, full.replace("或", "或者")), key=lambda words: triggers[words])
    return best if full and triggers[best] > triggers[trigger] else ""


def _slip(text: str, limit: TimeLimit) -> str:
    """A slip of wording that has nothing to do with other cells."""
    part = limit.parts[0]
    misformed = _MISFORMED.search(part.trigger)
    if misformed:
        return f"里的“{misformed[0]}”写错了"
    counted = part.kind == "within" and part.unit not in {"hour", "minute"} and not _SAME_DAY.search(text)
    if counted and part.trigger and not part.scope and not _AFTER.search(text) and not _APPROVED.search(part.trigger):
        return "缺“之日起”"
    if part.anchors and re.search("[0-9一二三四五六七八九十]号", text):
        return "把“日”写成了“号”"
    return ""


def _canonical(limit: TimeLimit) -> str:
    """Returns the canonical words; 出来 and the like are spoken language."""
    part = limit.parts[0]
    if part.period == "month" and len(part.anchors) == 1 and (of := _LAST_MONTH.search(limit.text)):
        return f"每月{part.anchors[0].day}日前公开{of[0]}"
    trigger = _MISFORMED.sub("形成", re.sub("出来$", "形成", part.trigger))
    return canonical(replace(limit, parts=(replace(part, trigger=trigger),))).replace("(", "（").replace(")", "）")
