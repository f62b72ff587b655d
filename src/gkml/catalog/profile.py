"""The profile (表式): which levels the tree of items has and which columns the table prints, as data.

A new table form is a new file in `schema/profiles/`; nothing here knows a form by name.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gkml.catalog.form_line import FormLine
from gkml.schema.types import Expected

Content = Literal[
    "number", "level", "content", "basis", "time_limit", "body", "office", "channels", "sections", "audience",
    "mode", "tiers", "remark", "extra",
]  # fmt: skip

LISTS: frozenset[str] = frozenset({"basis", "channels", "sections", "audience", "mode", "tiers"})
"""The contents that are lists of texts."""
TICK = "√"
ON, OFF = "■", "□"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Column(_Part):
    """One printed column. `share` is its part of the table's width (any unit: shares are scaled to fit)."""

    heading: str = Field(min_length=1, description="列标题，如 公开内容")
    shows: Content = Field(
        description="这一列印什么：number 序号、level 某一级事项名称、extra 表式自有的列，其余是事项的字段"
    )
    level: int = Field(default=0, ge=0, description="shows 为 level 时：第几级，从1起")
    tick: str = Field(default="", description="勾选列：字段里有这个值就印√，如 县级")
    rest: bool = Field(default=False, description="勾选列：印没有勾选列的其余值，如 特定群体（请写明）")
    options: bool = Field(default=False, description="按选项清单逐行印■/□")
    flow: bool = Field(default=False, description="在 Word、Excel 里选项一行印几项，按列宽排满再换行")
    join: str = Field(default="、", description="列表各项之间的符号")
    share: float = Field(gt=0, allow_inf_nan=False, description="列宽所占份额")
    align: Literal["left", "center"] = Field(default="left", description="对齐")
    merge: bool = Field(default=False, description="同一上级的单元格合并")
    required: bool = Field(default=False, description="必填：空着由规则 K105 报告")
    filter: bool = Field(default=False, description="网页上可按这一列筛选")


class ColumnGroup(_Part):
    """A heading over several columns, such as 公开对象 over 全社会 and 特定群体."""

    heading: str = Field(min_length=1, description="上层列标题，如 公开对象")
    columns: tuple[Column, ...] = Field(min_length=1, description="下面的各列")


class OptionList(_Part):
    """A check-list of channels as a form prints it: every option, ticked or not."""

    options: tuple[str, ...] = Field(min_length=1, description="选项，依印刷次序")
    other: str = Field(default="其他", description="清单外的渠道印在这一项之后；空表示没有这一项")
    separator: str = Field(default="：", description="其他一项勾选后，与所填文字之间的符号")


class PreambleLine(_Part):
    """A line printed above the table from the catalog's defaults, such as 公开时限：…"""

    heading: str = Field(min_length=1, description="行首文字，如 公开时限")
    shows: Content = Field(description="取 defaults 的哪个字段；extra 取 defaults.extra 中同名的一项")


class Profile(_Part):
    """One table form. Leaf headings are unique, for they are the keys of the JSON rows."""

    name: Annotated[str, Expected("表式代号{}只能用小写字母、数字和连字符，如 basic-8")] = Field(
        pattern=r"^[a-z0-9][a-z0-9-]*$", description="表式代号，与文件名相同"
    )
    title: str = Field(min_length=1, description="表式名称")
    source: str = Field(min_length=1, description="这个表式从哪份文件来")
    paper: Literal["A4", "A3"] = Field(default="A4", description="纸张（横向）")
    font_size: float = Field(default=9, ge=6, le=14, description="表内字号（磅）")
    levels: tuple[str, ...] = Field(min_length=1, max_length=9, description="各级事项的名称，自上而下")
    numbering: Literal["top", "leaf", "leaf-in-top"] = Field(
        default="leaf", description="序号编给：top 每个一级事项，leaf 每个事项，leaf-in-top 每个事项、各一级内重新编"
    )
    columns: tuple[Column | ColumnGroup, ...] = Field(min_length=1, description="各列，自左而右")
    preamble: tuple[PreambleLine, ...] = Field(default=(), description="表前统一说明的各行")
    lines: tuple[FormLine, ...] = Field(default=(), description="表以外照印的各行：附件号、版本、编制单位、落款")
    option_lists: dict[str, OptionList] = Field(default_factory=dict, description="渠道选项清单，第一份是默认的")

    @cached_property
    def leaves(self) -> tuple[Column, ...]:
        """The printed columns from left to right, groups opened."""
        return tuple(column for _, column in self.paths())

    def paths(self) -> Iterator[tuple[str, Column]]:
        """Each printed column with the heading above it ("" if it has none)."""
        for entry in self.columns:
            if isinstance(entry, ColumnGroup):
                yield from ((entry.heading, column) for column in entry.columns)
            else:
                yield "", entry

    @cached_property
    def shown(self) -> frozenset[str]:
        """The fields that this form prints, in the table or above it."""
        return frozenset(c.shows for c in self.leaves) | {line.shows for line in self.preamble}

    @cached_property
    def shows_by_heading(self) -> Mapping[str, Content]:
        """What the printed column of each heading shows."""
        return {column.heading: column.shows for column in self.leaves}

    def ticks(self, field: str) -> tuple[str, ...] | None:
        """Returns the only values that `field` may have in this form, None if the form takes any."""
        columns = [c for c in self.leaves if c.shows == field]
        if not columns or any(not c.tick or c.rest for c in columns):
            return None
        return tuple(c.tick for c in columns)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for heading, times in Counter(c.heading for c in self.leaves).items():
            if heading == "id":
                raise ValueError("列标题不能是 id，它在 JSON 里是事项编号")
            if times > 1:
                raise ValueError(f"列标题“{heading}”重复")
        for column in self.leaves:
            if (column.shows == "level") != (1 <= column.level <= len(self.levels)):
                raise ValueError(f"列“{column.heading}”的 level 应在 1 到 {len(self.levels)} 之间")
            if column.options and not self.option_lists:
                raise ValueError(f"列“{column.heading}”要印选项清单，表式却没有 option_lists")
        printed = {c.level for c in self.leaves if c.shows == "level"}
        missing = [name for depth, name in enumerate(self.levels, 1) if depth not in printed]
        if missing:
            raise ValueError(f"“{missing[0]}”这一级没有列来印")
        return self
