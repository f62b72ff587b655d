"""Takes the outcome of an audit and returns JSON for scripts (schema/audit.schema.json)."""

from collections.abc import Sequence
from datetime import date

from pydantic import Field

from gkml.diagnostics import Diagnostic
from gkml.ledger.application import Application
from gkml.ledger.application import State as ApplicationState
from gkml.ledger.audit import Audit, Judged
from gkml.ledger.judge import State
from gkml.ledger.period import Period
from gkml.ledger.publication import Record as Published
from gkml.ledger.quota import Met
from gkml.report.lint.json import DiagnosticRecord, record
from gkml.report.record import Record, json_text


class RecordRecord(Record):
    file: str = Field(description="台账")
    sheet: str = Field(description="工作表；CSV 为空")
    row: int = Field(ge=1, description="CSV 的行号或工作表的行号，从1起")
    catalog: str = Field(description="目录代号")
    item: str = Field(description="事项编号")
    office: str = Field(description="责任科室")
    title: str = Field(description="标题")
    formed: date | None = Field(description="形成日期")
    due: date | None = Field(description="最迟哪天公开；算不出为 null")
    published: date | None = Field(description="发布日期")
    state: State = Field(
        description="in-time 按时、late 逾期、early 早于可以公开的日子、before-formed 公开早于形成、not-assessable 无法判断"
    )
    days: int = Field(ge=0, description="晚几个工作日")
    reason: str = Field(description="无法判断的原因")


class QuotaRecord(Record):
    office: str = Field(description="责任科室")
    item: str = Field(description="按事项要求的：事项名称；按科室的为空")
    period: str = Field(description="期间")
    needed: int = Field(ge=0, description="应公开几条")
    published: int = Field(ge=0, description="公开了几条")
    missing: int = Field(ge=0, description="还差几条")
    over: bool = Field(description="期间已经结束")


class WithoutRecord(Record):
    kind: str = Field(description="item 事项、section 栏目")
    id: str = Field(description="事项编号；栏目为空")
    name: str = Field(description="名称")
    office: str = Field(description="责任科室")
    was_due: bool = Field(description="期内是不是一定要公开")
    reason: str = Field(description="说明")


class UnmatchedRecord(Record):
    file: str = Field(description="台账")
    sheet: str = Field(description="工作表")
    row: int = Field(ge=1, description="行号")
    text: str = Field(description="标题或事项名称")
    reason: str = Field(description="为什么认不出")


class ApplicationRecord(Record):
    id: str = Field(description="编号")
    row: int = Field(ge=1, description="行号")
    received: date = Field(description="收到日期")
    due: date | None = Field(description="最迟哪天答复")
    answered: date | None = Field(description="答复日期")
    state: ApplicationState = Field(description="in-time、late、open、overdue、waiting、not-assessable")
    days: int = Field(ge=0, description="晚几个工作日")


class CountsRecord(Record):
    """The rows of the ledgers: `read` = `in_period` + `outside` + `unmatched` + `not_read`."""

    read: int = Field(ge=0, description="共读了几行，等于下面四项之和")
    in_period: int = Field(ge=0, description="期内的记录")
    outside: int = Field(ge=0, description="不在期内的")
    unmatched: int = Field(ge=0, description="认不出事项的")
    not_read: int = Field(ge=0, description="读不出的")


class Output(Record):
    """An audit of a period."""

    period: str = Field(description="期间，如 2026Q2")
    first: date = Field(description="期间的第一天")
    last: date = Field(description="期间的最后一天")
    as_of: date = Field(description="按哪一天判断")
    counts: CountsRecord
    states: dict[State, int] = Field(description="期内的记录各是什么状态，合计等于 counts.in_period")
    records: list[RecordRecord] = Field(description="期内的记录")
    quotas: list[QuotaRecord] = Field(description="数量要求")
    without_records: list[WithoutRecord] = Field(description="期内没有记录的事项和栏目")
    unmatched: list[UnmatchedRecord] = Field(description="认不出事项的记录")
    applications: list[ApplicationRecord] = Field(description="依申请公开的各件申请")
    t3: dict[str, list[int]] = Field(description="由登记表数出的年度报告第三部分的表，行的代号: 七列")
    findings: list[DiagnosticRecord] = Field(description="问题")


def report(
    span: Period,
    as_of: date,
    audit: Audit,
    applications: Sequence[Application],
    table_three: dict[str, list[int]],
    diagnostics: Sequence[Diagnostic],
) -> str:
    """Returns the whole audit as one object."""
    output = Output(
        period=span.name,
        first=span.first,
        last=span.last,
        as_of=as_of,
        counts=CountsRecord(**{key.replace("-", "_"): count for key, count in audit.counts.items()}),
        states=audit.states,
        records=list(map(_judged, audit.judged)),
        quotas=list(map(_quota, audit.quotas)),
        without_records=[WithoutRecord(**each._asdict()) for each in audit.without],
        unmatched=[_unmatched(*each) for each in audit.unmatched],
        applications=list(map(_application, applications)),
        t3=table_three,
        findings=list(map(record, diagnostics)),
    )
    return json_text(output)


def _judged(each: Judged) -> RecordRecord:
    verdict = each.verdict
    return RecordRecord(
        file=each.file,
        sheet=each.sheet,
        row=each.row,
        catalog=each.target.catalog.id,
        item=each.target.id,
        office=each.office,
        title=each.title,
        formed=each.formed,
        due=verdict.due,
        published=each.published,
        state=verdict.state,
        days=verdict.days,
        reason=verdict.reason,
    )


def _quota(each: Met) -> QuotaRecord:
    return QuotaRecord(
        office=each.office,
        item=each.item,
        period=each.period.name,
        needed=each.needed,
        published=each.published,
        missing=each.missing,
        over=each.is_over,
    )


def _unmatched(each: Published, reason: str, file: str) -> UnmatchedRecord:
    text = each.title or each.name or each.item
    return UnmatchedRecord(file=file, sheet=each.sheet, row=each.row, text=text, reason=reason)


def _application(each: Application) -> ApplicationRecord:
    return ApplicationRecord(
        id=each.id,
        row=each.row,
        received=each.received,
        due=each.due,
        answered=each.answered,
        state=each.state,
        days=each.days,
    )
