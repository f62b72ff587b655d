"""A notice with the days off and the worked weekends of a year, as the registers and gkml.yaml contain it."""

from collections.abc import Container
from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from gkml.phrases.date import IsoDate, Span
from gkml.schema.types import Expected, as_list

Spans = Annotated[tuple[Span, ...], BeforeValidator(as_list, json_schema_input_type=list[str] | str)]


_OF_REGIONS = ("三月三", "古尔邦", "开斋", "藏历", "雪顿")
_MOST_DAYS = 12
"""Longer than any announced holiday; Spring Festival 2020 had ten days."""
_SATURDAY = 5


class Notice(BaseModel):
    """The arrangement of one year, national or of a region with holidays of its own."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    year: int = Field(ge=2001, le=2100, description="哪一年的放假安排")
    notice: str = Field(default="", description="通知的文号", examples=["国办发明电〔2025〕7号"])
    region: Annotated[str, Expected("{}不是行政区划代码：写前两位、前四位或六位数字，如 45、4502、450200")] = Field(
        default="",
        pattern=r"^(?:[0-9]{2}|[0-9]{4}|[0-9]{6})?$",
        description="只在哪个地区放假：行政区划代码的前两位、前四位或六位；不写就是全国",
        examples=["45"],
    )
    off: dict[str, Spans] = Field(
        default_factory=dict,
        description="放假的日子，写成 节日名: 起..止（只一天就写一个日期，分几段就写成列表）",
        examples=[{"春节": "2027-02-05..2027-02-11"}],
    )
    work: tuple[IsoDate, ...] = Field(default=(), description="调休上班的日子，逐个列出", examples=[["2027-02-14"]])
    verified: bool = Field(default=True, description="是否对过通知的原文")
    source: str = Field(default="", description="出处")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        off = self.days_off()
        strange = next((day for day in (*off, *self.work) if abs((day - date(self.year, 7, 1)).days) > 200), None)
        if strange:
            raise ValueError(f"{strange} 不是{self.year}年前后的日子，请核对年份")
        both = next((day for day in self.work if day in off), None)
        if both:
            raise ValueError(f"{both} 既写了放假又写了上班，请删去一处")
        return self

    @property
    def names_festival(self) -> bool:
        """Whether the notice arranges a regional festival (三月三, 古尔邦节)."""
        return any(word in name for name in self.off for word in _OF_REGIONS)

    def national_slip(self, days_of_register: Container[date] = ()) -> str:
        """Returns a mistake in a national notice, "" if there is none.

        A mistake is a holiday of twelve days or more, a regional festival, or a worked day that is neither a weekend day nor
        among the `known` days off.
        """
        for name, spans in self.off.items():
            if any(word in name for word in _OF_REGIONS):
                return f"“{name}”是地方节日，请另起一条，写明 region"
            long = next(((first, last) for first, last in spans if (last - first).days >= _MOST_DAYS), None)
            if long:
                return f"“{name}”从 {long[0]} 到 {long[1]} 有{(long[1] - long[0]).days + 1}天，请核对起止日期"
        plain = next((day for day in self.work if day.weekday() < _SATURDAY and day not in days_of_register), None)
        return f"work 里的 {plain} 是星期{'一二三四五'[plain.weekday()]}，本来就上班，请核对日期" if plain else ""

    def days_off(self) -> dict[date, str]:
        """Returns every day off with the name of its holiday."""
        return {
            first + timedelta(number): name
            for name, spans in self.off.items()
            for first, last in spans
            for number in range((last - first).days + 1)
        }
