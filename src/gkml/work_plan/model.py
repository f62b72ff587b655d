"""The work plan: frozen data, one file = one year's plan of one body. Sections and tasks are the text to print, in order.

Who is responsible is printed as `assigned` says it; where that is left out, it is composed of the lists of offices.
逾期 and 常态化 are no states of a task: they follow from its deadline and the day.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gkml.catalog.parts import ItemId, Provenance, Scalar, Slug
from gkml.phrases.date import IsoDate
from gkml.schema.types import TextList

State = Literal["未开始", "推进中", "已完成", "已销账"]
STATES: tuple[State, ...] = ("未开始", "推进中", "已完成", "已销账")


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Basis(_Part):
    """A document that the plan carries out."""

    title: str = Field(min_length=1, description="文件名称，不带书名号")
    number: str = Field(default="", description="文号，如 黔府办函〔2020〕23号")


class Notice(_Part):
    """The notice that the plan is issued with."""

    number: str = Field(default="", description="本方案的文号；没有的不写")
    addressees: TextList = Field(default=(), description="主送，照印的文字", examples=[["局机关各科室："]])
    text: TextList = Field(default=(), description="通知的正文，逐段列出")
    signature: TextList = Field(default=(), description="落款的机关和日期，逐行列出")


class Attachment(_Part):
    """An attachment; `file` is its place if it is at hand."""

    title: str = Field(min_length=1, description="附件的名称")
    number: Scalar = Field(default="", description="第几个附件，如 2")
    file: str = Field(default="", description="附件的文件，相对于这份文件所在的文件夹；手头没有的不写")


class Progress(_Part):
    """How far a task is. 逾期 and 常态化 are computed, not written."""

    state: State = Field(default="未开始", description="未开始、推进中、已完成、已销账")
    done: IsoDate | None = Field(default=None, description="完成日期")
    evidence: TextList = Field(default=(), description="佐证材料：链接、文号、文件名", examples=[["某政发〔2026〕3号"]])
    struck: IsoDate | None = Field(default=None, description="销账日期")
    checked_by: str = Field(default="", description="核销人或核销科室")
    note: str = Field(default="", description="进展说明")


class Task(_Part):
    """A task as printed: its number, its title, its text, who is responsible."""

    id: ItemId | None = Field(default=None, description="编号：方案内唯一，不再使用也不改变；gkml fmt 会补上")
    number: str = Field(default="", description="序号，照印的文字，如 （一）、1.")
    title: str = Field(default="", description="任务的标题；与正文印在一段里的，以句号结尾")
    text: TextList = Field(default=(), description="任务的正文，逐段列出")
    assigned: str = Field(
        default="", description="分工，照印的文字，如 （牵头科室：办公室；责任科室：各科室）；不写就由下面各栏排成"
    )
    lead: TextList = Field(default=(), description="牵头科室", examples=[["办公室"]])
    responsible: TextList = Field(default=(), description="责任科室")
    support: TextList = Field(default=(), description="配合科室")
    due: str = Field(default="", description="时限，照印的文字，如 2026年5月底前、持续推进")
    quantity: str = Field(default="", description="可以计量的要求，如 每年至少组织1次培训")
    items: TextList = Field(default=(), description="对应的目录事项：目录代号#事项编号")
    remark: str = Field(default="", description="备注")
    progress: Progress | None = Field(default=None, description="进展")


class Section(_Part):
    """A heading with what stands below it: paragraphs, then sections or tasks in printed order."""

    number: str = Field(default="", description="序号，照印的文字，如 一、、（四）")
    heading: str = Field(min_length=1, description="标题")
    paragraphs: TextList = Field(default=(), description="标题下面的正文，逐段列出")
    parts: "tuple[Annotated[Section | Task, Field()], ...]" = Field(default=(), description="下面的小节和任务")


class Quota(_Part):
    """How much is to be published: so many per office or item in each period."""

    per: Literal["office", "item"] = Field(default="office", description="office 每个责任科室、item 每个事项")
    at_least: int = Field(ge=1, description="至少几条")
    each: Literal["month", "quarter", "half-year", "year"] = Field(description="每个 month、quarter、half-year、year")
    only: TextList = Field(default=(), description="只管这些科室（事项）；不写就是目录里的全部责任科室（事项）")
    count: Literal["record", "channel"] = Field(
        default="record", description="record 一条信息发在几个渠道算一条；channel 每个渠道算一条"
    )
    since: IsoDate | None = Field(default=None, description="从哪天起算；不写就从1月1日起")
    pro_rata: Literal["none", "days"] = Field(
        default="none", description="第一期不满的：none 不折算，days 按天数折算（进位取整）"
    )
    text: str = Field(default="", description="方案里的原文")


class WorkPlan(_Part):
    """One year's work plan of one body."""

    format: int = Field(default=1, ge=1, le=1, description="文件格式版本，现为 1")
    kind: Literal["work-plan"] = Field(description="文件的种类：work-plan 是工作方案")
    id: Slug = Field(description="代号：小写字母、数字和连字符；同一机关各年度的方案用同一代号")
    title: str = Field(min_length=1, description="方案的标题")
    agency: str = Field(min_length=1, description="编制机关全称")
    year: int = Field(ge=2008, le=2100, description="哪一年度")
    edition: Scalar = Field(
        default_factory=lambda data: str(data.get("year", "")), description="同一年度有几稿时的版本；默认是年度"
    )
    issued: IsoDate | None = Field(default=None, description="印发日期")
    draft: bool = Field(default=False, description="草稿、没有印发")
    source: Provenance | None = Field(default=None, description="转录自哪份原件")
    previous: str = Field(default="", description="上一年度的方案，相对于这份文件所在的文件夹")
    form: str = Field(default="prose", description="任务表的表式：prose 以正文为主，或一种任务分解表")
    basis: tuple[Basis, ...] = Field(default=(), description="依据的上级文件，逐级列出")
    notice: Notice = Field(default=Notice(), description="印发通知")
    groups: dict[str, TextList] = Field(
        default_factory=dict, description="统称: 包括哪些科室，如 各科室: [办公室, 法规科]；用到的统称都要写"
    )
    first_is_lead: bool = Field(default=False, description="没有写明谁牵头的，是不是列在第一的牵头")
    sections: tuple[Section, ...] = Field(min_length=1, description="方案的各部分")
    quotas: tuple[Quota, ...] = Field(default=(), description="公开数量的要求")
    attachments: tuple[Attachment, ...] = Field(default=(), description="附件")
    notes: TextList = Field(default=(), description="文末的文字，逐行列出")

    @property
    def ids(self) -> dict[tuple[str | int, ...], str]:
        """The ids of the tasks by route, given or derived from their numbers and titles."""
        from gkml.work_plan.tasks import task_ids

        return task_ids(self)

    @property
    def as_of(self) -> date:
        """The day from which its deadlines are read: its date of issue, else the first day of its year."""
        return self.issued or date(self.year, 1, 1)


Section.model_rebuild()
MODEL = WorkPlan
