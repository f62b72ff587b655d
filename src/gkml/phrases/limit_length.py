"""Two 公开时限 in, which is longer out: in working days whatever their units, and by how often where they come regularly."""

from functools import lru_cache

from gkml.phrases.limit_part import Part, Period, Unit
from gkml.phrases.time_limit import read

_WORKING_DAYS: dict[Unit, float] = {
    "working_day": 1, "day": 5 / 7, "calendar_day": 5 / 7, "week": 5, "month": 21, "year": 250,
}  # fmt: skip
_A_YEAR: dict[Period, float] = {
    "hour": 2000, "day": 365, "working_day": 250, "week": 52, "ten_days": 36, "half_month": 24, "month": 12,
    "quarter": 4, "half_year": 2, "term": 2, "year": 1, "school_year": 1,
}  # fmt: skip


@lru_cache(maxsize=16384)
def working_days(text: str) -> float | None:
    """The longest stretch that a limit names, in working days; None where it names none."""
    counted = [
        part.n * _WORKING_DAYS[part.unit]
        for part in read(text).parts
        if part.kind in {"within", "sync"} and part.n is not None and part.unit in _WORKING_DAYS
    ]
    return max(counted, default=None)


@lru_cache(maxsize=16384)
def times_a_year(text: str) -> float | None:
    """How often a limit wants something to be published or updated; None where it does not say."""
    counted = [_often(part) for part in read(text).parts if part.kind in {"periodic", "annual", "minfreq"}]
    return min((each for each in counted if each is not None), default=None)


def _often(part: Part) -> float | None:
    if part.kind == "annual":
        return 1.0
    if part.period is None:
        return None
    return _A_YEAR[part.period] / part.every * (part.times or 1)


def longer(one: str, other: str) -> bool | None:
    """Whether `other` leaves more time than `one`; None where that cannot be told, or they are equal."""
    days = working_days(one), working_days(other)
    if days[0] is not None and days[1] is not None:
        return None if days[0] == days[1] else days[1] > days[0]
    often = times_a_year(one), times_a_year(other)
    if often[0] is not None and often[1] is not None and days == (None, None):
        return None if often[0] == often[1] else often[1] < often[0]
    return None
