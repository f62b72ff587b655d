"""Takes an answer about a time limit and returns text for a terminal: the date first, then its calculation."""

from collections.abc import Iterator
from datetime import date

from gkml.deadlines.deadline import Counted, Deadline, count
from gkml.deadlines.due import Answer
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.phrases.date import day_words
from gkml.phrases.limit_part import UNIT_WORDS, Part
from gkml.phrases.limit_wording import words_of

_KINDS = {"working": "", "weekend": "休", "holiday": "假", "makeup": "班"}


def report(answer: Answer, calendar: Calendar, as_of: date | None, *, explain: bool = False) -> str:
    """Returns lines that begin with the due day; with `explain`, every day of the count."""
    lines = [*_head(answer), *_limit(answer)]
    for deadline in answer.deadlines:
        lines += ["", *_deadline(deadline, answer, calendar, as_of)]
        if explain:
            lines += _working(deadline, answer, calendar)
    lines += _without_date(answer)
    if answer.refused:
        lines += ["", answer.refused]
    return "".join(f"{line}\n" for line in lines)


def _head(answer: Answer) -> Iterator[str]:
    if answer.main and len(answer.deadlines) == 1:
        yield f"最迟 {due_words(answer.main)}"
    elif answer.deadlines:
        yield f"有 {len(answer.deadlines)} 个期限："
    elif answer.refused:
        yield "算不出日期：要用到还没有公布的放假安排"
    elif answer.needs_event:
        yield "要知道事情发生的日期才能算：请加 --from 日期"
    else:
        yield f"算不出日期：{answer.limit.reason}"


def due_words(deadline: Deadline) -> str:
    """Returns the due day, marked if it is estimated."""
    return f"{day_words(deadline.due)}{'（预估）' if deadline.provisional else ''}"


def _limit(answer: Answer) -> Iterator[str]:
    question, limit = answer.question, answer.limit
    if question.item or question.name:
        yield f"事项：{question.name}" + (f"（{question.catalog}#{question.item}）" if question.item else "")
    if question.rule:
        yield f"期限：{question.rule.title}（{question.rule.article}）"
    yield f"{'原文' if question.rule else '期限'}：{''.join(limit.text.split())}"
    if len(limit.parts) == 1 or not answer.deadlines:
        readings = "；".join(_reading(part) for part in limit.parts)
        yield from [f"读作：{readings}"] if readings and readings != "".join(limit.text.split()) else []
    if limit.exception:
        yield f"另有：{limit.exception}（以法律、法规的规定为准）"
    if limit.rest and limit.parts:
        yield f"没有读懂的部分：{limit.rest}"


def _reading(part: Part) -> str:
    """Returns a part in canonical words, with a remark if its event is missing."""
    words = words_of(part)
    if part.kind in {"within", "reply"} and part.n and not part.trigger:
        words += "（没有写从什么时候起算）"
    return f"{part.scope}：{words}" if part.scope else words


def _deadline(deadline: Deadline, answer: Answer, calendar: Calendar, as_of: date | None) -> Iterator[str]:
    part = deadline.part
    if len(answer.deadlines) > 1:
        yield f"最迟 {due_words(deadline)}"
        yield f"读作：{_reading(part)}"
    if part.kind not in {"fixed", "periodic"} or part.n is not None:
        yield _start(deadline)
    if deadline.ended_on:
        yield f"期满：{day_words(deadline.ended_on)}是休息日，顺延到节假日结束的次日（《民法典》第二百零三条）"
    if deadline.last_working_day and deadline.last_working_day != deadline.due:
        yield f"当天休息，之前最后一个工作日是 {day_words(deadline.last_working_day)}"
    if answer.question.suspended:
        spans = "、".join(f"{first} 到 {last}" for first, last in answer.question.suspended)
        yield f"扣除：{spans}，其中 {deadline.lost} 个工作日不计（{answer.question.rule.suspends if answer.question.rule else ''}）"
    if answer.question.extended and answer.question.rule:
        yield f"延长：{answer.question.rule.extension}"
    yield from _left(deadline, calendar, as_of)
    yield f"日历：{calendar.name}"
    rule = answer.question.rule
    notes = (*deadline.notes, *((rule.starts, rule.note) if rule else ()), *deadline.cautions)
    yield from (f"注意：{note}" for note in notes if note)


def _start(deadline: Deadline) -> str:
    part = deadline.part
    event = part.trigger or "事情发生"
    if part.kind == "before":
        return f"往前算：从{event}的 {day_words(deadline.start)}起，当日不计入"
    if not part.n:
        return f"起算：{day_words(deadline.start)}{event}，当日为限"
    if part.unit in {"hour", "minute"}:
        return f"起算：{day_words(deadline.start)}{event}，从那一刻起算（《民法典》第二百零一条第二款）"
    return f"起算：{day_words(deadline.start)}{event}，当日不计入，从次日起算（《民法典》第二百零一条）"


def _left(deadline: Deadline, calendar: Calendar, as_of: date | None) -> Iterator[str]:
    if as_of is None:
        return
    left = (deadline.due - as_of).days
    if left < 0:
        yield f"已经过期 {-left} 天（今天按 {as_of} 算）"
        return
    try:
        working = f"，其中 {calendar.count(date.fromordinal(as_of.toordinal() + 1), deadline.due)} 个工作日"
    except Unannounced:
        working = ""
    yield f"就是今天（{as_of}）" if left == 0 else f"还有 {left} 天{working}（今天按 {as_of} 算）"


def _without_date(answer: Answer) -> Iterator[str]:
    """Yields the parts without a date, and the statutory limit if no part has one."""
    others = [part for part in answer.limit.parts if part.computable == "no"] if answer.deadlines else []
    yield from (f"另外：{words_of(part)}，{part.reason}" for part in others)
    rule = answer.ceiling_rule
    if rule:
        yield f"法定最迟：{rule.article}，{rule.limit}{'（' + rule.note + '）' if rule.note else ''}"
    if answer.ceiling and answer.ceiling.part.computable == "event":
        yield f"若从 {day_words(answer.ceiling.start)}起算，法定最迟 {due_words(answer.ceiling)}"
    elif answer.ceiling:
        yield f"下一次法定最迟 {due_words(answer.ceiling)}"
    yield from (f"注意：{caution}" for caution in (answer.ceiling.cautions if answer.ceiling else ()))


# --- the count, day by day ---


def _working(deadline: Deadline, answer: Answer, calendar: Calendar) -> Iterator[str]:
    yield "逐日："
    if deadline.part.kind not in {"fixed", "periodic", "before"}:
        yield f"  {day_words(deadline.start)}  起算日，不计入"
    unit = UNIT_WORDS[deadline.part.unit].lstrip("个") if deadline.part.unit else "日"
    try:
        days = count(deadline, calendar, answer.question.suspended)
    except Unannounced as error:
        yield f"  列不出：{error}"
        return
    yield from (_line(counted, deadline, unit) for counted in days)
    if deadline.part.kind == "before":
        yield f"  {day_words(deadline.start)}  {deadline.part.trigger or '事情'}当日，不计入"


def _line(counted: Counted, deadline: Deadline, unit: str) -> str:
    day = counted.day
    number = f"第{counted.number}{'个工作日' if unit == '工作日' else '日'}" if counted.number else "不计"
    note = "，".join(part for part in (day.note, f"见{day.source}" if day.source else "") if part)
    stopped = "扣除的时间" if counted.suspended else ""
    rolled = "期满顺延" if deadline.ended_on and day.date > deadline.ended_on else ""
    remark = "；".join(part for part in (_KINDS[day.kind], note, stopped, rolled) if part)
    return f"  {day_words(day.date)}  {number}{'  ' + remark if remark else ''}"
