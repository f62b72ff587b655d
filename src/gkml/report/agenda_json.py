"""Takes the duties of a year and returns a JSON list for scripts (schema/calendar.schema.json)."""

from datetime import date

from pydantic import Field

from gkml.deadlines.agenda import Agenda, Duty
from gkml.report.record import Record, json_text


class DutyRecord(Record):
    day: date = Field(serialization_alias="date", description="日期")
    last_working_day: date = Field(description="这一天或之前最后一个工作日")
    reminder: bool = Field(description="提醒：目录没有写明日子")
    provisional: bool = Field(description="是否预估")
    key: str = Field(description="哪一期")
    catalog: str = Field(description="目录代号")
    item: str = Field(description="事项编号")
    name: str = Field(description="事项名称")
    article: str = Field(description="按哪部法律提醒；没有为空")
    office: str = Field(description="责任科室或主体")
    limit: str = Field(description="公开时限的原文")


Output = list[DutyRecord]


def report(agenda: Agenda) -> str:
    """Returns a list of flat objects in the order of their days."""
    return json_text([_record(duty) for duty in agenda.duties])


def _record(duty: Duty) -> DutyRecord:
    return DutyRecord(
        day=duty.due,
        last_working_day=duty.last_working_day,
        reminder=duty.reminder,
        provisional=duty.provisional,
        key=duty.key,
        catalog=duty.catalog.id,
        item=duty.item,
        name=duty.name,
        article=duty.article,
        office=duty.office,
        limit=duty.limit,
    )
