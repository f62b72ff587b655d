"""A table of events (CSV) in, one question a row out: a date, and an item, a limit in words or a statutory limit.

Cells are read as Excel and WPS save them: separated by commas, semicolons or tabs; dates also as 20260302, with a time
of day, or as the number of days since 1899-12-30.
"""

import csv
import io
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.deadlines.due import Question, statutory_limit
from gkml.deadlines.workdays import region_code
from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import shown
from gkml.formats.unreadable import UnreadableFile, decoded, reading
from gkml.project.files import contents
from gkml.project.items import Inquiry, NamedItem, entry_of, inquiry, leaf_of, legible, split_name, year_day
from gkml.project.paths import display
from gkml.project.workspace import Home

_HEADINGS = {
    "item": ("事项", "编号", "事项编号", "事项名称", "item", "id"),
    "date": ("日期", "起算日", "起算日期", "发生日期", "形成日期", "事件日期", "date", "from"),
    "limit": ("时限", "公开时限", "期限", "limit"),
    "rule": ("法定期限", "rule"),
    "catalog": ("目录", "目录代号", "catalog"),
    "region": ("地区", "行政区划代码", "region"),
}
_KNOWN = {heading for headings in _HEADINGS.values() for heading in headings}
_SEPARATORS = ",;\t，；"
_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's dates, for days after February 1900 (ECMA-376 Part 1, 18.17.4.1)."""

Lines = list[tuple[int, list[str]]]
"""The rows of a table, each with the line of the file that it begins on."""


class Events(NamedTuple):
    """The inquiries of a table, a message for each row that is none, and lines about editions."""

    inquiries: list[Inquiry]
    faults: list[str]
    notes: list[str]


def of_events(path: Path, catalog: str, home: Home) -> Events:
    """Returns the inquiries in a table; `catalog` is that of items that name none. Raises `GkmlError`."""
    headings, rows = _table(path)
    columns = _columns(headings)
    if "date" not in columns or not columns.keys() & {"item", "limit", "rule"}:
        listed = "、".join(filter(None, headings)) or "（空）"
        message = f"表头要有“日期”一列，和“事项”“时限”“法定期限”中的一列；现在的表头：{listed}"
        raise GkmlError(f"{display(path)}:1:1: {message}")
    entries = cache(lambda name: entry_of(name, home))
    notes: dict[str, None] = {}
    events = Events([], [], [])
    for number, texts in rows:
        row = {field: texts[place].strip() if place < len(texts) else "" for field, place in columns.items()}
        if not any(row.values()):
            continue
        place = f"{display(path)}:{number}:1"
        try:
            each, note = _question(row, catalog, entries)
            events.inquiries.append(each._replace(place=place))
            notes[note] = None
        except (ValueError, GkmlError) as error:
            events.faults.append(f"{place}: {str(error).splitlines()[0]}")
    return events._replace(notes=list(filter(None, notes)))


def _question(row: dict[str, str], catalog: str, entries: Callable[[str], NamedItem]) -> tuple[Inquiry, str]:
    """Returns the question of a row and a note. Raises `ValueError` or `GkmlError` in Chinese."""
    start = _day(row["date"])
    region = region_code(row["region"]) if row.get("region") else ""
    name = row.get("item", "")
    if sum(bool(row.get(field)) for field in ("item", "limit", "rule")) > 1:
        raise ValueError("事项、时限、法定期限只能写一个；请留下要算的那一个")
    if name:
        own, item = split_name(name) if "#" in name else ("", name)
        where = own or row.get("catalog") or catalog
        if not where:
            raise ValueError(f"“{shown(name)}”没有写是哪份目录；请写成 目录#事项，或在命令里写上目录")
        entry, note = entries(where)
        of_item = inquiry(leaf_of(item, entry), entry, start)
        return of_item._replace(region=region or of_item.region), note
    if row.get("rule"):
        rule = statutory_limit(row["rule"])
        return Inquiry(Question(rule.limit, start, name=rule.title, rule=rule), region), ""
    if row.get("limit"):
        return Inquiry(Question(legible(row["limit"]), start), region), ""
    raise ValueError("这一行没有写事项，也没有写时限")


def _day(text: str) -> date:
    """Returns the date in a cell. Raises `ValueError` in Chinese."""
    bare = re.sub(r"[ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]*)?)?$", "", text)
    if match := re.fullmatch(r"([0-9]{4})\.?([0-9]{2})\.?([0-9]{2})", bare):
        bare = "-".join(match.groups())
    elif match := re.fullmatch(r"([1-9][0-9]{4})(?:\.[0-9]*)?", bare):
        bare = str(_EPOCH + timedelta(days=int(match[1])))
    return year_day(bare)


# --- the table ---


def _table(path: Path) -> tuple[list[str], Lines]:
    """Returns the headings and the rows of a CSV file. Raises `GkmlError`."""
    if not path.is_file():
        fault = "是文件夹，不是 CSV 文件" if path.is_dir() else "不是普通文件" if path.exists() else "找不到"
        raise GkmlError(f"{display(path)}：{fault}；请检查路径")
    text = _text_of(path)
    rows = _rows(text, _separator(text), path)
    if rows and re.fullmatch("sep=.?", "".join(rows[0][1])):
        rows = rows[1:]  # a line of Excel's that names the separator
    if not rows:
        raise GkmlError(f"{display(path)}: 里面没有表格")
    return rows[0][1], rows[1:]


def _rows(text: str, separator: str, path: Path) -> Lines:
    lines = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    rows: Lines = []
    begin = 1
    try:
        for row in lines:
            if row:
                rows.append((begin, row))
            begin = lines.line_num + 1
    except csv.Error:
        message = "引号不成对，或一格太长；请用 Excel、WPS 重新另存为 CSV"
        raise GkmlError(f"{display(path)}:{lines.line_num}:1: {message}") from None
    return rows


def _separator(text: str) -> str:
    """Returns the separator that divides the first lines into most known headings, a comma if none does."""
    lines = [line.lower() for line in text[:10_000].splitlines() if line.strip()][:2]

    def known(separator: str) -> int:
        return max((sum(cell.strip(' "') in _KNOWN for cell in line.split(separator)) for line in lines), default=0)

    return max(_SEPARATORS, key=known)


def _text_of(path: Path) -> str:
    try:
        with reading("CSV"):
            return decoded(contents(path))
    except UnreadableFile as error:
        raise GkmlError(f"{display(path)}: {error}") from error


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """Returns the indexes of the known columns by field; of two columns for one field the first."""
    return {
        field: place
        for field, names in _HEADINGS.items()
        for place in [next((i for i, heading in enumerate(headings) if heading.strip().lower() in names), -1)]
        if place >= 0
    }
