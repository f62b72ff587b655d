"""The official form of the report of a year (2019, 2021 …) as data: its sections, and the rows and columns of its tables.

A new form is a new file in `schema/report-forms/`; nothing here knows a form by name.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

from pydantic import BaseModel, ConfigDict, Field

from gkml.phrases.patterns import regex

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
"""The seven number columns of the table of applications, in their order."""
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
"""The five columns of each block of the table of reviews and lawsuits."""
BLOCKS = ("行政复议", "未经复议直接起诉", "复议后起诉")
"""The three blocks of that table."""


IN_FORCE = "现行有效件数"
"""The column of the documents in force in the table of section two."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class DisclosureBlock(_Part):
    """One block of the table of section two: an article of the Regulation, its columns (labels first) and its rows."""

    article: str = Field(description="《条例》第二十条的哪一项")
    columns: tuple[str, ...] = Field(min_length=2, description="各列的标题，第一列是信息内容")
    rows: tuple[str, ...] = Field(min_length=1, description="各行的名称")


class ApplicationRow(_Part):
    """A row of the table of section three, or a group of rows below a label."""

    label: str = Field(min_length=1, description="行的名称，照印的文字")
    key: str = Field(default="", description="代号；分组没有")
    name: str = Field(default="", description="正文里引用这一行时的简称；不写就是去掉序号和括号的名称")
    rows: "tuple[ApplicationRow, ...]" = Field(default=(), description="分组下面的各行")


class Applications(_Part):
    """The table of section three."""

    note: str = Field(description="表头左边的说明")
    rows: tuple[ApplicationRow, ...] = Field(min_length=1, description="各行")


class FormLine(NamedTuple):
    """One row of numbers of the table of applications: its key, label and short name, and the labels of the groups above."""

    key: str
    label: str
    name: str
    groups: tuple[str, ...]


class ReportForm(_Part):
    """The form of the reports of the years from `first_year` on."""

    name: str = Field(description="代号，如 2021")
    title: str = Field(description="名称")
    source: str = Field(description="出自哪份文件")
    first_year: int = Field(description="从哪一年度起用")
    last_year: int | None = Field(default=None, description="用到哪一年度；不写就是还在用")
    sections: tuple[str, ...] = Field(min_length=1, description="各部分的标题，不带序号")
    disclosures: tuple[DisclosureBlock, ...] = Field(min_length=1, description="第二部分的表")
    applications: Applications = Field(description="第三部分的表")

    @cached_property
    def lines(self) -> tuple[FormLine, ...]:
        """The rows of the table of applications, from the top."""
        return tuple(_lines(self.applications.rows, ()))

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """The keys of the rows that add up to the total of outcomes (（七）总计)."""
        return tuple(line.key for line in self.lines if line.groups and line.key != "tot")

    def group(self, name: str) -> tuple[str, ...]:
        """The keys of the rows below a group, by its label without number (`不予公开`); empty if there is no such group."""
        return self._groups.get(name, ())

    @cached_property
    def _groups(self) -> dict[str, tuple[str, ...]]:
        """The keys of the rows below each group. Kept, because every reference of every report asks for them."""
        keys: dict[str, tuple[str, ...]] = {}
        for line in self.lines:
            for name in dict.fromkeys(bare(label) for label in line.groups):
                keys[name] = (*keys.get(name, ()), line.key)
        return keys

    def is_in_force(self, year: int) -> bool:
        return self.first_year <= year <= (self.last_year or year)


def _lines(rows: tuple[ApplicationRow, ...], groups: tuple[str, ...]) -> Iterator[FormLine]:
    for row in rows:
        if row.rows:
            yield from _lines(row.rows, (*groups, row.label))
        else:
            yield FormLine(row.key, row.label, row.name or bare(row.label), groups)


_NUMBER = regex(r"^(?:（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|[0-9]+[.、．])")


def normalised(label: str) -> str:
    """A label without spaces and with one spelling of brackets, numbers and quotation marks: what labels are compared by."""
    narrow = "".join(normalize("NFKC", label).split())
    narrow = narrow.translate(str.maketrans("()[]\"'", "（）（）“”"))
    narrow = re.sub("”([^“”]*)”", "“\\1”", narrow.replace("“", "”"))
    return re.sub(r"^([0-9]+)[、．]", r"\1.", narrow)


def bare(label: str) -> str:
    """A label without its number and without what stands in brackets behind it."""
    return re.sub("（.*）$", "", _NUMBER.sub("", normalised(label)))
