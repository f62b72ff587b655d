"""Answers inquiries about time limits: a limit, an item or a table of events in, dates and how they were counted out."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.deadlines.due import Answer, Question, due, statutory_limit, suspension
from gkml.deadlines.workdays import Calendar, calendar, region_code
from gkml.diagnostics import GkmlError
from gkml.phrases.date import span_of
from gkml.phrases.time_limit import read
from gkml.project.events import of_events
from gkml.project.items import Inquiry, legible, of_items, split_name, year_day
from gkml.project.rendering import TABLES, rendered
from gkml.project.workspace import Home
from gkml.registers.limits import statutory_limits

FORMATS = ("text", "json", *TABLES)


class DueOptions(NamedTuple):
    """What is asked: an item, a limit in words, a statutory limit (`rule`) or a table of events; and from which day.

    `as_of` is the day from which the days that are left count ("" for `today`); `suspend` are stretches `A..B`.
    """

    today: date
    item: str = ""
    limit: str = ""
    rule: str = ""
    events: Path | None = None
    start: str = ""
    as_of: str = ""
    region: str = ""
    suspend: Sequence[str] = ()
    extend: bool = False
    estimate: bool = False


class DueResult(NamedTuple):
    """Each answer with the calendar it was counted by; the day that days left count from; rows that were not understood.

    `is_table` tells whether many inquiries were asked, `notes` are lines about editions.
    """

    answers: list[tuple[Answer, Calendar]]
    as_of: date
    is_table: bool
    faults: list[str]
    notes: list[str]


def answers(options: DueOptions, home: Home) -> DueResult:
    """Returns the answers. Raises `GkmlError` if the options contradict each other or nothing can be answered."""
    _check_options(options)
    start, as_of = _days(options)
    if options.events:
        inquiries, faults, notes = of_events(options.events, options.item, home)
    elif options.item:
        inquiries, note = of_items(options.item, start, home)
        faults, notes = [], [note] if note else []
    else:
        question = _statutory(options, start) if options.rule else Question(legible(options.limit), start)
        inquiries, faults, notes = [Inquiry(question)], [], []
    if options.as_of:
        inquiries, late = _not_late(inquiries, as_of)
        faults += late
    if faults and not inquiries:
        raise GkmlError("\n".join([*faults, f"共 {len(faults)} 行有误，没有计算；请改正后再执行"]))
    is_table = options.events is not None or (bool(options.item) and not split_name(options.item)[1])
    return DueResult(_answers(inquiries, options, home, as_of), as_of, is_table, sorted(faults, key=_line), notes)


def _line(fault: str) -> int:
    return int(fault.split(":")[1]) if fault.count(":") > 1 and fault.split(":")[1].isdecimal() else 0


def _check_options(options: DueOptions) -> None:
    named = (("--limit", options.limit), ("--rule", options.rule), ("--events", options.events))
    given = [name for name, value in named if value]
    if len(given) > 1 or (options.item and given and given != ["--events"]):
        raise GkmlError("目录#事项、--limit、--rule、--events 只写一个（--events 前可以写目录）")
    if not (given or options.item):
        raise GkmlError(
            "要算什么？请写 目录#事项，或 --limit “公开时限的文字”，或 --rule article-33，或 --events 事件表.csv"
        )
    if (options.suspend or options.extend) and not options.rule:
        raise GkmlError("--suspend、--extend 要和 --rule 一起用，如 --rule article-33")
    if options.events and options.start:
        raise GkmlError("--events 的每一行有自己的日期，不要再写 --from")


def _days(options: DueOptions) -> tuple[date | None, date]:
    """Returns `--from` and `--as-of`, the latter today if it is not given."""
    try:
        start = year_day(options.start) if options.start else None
        return start, year_day(options.as_of) if options.as_of else options.today
    except ValueError as error:
        raise GkmlError(str(error)) from None


def _not_late(inquiries: list[Inquiry], as_of: date) -> tuple[list[Inquiry], list[str]]:
    """Returns the inquiries that do not start after `as_of`, and a message for each other row of a table.

    Raises `GkmlError` for one that is in no table.
    """
    kept: list[Inquiry] = []
    faults: list[str] = []
    for each in inquiries:
        start = each.question.start
        if start is None or start <= as_of or _counts_back(each.question):
            kept.append(each)
            continue
        message = f"起算日 {start} 晚于 --as-of 的 {as_of}；--as-of 是算剩余天数的“今天”，请核对"
        if not each.place:
            raise GkmlError(message)
        faults.append(f"{each.place}: {message}")
    return kept, faults


def _counts_back(question: Question) -> bool:
    """Tells whether the limit ends before its event, which then is still to come."""
    return any(part.kind == "before" for part in read(question.text).parts)


def _statutory(options: DueOptions, start: date | None) -> Question:
    rule = statutory_limit(options.rule)
    if options.extend and not rule.extends:
        raise GkmlError(f"{rule.article}的这个期限不能延长；--extend 只用于 --rule article-33")
    if options.suspend and start is None:
        raise GkmlError("--suspend 要和 --from 一起用")
    try:
        spans = [span_of(text) for text in options.suspend]
    except ValueError as error:
        raise GkmlError(f"--suspend（起..止，如 2026-09-20..2026-09-30）：{error}") from None
    suspended = suspension(rule, spans, start) if start else ()
    return Question(rule.limit, start, name="", rule=rule, extended=options.extend, suspended=suspended)


def _answers(
    inquiries: Sequence[Inquiry], options: DueOptions, home: Home, as_of: date
) -> list[tuple[Answer, Calendar]]:
    given = region_code(options.region) if options.region else ""
    of_region = cache(lambda code: calendar(code, home.config.calendar, estimate=options.estimate))
    inclusive = home.config.before_includes_day
    calendars = [of_region(given or each.region or home.config.region) for each in inquiries]
    return [
        (due(each.question, days, as_of, inclusive=inclusive), days)
        for each, days in zip(inquiries, calendars, strict=True)
    ]


# --- reports ---


def due_report(result: DueResult, form: str, home: Home, *, explain: bool = False) -> bytes:
    """Returns the report in one of `FORMATS`. Raises `GkmlError` if the only answer is that the year is unknown."""
    pairs, as_of = result.answers, result.as_of
    if form == "json":
        from gkml.report import due_json

        return due_json.report(pairs, as_of, many=result.is_table, explain=explain).encode()
    if form == "text" and not result.is_table and pairs[0][0].refused:
        raise GkmlError(pairs[0][0].refused)
    if form == "text" and (explain or not result.is_table):
        from gkml.report import due_text

        texts = [due_text.report(answer, days, as_of, explain=explain) for answer, days in pairs]
        return "\n".join(texts).encode()
    from gkml.layout.deadlines import layout

    return rendered(layout([answer for answer, _ in pairs], as_of), form, home)


def rules_report(form: str, home: Home) -> bytes:
    """Returns the table of all statutory limits in one of `FORMATS`; for JSON, as text."""
    from gkml.layout.deadlines import rules

    return rendered(rules(statutory_limits()), "text" if form == "json" else form, home)
