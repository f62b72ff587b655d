"""Takes a question about a time limit and returns its dates, or the reason why it has none and the limit of the law."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from gkml.deadlines.deadline import Deadline, deadline
from gkml.deadlines.workdays import Calendar, Span, Unannounced
from gkml.diagnostics import GkmlError
from gkml.phrases.limit_part import Kind, Part
from gkml.phrases.time_limit import TimeLimit, read
from gkml.registers.limits import StatutoryLimit, limit_of, statutory_limits


class Question(NamedTuple):
    """The text of a limit, the date of the event if it is known, and the item that the limit belongs to, if any.

    `rule` is set if the limit is a statutory one, `extended` if its extension was granted. Working days within the
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
    """The limit as read, a deadline for each part that has one, and the statutory ceiling if no part has one.

    `refused` is a message that a year is not announced; deadlines that depend on that year are missing.
    """

    question: Question
    limit: TimeLimit
    calendar: str
    deadlines: tuple[Deadline, ...] = ()
    refused: str = ""
    ceiling: Deadline | None = None
    ceiling_rule: StatutoryLimit | None = None

    @property
    def main(self) -> Deadline | None:
        """The deadline of the first part that has one."""
        return self.deadlines[0] if self.deadlines else None

    @property
    def needs_event(self) -> bool:
        """Whether the date of the event is missing."""
        return (
            self.question.start is None
            and self.limit.computable
            and any(part.computable == "event" for part in self.limit.parts)
        )


def due(question: Question, calendar: Calendar, today: date, *, inclusive: bool = True) -> Answer:
    """Answers one question. A recurring date is the next one from the event, or from `today` if there is no event."""
    limit = read(question.text)
    deadlines: list[Deadline] = []
    refused = ""
    ceiling = rule = None
    try:
        for part in limit.parts:
            start = question.start or (today if part.computable == "calendar" else None)
            if start and limit.computable and part.computable != "no":
                extended = _extended(part, question)
                suspended = question.suspended
                deadlines.append(deadline(extended, start, calendar, inclusive=inclusive, suspended=suspended))
        if not limit.computable:
            rule = ceiling_of(limit.main, question.name)
            ceiling = _ceiling(rule, question.start, today, calendar) if rule else None
    except Unannounced as error:
        refused = str(error)
    return Answer(question, limit, calendar.name, tuple(deadlines), refused, ceiling, rule)


def _extended(part: Part, question: Question) -> Part:
    rule = question.rule
    return replace(part, n=(part.n or 0) + rule.extends) if rule and question.extended else part


def _ceiling(rule: StatutoryLimit, start: date | None, today: date, calendar: Calendar) -> Deadline | None:
    part = read(rule.limit).parts[0]
    first = start or (today if part.computable == "calendar" else None)
    return deadline(part, first, calendar) if first else None


_UNDER_ARTICLE_26: set[Kind] = {"prompt", "dynamic", "law", "annual", "periodic", "minfreq"}


def ceiling_of(part: Part | None, name: str = "") -> StatutoryLimit | None:
    """Returns the statutory limit of an item without a date: that of its kind of information, else 条例第二十六条."""
    if part is None:
        return None
    if part.kind == "reply":
        return statutory_limit("article-33")
    if part.kind not in _UNDER_ARTICLE_26:
        return None
    return limit_of(name) or statutory_limit("article-26")


def statutory_limit(name: str) -> StatutoryLimit:
    """Returns a limit of the register by its name or an alias. Raises `GkmlError` that proposes the nearest name."""
    by_name = {alias: limit for limit in statutory_limits() for alias in (limit.name, *limit.aliases)}
    limit = by_name.get(name) or by_name.get(name.strip().lower())
    if limit:
        return limit
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), by_name, n=1)
    hint = f"是不是 {close[0]}？" if close else ""
    raise GkmlError(f"没有叫“{name}”的法定期限；{hint}可选：{'、'.join(each.name for each in statutory_limits())}")


def suspension(rule: StatutoryLimit | None, spans: Sequence[Span], start: date) -> tuple[Span, ...]:
    """Returns the stretches that do not count. Raises `GkmlError` if the limit has no suspension or one begins too early."""
    if spans and not (rule and rule.suspends):
        raise GkmlError("这个期限没有可以扣除的时间；--suspend 只用于 --rule article-33（征求第三方和其他机关意见）")
    early = next((first for first, _ in spans if first < start), None)
    if early:
        raise GkmlError(f"--suspend 从 {early} 开始，早于起算的 {start}，请核对")
    return tuple(spans)
