"""Facts about law and calendars that travel with the program: YAML files here, frozen models out.

Every fact carries its source, and `verified: false` where nobody has seen the document that it comes from.
"""

from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from gkml.dates import IsoDate
from gkml.notice import Notice, Spans
from gkml.resources import resource
from gkml.source import read

MonthDay = Annotated[str, Field(pattern=r"^\d{2}-\d{2}$")]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class NationalNotice(_Entry):
    """A notice of the State Council on a year's holidays; with `days`, one that came later and is about these alone."""

    year: int
    notice: str
    issued: IsoDate
    days: Spans = ()
    verified: bool
    source: str


class RegionalHolidays(_Entry):
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


class StatutoryLimit(_Entry):
    """A time limit that the law sets. `limit` is read like a cell of a directory; `extends` by so many working days.

    `items` are words of an item's name that tell that this limit is meant for it.
    """

    name: str
    aliases: tuple[str, ...] = ()
    title: str
    article: str
    limit: str
    extends: int = 0
    extension: str = ""
    suspends: str = ""
    starts: str = ""
    note: str = ""
    items: tuple[str, ...] = ()
    verified: bool
    source: str


class Law(_Entry):
    """A law, a rule or a document that directories cite. A missing date could not be established.

    From `repealed` on it does not hold any more (a plan: it is `expired`); with `renamed` it lives
    on under the title `successor` from that day.
    """

    title: str
    kind: str
    number: str = ""
    issuer: str = ""
    issued: IsoDate | None = None
    in_force: IsoDate | None = None
    revised: IsoDate | None = None
    repealed: IsoDate | None = None
    expired: bool = False
    renamed: IsoDate | None = None
    successor: str = ""
    aliases: tuple[str, ...] = ()
    verified: bool
    source: str


class LawTitles(_Entry):
    """Titles that are known to be right, and nothing else about them."""

    kind: str
    titles: tuple[str, ...]
    verified: bool
    source: str


class Structure(_Entry):
    """How many articles a law has, which of them have more paragraphs (款) than one, and which have items (项)."""

    law: str
    since: IsoDate
    articles: int
    paragraphs: dict[int, int]
    items: dict[int, int]
    verified: bool
    source: str


class LawRegister(_Entry):
    laws: tuple[Law, ...]
    titles: tuple[LawTitles, ...]
    structures: tuple[Structure, ...]


class Category(_Entry):
    """What 条例 第二十条 or 第二十一条 has disclosed. One of `words` tells that an item covers it, one of `duty` that a duty
    makes it expected; `every` agency has it.
    """

    article: int
    item: int = 0
    title: str
    every: bool = False
    words: tuple[str, ...] = ()
    duty: tuple[str, ...] = ()


class Required(_Entry):
    """An item that a field's directory must have: of each group of words one stands in its path or content."""

    name: str
    words: tuple[tuple[str, ...], ...]


class PilotField(_Entry):
    """One of the 26 试点领域, how else it is called, and what its directory must have."""

    name: str
    aliases: tuple[str, ...]
    required: tuple[Required, ...] = ()
    source: str = ""


@cache
def law_register() -> LawRegister:
    return LawRegister.model_validate(_entries("laws"))


@cache
def categories() -> tuple[Category, ...]:
    return TypeAdapter(tuple[Category, ...]).validate_python(_entries("article-20")["categories"])


@cache
def pilot_fields() -> tuple[PilotField, ...]:
    return TypeAdapter(tuple[PilotField, ...]).validate_python(_entries("fields")["fields"])


@cache
def national_notices() -> tuple[NationalNotice, ...]:
    return TypeAdapter(tuple[NationalNotice, ...]).validate_python(_entries("holiday-notices")["notices"])


@cache
def regional_holidays() -> tuple[RegionalHolidays, ...]:
    return TypeAdapter(tuple[RegionalHolidays, ...]).validate_python(_entries("regional-holidays")["regions"])


@cache
def statutory_limits() -> tuple[StatutoryLimit, ...]:
    return TypeAdapter(tuple[StatutoryLimit, ...]).validate_python(_entries("statutory-limits")["limits"])


@cache
def provinces() -> dict[str, str]:
    """The names of the provinces by the first two digits of their code (GB/T 2260)."""
    return TypeAdapter(dict[str, str]).validate_python(_entries("provinces"))


def _entries(name: str) -> Any:
    source = read((resource("registers") / f"{name}.yaml").read_bytes(), name)
    if source.problems:
        raise ValueError(f"{name}: {source.problems[0]}")
    return source.data
