"""Takes the answer about a law and returns JSON for scripts (schema/law.schema.json)."""

from datetime import date

from pydantic import Field

from gkml.registers.law_answer import LawAnswer
from gkml.registers.standing import Standing, Status
from gkml.report.record import Record, json_text


class ProvisionRecord(Record):
    text: str = Field(description="条、款、项的原文")
    article: int = Field(ge=0, description="第几条")
    paragraph: int = Field(ge=0, description="第几款；0 是没有写")
    item: int = Field(ge=0, description="第几项；0 是没有写")
    checked: bool = Field(description="有没有那一天的文本可以核对")
    fault: str = Field(description="什么不存在；没有问题为空")
    meant: str = Field(description="应当怎样写；说不定为空")


class RepealRecord(Record):
    by: str = Field(description="由哪一部废止")
    since: date | None = Field(description="最迟从哪一天起；不知道为 null")


class LawRecord(Record):
    title: str = Field(description="登记的标题")
    kind: str = Field(description="法律、行政法规、地方性法规、部门规章……；不知道为空")
    province: str = Field(description="地方性法规是哪里的")
    numbers: list[str] = Field(description="公布的令号、文号")
    status: Status = Field(description="那一天的情况")
    issued: date | None = Field(description="公布")
    in_force: date | None = Field(description="施行")
    versions: list[date] = Field(description="各次文本的日期，从早到晚")
    text: date | None = Field(description="那一天的文本；不知道为 null")
    until: date | None = Field(description="从哪一天起不再有效")
    by: str = Field(description="由哪一部代替；不知道为空")
    articles: int = Field(ge=0, description="最近的文本有几条；0 是不知道")
    earlier: list[RepealRecord] = Field(description="同名的旧文怎样废止")
    sources: list[str] = Field(description="出处")


class Output(Record):
    title: str = Field(description="查的标题")
    on: date = Field(description="哪一天的情况")
    law: LawRecord | None = Field(description="查不到为 null")
    provision: ProvisionRecord | None = Field(description="查的条款；没有写为 null")
    alike: list[str] = Field(description="查不到时，相近的标题")
    as_of: date = Field(description="程序的数据截至哪一天")


def report(answer: LawAnswer) -> str:
    """Returns one object."""
    law = _law(answer.law) if answer.law else None
    return json_text(
        Output(
            title=answer.title,
            on=answer.on,
            law=law,
            provision=_provision(answer),
            alike=list(answer.alike),
            as_of=answer.as_of,
        )
    )


def _law(law: Standing) -> LawRecord:
    return LawRecord(
        title=law.title,
        kind=law.kind,
        province=law.province,
        numbers=list(law.numbers),
        status=law.status,
        issued=law.issued,
        in_force=law.in_force,
        versions=list(law.versions),
        text=law.text,
        until=law.until,
        by=law.by,
        articles=law.articles,
        earlier=[RepealRecord(by=repeal.by.title, since=repeal.since) for repeal in law.earlier],
        sources=list(law.sources),
    )


def _provision(answer: LawAnswer) -> ProvisionRecord | None:
    cited = answer.provision
    if cited is None:
        return None
    return ProvisionRecord(
        text=cited.text,
        article=cited.article,
        paragraph=cited.paragraph,
        item=cited.item,
        checked=answer.is_checked,
        fault=answer.fault,
        meant=answer.meant,
    )
