"""The names that a workspace knows to be right, as gkml.yaml states them: agencies, offices, sections, channels, laws."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from gkml.catalog.parts import Part
from gkml.phrases.date import IsoDate
from gkml.schema.types import TextList


class Channel(Part):
    """A channel or platform that a workspace knows besides those of the national list."""

    name: str = Field(min_length=1, description="规范的名称")
    aliases: TextList = Field(default=(), description="别的写法，lint --fix 会改成规范的名称")
    public: bool = Field(default=True, description="公众能不能看到；内网、业务系统写 false")


class OwnLaw(Part):
    """A law that a workspace knows. With a date it says more than the program's register, and holds in its place."""

    title: str = Field(min_length=1, description="标题，不带书名号")
    kind: str = Field(default="", description="法律、行政法规、地方性法规、部门规章或文件")
    number: str = Field(default="", description="文号")
    issued: IsoDate | None = Field(default=None, description="公布日期")
    in_force: IsoDate | None = Field(default=None, description="施行日期")
    revised: IsoDate | None = Field(
        default=None, description="最近一次修订的日期：条款数目以此后的文本为准，程序不再核对"
    )
    repealed: IsoDate | None = Field(default=None, description="从哪一天起废止")
    successor: str = Field(default="", description="由哪一部代替，不带书名号")
    source: str = Field(default="", description="出处：文号、网址")

    @property
    def is_dated(self) -> bool:
        return any((self.issued, self.in_force, self.revised, self.repealed))


def _titled(value: object) -> object:
    """One law where a list is expected means a list of one; a text is the title of a law."""
    listed = [value] if isinstance(value, (str, dict)) and value else value or ()
    if not isinstance(listed, (list, tuple)):
        return value
    return [{"title": each} if isinstance(each, str) else each for each in listed]


class Registers(Part):
    """What a workspace knows to be right: names that the linter compares with, and does not find fault with."""

    agencies: TextList = Field(default=(), description="机关全称")
    offices: TextList = Field(default=(), description="本机关的科室、单位名称")
    sections: TextList = Field(default=(), description="网站栏目的路径，如 政务公开-机构概况")
    channels: tuple[Channel, ...] = Field(default=(), description="公开渠道和平台")
    laws: Annotated[tuple[OwnLaw, ...], BeforeValidator(_titled)] = Field(
        default=(), description="程序的登记里没有、或者比程序新的法规文件：只写标题（不带书名号），或者连日期一起写"
    )
