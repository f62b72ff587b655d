"""A line that a table form prints beside its table: the values of a catalog to its text, and its text to the values."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gkml.phrases.date import day_of

Place = Literal["over-title", "under-title", "over-table", "under-table", "signature"]
_FIELD = re.compile(r"\{(.*?)\}")
_PATTERNS = {
    "agency": r"(?P<agency>[^，。；：:\n]{2,60})",
    "edition": r"(?P<edition>[^，。；：:\n]{1,40})",
    "issued": r"(?P<issued>[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)",
}
"""What stands in a printed line for a field of the catalog."""


class FormLine(BaseModel):
    """A line of text with the catalog's {agency}, {edition} and {issued} in it; without one of them it is not printed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    text: str = Field(
        min_length=1,
        description="印的文字；{agency} 编制机关、{edition} 版本、{issued} 印发日期，目录没有写的，这一行不印",
        examples=["（{edition}版）", "编制单位：{agency}", "{issued}"],
    )
    at: Place = Field(
        description="印在哪里：over-title 标题上方（如 附件1）、under-title 标题下居中、over-table 表上方靠左、"
        "under-table 表下、signature 表下靠右的落款"
    )

    @model_validator(mode="after")
    def _fields_exist(self) -> Self:
        unknown = [field for field in _FIELD.findall(self.text) if field not in _PATTERNS]
        if unknown or "{" in _FIELD.sub("", self.text) or "}" in _FIELD.sub("", self.text):
            raise ValueError(f"“{self.text}”里只能用 {{agency}}、{{edition}}、{{issued}}")
        if len(self.fields) != len(set(self.fields)):
            raise ValueError(f"“{self.text}”里同一个字段写了两次")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of the catalog that the line prints."""
        return tuple(_FIELD.findall(self.text))

    def printed(self, values: Mapping[str, str]) -> str:
        """Returns the text with the values of its fields, "" if one of them is missing."""
        return "" if self.lacks(values) else _FIELD.sub(lambda field: values[field[1]], self.text)

    def lacks(self, values: Mapping[str, str]) -> bool:
        """Returns whether a value is missing without which the line is not printed."""
        return not all(values.get(field) for field in self.fields)

    def read(self, text: str) -> dict[str, str] | None:
        """Returns the values of the fields in a printed line, dates as ISO dates; None if it is another line."""
        match = self._pattern.fullmatch(text.strip())
        if match is None:
            return None
        values = match.groupdict()
        try:
            return values | ({"issued": day_of(values["issued"]).isoformat()} if "issued" in values else {})
        except ValueError:
            return None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # Every second piece is the name of a field.
        pieces = _FIELD.split(self.text.strip())
        return re.compile("".join(_PATTERNS[p] if n % 2 else re.escape(p) for n, p in enumerate(pieces)))


def day_printed(day: date) -> str:
    """Returns a date as documents print it: 2024年3月29日."""
    return f"{day.year}年{day.month}月{day.day}日"
