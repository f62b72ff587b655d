"""The parts of a catalog beside its items: who it is from, what it promises, what was abolished or does not apply."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from gkml.phrases.date import IsoDate
from gkml.schema.types import Expected, TextList

Slug = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=64),
    Expected("目录代号{}只能用小写字母、数字和连字符，如 liuzhou-scjg"),
]
ItemId = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$", max_length=18),
    Expected("编号{}只能用字母、数字、点、连字符和下划线，并以字母或数字开头"),
]
"""Short enough for a Word bookmark (40 characters) to carry it with its separators escaped."""
Scalar = Annotated[str, Field(json_schema_extra={"type": ["string", "number"]})]
"""Text that an editor may take for a number (edition: 2024)."""
Region = Annotated[Scalar, Field(pattern=r"^\d{6}$"), Expected("{}不是六位行政区划代码，如 450200")]


class Part(BaseModel):
    """What all parts of a catalog have in common: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Ignore(Part):
    """A finding that the office has looked at and accepts."""

    rule: str = Field(description="规则的代号或名称，如 K104", examples=["K104"])
    reason: str = Field(min_length=1, description="为什么可以接受（必填）")


class PrefaceHeading(Part):
    heading: str = Field(min_length=1, description="正文中的小标题")
    level: int = Field(default=2, ge=1, le=4, description="标题级别")


class Provenance(Part):
    """Where a transcribed catalog comes from."""

    document: str = Field(description="原件名称")
    publisher: str = Field(default="", description="发布机关")
    number: str = Field(default="", description="文号")
    date: Scalar = Field(default="", description="原件日期")
    file: str = Field(default="", description="转录所据的文件")
    url: str = Field(default="", description="网址")
    notes: TextList = Field(default=(), description="转录说明：复原了什么、保留了什么")


class Policy(Part):
    """A limit that the agency set for itself, stricter than the statute."""

    max_working_days: int = Field(ge=1, description="本机关规定的最长工作日数")
    stated_in: str = Field(min_length=1, description="规定出自哪份文件")


class NotApplicable(Part):
    """An item of the guide that this directory does not have, and why."""

    id: ItemId = Field(description="上级指引里的事项编号")
    name: str = Field(default="", description="上级指引里的事项名称")
    reason: str = Field(min_length=1, description="为什么不适用")


class Abolished(Part):
    """An item of an earlier edition that this edition no longer has, and why."""

    id: ItemId = Field(description="原事项编号")
    name: str = Field(min_length=1, description="原事项名称")
    since: IsoDate | None = Field(default=None, description="何时起")
    reason: str = Field(min_length=1, description="原因或依据")
    successor: ItemId | None = Field(default=None, description="由哪个事项接替")


class Renaming(Part):
    """An organisation that has another name since the last edition."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, populate_by_name=True)

    was: str = Field(alias="from", min_length=1, description="原名称")
    to: str = Field(min_length=1, description="新名称")
    reason: str = Field(default="", description="依据，如机构改革的文件")
