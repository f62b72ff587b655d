"""Takes the duties of a year and returns a `Document` with one row for each date, in order."""

from gkml.deadlines.agenda import Agenda, Duty
from gkml.document import Document, Paragraph, Run
from gkml.layout.listing import listing
from gkml.phrases.date import WEEKDAYS

_COLUMNS = (
    ("日期", 8.0),
    ("星期", 4.0),
    ("最后工作日", 8.0),
    ("类别", 5.0),
    ("机关", 12.0),
    ("目录#事项", 12.0),
    ("事项", 18.0),
    ("责任", 12.0),
    ("公开时限", 20.0),
    ("说明", 12.0),
)


def layout(agenda: Agenda) -> Document:
    """Returns the table under its title, with the number of the other items below it."""
    title = f"{agenda.year}年公开期限年历"
    document = listing(title, _COLUMNS, [_texts(duty) for duty in agenda.duties])
    notes = ["“期限”是目录写明的日子；“提醒”是目录只写了多久一次的，列在期末，供安排工作用。"]
    if agenda.others:
        notes.append(f"另有 {agenda.others} 个事项从事情发生之日起算或没有固定日子，不在年历里；用 gkml due 计算。")
    return document.followed_by(*(Paragraph((Run(note),)) for note in notes))


def _texts(duty: Duty) -> list[str]:
    remarks = [duty.article] if duty.article else []
    remarks += ["预估"] if duty.provisional else []
    if duty.last_working_day != duty.due:
        remarks.append("当天休息")
    return [
        duty.due.isoformat(),
        WEEKDAYS[duty.due.weekday()],
        duty.last_working_day.isoformat(),
        "提醒" if duty.reminder else "期限",
        duty.catalog.agency or duty.catalog.title,
        f"{duty.catalog.id}#{duty.item}",
        duty.name,
        duty.office,
        duty.limit,
        "；".join(remarks),
    ]
