"""Takes one part of a time limit and the date of an event, and returns the last day and how it was counted.

Counting follows 《民法典》第二百零一至二百零三条: the day of the event is not counted; a stretch of calendar days, weeks,
months or years that ends on a day off ends on the next working day. A fixed date (每年1月31日前) does not move: the result
also has the last working day up to it. A limit that is counted back (听证会举行10日前) never moves towards the event.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from gkml.deadlines.national import Day
from gkml.deadlines.recurrence import next_day, period_end
from gkml.deadlines.workdays import Calendar, Span, Unannounced
from gkml.phrases.date import add_months
from gkml.phrases.limit_part import Part


class Deadline(NamedTuple):
    """The last day of one part of a limit, counted from `start`.

    `last_working_day` is the due day or the last working day before it, None if its year is not announced. `ended_on` is
    the end of the count if the due day moved on to a working day. `lost` is the number of suspended working days.
    `notes` concern the limit, `cautions` the calendar.
    """

    part: Part
    start: date
    due: date
    last_working_day: date | None
    ended_on: date | None = None
    provisional: bool = False
    lost: int = 0
    notes: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()


class Counted(NamedTuple):
    """A day of the count; `number` is its position among the counted days, 0 if it does not count."""

    day: Day
    number: int
    suspended: bool = False


def deadline(
    part: Part, start: date, calendar: Calendar, *, inclusive: bool = True, suspended: Sequence[Span] = ()
) -> Deadline:
    """Returns the deadline of a computable part. `inclusive`: whether 1月31日前 includes the 31st.

    Working days in `suspended` stretches do not count. Raises `Unannounced` if the count needs an unknown year, and
    `ValueError` if the part is not computable.
    """
    if part.computable == "no":
        raise ValueError(part.reason)
    if part.kind in {"fixed", "periodic"}:
        result = _recurring(part, start, calendar, inclusive)
    elif part.kind == "before":
        result = _before(part, start, calendar)
    else:
        result = _within(part, start, calendar, suspended)
    return _with_cautions(result, calendar)


def _within(part: Part, start: date, calendar: Calendar, suspended: Sequence[Span]) -> Deadline:
    if not part.n:
        return Deadline(part, start, start, None)
    if part.unit == "working_day":
        due, lost = _working_days(start, part.n, calendar, suspended)
        return Deadline(part, start, due, due, lost=lost)
    ended = _later(start, part)
    if part.unit == "hour":
        return _unmoved(part, start, ended, calendar, notes=("按小时计算，到这一天的同一时刻为止，遇休息日不顺延",))
    due = calendar.on_or_after(ended)
    return Deadline(part, start, due, due, ended_on=ended if ended != due else None, notes=_unit_notes(part))


def _unit_notes(part: Part) -> tuple[str, ...]:
    if part.unit_stated:
        return ()
    return ("写的是“日”，没有写明是不是工作日，按自然日计算",)


def _working_days(start: date, n: int, calendar: Calendar, suspended: Sequence[Span]) -> tuple[date, int]:
    """Returns the n-th working day outside the suspended stretches, and the number of suspended working days."""
    lost, due = 0, calendar.nth_working_day(start, n)
    while suspended:
        again = sum(
            calendar.count(max(first, start + timedelta(days=1)), min(last, due))
            for first, last in merged(suspended)
            if first <= due and last > start
        )
        if again == lost:
            break
        lost, due = again, calendar.nth_working_day(start, n + again)
    return due, lost


def merged(spans: Sequence[Span]) -> list[Span]:
    """Returns the stretches in order; those that touch or overlap are joined."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


_DAYS = 36_500
_FARTHEST: dict[str, int] = {"year": 100, "month": 1_200, "week": 5_200, "hour": 24 * _DAYS}
"""A hundred years in each unit of calendar time; no calendar reaches that far."""


def _later(start: date, part: Part, sign: int = 1) -> date:
    """Returns `start` moved by the calendar days, weeks, months or years of the part."""
    n = sign * (part.n or 0)
    if abs(n) > _FARTHEST.get(part.unit or "day", _DAYS):
        raise Unannounced(start.year + (n if part.unit == "year" else sign * 100))
    match part.unit:
        case "month" | "year":
            return add_months(start, n * (12 if part.unit == "year" else 1))
        case "week":
            return start + timedelta(weeks=n)
        case "hour":
            return start + timedelta(days=n // 24)
    return start + timedelta(days=n)


def _before(part: Part, start: date, calendar: Calendar) -> Deadline:
    """Counts back from the event. If the result is a day off, the last working day before it applies."""
    if part.unit == "working_day" and part.n:
        due = calendar.nth_working_day(start, -part.n)
        return Deadline(part, start, due, due)
    due = _later(start, part, -1) if part.n else start - timedelta(days=1)
    notes = (*(_unit_notes(part) if part.n else ()), "从事情那天往前算，最后一天遇休息日要提前，不顺延")
    return _unmoved(part, start, due, calendar, notes)


def _recurring(part: Part, start: date, calendar: Calendar, inclusive: bool) -> Deadline:
    if part.n is not None:
        ended = period_end(part.period or "year", start)
        return _within(part, ended, calendar, ())._replace(notes=(f"从{ended}期满那天起算",))
    due = next_day(part, start, inclusive=inclusive)
    if part.rolls:
        return _unmoved(part, start, calendar.on_or_after(due), calendar, ("写明遇节假日顺延",))
    if part.advances or any(anchor.working for anchor in part.anchors):
        last = calendar.on_or_before(due)
        due = last if last >= start else calendar.on_or_before(next_day(part, due + timedelta(days=1)))
    notes = (
        *(("写明遇节假日提前",) if part.advances else ()),
        *(("有几个日子，这里是最近的一个",) if len(part.anchors) > 1 else ()),
    )
    return _unmoved(part, start, due, calendar, notes)


def _unmoved(part: Part, start: date, due: date, calendar: Calendar, notes: tuple[str, ...] = ()) -> Deadline:
    """Returns a deadline that does not move. Its last working day is None if the year is not announced."""
    try:
        last = calendar.on_or_before(due)
        calendar.doubts(last, due)
    except Unannounced as error:
        return Deadline(part, start, due, None, notes=notes, cautions=(f"之前最后一个工作日还不知道：{error}",))
    return Deadline(part, start, due, last, notes=notes)


def _with_cautions(deadline: Deadline, calendar: Calendar) -> Deadline:
    """Adds cautions if the count depends on days that are estimated or unverified."""
    if deadline.last_working_day is None:
        return deadline
    first, last = _relied_on(deadline)
    if calendar.beyond_doubt(first, last):
        return deadline
    doubts = calendar.doubts(first, last)
    cautions = [f"{doubt.region}{doubt.year}年的放假安排尚未公布，按一般规则估算" for doubt in doubts]
    cautions += [
        f"{calendar.name}{notice.year}年地方节假日的安排未经核实（{notice.source}）"
        for notice in calendar.unverified(first, last)
    ]
    if calendar.may_change(first, last):
        cautions.append(f"{last.year + 1}年元旦的安排尚未公布，公布后{last.year}年12月底的上班日可能变动")
    return deadline._replace(provisional=bool(doubts), cautions=tuple(cautions)) if cautions else deadline


def _relied_on(deadline: Deadline) -> Span:
    """Returns the stretch of days that the result depends on."""
    part, due = deadline.part, deadline.due
    if part.unit == "working_day" and part.n:
        return (due, deadline.start - timedelta(days=1)) if part.kind == "before" else (min(deadline.start, due), due)
    ends = [day for day in (due, deadline.last_working_day, deadline.ended_on) if day]
    return min(ends), max(ends)


def count(deadline: Deadline, calendar: Calendar, suspended: Sequence[Span] = ()) -> list[Counted]:
    """Returns the count day by day: from the day after the event to the due day; for a count back, up to the event.

    For a fixed date, only the days from its last working day on.
    """
    days = list(calendar.days(*_shown(deadline)))
    stretches = merged(suspended)
    stopped = [any(first <= day.date <= last for first, last in stretches) for day in days]
    counts = [_counts(day, deadline) and not stop for day, stop in zip(days, stopped, strict=True)]
    numbers = list(accumulate(map(int, counts)))
    if deadline.part.kind == "before":
        numbers = [numbers[-1] - number + 1 for number in numbers]
    return [Counted(day, n if c else 0, s) for day, n, c, s in zip(days, numbers, counts, stopped, strict=True)]


def _shown(deadline: Deadline) -> Span:
    part = deadline.part
    if part.kind in {"fixed", "periodic"} and part.n is None:
        return deadline.last_working_day or deadline.due, deadline.due
    if part.kind == "before":
        return deadline.due, deadline.start - timedelta(days=1)
    start = period_end(part.period or "year", deadline.start) if part.kind == "periodic" else deadline.start
    return min(start + timedelta(days=1), deadline.due), deadline.due


def _counts(day: Day, deadline: Deadline) -> bool:
    if not deadline.part.n:
        return False
    if deadline.part.unit == "working_day":
        return day.worked
    return not _rolled(day.date, deadline)


def _rolled(day: date, deadline: Deadline) -> bool:
    """Returns whether a day is after the end of a stretch of calendar days."""
    return deadline.ended_on is not None and day > deadline.ended_on
