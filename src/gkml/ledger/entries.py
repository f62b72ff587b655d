"""The entries of a 政府信息公开目录 (《政府信息公开条例》第十二条: 索引、名称、内容概述、生成日期) from the records of a ledger."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from gkml.ledger.publication import Record

USUAL = "{year}-{number:05}"
"""The pattern of index numbers if the workspace states none."""
_FIELD = re.compile(r"\{(code|year|month|number)(?::0?([1-9]))?\}")


class IndexEntry(NamedTuple):
    """An entry: its index number, the name and summary of the information, its 文号, and the day it was made."""

    index_number: str
    title: str
    summary: str
    number: str
    formed: date
    published: date | None
    office: str


def check_pattern(pattern: str) -> None:
    """Raises `ValueError` in Chinese for a pattern that cannot give every entry a number of its own."""
    rest = _FIELD.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise ValueError("只能用 {code}、{year}、{month}、{number}，位数写成 {number:05}")
    names = {match[1] for match in _FIELD.finditer(pattern)}
    if not {"year", "number"} <= names:
        raise ValueError("要有 {year} 和 {number}，否则索引号会重复")


def entries(records: Iterable[Record], pattern: str, code: str) -> Iterator[IndexEntry | Record]:
    """Yields an entry for each piece of information, in the order of the ledger; a record without a title or day as it is.

    Numbers run by year in the order of the ledger, so that rows that are appended change no number. The same information
    on several channels is one entry.
    """
    numbers: Counter[int] = Counter()
    keys: set[tuple[str, str, date]] = set()
    for record in records:
        day = record.formed or record.published
        if not record.title or day is None:
            yield record
            continue
        key = (record.title, record.number, day)
        if key in keys:
            continue
        keys.add(key)
        numbers[day.year] += 1
        own = _index(
            pattern or USUAL, {"code": code, "year": day.year, "month": day.month, "number": numbers[day.year]}
        )
        yield IndexEntry(own, record.title, record.summary, record.number, day, record.published, record.office)


def _index(pattern: str, values: dict[str, str | int]) -> str:
    return _FIELD.sub(lambda match: str(values[match[1]]).rjust(int(match[2] or 0), "0"), pattern)
