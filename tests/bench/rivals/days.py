"""Events go in, their due days come out: by the ordinary libraries of working days."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

Event = tuple[date, int]
"""The day of an event, and within how many working days it is to be disclosed."""


@cache
def china() -> object:
    """Return the public holidays of the years that events are in."""
    import holidays

    return holidays.country_holidays("CN", years=range(2014, 2028))


def with_holidays(events: Sequence[Event]) -> list[date]:
    """Ask the library `holidays` for the n-th working day."""
    known = china()
    return [known.get_nth_working_day(day, n) for day, n in events]  # type: ignore[attr-defined]


def with_chinesecalendar(events: Sequence[Event]) -> list[date]:
    """Count days with `chinesecalendar`, one at a time: it has no n-th working day."""
    from chinese_calendar import is_workday

    due = []
    for day, n in events:
        here, left = day, n
        while left:
            here += timedelta(days=1)
            left -= is_workday(here)
        due.append(here)
    return due
