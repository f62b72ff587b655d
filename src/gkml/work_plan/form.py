"""A form of the task table (任务分解表) as data: its columns and their headings. The forms are in `schema/plan-forms`."""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gkml.schema.resources import resource
from gkml.yamltext.source import read

Shows = Literal[
    "group", "number", "title", "text", "lead", "responsible", "support", "offices", "due", "state", "done", "evidence",
    "note", "struck", "checked_by", "remark",
]  # fmt: skip


class PlanColumn(BaseModel):
    """A column: its heading, what it shows, and its share of the width."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    heading: str = Field(description="列标题；原件没有标题的留空")
    shows: Shows = Field(description="显示任务的哪一部分")
    share: float = Field(gt=0, description="列宽的份数")


class PlanForm(BaseModel):
    """A form: its name, where it was seen, and its columns as published."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: str = Field(description="表式代号")
    title: str = Field(description="表的名称，如 任务分解表")
    source: str = Field(default="", description="见于哪份方案")
    bands: bool = Field(default=False, description="各部分的标题是不是表里通栏的一行")
    columns: tuple[PlanColumn, ...] = Field(min_length=3, description="各列")


@cache
def plan_forms() -> dict[str, PlanForm]:
    """Returns the forms by name, from `schema/plan-forms`."""
    paths = sorted((resource("schema") / "plan-forms").glob("*.yaml"))
    return {path.stem: PlanForm.model_validate(read(path.read_bytes(), path.name).data) for path in paths}
