"""Takes a part that names days of a year, quarter, month or week and returns its dates, or reminders for a mere frequency.

Periods are numbered consecutively, so that `lag` periods later is an addition.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from gkml.phrases.date import add_months, last_of_month
from gkml.phrases.limit_part import Anchor, Part, Period

_MONTHS: dict[Period, int] = {"ten_days": 1, "half_month": 1, "month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Months in each period; the days of a 旬 and of a half-month are given within their month."""


HALF = 15
"""The last day of the first half of a month."""


class Occurrence(NamedTuple):
    """A day of a limit or a frequency. `key` identifies the period (2027-Q1) and stays when the day moves."""

    key: str
    day: date
    reminder: bool = False


def next_day(part: Part, event: date, *, inclusive: bool = True) -> date:
    """Returns the day of a part with anchors that applies to an event on `event`.

    Without a lag that is the first such day on or after the event. Of days that occur only once, the last one if all
    have passed.
    """
    if part.anchors[0].year:
        days = sorted(_day(anchor, "year", anchor.year, inclusive) for anchor in part.anchors)
        return next((day for day in days if day >= event), days[-1])
    period = part.period or "year"
    here = _number(period, event)
    anchors = part.anchors
    if period == "half_month" and [anchor.lag for anchor in anchors] == [0, 1]:
        # 当月20号、次月5号前: the first day is for the first half of the month, the second for the second half.
        anchors = anchors[event.day > HALF :][:1]
    days = [
        _day(anchor, period, number, inclusive)
        for anchor in anchors
        for number in ([here + anchor.lag] if anchor.lag else [here, here + 1])
    ]
    return min(day for day in days if day >= event)


def period_end(period: Period, day: date) -> date:
    """Returns the last day of the period that contains a day."""
    if period == "week":
        return day + timedelta(days=6 - day.weekday())
    length = _MONTHS.get(period, 12)
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return add_months(first, length) - timedelta(days=1)


def occurrences(part: Part, year: int, *, inclusive: bool = True) -> Iterator[Occurrence]:
    """Yields the dates of a year that a part names, in order, or reminders at the end of each period.

    For a limit after the end of a period (每月结束后5个工作日内), yields the last day of the period, from which it is counted.
    """
    if part.kind in {"fixed", "periodic"} and part.anchors:
        yield from _named(part, year, inclusive)
    elif part.kind == "periodic" and part.n is not None and part.period:
        yield from _ends(part.period, 1, year - 1, year, reminder=False)
    elif part.kind in {"periodic", "annual", "minfreq"} and part.period:
        yield from _reminders(part, year)


def _named(part: Part, year: int, inclusive: bool) -> Iterator[Occurrence]:
    if part.anchors[0].year:
        days = [(str(a.year), _day(a, "year", a.year, inclusive)) for a in part.anchors if a.year == year]
    else:
        period = part.period or "year"
        # If 前 excludes the day, the day before 1 January belongs to a period of the next year.
        after = _number(period, date(year, 12, 31)) + 1 + (not inclusive)
        numbers = range(_number(period, date(year, 1, 1)), after)
        days = [(_key(period, n), _day(anchor, period, n, inclusive)) for n in numbers for anchor in part.anchors]
    several = len(part.anchors) > 1
    for place, (key, day) in enumerate(days):
        if day.year == year:
            yield Occurrence(f"{key}-{place % len(part.anchors) + 1}" if several else key, day)


def _reminders(part: Part, year: int) -> Iterator[Occurrence]:
    """Yields the end of each equal share of the period: twice a year is 30 June and 31 December."""
    period = part.period or "year"
    if period == "week":
        fridays = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
        days = [day for day in fridays if day.weekday() == 4 and day.year == year]
        yield from (Occurrence(f"{year}-W{day.isocalendar().week:02}", day, True) for day in days)
        return
    months = _MONTHS.get(period)
    if not months:
        return
    times = part.times or 1
    if months * part.every >= 12:
        months, times = 12, times if part.every == 1 else 1
    else:
        months *= part.every
    while times > 1 and months % times:
        times -= 1
    yield from _ends("month", months // times, year, year, reminder=True)


def _ends(period: Period, every: int, first: int, last: int, *, reminder: bool) -> Iterator[Occurrence]:
    """Yields the last day of every `every`-th period that ends in the years from `first` to `last`."""
    if period == "week":
        day = period_end("week", date(first, 1, 1))
        while day.year <= last:
            yield Occurrence(_key("week", _number("week", day)), day, reminder)
            day += timedelta(weeks=1)
        return
    months = _MONTHS.get(period, 12) * every
    for month in range(months, 12 * (last - first + 1) + 1, months):
        end = add_months(date(first, 1, 1), month) - timedelta(days=1)
        yield Occurrence(f"{end.year}-{end.month:02}", end, reminder)


def _number(period: Period, day: date) -> int:
    if period == "week":
        return (day.toordinal() - 1) // 7
    return (day.year * 12 + day.month - 1) // _MONTHS.get(period, 12)


def _day(anchor: Anchor, period: Period, number: int, inclusive: bool) -> date:
    """Returns the day that an anchor names in a period, or the day before it if 前 excludes the named day."""
    if period == "week":
        day = date.fromordinal(number * 7 + anchor.weekday)
    else:
        length = _MONTHS.get(period, 12)
        within = anchor.month - 1 if length > 1 else 0
        year, month = divmod(number * length + within, 12)
        last = last_of_month(year, month + 1)
        day = date(year, month + 1, min(anchor.day, last) or last)
    return day - timedelta(days=anchor.before and not inclusive)


def _key(period: Period, number: int) -> str:
    if period == "week":
        year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
        return f"{year}-W{week:02}"
    length = _MONTHS.get(period, 12)
    year, place = divmod(number, 12 // length)
    return {1: f"{year}-{place + 1:02}", 3: f"{year}-Q{place + 1}", 6: f"{year}-H{place + 1}"}.get(length, str(year))
