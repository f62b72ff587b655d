"""The items that a command line or a table of events names (`目录#事项`, either side an id or a name), as questions."""

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.load import load
from gkml.catalog.model import Entry, Leaf
from gkml.dates import day_of
from gkml.deadlines.due import Question, statutory_limit
from gkml.deadlines.workdays import FIRST_YEAR, LAST_YEAR, region_code
from gkml.diagnostics import GkmlError
from gkml.formats.unreadable import UnreadableFile, decoded, reading
from gkml.project.files import SOURCES, contents, display, read_file
from gkml.project.workspace import Home, find_catalogs
from gkml.quoting import nearest, shown
from gkml.report.text import report
from gkml.yamltext.decode import unseen
from gkml.yamltext.head import head


class Asked(NamedTuple):
    """A question with the code of the region whose calendar answers it ("" for the country)."""

    ask: Question
    region: str = ""


def of_items(name: str, start: date | None, home: Home) -> list[Asked]:
    """The questions of `目录#事项`, or of every item of `目录`. Raises `GkmlError` where there is no such one."""
    catalog, item = named(name)
    entry = entry_of(catalog, home)
    leaves = [leaf_of(item, entry)] if item else entry.catalog.leaves
    return [_asked(leaf, entry, start) for leaf in leaves]


def named(name: str) -> tuple[str, str]:
    """`目录#事项` as the two: a path may have a # of its own, so the longest that exists counts."""
    if Path(name).exists():
        return name, ""
    for place in reversed([place for place, sign in enumerate(name) if sign == "#"]):
        if place and Path(name[:place]).exists():
            return name[:place], name[place + 1 :]
    catalog, _, item = name.partition("#")
    return catalog, item


def year_day(text: str) -> date:
    """A date of the years that can be counted. Raises `ValueError` in Chinese for others."""
    day = day_of(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"“{text}”超出了可以计算的年份，只能算{FIRST_YEAR}年到{LAST_YEAR}年")
    return day


def legible(text: str) -> str:
    """The text. Raises `GkmlError` where it has characters that no file and no terminal can show."""
    fault = unseen(text)
    if fault:
        raise GkmlError(f"时限的文字“{shown(text)}”{fault}")
    return text


def _asked(leaf: Leaf, entry: Entry, start: date | None) -> Asked:
    item, catalog = leaf.item, entry.catalog
    ask = Question(item.time_limit, start, catalog.id, leaf.id, item.name, item.office or item.body)
    return Asked(ask, catalog.region or "")


def entry_of(name: str, home: Home) -> Entry:
    """The catalog at a path, or of an id in the workspace. Raises `GkmlError`."""
    loaded = load(read_file(_path_of(name, home)), home.profiles)
    if loaded.entry is None:
        raise GkmlError(report(loaded.diagnostics).rstrip("\n"))
    return loaded.entry


def _path_of(name: str, home: Home) -> Path:
    if Path(name).exists() and not Path(name).is_dir():
        if Path(name).suffix.lower() not in SOURCES:
            raise GkmlError(f"{display(Path(name))} 不是目录文件（.yaml）")
        return Path(name)
    known: dict[str, list[Path]] = {}
    drafts: set[Path] = set()
    for found in find_catalogs([], home):
        with suppress(OSError):  # what is no catalog has no id
            said = head(contents(found.path))
            known.setdefault(said.get("id", ""), []).append(found.path)
            drafts |= {found.path} if said.get("draft") == "true" else set()
    paths = [path for path in known.get(name, []) if path not in drafts] or known.get(name, [])
    if len(paths) > 1:
        raise GkmlError(f"“{name}”有几个版本，请写文件路径：{'、'.join(map(display, paths))}")
    if not paths and Path(name).is_dir():
        raise GkmlError(f"{display(Path(name))} 是文件夹；请写里面的目录文件，或目录代号")
    if not paths:
        hint = nearest(name, [each for each in known if each])
        raise GkmlError(f"没有“{shown(name)}”这份目录，也没有这个文件；{hint or '请写目录文件的路径或目录代号'}")
    return paths[0]


def leaf_of(name: str, entry: Entry) -> Leaf:
    """The item of an id or a name. Raises `GkmlError` with the nearest where there is none, or more than one."""
    leaves = entry.catalog.leaves
    found = [leaf for leaf in leaves if leaf.id == name] or [leaf for leaf in leaves if leaf.item.name == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise GkmlError(f"有 {len(found)} 个事项叫“{shown(name)}”，请写编号：{'、'.join(leaf.id for leaf in found)}")
    hint = nearest(name, [*(leaf.id for leaf in leaves), *(leaf.item.name for leaf in leaves)])
    raise GkmlError(f"{entry.catalog.id} 里没有事项“{shown(name)}”；{hint or 'gkml build --format csv 可列出全部事项'}")


# --- a table of events ---

_HEADINGS = {
    "item": ("事项", "编号", "事项编号", "事项名称", "item", "id"),
    "date": ("日期", "起算日", "起算日期", "发生日期", "形成日期", "事件日期", "date", "from"),
    "limit": ("时限", "公开时限", "期限", "limit"),
    "rule": ("法定期限", "rule"),
    "catalog": ("目录", "目录代号", "catalog"),
    "region": ("地区", "行政区划代码", "region"),
}


def of_events(path: Path, catalog: str, home: Home) -> list[Asked]:
    """The questions of a CSV table: a date a row, and an item, a limit in words or a statutory one.

    Raises `GkmlError` with a line for every row that cannot be taken: then none is.
    """
    headings, rows = _table(path)
    columns = _columns(headings)
    if "date" not in columns or not columns.keys() & {"item", "limit", "rule"}:
        told = "、".join(filter(None, headings)) or "（空）"
        message = f"表头要有“日期”一列，和“事项”“时限”“法定期限”中的一列；现在的表头：{told}"
        raise GkmlError(f"{display(path)}:1:1: {message}")
    find = cache(lambda name: entry_of(name, home))
    asked: list[Asked] = []
    faults: list[str] = []
    for number, texts in rows:
        row = {field: texts[place].strip() if place < len(texts) else "" for field, place in columns.items()}
        if not any(row.values()):
            continue
        try:
            asked.append(_event(row, catalog, find))
        except (ValueError, GkmlError) as error:
            faults.append(f"{display(path)}:{number}:1: {str(error).splitlines()[0]}")
    if faults:
        raise GkmlError("\n".join([*faults, f"共 {len(faults)} 行有误，没有计算；请改正后再执行"]))
    return asked


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The heading of a CSV file and its rows with the lines that they start on. Raises `GkmlError`."""
    if not path.is_file():
        what = "是文件夹，不是 CSV 文件" if path.is_dir() else "不是普通文件" if path.exists() else "找不到"
        raise GkmlError(f"{display(path)}：{what}；请检查路径")
    lines = csv.reader(io.StringIO(_text_of(path), newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    begin = 1
    try:
        for row in lines:
            if row:
                rows.append((begin, row))
            begin = lines.line_num + 1
    except csv.Error:
        message = "引号不成对，或一格太长；请用 Excel、WPS 重新另存为 CSV"
        raise GkmlError(f"{display(path)}:{lines.line_num}:1: {message}") from None
    if not rows:
        raise GkmlError(f"{display(path)}: 里面没有表格")
    return rows[0][1], rows[1:]


def _text_of(path: Path) -> str:
    try:
        with reading("CSV"):
            return decoded(contents(path))
    except UnreadableFile as error:
        raise GkmlError(f"{display(path)}: {error}") from error


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """The places of the columns that are known, by field; the first of two that mean the same."""
    return {
        field: place
        for field, names in _HEADINGS.items()
        for place in [next((i for i, heading in enumerate(headings) if heading.strip().lower() in names), -1)]
        if place >= 0
    }


def _event(row: dict[str, str], catalog: str, find: Callable[[str], Entry]) -> Asked:
    start = year_day(row["date"])
    region = region_code(row["region"]) if row.get("region") else ""
    name = row.get("item", "")
    if sum(bool(row.get(field)) for field in ("item", "limit", "rule")) > 1:
        raise ValueError("事项、时限、法定期限只能写一个；请留下要算的那一个")
    if name:
        own, item = named(name) if "#" in name else ("", name)
        where = own or row.get("catalog") or catalog
        if not where:
            raise ValueError(f"“{shown(name)}”没有写是哪份目录；请写成 目录#事项，或在命令里写上目录")
        entry = find(where)
        asked = _asked(leaf_of(item, entry), entry, start)
        return asked._replace(region=region or asked.region)
    if row.get("rule"):
        rule = statutory_limit(row["rule"])
        return Asked(Question(rule.limit, start, name=rule.title, rule=rule), region)
    if row.get("limit"):
        return Asked(Question(legible(row["limit"]), start), region)
    raise ValueError("这一行没有写事项，也没有写时限")
