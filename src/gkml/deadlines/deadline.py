"""A time limit and the date of an event in, the last day out, with how it was counted.

Counting follows 《民法典》 201–203: the day of the event is not counted; a stretch of calendar days, weeks, months or years
that ends on a day off ends on the next working day. A fixed date (每年1月31日前) does not move: it comes with the last
working day up to it. Counted back (听证会举行10日前), a limit is never moved towards the event.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from typing import NamedTuple

from gkml.dates import add_months
from gkml.deadlines.national import Day
from gkml.deadlines.recurrence import next_day, period_end
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.phrases.limit_part import Part

Span = tuple[date, date]


class Deadline(NamedTuple):
    """The last day of one part of a limit, counted from `start`.

    `last_working_day` is the due day itself or the last working day before it, None where its year is not announced.
    `ended_on` is where the count ended before it moved on to a working day. `lost` working days were suspended.
    `notes` are about the limit, `cautions` about the calendar that it was counted with.
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
    """A day of the count; `number` is its place among those counted, 0 where it does not count."""

    day: Day
    number: int
    suspended: bool = False


def deadline(
    part: Part, start: date, calendar: Calendar, *, inclusive: bool = True, suspended: Sequence[Span] = ()
) -> Deadline:
    """The last day of a part that makes a date. `inclusive`: whether 1月31日前 takes in the 31st.

    Days of `suspended` stretches do not count (working days only). Raises `Unannounced` where a year that the count
    needs is not known, and `ValueError` for a part that makes no date.
    """
    if part.computable == "no":
        raise ValueError(part.reason)
    if part.kind in {"fixed", "periodic"}:
        found = _recurring(part, start, calendar, inclusive)
    elif part.kind == "before":
        found = _before(part, start, calendar)
    else:
        found = _within(part, start, calendar, suspended)
    return _with_doubts(found, calendar)


def _within(part: Part, start: date, calendar: Calendar, suspended: Sequence[Span]) -> Deadline:
    if not part.n:
        return Deadline(part, start, start, None)
    if part.unit == "working_day":
        due, lost = _working_days(start, part.n, calendar, suspended)
        return Deadline(part, start, due, due, lost=lost)
    ended = _later(start, part)
    if part.unit == "hour":
        return _found(part, start, ended, calendar, notes=("按小时计算，到这一天的同一时刻为止，遇休息日不顺延",))
    due = calendar.on_or_after(ended)
    return Deadline(part, start, due, due, ended_on=ended if ended != due else None, notes=_unit_notes(part))


def _unit_notes(part: Part) -> tuple[str, ...]:
    if part.unit_stated:
        return ()
    return ("写的是“日”，没有写明是不是工作日，按自然日计算",)


def _working_days(start: date, n: int, calendar: Calendar, suspended: Sequence[Span]) -> tuple[date, int]:
    """The n-th working day that no suspended stretch covers, and how many were passed over."""
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
    """Stretches in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1] + timedelta(days=1):
            joined[-1] = joined[-1][0], max(last, joined[-1][1])
        else:
            joined.append((first, last))
    return joined


_DAYS = 36_500
_FARTHEST: dict[str, int] = {"year": 100, "month": 1_200, "week": 5_200, "hour": 24 * _DAYS}
"""A hundred years, in the units of calendar time: no calendar goes that far."""


def _later(start: date, part: Part, sign: int = 1) -> date:
    """`start` moved by the part's calendar days, weeks, months or years."""
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
    """Counted back from the event: a day off at the end calls for the last working day before it."""
    if part.unit == "working_day" and part.n:
        due = calendar.nth_working_day(start, -part.n)
        return Deadline(part, start, due, due)
    due = _later(start, part, -1) if part.n else start - timedelta(days=1)
    notes = (*(_unit_notes(part) if part.n else ()), "从事情那天往前算，最后一天遇休息日要提前，不顺延")
    return _found(part, start, due, calendar, notes)


def _recurring(part: Part, start: date, calendar: Calendar, inclusive: bool) -> Deadline:
    if part.n is not None:
        ended = period_end(part.period or "year", start)
        return _within(part, ended, calendar, ())._replace(notes=(f"从{ended}期满那天起算",))
    due = next_day(part, start, inclusive=inclusive)
    if part.rolls:
        return _found(part, start, calendar.on_or_after(due), calendar, ("写明遇节假日顺延",))
    if any(anchor.working for anchor in part.anchors):
        last = calendar.on_or_before(due)
        due = last if last >= start else calendar.on_or_before(next_day(part, due + timedelta(days=1)))
    notes = ("有几个日子，这里是最近的一个",) if len(part.anchors) > 1 else ()
    return _found(part, start, due, calendar, notes)


def _found(part: Part, start: date, due: date, calendar: Calendar, notes: tuple[str, ...] = ()) -> Deadline:
    """A deadline that does not move; its last working day is unknown where the year is."""
    try:
        last = calendar.on_or_before(due)
        calendar.doubts(last, due)
    except Unannounced as error:
        return Deadline(part, start, due, None, notes=notes, cautions=(f"之前最后一个工作日还不知道：{error}",))
    return Deadline(part, start, due, last, notes=notes)


def _with_doubts(found: Deadline, calendar: Calendar) -> Deadline:
    """Marked where the count relied on days that are estimated or that nobody has verified."""
    if found.last_working_day is None:
        return found
    first, last = _relied_on(found)
    if calendar.beyond_doubt(first, last):
        return found
    doubts = calendar.doubts(first, last)
    cautions = [f"{doubt.region}{doubt.year}年的放假安排尚未公布，按一般规则估算" for doubt in doubts]
    cautions += [
        f"{calendar.name}{notice.year}年地方节假日的安排未经核实（{notice.source}）"
        for notice in calendar.unverified(first, last)
    ]
    if calendar.may_change(first, last):
        cautions.append(f"{last.year + 1}年元旦的安排尚未公布，公布后{last.year}年12月底的上班日可能变动")
    return found._replace(provisional=bool(doubts), cautions=tuple(cautions)) if cautions else found


def _relied_on(found: Deadline) -> Span:
    """The stretch of days whose being worked or not made the result."""
    part, due = found.part, found.due
    if part.unit == "working_day" and part.n:
        return (due, found.start - timedelta(days=1)) if part.kind == "before" else (min(found.start, due), due)
    ends = [day for day in (due, found.last_working_day, found.ended_on) if day]
    return min(ends), max(ends)


def count(found: Deadline, calendar: Calendar, suspended: Sequence[Span] = ()) -> list[Counted]:
    """The day-by-day working: from the day after the event to the due day; for a count back, up to the event.

    Of a fixed date, only the days from its last working day on.
    """
    days = list(calendar.days(*_shown(found)))
    stretches = merged(suspended)
    stopped = [any(first <= day.date <= last for first, last in stretches) for day in days]
    counts = [_counts(day, found) and not stop for day, stop in zip(days, stopped, strict=True)]
    numbers = list(accumulate(map(int, counts)))
    if found.part.kind == "before":
        numbers = [numbers[-1] - number + 1 for number in numbers]
    return [Counted(day, n if c else 0, s) for day, n, c, s in zip(days, numbers, counts, stopped, strict=True)]


def _shown(found: Deadline) -> Span:
    part = found.part
    if part.kind in {"fixed", "periodic"} and part.n is None:
        return found.last_working_day or found.due, found.due
    if part.kind == "before":
        return found.due, found.start - timedelta(days=1)
    start = period_end(part.period or "year", found.start) if part.kind == "periodic" else found.start
    return min(start + timedelta(days=1), found.due), found.due


def _counts(day: Day, found: Deadline) -> bool:
    if not found.part.n:
        return False
    if found.part.unit == "working_day":
        return day.worked
    return not _rolled(day.date, found)


def _rolled(day: date, found: Deadline) -> bool:
    """Whether a day comes after the end of a stretch of calendar days."""
    return found.ended_on is not None and day > found.ended_on
