"""Takes answers about time limits and returns a `Document` with one row for each answer, in the order of the questions."""

from collections.abc import Iterator, Sequence
from datetime import date

from gkml.deadlines.due import Answer
from gkml.document import Document, Paragraph, Run
from gkml.layout.listing import listing
from gkml.registers.limits import StatutoryLimit

TITLE = "公开期限一览"
_COLUMNS = (
    ("目录", 8.0),
    ("编号", 6.0),
    ("事项", 16.0),
    ("公开时限", 22.0),
    ("起算日", 8.0),
    ("最迟", 8.0),
    ("还有（天）", 6.0),
    ("说明", 26.0),
)


def layout(answers: Sequence[Answer], as_of: date | None) -> Document:
    """Returns a table of due days as ISO dates; 说明 gives the reason for a missing one. Cautions are listed once below."""
    document = listing(TITLE, _COLUMNS, [_texts(answer, as_of) for answer in answers])
    deadlines = [*(each for answer in answers for each in answer.deadlines), *(a.ceiling for a in answers if a.ceiling)]
    cautions = dict.fromkeys(caution for deadline in deadlines for caution in deadline.cautions)
    notes = tuple(Paragraph((Run(f"注意：{caution}"),)) for caution in cautions)
    return document.followed_by(*notes)


def _texts(answer: Answer, as_of: date | None) -> list[str]:
    question, main = answer.question, answer.main
    start = main.start if main else question.start
    return [
        question.catalog,
        question.item,
        question.name,
        question.text,
        start.isoformat() if start else "",
        main.due.isoformat() if main else "",
        _left((main.due - as_of).days) if main and as_of else "",
        "；".join(_remarks(answer)),
    ]


def _left(days: int) -> str:
    return str(days) if days >= 0 else f"已过期{-days}天"


def _remarks(answer: Answer) -> Iterator[str]:
    main = answer.main
    if answer.refused:
        yield answer.refused
    elif main is None:
        yield "要知道事情发生的日期" if answer.needs_event else answer.limit.reason
    if main and main.provisional:
        yield "预估"
    elif main and main.cautions:
        yield "日历有待核实"
    if main and main.last_working_day and main.last_working_day != main.due:
        yield f"当天休息，之前最后一个工作日是 {main.last_working_day}"
    if main and main.ended_on:
        yield f"{main.ended_on} 期满，遇休息日顺延"
    yield from main.notes if main else ()
    yield from (f"另一期限（{each.part.scope or each.part.text}）：{each.due}" for each in answer.deadlines[1:])
    if answer.ceiling_rule:
        law = f"法定最迟 {answer.ceiling.due}" if answer.ceiling else f"法定：{answer.ceiling_rule.limit}"
        yield f"{law}（{answer.ceiling_rule.article}）"


_RULES = (("名称", 10.0), ("什么", 16.0), ("依据", 16.0), ("期限", 20.0), ("也可写作", 12.0), ("说明", 20.0))


def rules(limits: Sequence[StatutoryLimit]) -> Document:
    """Returns the statutory limits that `--rule` accepts."""
    rows = [
        [
            limit.name,
            limit.title,
            limit.article,
            limit.limit,
            "、".join(limit.aliases),
            "；".join(filter(None, (limit.extension, limit.suspends, limit.note))),
        ]
        for limit in limits
    ]
    return listing("法定期限", _RULES, rows)
