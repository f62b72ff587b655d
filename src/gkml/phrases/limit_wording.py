"""Takes a part of a time limit and returns its canonical words, as a reviewer would write them."""

from collections.abc import Callable

from gkml.phrases.limit_part import PERIOD_WORDS, UNIT_WORDS, Anchor, Kind, Part, Period, period_words
from gkml.phrases.time_limit import TimeLimit

EXCEPTION = "（法律、法规对期限另有规定的，从其规定）"
"""The clause of 《政府信息公开条例》第二十六条; only 法律 and 法规 may set another limit."""


def canonical(limit: TimeLimit) -> str:
    """Returns the limit in canonical words; "" if it is not understood completely."""
    if not limit.parts or limit.rest:
        return ""
    words = "；".join(f"{part.scope}：{words_of(part)}" if part.scope else words_of(part) for part in limit.parts)
    return words + (EXCEPTION if limit.exception and limit.parts[0].kind != "law" else "")


def words_of(part: Part) -> str:
    """Returns one part in canonical words, without its scope."""
    return _WORDS[part.kind](part) + ("（遇节假日顺延）" if part.rolls else "（遇节假日提前）" if part.advances else "")


def _span(part: Part) -> str:
    numbers = f"{part.low}至{part.n}" if part.low else str(part.n)
    return numbers + (UNIT_WORDS[part.unit] if part.unit else "")


def _sync(part: Part) -> str:
    with_what = f"与{part.trigger}同步公开" if part.trigger else "同步公开"
    return f"{with_what}，最迟不超过{_span(part)}" if part.n else with_what


def _before(part: Part) -> str:
    return f"{part.trigger}{_span(part) if part.n else ''}前" if part.trigger else f"提前{_span(part)}"


def _within(part: Part) -> str:
    if part.n is None:
        return "依申请公开"
    if part.n == 0:
        return f"{part.trigger}当日{'答复' if part.kind == 'reply' else '公开'}"
    start = f"{part.trigger}之日起" if part.trigger else ""
    return f"{start}{_span(part)}内{'答复' if part.kind == 'reply' else ''}"


def _days_of_year(part: Part) -> str:
    first = part.anchors[0]
    days = "、".join(_month_day(anchor) for anchor in part.anchors)
    start = f"{first.year}年" if first.year else "" if first.lag else "每年"
    return f"{start}{days}{'前' if first.before else ''}"


def _month_day(anchor: Anchor) -> str:
    day = f"{anchor.month}月{anchor.day}日" if anchor.day else f"{anchor.month}月底"
    return f"次年{day}" if anchor.lag else day


_WEEKDAYS = "一二三四五六日"
_ORDINALS = ("首", "第二个", "末")


def _periodic(part: Part) -> str:
    if part.n is not None and part.period:
        return f"每{PERIOD_WORDS[part.period]}结束后{_span(part)}内"
    if not part.anchors:
        return "年度公开" if part.kind == "annual" else f"{period_words(part)}公开"
    ending = "前" if part.anchors[-1].before else ""
    if part.period == "ten_days":
        return "每旬末"
    if part.period == "half_month":
        return "每半月：" + "、".join(_day(anchor, part.period) for anchor in part.anchors) + ending
    return "、".join(_day(anchor, part.period) for anchor in part.anchors) + ending


def _day(anchor: Anchor, period: Period | None) -> str:
    if anchor.weekday and anchor.working:
        return f"{'次' if anchor.lag else '每'}周最后一个工作日"
    if anchor.weekday:
        return f"{'次' if anchor.lag else '每'}周{_WEEKDAYS[anchor.weekday - 1]}"
    day = "最后一个工作日" if anchor.working else f"{anchor.day}日" if anchor.day else "底"
    if period in {"quarter", "half_year"}:
        whole = PERIOD_WORDS[period]
        months = 3 if period == "quarter" else 6
        if anchor.working:
            return f"{'下' if anchor.lag else '每'}{whole}最后一个工作日"
        nth = "末" if anchor.month == months else _ORDINALS[anchor.month - 1] if anchor.month < 3 else "第三个"
        return f"{'下' if anchor.lag else '每'}{whole}{nth}月{day}"
    this = "当月" if period == "half_month" else "每月"
    return f"{'次月' if anchor.lag else this}{day}"


_WORDS: dict[Kind, Callable[[Part], str]] = {
    "within": _within,
    "reply": _within,
    "sync": _sync,
    "event": lambda part: f"{part.trigger}时公开",
    "before": _before,
    "fixed": _days_of_year,
    "periodic": _periodic,
    "annual": _periodic,
    "minfreq": lambda part: f"{period_words(part)}不少于{part.times}次",
    "prompt": lambda part: f"{part.trigger}后及时公开" if part.trigger else "及时公开",
    "dynamic": lambda part: "动态更新",
    "law": lambda part: f"按《{part.cites}》规定的时限公开" if part.cites else "法定时限",
    "display": lambda part: f"公示{_span(part)}",
    "extension": lambda part: f"可延长{_span(part)}",
    "retention": lambda part: f"公开{_span(part)}内的信息" if part.n else "长期公开",
    "same_above": lambda part: "同上",
    "none": lambda part: "无",
}
