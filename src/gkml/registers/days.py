"""What is known of holidays: the notices of the country and of regions, and the names of provinces."""

from functools import cache
from typing import Annotated

from pydantic import Field, TypeAdapter

from gkml.dates import IsoDate
from gkml.registers.fact import Fact, facts
from gkml.registers.holiday_notice import Notice, Spans

MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]


class NationalNotice(Fact):
    """A notice of the State Council on a year's holidays; with `days`, one that came later and is about these alone."""

    year: int
    notice: str
    issued: IsoDate
    days: Spans = ()
    verified: bool
    source: str


class RegionalHolidays(Fact):
    """A region with holidays of its own: what is known of them by year; `season` is the part of the year they fall in.

    Before `since` there were none; a year from then on that is not listed is not known.
    """

    region: str
    name: str
    festivals: str
    season: tuple[MonthDay, MonthDay]
    since: int = 0
    basis: str
    years: tuple[Notice, ...]


@cache
def national_notices() -> tuple[NationalNotice, ...]:
    return TypeAdapter(tuple[NationalNotice, ...]).validate_python(facts("holiday-notices")["notices"])


@cache
def regional_holidays() -> tuple[RegionalHolidays, ...]:
    return TypeAdapter(tuple[RegionalHolidays, ...]).validate_python(facts("regional-holidays")["regions"])


@cache
def provinces() -> dict[str, str]:
    """The names of the provinces by the first two digits of their code (GB/T 2260)."""
    return TypeAdapter(dict[str, str]).validate_python(facts("provinces"))
