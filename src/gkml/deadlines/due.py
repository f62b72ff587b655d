"""A question about a time limit in, the answer out: its date or dates, or why there is none and what the law says instead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gkml.deadlines.deadline import Deadline, Span, deadline
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.diagnostics import GkmlError
from gkml.phrases.limit_part import Kind, Part
from gkml.phrases.time_limit import TimeLimit, read
from gkml.registers.limits import StatutoryLimit, limit_of, statutory_limits


class Ask(NamedTuple):
    """What is asked: a limit's words, the event's date where there is one, and the item that it stands in, if any.

    `rule` is the statutory limit that it is, `extended` whether its extension was granted; working days within the
    `suspended` stretches do not count.
    """

    text: str
    start: date | None = None
    catalog: str = ""
    item: str = ""
    name: str = ""
    office: str = ""
    rule: StatutoryLimit | None = None
    extended: bool = False
    suspended: tuple[Span, ...] = ()


class Answer(NamedTuple):
    """The limit as read, a deadline for each part that makes one, and the ceiling that the law sets where none does.

    `refused` says which year is not announced; then nothing that depends on it is in `found`.
    """

    ask: Ask
    limit: TimeLimit
    calendar: str
    found: tuple[Deadline, ...] = ()
    refused: str = ""
    ceiling: Deadline | None = None
    ceiling_rule: StatutoryLimit | None = None

    @property
    def main(self) -> Deadline | None:
        """The deadline that is asked for: the first part's that has one."""
        return self.found[0] if self.found else None

    @property
    def needs_event(self) -> bool:
        """Whether a date would follow if one knew when the event was."""
        return self.ask.start is None and any(part.computable == "event" for part in self.limit.parts)


def due(ask: Ask, calendar: Calendar, today: date, *, inclusive: bool = True) -> Answer:
    """Answers one question. Dates that recur by the calendar alone are the next from the event, or from `today`."""
    limit = read(ask.text)
    found: list[Deadline] = []
    refused = ""
    ceiling = rule = None
    try:
        for part in limit.parts:
            start = ask.start or (today if part.computable == "calendar" else None)
            if start and part.computable != "no":
                counted = _extended(part, ask)
                found.append(deadline(counted, start, calendar, inclusive=inclusive, suspended=ask.suspended))
        if not limit.computable:
            rule = ceiling_of(limit.main, ask.name)
            ceiling = _ceiling(rule, ask.start, today, calendar) if rule else None
    except Unannounced as error:
        refused = str(error)
    return Answer(ask, limit, calendar.name, tuple(found), refused, ceiling, rule)


def _extended(part: Part, ask: Ask) -> Part:
    return replace(part, n=(part.n or 0) + ask.rule.extends) if ask.rule and ask.extended else part


def _ceiling(rule: StatutoryLimit, start: date | None, today: date, calendar: Calendar) -> Deadline | None:
    part = read(rule.limit).parts[0]
    first = start or (today if part.computable == "calendar" else None)
    return deadline(part, first, calendar) if first else None


_UNDER_ARTICLE_26: set[Kind] = {"prompt", "dynamic", "law", "annual", "periodic", "minfreq"}


def ceiling_of(part: Part | None, name: str = "") -> StatutoryLimit | None:
    """The law's own limit for an item whose cell names no date: that of its kind of information, else 条例 第二十六条."""
    if part is None:
        return None
    if part.kind == "reply":
        return statutory_limit("article-33")
    if part.kind not in _UNDER_ARTICLE_26:
        return None
    return limit_of(name) or statutory_limit("article-26")


def statutory_limit(name: str) -> StatutoryLimit:
    """A limit of the register by its name or one of its aliases. Raises `GkmlError` for an unknown one, with the nearest."""
    known = {alias: limit for limit in statutory_limits() for alias in (limit.name, *limit.aliases)}
    found = known.get(name) or known.get(name.strip().lower())
    if found:
        return found
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), known, n=1)
    hint = f"是不是 {close[0]}？" if close else ""
    raise GkmlError(f"没有叫“{name}”的法定期限；{hint}可选：{'、'.join(limit.name for limit in statutory_limits())}")


def suspension(rule: StatutoryLimit | None, spans: Sequence[Span], start: date) -> tuple[Span, ...]:
    """The stretches that do not count. Raises `GkmlError` where the limit knows no suspension, or one begins too early."""
    if spans and not (rule and rule.suspends):
        raise GkmlError("这个期限没有可以扣除的时间；--suspend 只用于 --rule article-33（征求第三方和其他机关意见）")
    early = next((first for first, _ in spans if first < start), None)
    if early:
        raise GkmlError(f"--suspend 从 {early} 开始，早于起算的 {start}，请核对")
    return tuple(spans)
