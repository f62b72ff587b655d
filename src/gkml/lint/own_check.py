"""The model of a check that a workspace states in gkml.yaml: words that must or must not stand in a field.

Words are no regular expressions, so that a stranger's file cannot make a check run for ever: `*` is any text within the
cell, `#` a whole number, `?` one character.
"""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from gkml.diagnostics import Severity
from gkml.schema.types import TextList

_LONGEST = 100
"""Characters of a word."""
OwnField = Literal[
    "title", "preface", "notes", "name", "content", "basis", "time_limit", "body", "office", "channels", "sections",
    "audience", "mode", "tiers", "remark", "extra",
]  # fmt: skip


def _code(text: str) -> str:
    if not re.fullmatch("L[0-9]{3}", text):
        raise ValueError("检查的代号写成 L001 到 L999")
    return text


OwnCode = Annotated[str, AfterValidator(_code)]


class OwnCheck(BaseModel):
    """One check: where it looks, which words it wants or refuses, and what it tells the user."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    field: OwnField = Field(description="查哪一列（字段），如 channels、basis、name、title")
    must: TextList = Field(
        default=(),
        description="必须有其中一个词；空着也算没有。词里 * 代表任意文字，# 代表一个数，? 代表一个字",
        examples=[["信用中国", "〔#〕#号"]],
    )
    must_not: TextList = Field(default=(), description="不能有这些词，写法同 must", examples=[["传真", "微博"]])
    whole: bool = Field(default=False, description="词与整格文字比，不是格里有就算")
    message: str = Field(min_length=1, description="告诉写目录的人应当怎么改", examples=["请改为政府网站"])
    reason: str = Field(min_length=1, description="依据或理由，如文号；印在手册和报告里")
    severity: Severity = Field(default="warning", description="级别")
    profiles: TextList = Field(default=(), description="只查这些表式的目录；不写就都查")
    levels: tuple[int, ...] = Field(default=(), description="只查这几级事项；不写就都查", examples=[[2, 3]])
    offices: TextList = Field(default=(), description="只查责任科室里有这些词的行；不写就都查")

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        words = (*self.must, *self.must_not)
        if not words or not all(word.strip("* ") for word in words):
            raise ValueError("要写 must 或 must_not（必须有、不能有哪些词），词不能是空的")
        if any(len(word) > _LONGEST for word in words):
            raise ValueError(f"一个词最多{_LONGEST}个字")
        return self
