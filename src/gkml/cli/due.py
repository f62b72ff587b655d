"""`gkml due`: one question or many about time limits, answered with dates and how they were counted."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.dates import span_of
from gkml.deadlines.due import Answer, Question, due, statutory_limit, suspension
from gkml.deadlines.workdays import Calendar, calendar, region_code
from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.layout.deadlines import layout, rules
from gkml.phrases.time_limit import read
from gkml.project.items import Asked, legible, named, of_events, of_items, year_day
from gkml.project.tables import TABLES, deliver, table
from gkml.project.workspace import Home, find_home
from gkml.registers.limits import statutory_limits
from gkml.report import due_text


class Order(NamedTuple):
    """The command's arguments."""

    item: str
    limit: str
    rule: str
    events: Path | None
    start: str
    as_of: str
    region: str
    suspend: list[str]
    extend: bool
    explain: bool
    estimate: bool
    output_format: str
    output_file: Path | None
    config: Path | None


Pairs = Sequence[tuple[Answer, Calendar]]


def run(order: Order) -> int:
    """Runs the order: 0 where every question has its answer, 1 where a limit cannot be read, 2 where a year is unknown."""
    if order.output_format not in ("text", "json", *TABLES):
        raise GkmlError(f"不认识的输出格式“{order.output_format}”；可选：{'、'.join(('text', 'json', *TABLES))}")
    home = find_home(_place(order.item), order.config)
    if order.rule == "list":
        deliver(_table(rules(statutory_limits()), order, home), order.output_file)
        return 0
    start, as_of = _days(order)
    asked = _asked(order, start, home)
    late = max((each.ask.start for each in asked if each.ask.start and not _counts_back(each.ask)), default=None)
    if order.as_of and late and late > as_of:
        raise GkmlError(f"起算日 {late} 晚于 --as-of 的 {as_of}；--as-of 是算剩余天数的“今天”，请核对")
    pairs = _answers(asked, order, home, as_of)
    many = order.events is not None or (bool(order.item) and not named(order.item)[1])
    if order.output_format == "text" and not many and pairs[0][0].refused:
        raise GkmlError(pairs[0][0].refused)
    deliver(_told(pairs, order, as_of, many, home), order.output_file, [order.events] if order.events else [])
    if any(answer.refused for answer, _ in pairs):
        return 2
    return int(any(not answer.limit.parts for answer, _ in pairs))


def _counts_back(ask: Question) -> bool:
    """Whether the limit is before its event, which then is still to come."""
    return any(part.kind == "before" for part in read(ask.text).parts)


def _place(item: str) -> Path:
    path = Path(named(item)[0])
    return path if item and path.exists() else Path()


def _days(order: Order) -> tuple[date | None, date]:
    """`--from` and `--as-of`, the latter today where it is not given."""
    try:
        return year_day(order.start) if order.start else None, year_day(order.as_of) if order.as_of else date.today()
    except ValueError as error:
        raise GkmlError(str(error)) from None


def _asked(order: Order, start: date | None, home: Home) -> list[Asked]:
    given = [
        name for name, value in (("--limit", order.limit), ("--rule", order.rule), ("--events", order.events)) if value
    ]
    if len(given) > 1 or (order.item and given and given != ["--events"]):
        raise GkmlError("目录#事项、--limit、--rule、--events 只写一个（--events 前可以写目录）")
    if not (given or order.item):
        raise GkmlError(
            "要算什么？请写 目录#事项，或 --limit “公开时限的文字”，或 --rule article-33，或 --events 事件表.csv"
        )
    if (order.suspend or order.extend) and not order.rule:
        raise GkmlError("--suspend、--extend 要和 --rule 一起用，如 --rule article-33")
    if order.events:
        if start:
            raise GkmlError("--events 的每一行有自己的日期，不要再写 --from")
        return of_events(order.events, order.item, home)
    if order.item:
        return of_items(order.item, start, home)
    return [Asked(_inquiry(order, start) if order.rule else Question(legible(order.limit), start))]


def _inquiry(order: Order, start: date | None) -> Question:
    rule = statutory_limit(order.rule)
    if order.extend and not rule.extends:
        raise GkmlError(f"{rule.article}的这个期限不能延长；--extend 只用于 --rule article-33")
    if order.suspend and start is None:
        raise GkmlError("--suspend 要和 --from 一起用")
    try:
        spans = [span_of(text) for text in order.suspend]
    except ValueError as error:
        raise GkmlError(f"--suspend（起..止，如 2026-09-20..2026-09-30）：{error}") from None
    stopped = suspension(rule, spans, start) if start else ()
    return Question(rule.limit, start, name="", rule=rule, extended=order.extend, suspended=stopped)


def _answers(asked: list[Asked], order: Order, home: Home, as_of: date) -> list[tuple[Answer, Calendar]]:
    given = region_code(order.region) if order.region else ""
    of_region = cache(lambda code: calendar(code, home.config.calendar, estimate=order.estimate))
    inclusive = home.config.before_includes_day
    pairs = []
    for each in asked:
        days = of_region(given or each.region or home.config.region)
        pairs.append((due(each.ask, days, as_of, inclusive=inclusive), days))
    return pairs


def _told(pairs: Pairs, order: Order, as_of: date, many: bool, home: Home) -> bytes:
    if order.output_format == "json":
        from gkml.report import due_json

        return due_json.report(pairs, as_of, many=many, explain=order.explain).encode()
    if order.output_format == "text" and not many:
        answer, days = pairs[0]
        return due_text.report(answer, days, as_of, explain=order.explain).encode()
    if order.output_format == "text" and order.explain:
        texts = [due_text.report(answer, days, as_of, explain=True) for answer, days in pairs]
        return "\n".join(texts).encode()
    return _table(layout([answer for answer, _ in pairs], as_of), order, home)


def _table(document: Document, order: Order, home: Home) -> bytes:
    return table(document, "text" if order.output_format == "json" else order.output_format, home)
