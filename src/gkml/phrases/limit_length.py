"""Takes two 公开时限 and returns which is longer: in working days whatever their units, or by frequency if they recur."""

from dataclasses import replace
from functools import lru_cache

from gkml.phrases.limit_part import Part, Period, Unit
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import read

_WORKING_DAYS: dict[Unit, float] = {
    "working_day": 1, "day": 5 / 7, "calendar_day": 5 / 7, "hour": 5 / 7 / 24, "week": 5, "month": 21, "year": 250,
}  # fmt: skip
_A_YEAR: dict[Period, float] = {
    "hour": 2000, "day": 365, "working_day": 250, "week": 52, "ten_days": 36, "half_month": 24, "month": 12,
    "quarter": 4, "half_year": 2, "term": 2, "year": 1, "school_year": 1,
}  # fmt: skip


@lru_cache(maxsize=16384)
def working_days(text: str) -> float | None:
    """Returns the longest stretch that a limit names, in working days; None if it names none."""
    counted = [
        part.n * _WORKING_DAYS[part.unit]
        for part in read(text).parts
        if part.kind in {"within", "sync"} and part.n is not None and part.unit in _WORKING_DAYS
    ]
    return max(counted, default=None)


@lru_cache(maxsize=16384)
def times_a_year(text: str) -> float | None:
    """Returns how many times a year a limit requires publication or an update; None if it does not say."""
    counted = [_often(part) for part in read(text).parts if part.kind in {"periodic", "annual", "minfreq"}]
    return min((each for each in counted if each is not None), default=None)


def _often(part: Part) -> float | None:
    if part.kind == "annual":
        return 1.0
    if part.period is None:
        return None
    return _A_YEAR[part.period] / part.every * (part.times or 1)


def longer(one: str, other: str) -> bool | None:
    """Returns whether `other` allows more time than `one`; None if they are equal or cannot be compared.

    Days are compared with working days by the least and the most working days that they can contain (holidays apart):
    15日 are 10 or 11, more than 10个工作日, but 10日 are 6 to 8, and neither more nor less than 7个工作日.
    """
    spans = _longest(one), _longest(other)
    if spans[0] and spans[1]:
        return is_longer(spans[0], spans[1])
    often = times_a_year(one), times_a_year(other)
    if often[0] is not None and often[1] is not None and spans == (None, None) and often[0] != often[1]:
        return often[1] < often[0]
    days = _named_day(one), _named_day(other)
    if days[0] is not None and days[1] is not None and days[0][0] == days[1][0] and days[0] != days[1]:
        return days[1] > days[0]
    return None


def _longest(text: str) -> Part | None:
    """Returns the part of a limit that allows the longest time."""
    counted = [
        part
        for part in read(text).parts
        if part.kind in {"within", "sync"} and part.n is not None and part.unit in _WORKING_DAYS
    ]
    return max(counted, key=lambda part: (part.n or 0) * _WORKING_DAYS[part.unit or "day"], default=None)


def is_longer(one: Part, other: Part) -> bool | None:
    """Whether the stretch of `other` is longer than that of `one`; None if they are equal or cannot be compared.

    长期 without a number is longer than any stretch.
    """
    if is_endless(one) != is_endless(other):
        return is_endless(other)
    if one.n is None or other.n is None:
        return None
    working = {one.unit == "working_day", other.unit == "working_day"}
    spans = [_working_span(part) if len(working) == 2 else _own_span(part) for part in (one, other)]
    if spans[0] == spans[1]:
        return None
    if spans[1][0] >= spans[0][0] and spans[1][1] >= spans[0][1]:
        return True
    return False if spans[1][0] <= spans[0][0] and spans[1][1] <= spans[0][1] else None


_DAYS: dict[Unit, tuple[float, float]] = {
    "working_day": (1, 1), "day": (1, 1), "calendar_day": (1, 1), "hour": (1 / 24, 1 / 24), "week": (7, 7), "month": (28, 31),
    "year": (365, 366),
}  # fmt: skip


def _own_span(part: Part) -> tuple[float, float]:
    """Returns the fewest and the most days of a stretch; for working days, working days."""
    least, most = _DAYS[part.unit or "day"]
    count = part.n or 0
    # Consecutive months average out: 12 months are not 336 days.
    return (count * least, count * most) if part.unit != "month" or count == 1 else (count * 30.0, count * 31.0)


def _working_span(part: Part) -> tuple[float, float]:
    """Returns the fewest and the most working days of a stretch, for any weekday that it begins on."""
    least, most = _own_span(part)
    if part.unit == "working_day":
        return least, most
    return least // 7 * 5 + max(0, least % 7 - 2), most // 7 * 5 + min(5, most % 7)


def is_endless(part: Part) -> bool:
    """Returns whether a part says that something stays public forever."""
    return part.kind == "retention" and part.n is None and _ENDLESS.search(part.text) is not None


_ENDLESS = regex("长期|常年|永久|一直")


def _named_day(text: str) -> tuple[Period, int, int, int] | None:
    """Returns the last recurring day that a limit names (每年3月31日前); None if it names none."""
    named = [
        (part.period, anchor.lag, anchor.month, anchor.day or 31)
        for part in read(text).parts
        if part.kind in {"fixed", "periodic"} and part.period
        for anchor in part.anchors
        if not anchor.year and not anchor.weekday
    ]
    return max(named, default=None)


def says_the_same(one: str, other: str) -> bool:
    """Returns whether two limits have the same reading in every part: 二十个工作日 is 20个工作日."""
    first, second = read(one), read(other)
    if not first.parts or first.rest or second.rest or bool(first.exception) != bool(second.exception):
        return False
    one_parts, other_parts = ([replace(part, text=duration(part)) for part in each.parts] for each in (first, second))
    return one_parts == other_parts


def duration(part: Part) -> str:
    """Returns the words of a time without a number (限时, 有效期内), which alone distinguish it; 长期 for any endless one."""
    if part.kind != "retention" or part.n is not None:
        return ""
    return "长期" if is_endless(part) else part.text
