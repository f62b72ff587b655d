"""A date as files and people write it in, a `date` out; nothing is guessed."""

import re
from calendar import monthrange
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

from gkml.phrases.patterns import regex

_ISO = regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = regex(
    r"([0-9]{4})(?:-([0-9]{1,2})-([0-9]{1,2})|/([0-9]{1,2})/([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})[日号])"
)
LONGEST = 366
"""Days of one stretch."""
WEEKDAYS = "一二三四五六日"


def day_of(text: str) -> date:
    """2026-09-18, 2026/9/18 and 2026年9月18日. Raises `ValueError` that says in Chinese what is wrong with others."""
    bare = "".join(text.split())
    match = _WRITTEN.fullmatch(bare)
    if not match:
        raise ValueError(f"“{text[:40]}”{_why_not(bare)}")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"“{text}”{_no_such_day(year, month)}") from None


def _why_not(bare: str) -> str:
    if re.fullmatch("[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}", bare):
        return "分不清哪个是月、哪个是日；请把年写在前面，如 2026-09-18"
    if re.fullmatch("[0-9]{2}[-/年.].*", bare):
        return "的年份要写四位数，如 2026-09-18"
    return "不是日期；请写成 2026-09-18、2026/9/18 或 2026年9月18日"


def _no_such_day(year: int, month: int) -> str:
    if year and 1 <= month <= 12:
        return f"没有这一天，{year}年{month}月只有{last_of_month(year, month)}天"
    return "没有这一天，请核对"


def span_of(text: str) -> tuple[date, date]:
    """`A..B`, or one day, as its first and last day. Raises `ValueError` in Chinese."""
    first, dots, last = text.partition("..")
    start = day_of(first.strip())
    end = day_of(last.strip()) if dots else start
    if end < start:
        raise ValueError(f"“{text}”起止日期颠倒了")
    if (end - start).days >= LONGEST:
        raise ValueError(f"“{text}”超过 {LONGEST} 天，请核对")
    return start, end


def day_words(day: date) -> str:
    """2026-09-18（星期五）."""
    return f"{day}（星期{WEEKDAYS[day.weekday()]}）"


def _iso(value: object) -> object:
    if isinstance(value, str) and not _ISO.fullmatch(value):
        raise ValueError("日期要写成 2024-03-29 的样子")
    return value


def _span(value: object) -> object:
    if isinstance(value, list):
        raise ValueError("一段日子写成 2027-02-05..2027-02-11，不写成列表")
    return span_of(value) if isinstance(value, str) else value


IsoDate = Annotated[date, BeforeValidator(_iso)]
Span = Annotated[tuple[date, date], BeforeValidator(_span, json_schema_input_type=str)]
"""The first and the last day of a stretch, written `2027-02-05..2027-02-11`."""


def last_of_month(year: int, month: int) -> int:
    """Returns the number of days of a month."""
    return monthrange(year, month)[1]


def add_months(start: date, months: int) -> date:
    """Returns the same day so many months later, or that month's last day where it has none (《民法典》202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, last_of_month(year, month + 1)))
