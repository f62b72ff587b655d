"""The time limits that laws set, by name and by the kind of information."""

import re
from functools import cache, lru_cache

from pydantic import TypeAdapter

from gkml.registers.fact import Fact, facts


class StatutoryLimit(Fact):
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


@cache
def statutory_limits() -> tuple[StatutoryLimit, ...]:
    return TypeAdapter(tuple[StatutoryLimit, ...]).validate_python(facts("statutory-limits")["limits"])


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
