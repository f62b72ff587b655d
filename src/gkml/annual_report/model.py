"""The annual report: frozen data, one file = one year's report of one body. Cells and paragraphs are the text to print.

A paragraph may refer to the tables (`{三.新收}`, see `references`). A total that is left out is computed (see `tables`).
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from gkml.catalog.parts import Provenance, Scalar, Slug
from gkml.diagnostics import Route
from gkml.phrases.date import IsoDate
from gkml.schema.types import TextList

Level = Literal["国务院部门", "省级政府", "市级政府", "县级政府", "部门", "乡镇街道", "其他单位"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Subheading(_Part):
    """A heading within a section."""

    heading: str = Field(min_length=1, description="小标题")


class Chart(_Part):
    """A chart of figures within a section, such as 主动公开信息发布情况."""

    chart: str = Field(min_length=1, description="图的标题")
    style: Literal["bar", "line"] = Field(default="bar", description="bar 柱形图、line 折线图")
    unit: str = Field(default="", description="单位，如 条")
    points: dict[str, Scalar] = Field(default_factory=dict, description="名称: 数字；原件只有标题没有图的不写")


class Section(_Part):
    """One of the six parts: its heading as printed, its prose, and what stands below its table."""

    heading: str = Field(min_length=1, description="标题，照印的文字，如 一、总体情况")
    paragraphs: tuple[str | Subheading | Chart, ...] = Field(
        default=(),
        description="正文，逐段列出；可以引用表里的数：{三.新收}、{三.新收 + 三.上年结转}、{占比(三.予以公开, 三.办结)}、{同比(三.新收)}",
        examples=[["本年度共收到政府信息公开申请{三.新收}件，{同比(三.新收)}；予以公开{三.予以公开}件。"]],
    )
    after: TextList = Field(default=(), description="表后的说明，如 注：……")


def _as_texts(value: object) -> object:
    """A single cell stands for a row of one; an empty value for a row of one blank."""
    return [value] if isinstance(value, str) else value


Row = Annotated[tuple[Scalar, ...], BeforeValidator(_as_texts)]
"""The cells of a row from the left, as printed."""


class Revision(_Part):
    """A change against the source or the report as issued, and why."""

    where: str = Field(min_length=1, description="改了哪里，如 第四部分 复议后起诉")
    reason: str = Field(min_length=1, description="为什么改")


class AnnualReport(_Part):
    """One year's report of one body."""

    format: int = Field(default=1, ge=1, le=1, description="文件格式版本，现为 1")
    kind: Literal["annual-report"] = Field(description="文件的种类：annual-report 是年度报告")
    id: Slug = Field(description="代号：小写字母、数字和连字符；同一机关各年度的报告用同一代号")
    title: str = Field(min_length=1, description="标题，如 某某局 2025 年政府信息公开工作年度报告")
    agency: str = Field(min_length=1, description="编制机关全称")
    level: Level = Field(description="机关的级别，决定什么时候之前公布、能不能制定规章")
    scope: Literal["self", "area"] = Field(
        default="self", description="数字的范围：self 只是本机关，area 是整个地区（本级和下级）"
    )
    year: int = Field(ge=2008, le=2100, description="哪一年度")
    edition: Scalar = Field(
        default_factory=lambda data: str(data.get("year", "")),
        description="同一年度有几稿时的版本，如 2021更正稿；默认是年度",
    )
    form: Scalar = Field(description="格式：2021（2021年度起）或 2019（2019、2020年度）")
    applications_form: Scalar = Field(default="", description="第三部分的表用了别的格式时写，如 2019")
    issued: IsoDate | None = Field(default=None, description="署名处的日期，或公布的日期")
    draft: bool = Field(default=False, description="草稿、没有公布")
    source: Provenance | None = Field(default=None, description="转录自哪份原件")
    previous: str = Field(default="", description="上一年度的报告，相对于这份文件所在的文件夹")
    children: TextList = Field(default=(), description="下级机关、所属单位的报告，相对于这份文件所在的文件夹")
    opening: TextList = Field(default=(), description="标题下面的引言，逐段列出")
    sections: tuple[Section, ...] = Field(min_length=1, description="六个部分，依次列出")
    disclosures: dict[str, Row] = Field(default_factory=dict, description="第二部分的表，名称: 各列的数字")
    in_force: dict[str, TextList] = Field(
        default_factory=dict, description="已公布的现行有效文件目录，名称: 逐件列出文件；不印，只核对件数"
    )
    applications: dict[str, Row] = Field(
        default_factory=dict, description="第三部分的表，行的代号: 七个数字；总计可以不写"
    )
    reviews: tuple[Scalar, ...] = Field(default=(), description="第四部分的表，十五个数字，从左到右")
    signature: TextList = Field(default=(), description="文末的署名和日期，逐行列出")
    revisions: tuple[Revision, ...] = Field(default=(), description="更正稿：与原件不同的地方和理由")
    labels: dict[str, str] = Field(
        default_factory=dict, description="原件的行名与格式的不同时，代号: 照印的文字（转录用）"
    )

    @property
    def ids(self) -> dict[Route, str]:
        """No part of a report has an id."""
        return {}


MODEL = AnnualReport
