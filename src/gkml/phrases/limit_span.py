"""Takes a part of a time limit and returns its length in working days: 28 days are 20 working days, a month is more.

Only stretches of time after an event have a length; periods, dates and parts without a number do not.
"""

from gkml.phrases.limit_part import UNIT_WORDS, Part, Unit
from gkml.phrases.time_limit import TimeLimit

_WORKING_DAYS: dict[Unit, float] = {
    "working_day": 1, "day": 5 / 7, "calendar_day": 5 / 7, "week": 5, "month": 21, "year": 250, "hour": 1 / 24, "minute": 0,
}  # fmt: skip


def working_days(part: Part) -> float | None:
    """Returns the approximate number of working days that a part allows; None if it is not a stretch of time."""
    if part.kind != "within" or part.n is None or part.unit is None:
        return None
    return part.n * _WORKING_DAYS[part.unit]


def longest(limit: TimeLimit) -> Part | None:
    """Returns the part that allows the most time."""
    measured = [part for part in limit.parts if working_days(part) is not None]
    return max(measured, key=lambda part: working_days(part) or 0, default=None)


def shortest(limit: TimeLimit) -> float | None:
    """Returns the working days of the part that allows the least time."""
    return min((days for part in limit.parts if (days := working_days(part)) is not None), default=None)


def span_words(part: Part) -> str:
    """Returns the length of a part in words: 20个工作日, 90日, 1个月."""
    return f"{part.n}{UNIT_WORDS[part.unit]}" if part.unit else str(part.n)


def signature(limit: TimeLimit) -> str:
    """Returns the length, date or kind of a limit, which is equal for limits that promise the same in different words."""
    part = limit.main
    if part is None:
        return ""
    days = working_days(part)
    if days is not None:
        return f"{span_words(part)}内"
    if part.anchors:
        return "、".join(f"{anchor.month}月{anchor.day}日" for anchor in part.anchors)
    return _KINDS.get(part.kind, part.kind)


_KINDS = {
    "prompt": "及时", "dynamic": "动态更新", "annual": "年度公开", "periodic": "定期公开", "minfreq": "定期公开",
    "sync": "同步公开", "law": "法定时限", "event": "事情发生时", "before": "事前公开", "reply": "答复期限",
}  # fmt: skip
