"""A title of law and a day in, how the law stands on that day out: in force, repealed and by what, or not yet in force.

A law of a workspace goes before the program's list, and the list before the national database of April 2025.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Literal, NamedTuple

from gkml.phrases.citation import bare
from gkml.registers import instruments
from gkml.registers.citations import Ended, ended, kind, known_titles, law, structure
from gkml.registers.instruments import Instrument, Repeal
from gkml.registers.law import Law, Structure

Status = Literal["现行有效", "尚未公布", "尚未施行", "已废止", "已改名", "规划期满", "不详"]

_ENDS: dict[str, Status] = {"废止": "已废止", "改名": "已改名", "规划期满": "规划期满"}
_LONGEST_WAIT = 900
"""Days from promulgation to force. If more lie between, the day of force that is known is that of a later text."""
_NEAREST = 8


class Standing(NamedTuple):
    """A law on a day. `until` is the day from which it does not hold, `by` what holds in its place ("" if unknown).

    `versions` are the days of its texts, oldest first; `text` is the text of that day (None if unknown); `articles` and
    `structure` are of the last text. `earlier` are the repeals of older texts with the same title.
    """

    title: str
    kind: str
    province: str
    numbers: tuple[str, ...]
    status: Status
    issued: date | None
    in_force: date | None
    versions: tuple[date, ...]
    text: date | None
    until: date | None
    by: str
    articles: int
    structure: Structure | None
    earlier: tuple[Repeal, ...]
    sources: tuple[str, ...]


def standing(title: str, on: date, own: Mapping[str, Law]) -> Standing | None:
    """Returns how a law stands on a day; None if no register has its title. `own` are the laws of a workspace."""
    listed = own.get(bare(title)) or law(title)
    stored = instruments.instrument(listed.title if listed else bare(title))
    end = ended(title, {name: each for name, each in own.items() if each.issued or each.in_force or each.repealed})
    if not (listed or stored or end or bare(title) in known_titles()):
        return None
    days = _days(listed, stored)
    versions = _versions(listed, stored)
    divided = structure(title, None, own)
    earlier = tuple(_earlier(bare(title), days[0])) if end is None else ()
    return Standing(
        listed.title if listed else stored.title if stored else bare(title),
        (listed.kind if listed else "") or (stored.kind if stored else kind(title)),
        stored.province if stored else "",
        _numbers(listed, stored),
        "不详" if earlier and _status(on, days, end) == "尚未公布" else _status(on, days, end),
        *days,
        versions,
        max((each for each in versions if each <= on), default=None),
        end.since if end else None,
        end.successor if end else "",
        divided.articles if divided else 0,
        divided,
        earlier,
        tuple(_sources(listed, stored, end, bare(title))),
    )


def bearing(title: str) -> list[str]:
    """Returns the titles that a short name may mean: those that end with it, 北京市消防条例 for 消防条例."""
    short = bare(title)
    return [name for name in known_titles() if name != short and name.endswith(short)] if len(short) > 2 else []


def nearest(title: str) -> list[str]:
    """Returns the titles that are written most like an unknown one, the nearest first."""
    short = bare(title)
    every = known_titles()
    inside = [name for name in every if len(short) > 2 and short in name]
    return list(dict.fromkeys([*inside, *get_close_matches(short, every, _NEAREST, 0.6)]))[:_NEAREST]


def _earlier(title: str, issued: date | None) -> Iterator[Repeal]:
    """Yields the repeals of older texts of a title; a day after it was enacted again is that of a later text's force."""
    for repeal in instruments.repeals(title):
        is_before = repeal.since and issued and repeal.since <= issued
        yield repeal if is_before else repeal._replace(since=None)


def _days(listed: Law | None, stored: Instrument | None) -> tuple[date | None, date | None]:
    """Returns the days of promulgation and of force: those of the list before those of the database."""
    issued = listed.issued if listed else None
    in_force = listed.in_force if listed else None
    return issued or (stored.issued if stored else None), in_force or (stored.in_force if stored else None)


def _versions(listed: Law | None, stored: Instrument | None) -> tuple[date, ...]:
    days = {listed.issued, listed.revised} if listed else set()
    if stored:
        days |= {stored.issued, *stored.versions}
    return tuple(sorted(day for day in days if day))


def _numbers(listed: Law | None, stored: Instrument | None) -> tuple[str, ...]:
    every = [*([listed.number] if listed and listed.number else []), *(stored.numbers if stored else ())]
    return tuple(dict.fromkeys(every))


def _status(on: date, days: tuple[date | None, date | None], end: Ended | None) -> Status:
    issued, in_force = days
    if end and on >= end.since:
        return _ENDS.get(end.how, "已废止")
    if issued and on < issued:
        return "尚未公布"
    if in_force and on < in_force:
        if issued is None:
            return "不详"
        return "尚未施行" if (in_force - issued).days <= _LONGEST_WAIT else "现行有效"
    return "现行有效" if issued or in_force or end else "不详"


def _sources(listed: Law | None, stored: Instrument | None, end: Ended | None, short: str) -> Iterator[str]:
    if listed:
        yield (listed.source or "gkml.yaml 的 registers.laws（没有写出处）") + (
            "" if listed.verified else "（未对过原文）"
        )
    if stored or (end and not listed and instruments.repeals(short)):
        yield instruments.SOURCE
    if not listed and not stored and end is None:
        yield "程序登记的标题，没有日期"
