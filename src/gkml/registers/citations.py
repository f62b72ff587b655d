"""Looks up cited titles in the register of laws: the law, its kind, and when it ended."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from gkml.phrases.citation import bare, citations
from gkml.phrases.patterns import regex
from gkml.registers import instruments
from gkml.registers.law import Law, Structure, law_register

_INNER = regex("关于印发《?(.+?)》?的通知$")
_KIND_OF_ENDING = (("法", "法律"), ("条例", "行政法规"))


def law(title: str) -> Law | None:
    """Returns the law with this title or short title, None if the register does not have it."""
    return _laws().get(bare(title))


def kind(title: str) -> str:
    """Returns the kind of a law (法律, 行政法规, 部门规章 …): from the register, else from the title's ending, else ""."""
    act = law(title) or instruments.instrument(bare(title))
    if act:
        return act.kind
    short = bare(title)
    return _kinds().get(short) or next((kind for ending, kind in _KIND_OF_ENDING if short.endswith(ending)), "")


def is_known(title: str) -> bool:
    """Returns whether a title is known to be right: that of an instrument, or of one that was repealed."""
    short = bare(title)
    return short in _laws() or short in _kinds() or bool(instruments.instrument(short) or instruments.repeal(short))


class Ended(NamedTuple):
    """Why a title is no longer in force, since when, and its successor ("" if unknown)."""

    how: str
    since: date
    successor: str = ""


_PLAN = regex("“?(十[二三四]五)”?.*规划(?:纲要)?(?:的通知)?$|第(十[二三四])个五年规划(?:纲要)?")
_YEARS = regex(
    "(?:规划|计划|纲要|行动|方案).{0,6}(?:19|20)[0-9]{2}年?(?:[—–－～~-]{1,2}|至)((?:19|20)[0-9]{2})年?[)）]?$"
)
"""A plan whose title says the years that it is for."""
_LAST_YEAR = {"十二": 2015, "十三": 2020, "十四": 2025}


_NO_LAWS: Mapping[str, Law] = {}


def ended(title: str, own: Mapping[str, Law] = _NO_LAWS) -> Ended | None:
    """Returns how and when a title was repealed, renamed or, as a five-year plan, ended; None if it is in force or unknown.

    `own` are the dated laws of a workspace by their `bare` titles: they hold in place of the program's register.
    """
    act = own.get(bare(title)) or law(title)
    if act and act.renamed:
        return Ended("改名", act.renamed, _lasting(act.successor))
    if act and act.repealed:
        return Ended("规划期满" if act.expired else "废止", act.repealed, _lasting(act.successor))
    repeal = instruments.repeal(bare(title)) if act is None else None
    if repeal and repeal.since:
        return Ended("废止", repeal.since, repeal.by.title)
    last = _last_year(bare(title))
    return Ended("规划期满", date(last + 1, 1, 1)) if last else None


def _last_year(title: str) -> int:
    """Returns the last year of a five-year plan or of one that names its years, 0 for other titles."""
    plan, years = _PLAN.search(title), _YEARS.search(title)
    if plan:
        return _LAST_YEAR[(plan[1] or plan[2])[:2]]
    return int(years[1]) if years else 0


def _lasting(successor: str) -> str:
    """Returns the title that is in force now: a successor may itself have ended."""
    end = ended(successor) if successor else None
    return end.successor if end else successor


_ABOUT = regex("废止|修改|修订|原$|旧")


def cited_and_ended(text: str, *, basis: bool, own: Mapping[str, Law] = _NO_LAWS) -> Iterator[tuple[str, Ended]]:
    """Yields each title that a text cites and that is no longer in force; plans only if the text is a `basis`.

    A title is left out if the text itself says that the document is repealed or amended.
    """
    reported: set[str] = set()
    for citation in citations(text):
        end = ended(citation.title, own) or _replaced(citation.title, text[citation.end :])
        if end is None or citation.title in reported or (end.how == "规划期满" and not basis):
            continue
        around = text[max(0, citation.start - 4) : citation.start], text[citation.end : citation.end + 6]
        if not any(map(_ABOUT.search, around)):
            reported.add(citation.title)
            yield citation.title, end


_FARTHEST = 40
"""Characters behind a title in which its number stands: 《…》的通知（民发〔2016〕178号）."""


def _replaced(title: str, behind: str) -> Ended | None:
    """Returns the end of an earlier document of the same title, if the number behind the title is that document's."""
    act = law(title)
    if act is None or not act.replaced:
        return None
    near = behind[:_FARTHEST].partition("《")[0]
    since = next((since for number, since in act.replaced.items() if number in near), None)
    return Ended(f"由{act.number}的同名文件代替", since) if since else None


def structure(title: str, dated: date | None, own: Mapping[str, Law] = _NO_LAWS) -> Structure | None:
    """Returns how a law's articles are divided, None if that is unknown for the text in force on that day.

    `own` are the dated laws of a workspace: of one revised after the text that the register has, nothing is known.
    """
    act = _structures().get(bare(title)) or _of_instrument(bare(title))
    newer = own.get(bare(title))
    if act and newer and any(each > act.since for each in (newer.revised, newer.issued, newer.in_force) if each):
        return None
    return act if act and (dated is None or dated >= act.since) else None


@lru_cache(maxsize=256)
def _of_instrument(title: str) -> Structure | None:
    """Returns the articles of an instrument's last text, which holds from the day of that text on."""
    act = instruments.instrument(title)
    if act is None or not act.articles or act.last is None:
        return None
    numbered = list(enumerate(act.articles, 1))
    return Structure(
        law=act.title,
        since=act.last,
        articles=len(act.articles),
        paragraphs={number: article.paragraphs for number, article in numbered if article.paragraphs > 1},
        items={number: article.items for number, article in numbered if article.items},
        verified=False,
        source=instruments.SOURCE,
    )


def day(of: date) -> str:
    """2021年1月1日."""
    return f"{of.year}年{of.month}月{of.day}日"


@cache
def _laws() -> dict[str, Law]:
    laws: dict[str, Law] = {}
    for entry in law_register().laws:
        inner = _INNER.search(entry.title)
        for title in (entry.title, *entry.aliases, *([inner[1]] if inner else [])):
            laws.setdefault(bare(title), entry)
    return laws


@cache
def _kinds() -> dict[str, str]:
    return {bare(title): listed.kind for listed in law_register().titles for title in listed.titles}


@cache
def known_titles() -> tuple[str, ...]:
    """Returns every title that is known to be right, as `bare` writes it, each once."""
    return tuple(dict.fromkeys((*_laws(), *_kinds(), *map(bare, instruments.titles()))))


@cache
def _structures() -> dict[str, Structure]:
    return {bare(act.law): act for act in law_register().structures}
