"""The register of holidays: national and regional notices, and the names of provinces."""

from functools import cache
from typing import Annotated

from pydantic import Field, TypeAdapter

from gkml.phrases.date import IsoDate
from gkml.registers.fact import Fact, facts
from gkml.registers.holiday_notice import Notice, Spans

MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]


class NationalNotice(Fact):
    """A notice of the State Council on the holidays of a year; with `days`, a later notice on these days only."""

    year: int
    notice: str
    issued: IsoDate
    days: Spans = ()
    verified: bool
    source: str


class RegionalHolidays(Fact):
    """A region with holidays of its own and their years; `season` is the part of the year in which they fall.

    There were none before `since`. A later year that is not listed is unknown.
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
    """Returns the names of the provinces by the first two digits of their code (GB/T 2260)."""
    return TypeAdapter(dict[str, str]).validate_python(facts("provinces"))
