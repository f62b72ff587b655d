"""A table of tasks in one of the known forms in; its tasks as plain data, with the cells of their values, out."""

from collections.abc import Sequence
from typing import Any

from gkml.diagnostics import Route
from gkml.recognise.account import Ledger
from gkml.recognise.grid import Grid, Line, Spot
from gkml.work_plan.form import PlanForm, plan_forms
from gkml.work_plan.model import STATES
from gkml.work_plan.roles import names, roles

_HEAD_ROWS = 5
_LISTS = {"lead", "responsible", "support"}
_PROGRESS = {"state", "done", "note", "struck", "checked_by", "evidence"}


def form_of(grid: Grid) -> PlanForm | None:
    """Returns the form whose headings a table has, None if it has those of none."""
    return next(
        (form for line in grid.lines[:_HEAD_ROWS] for form in plan_forms().values() if _is_head(line, form)), None
    )


def _is_head(line: Line, form: PlanForm) -> bool:
    return [_bare(place.text) for place in line.places] == [column.heading for column in form.columns]


def _bare(text: str) -> str:
    return "".join(text.split())


def read_rows(
    grids: Sequence[Grid], form: PlanForm, title: str, ledger: Ledger, spots: dict[Route, Spot]
) -> list[dict[str, Any]]:
    """Returns the sections of the tables: one for each group, or one with the title of the plan."""
    sections: list[dict[str, Any]] = []
    for grid in grids:
        for line in grid.lines:
            texts = [place.text.strip() for place in line.places]
            if _is_head(line, form):
                ledger.whole(grid, line, "heading")
            elif len(set(texts)) == 1 and texts[0]:
                ledger.whole(grid, line, "label")
                sections.append({"heading": texts[0], "parts": []})
            elif any(texts):
                _read_row(grid, line, form, (title, sections), (ledger, spots))
            else:
                ledger.whole(grid, line, "blank")
    return [section for section in sections if section["parts"]]


def _read_row(
    grid: Grid,
    line: Line,
    form: PlanForm,
    into: tuple[str, list[dict[str, Any]]],
    account: tuple[Ledger, dict[Route, Spot]],
) -> None:
    title, sections = into
    ledger, spots = account
    texts = {column.shows: place.text.strip() for column, place in zip(form.columns, line.places, strict=True)}
    heading = texts.get("group", "")
    if not sections or (heading and heading != sections[-1]["heading"]):
        sections.append({"heading": heading or title, "parts": []})
    section = sections[-1]
    route = ("sections", len(sections) - 1, "parts", len(section["parts"]))
    task: dict[str, Any] = {}
    progress: dict[str, Any] = {}
    for column, place in enumerate(line.places):
        shows, text = form.columns[column].shows, place.text.strip()
        covered = place.above or place.left
        ledger.set(grid, line, column, "merged" if covered else "written" if text else "blank")
        spots[(*route, shows)] = grid.spot(line, column)
        if not text or shows == "group":
            continue
        if shows in _PROGRESS:
            progress[shows] = [text] if shows == "evidence" else text
        elif shows in _LISTS:
            task[shows] = names(text)
        elif shows == "offices":
            named = roles(text, plain=True)
            task |= {key: list(value) for key, value in named._asdict().items() if value}
        else:
            task[shows] = [text] if shows == "text" else text
    if progress.get("state") in {None, *STATES} and (
        progress.keys() - {"state"} or progress.get("state", "未开始") != "未开始"
    ):
        task["progress"] = progress
    elif progress.get("state") not in {None, *STATES}:
        task["remark"] = progress["state"]
    order = ("number", "title", "text", "lead", "responsible", "support", "due", "remark", "progress")
    section["parts"].append({key: task[key] for key in order if key in task})
