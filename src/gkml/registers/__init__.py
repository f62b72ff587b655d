"""Facts about law and calendars that travel with the program: YAML files here, frozen models out.

Every fact carries its source, and `verified: false` where nobody has seen the document that it comes from.
"""

import re
from functools import cache, lru_cache
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


class ChannelOption(_Entry):
    """An option of the national check-list of channels, with the wordings that forms of other fields have for it."""

    name: str
    variants: tuple[str, ...] = ()
    verified: bool
    source: str


class Platform(_Entry):
    """A platform that many catalogs publish on; `aliases` are shorter names that mean it."""

    name: str
    aliases: tuple[str, ...] = ()
    verified: bool
    source: str


class InternalSystem(_Entry):
    """A kind of system that the public does not see, by words of its name; a name with one of `excepted` is public."""

    words: tuple[str, ...]
    excepted: tuple[str, ...] = Field(default=(), alias="except")
    what: str
    verified: bool
    source: str


class KnownChannels(_Entry):
    """What is known of channels: the options of the national forms, public platforms, systems that are not public."""

    options: tuple[ChannelOption, ...]
    platforms: tuple[Platform, ...]
    internal: tuple[InternalSystem, ...]


class PlatformSpelling(_Entry):
    """A national platform; `wrong` are other spellings, `bare` one that lacks 国家 and is right behind a place name."""

    name: str
    wrong: tuple[str, ...] = ()
    bare: str = ""
    verified: bool
    source: str


class Term(_Entry):
    """A word that laws and official papers write in one way; `wrong` are slips wherever they stand."""

    name: str
    wrong: tuple[str, ...]
    verified: bool
    source: str


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
def known_channels() -> KnownChannels:
    return KnownChannels.model_validate(_entries("channels"))


@lru_cache(maxsize=16384)
def internal_kind(channel: str) -> str:
    """What kind of internal system a channel is, in Chinese ("" where the public may see it)."""
    found = (kind for kind in known_channels().internal if any(word in channel for word in kind.words))
    return next((kind.what for kind in found if not any(word in channel for word in kind.excepted)), "")


@cache
def platform_spellings() -> tuple[PlatformSpelling, ...]:
    return TypeAdapter(tuple[PlatformSpelling, ...]).validate_python(_entries("platforms")["platforms"])


@cache
def terms() -> tuple[Term, ...]:
    return TypeAdapter(tuple[Term, ...]).validate_python(_entries("terms")["terms"])


@cache
def limit_named(name: str) -> StatutoryLimit:
    """A limit of the register by its name, which must be there."""
    return next(limit for limit in statutory_limits() if limit.name == name)


@lru_cache(maxsize=65536)
def limit_of(name: str) -> StatutoryLimit | None:
    """The limit that a law sets for the kind of information that an item of this name is; not for rules about it."""
    if _NOT_ITSELF.search(name):
        return None
    return next((limit for limit in statutory_limits() if any(words in name for words in limit.items)), None)


_NOT_ITSELF = re.compile("制度|办法|绩效|审计|管理|评价|采购|政策|解读|规定|指南|流程|整改|培训|格式|模板|要求|通知")


@cache
def provinces() -> dict[str, str]:
    """The names of the provinces by the first two digits of their code (GB/T 2260)."""
    return TypeAdapter(dict[str, str]).validate_python(_entries("provinces"))


def _entries(name: str) -> Any:
    source = read((resource("registers") / f"{name}.yaml").read_bytes(), name)
    if source.problems:
        raise ValueError(f"{name}: {source.problems[0]}")
    return source.data
