"""The names that a workspace knows to be right, as gkml.yaml states them: agencies, offices, sections, channels, laws."""

from pydantic import Field

from gkml.catalog.parts import Part
from gkml.schema.types import TextList


class Channel(Part):
    """A channel or platform that a workspace knows besides those of the national list."""

    name: str = Field(min_length=1, description="规范的名称")
    aliases: TextList = Field(default=(), description="别的写法，lint --fix 会改成规范的名称")
    public: bool = Field(default=True, description="公众能不能看到；内网、业务系统写 false")


class Registers(Part):
    """What a workspace knows to be right: names that the linter compares with, and does not find fault with."""

    agencies: TextList = Field(default=(), description="机关全称")
    offices: TextList = Field(default=(), description="本机关的科室、单位名称")
    sections: TextList = Field(default=(), description="网站栏目的路径，如 政务公开-机构概况")
    channels: tuple[Channel, ...] = Field(default=(), description="公开渠道和平台")
    laws: TextList = Field(default=(), description="程序的登记里没有、但确有其文的法规文件标题，不带书名号")
