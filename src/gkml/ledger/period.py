"""The period that is audited: the words of an option in, its first and last day out; and the shares of a year."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from gkml.phrases.date import add_months, span_of
from gkml.phrases.patterns import regex

Each = Literal["month", "quarter", "half-year", "year"]
MONTHS: dict[Each, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_PERIOD = regex("(?P<year>(?:19|20)[0-9]{2})(?:[Qq](?P<quarter>[1-4])|[Hh](?P<half>[12])|-(?P<month>0[1-9]|1[0-2]))?")


class Period(NamedTuple):
    """A stretch of days and how it is called: 2026Q2, 2026, 2026-01-01..2026-06-30."""

    name: str
    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


def period(text: str) -> Period:
    """Returns the period that an option names. Raises `ValueError` in Chinese."""
    bare = text.strip()
    match = _PERIOD.fullmatch(bare)
    if match is None:
        if ".." not in bare:
            raise ValueError(f"“{bare}”不是期间；请写成 2026Q2、2026H1、2026-05、2026 或 2026-01-01..2026-06-30")
        first, last = span_of(bare)
        return Period(f"{first}..{last}", first, last)
    year = int(match["year"])
    if match["quarter"]:
        return share("quarter", year, int(match["quarter"]))
    if match["half"]:
        return share("half-year", year, int(match["half"]))
    return share("month", year, int(match["month"])) if match["month"] else share("year", year, 1)


def share(each: Each, year: int, number: int) -> Period:
    """Returns the `number`-th month, quarter or half of a year (from 1), or the year."""
    months = MONTHS[each]
    first = date(year, (number - 1) * months + 1, 1)
    names = {"month": f"{year}-{number:02}", "quarter": f"{year}Q{number}", "half-year": f"{year}H{number}"}
    return Period(names.get(each, str(year)), first, add_months(first, months) - timedelta(days=1))


def shares(each: Each, within: Period) -> list[Period]:
    """Returns the months, quarters, halves or years that a period touches."""
    return [
        one
        for year in range(within.first.year, within.last.year + 1)
        for number in range(1, 12 // MONTHS[each] + 1)
        if (one := share(each, year, number)).last >= within.first and one.first <= within.last
    ]
