"""A table of tasks in; its tasks as plain data, with the cells of their values, out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from gkml.diagnostics import Route
from gkml.phrases.date import day_of
from gkml.recognise.account import Ledger
from gkml.recognise.grid import Grid, Line, Spot
from gkml.work_plan.columns import TaskColumn, TaskTable, is_repeated_head
from gkml.work_plan.model import STATES
from gkml.work_plan.roles import names, roles

_LISTS = {"lead", "responsible", "support"}
_PROGRESS = {"state", "done", "note", "struck", "checked_by", "evidence"}
_DATES = {"done", "struck"}
_STATES = {
    "完成": "已完成", "已办结": "已完成", "办结": "已完成", "是": "已完成", "√": "已完成", "销账": "已销账", "已销号": "已销账",
    "进行中": "推进中", "正在推进": "推进中", "正在进行": "推进中", "未启动": "未开始", "未完成": "推进中", "否": "推进中",
}  # fmt: skip
"""The states that offices write in other words."""
_ORDER = ("number", "title", "text", "lead", "responsible", "support", "due", "remark", "progress")

Tables = Sequence[tuple[Grid, TaskTable]]


def read_rows(tables: Tables, title: str, ledger: Ledger, spots: dict[Route, Spot]) -> list[dict[str, Any]]:
    """Returns the sections of the tables: one for each group, or one with the title of the plan."""
    sections: list[dict[str, Any]] = []
    for grid, table in tables:
        _report_kept(grid, table, ledger)
        for line in grid.lines:
            texts = [place.text.strip() for place in line.places]
            if is_repeated_head(line, table):
                ledger.whole(grid, line, "heading")
            elif len(set(texts)) == 1 and texts[0]:
                ledger.whole(grid, line, "label")
                sections.append({"heading": texts[0], "parts": []})
            elif any(texts):
                section = _section(texts, table, title, sections)
                route: Route = ("sections", len(sections) - 1, "parts", len(section["parts"]))
                section["parts"].append(_task(line, table))
                _settle(grid, line, table, ledger)
                spots |= {(*route, c.shows): grid.spot(line, n) for n, c in enumerate(table.columns)}
            else:
                ledger.whole(grid, line, "blank")
    return [section for section in sections if section["parts"]]


def _section(texts: Sequence[str], table: TaskTable, title: str, sections: list[dict[str, Any]]) -> dict[str, Any]:
    """Returns the section of a row: the last one, or a new one where the group changes."""
    groups = [text for column, text in zip(table.columns, texts, strict=True) if column.shows == "group"]
    heading = next(filter(None, groups), "")
    if not sections or (heading and heading != sections[-1]["heading"]):
        sections.append({"heading": heading or title, "parts": []})
    return sections[-1]


def _settle(grid: Grid, line: Line, table: TaskTable, ledger: Ledger) -> None:
    for place, each in enumerate(line.places):
        covered = each.above or each.left
        ledger.set(grid, line, place, "merged" if covered else "written" if each.text.strip() else "blank")


def _report_kept(grid: Grid, table: TaskTable, ledger: Ledger) -> None:
    """Reports each column that goes to the remarks, at its heading."""
    head = grid.lines[table.head]
    for place, column in enumerate(table.columns):
        if column.is_kept and column.heading:
            ledger.guess(grid.spot(head, place), column.heading, "方案里没有这一栏，各行的文字连同列标题记在备注里")


def _task(line: Line, table: TaskTable) -> dict[str, Any]:
    task: dict[str, Any] = {}
    progress: dict[str, Any] = {}
    remarks: list[str] = []
    for column, place in zip(table.columns, line.places, strict=True):
        text = place.text.strip()
        if not text or place.left or column.shows == "group":
            continue
        if column.shows == "remark" or not _fits(column, text):
            remarks.append(f"{column.heading}：{text}" if column.heading and column.heading != "备注" else text)
        elif column.shows in _PROGRESS:
            progress[column.shows] = _progress(column.shows, text)
        elif column.shows in _LISTS:
            task[column.shows] = names(text)
        elif column.shows == "offices":
            task |= {key: list(value) for key, value in roles(text, plain=True)._asdict().items() if value}
        else:
            task[column.shows] = [*task.get("text", ()), text] if column.shows == "text" else text
    if progress.keys() - {"state"} or progress.get("state", "未开始") != "未开始":
        task["progress"] = progress
    if remarks:
        task["remark"] = "；".join(remarks)
    return {key: task[key] for key in _ORDER if key in task}


def _fits(column: TaskColumn, text: str) -> bool:
    """Returns whether a text is what the column is for: a state of the model, a day."""
    if column.shows == "state":
        return _STATES.get(text, text) in STATES
    if column.shows in _DATES:
        try:
            _day(text)
        except ValueError:
            return False
    return True


def _progress(shows: str, text: str) -> Any:
    if shows in _DATES:
        return _day(text).isoformat()
    if shows == "evidence":
        return [line.strip() for line in text.splitlines() if line.strip()]
    return _STATES.get(text, text)


def _day(text: str) -> date:
    return day_of(text.removesuffix("00:00:00").strip().replace(".", "-"))
