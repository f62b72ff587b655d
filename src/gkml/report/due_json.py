"""Takes answers about time limits and returns JSON for scripts (schema/due.schema.json)."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from gkml.deadlines.deadline import Deadline, count
from gkml.deadlines.due import Answer
from gkml.deadlines.national import DayKind
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.phrases.limit_part import Kind, Part, Period, Unit
from gkml.phrases.limit_wording import canonical
from gkml.report.record import Record, json_text


class DayRecord(Record):
    day: date = Field(serialization_alias="date", description="日期")
    kind: DayKind = Field(description="working 工作日、weekend 周末、holiday 放假、makeup 调休上班")
    note: str = Field(description="节日")
    source: str = Field(description="通知的文号")
    number: int | None = Field(ge=1, description="第几个；不计为 null")
    suspended: bool = Field(description="是否在扣除的时间里")


class AnchorRecord(Record):
    day: int = Field(ge=0, description="几日；0 是月底")
    month: int = Field(ge=0, description="几月，或季度的第几个月；0 是没有写")
    lag: int = Field(ge=0, description="晚几期：1 是下一期")
    year: int = Field(ge=0, description="哪一年；0 是每年")
    weekday: int = Field(ge=0, description="星期几；0 是没有写")
    before: bool = Field(description="是否写了“前”")
    working: bool = Field(description="是否指最后一个工作日")


class PartRecord(Record):
    kind: Kind = Field(description="哪一类时限")
    text: str = Field(description="读自哪几个字")
    trigger: str = Field(description="从什么时候起算")
    scope: str = Field(description="管哪些信息")
    n: int | None = Field(ge=0, description="多少个单位")
    low: int | None = Field(ge=0, description="写成几至几时，较短的一头")
    unit: Unit | None = Field(description="单位")
    unit_stated: bool = Field(description="是否写明了单位是不是工作日")
    period: Period | None = Field(description="多久一次")
    every: int = Field(ge=1, description="每几期一次")
    times: int | None = Field(ge=0, description="每期至少几次")
    anchors: list[AnchorRecord] = Field(description="写明的日子")
    cites: str = Field(description="引用的法律、法规")
    computable: Literal["event", "calendar", "no"] = Field(description="要事情的日期、只看日历、算不出")
    reason: str = Field(description="算不出的原因")
    due: date | None = Field(description="这一部分最迟的日子")
    provisional: bool = Field(description="是否预估")


class CeilingRecord(Record):
    rule: str = Field(description="名称")
    article: str = Field(description="哪一条")
    limit: str = Field(description="期限")
    due: date | None = Field(description="从起算日起，法定最迟的日子")


class AnswerRecord(Record):
    due: date | None = Field(description="最迟的日子；算不出为 null")
    provisional: bool = Field(description="是否预估：用到了尚未公布的放假安排")
    unit: Unit | None = Field(description="单位；day 是没有写明是不是工作日的“日”“天”")
    n: int | None = Field(ge=0, description="多少个单位")
    days: list[DayRecord] = Field(description="逐日：从起算次日到最迟那天")
    last_working_day: date | None = Field(description="最迟那天或之前最后一个工作日；不知道为 null")
    ended_on: date | None = Field(description="期满的日子，遇休息日顺延时才有")
    start: date | None = Field(serialization_alias="from", description="起算的日子")
    as_of: date | None = Field(description="算剩余天数的“今天”")
    days_left: int | None = Field(description="还有几天；负数是已经过期")
    working_days_left: int | None = Field(ge=0, description="其中几个工作日；过期或不知道为 null")
    computable: bool = Field(description="这个时限能不能算出日期")
    reason: str = Field(description="算不出的原因；算得出为空")
    notes: list[str] = Field(description="要注意的")
    limit: str = Field(description="公开时限的原文")
    canonical: str = Field(description="规范的写法；没有读懂为空")
    exception: str = Field(description="“从其规定”一类的话；没有为空")
    not_understood: str = Field(description="没有读懂的部分；没有为空")
    parts: list[PartRecord] = Field(description="原文里的各个时限")
    ceiling: CeilingRecord | None = Field(description="没有写明日期时，法律定的最迟期限")
    rule: str | None = Field(description="--rule 的名称")
    catalog: str = Field(description="目录代号")
    item: str = Field(description="事项编号")
    name: str = Field(description="事项名称")
    region: str = Field(description="行政区划代码；空是全国")
    calendar: str = Field(description="用的是哪里的日历")


Output = AnswerRecord | list[AnswerRecord]


def report(pairs: Sequence[tuple[Answer, Calendar]], as_of: date | None, *, many: bool, explain: bool = False) -> str:
    """Returns one object, or a list if `many`; `days` is empty in a list unless `explain`."""
    records = [_record(answer, calendar, as_of, explain or not many) for answer, calendar in pairs]
    return json_text(records if many else records[0])


def _record(answer: Answer, calendar: Calendar, as_of: date | None, days: bool) -> AnswerRecord:
    question, limit, main = answer.question, answer.limit, answer.main
    part = main.part if main else limit.main
    return AnswerRecord(
        due=main.due if main else None,
        provisional=main.provisional if main else False,
        unit=part.unit if part else None,
        n=part.n if part else None,
        days=_days(main, answer, calendar) if main and days else [],
        last_working_day=main.last_working_day if main else None,
        ended_on=main.ended_on if main else None,
        start=main.start if main else question.start,
        as_of=as_of,
        days_left=(main.due - as_of).days if main and as_of else None,
        working_days_left=_working_days_left(main, calendar, as_of),
        computable=limit.computable,
        reason=answer.refused or limit.reason or ("要知道事情发生的日期" if answer.needs_event else ""),
        notes=[*main.notes, *main.cautions] if main else [],
        limit=limit.text,
        canonical=canonical(limit),
        exception=limit.exception,
        not_understood=limit.rest,
        parts=[_part(part, _deadline_of(part, answer)) for part in limit.parts],
        ceiling=_ceiling(answer),
        rule=question.rule.name if question.rule else None,
        catalog=question.catalog,
        item=question.item,
        name=question.name,
        region=calendar.region,
        calendar=calendar.name,
    )


def _deadline_of(part: Part, answer: Answer) -> Deadline | None:
    return next((deadline for deadline in answer.deadlines if deadline.part.text == part.text), None)


def _part(part: Part, deadline: Deadline | None) -> PartRecord:
    return PartRecord(
        kind=part.kind,
        text=part.text,
        trigger=part.trigger,
        scope=part.scope,
        n=part.n,
        low=part.low,
        unit=part.unit,
        unit_stated=part.unit_stated,
        period=part.period,
        every=part.every,
        times=part.times,
        anchors=[AnchorRecord(**anchor._asdict()) for anchor in part.anchors],
        cites=part.cites,
        computable=part.computable,
        reason=part.reason,
        due=deadline.due if deadline else None,
        provisional=deadline.provisional if deadline else False,
    )


def _ceiling(answer: Answer) -> CeilingRecord | None:
    rule = answer.ceiling_rule
    if rule is None:
        return None
    due = answer.ceiling.due if answer.ceiling else None
    return CeilingRecord(rule=rule.name, article=rule.article, limit=rule.limit, due=due)


def _days(deadline: Deadline, answer: Answer, calendar: Calendar) -> list[DayRecord]:
    try:
        counted = count(deadline, calendar, answer.question.suspended)
    except Unannounced:
        return []
    return [
        DayRecord(
            day=each.day.date,
            kind=each.day.kind,
            note=each.day.note,
            source=each.day.source,
            number=each.number or None,
            suspended=each.suspended,
        )
        for each in counted
    ]


def _working_days_left(deadline: Deadline | None, calendar: Calendar, as_of: date | None) -> int | None:
    if not deadline or as_of is None or deadline.due < as_of:
        return None
    try:
        return calendar.count(date.fromordinal(as_of.toordinal() + 1), deadline.due)
    except Unannounced:
        return None
