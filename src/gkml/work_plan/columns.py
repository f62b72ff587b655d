"""The headings of a table of tasks in; what each column shows of a task, out.

A table in one of the known forms is read by that form. Any other is read by the words of its headings, which
`schema/plan-columns.yaml` lists; a column whose heading has no place in a plan goes to the remarks with its heading.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast

from gkml.recognise.grid import Grid, Line
from gkml.schema.resources import resource
from gkml.work_plan.form import PlanForm, Shows, plan_forms
from gkml.yamltext.source import read

_HEAD_ROWS = 5
_FEWEST = 3
"""Columns of a table of tasks."""
_NAMES: frozenset[str] = frozenset({"offices", "lead", "responsible", "support", "due"})
"""What a table must show of a task, besides its words, to be a table of tasks: one of these."""
_CONTENT = "content"
_KEPT = "kept"
_NUMBER = re.compile(r"[（(]?[0-9一二三四五六七八九十]{0,3}[）)]?[.、．]?")


class TaskColumn(NamedTuple):
    """A column: its heading without spaces, what it shows, and whether its heading is kept beside its text."""

    heading: str
    shows: Shows
    is_kept: bool = False


class TaskTable(NamedTuple):
    """A table of tasks: the form that prints it best, its columns, and the number of the last line of its headings."""

    form: PlanForm
    columns: tuple[TaskColumn, ...]
    head: int


def task_table(grid: Grid) -> TaskTable | None:
    """Returns how a table is read, None if it is no table of tasks."""
    for line in grid.lines[:_HEAD_ROWS]:
        for form in plan_forms().values():
            if _headings(line) == [column.heading for column in form.columns]:
                return TaskTable(form, tuple(TaskColumn(c.heading, c.shows) for c in form.columns), line.number)
    heads = [line for line in grid.lines[:_HEAD_ROWS] if _is_head(line)]
    if not heads:
        return None
    columns = tuple(_columns(heads[-1], grid))
    return TaskTable(_nearest(columns), columns, heads[-1].number)


def is_repeated_head(line: Line, table: TaskTable) -> bool:
    """Returns whether a line belongs to the headings, or repeats them on a new page."""
    return line.number <= table.head or _headings(line) == [column.heading for column in table.columns]


def bare(text: str) -> str:
    """Returns a heading without spaces and without what stands in brackets."""
    return re.sub(r"[（(][^（）()]*[）)]|\s", "", text)


def _headings(line: Line) -> list[str]:
    return ["".join(place.text.split()) for place in line.places]


@cache
def _meanings() -> dict[str, str]:
    """Returns what each heading shows, or `content` or `kept`."""
    data = read((resource("schema") / "plan-columns.yaml").read_bytes(), "plan-columns.yaml").data
    return {heading: shows for shows, headings in data.items() for heading in headings}


def _is_head(line: Line) -> bool:
    """Returns whether a line has a heading for the words of a task and one for its offices or its time."""
    meanings = [_meanings().get(bare(place.text), "") for place in line.places]
    own = [meaning for meaning, place in zip(meanings, line.places, strict=True) if not place.left]
    return (
        len(own) >= _FEWEST and _CONTENT in own and bool(_NAMES & set(own)) and sum(map(bool, own)) * 3 >= len(own) * 2
    )


def _columns(head: Line, grid: Grid) -> list[TaskColumn]:
    below = grid.lines[head.number + 1 :]
    meanings = [_meanings().get(bare(place.text), _KEPT) for place in head.places]
    shown = _content([place for place, meaning in enumerate(meanings) if meaning == _CONTENT], below)
    offices = "responsible" if "lead" in meanings else "offices"
    result: list[TaskColumn] = []
    for place, meaning in enumerate(meanings):
        heading = "".join(head.places[place].text.split())
        is_number = not heading and _is_numbered(below, place)
        show = "number" if is_number else shown.get(place, offices if meaning == "responsible" else meaning)
        again = show not in {"group", "text"} and any(column.shows == show for column in result)
        is_kept = again or show == _KEPT
        result.append(TaskColumn(heading, "remark" if is_kept else cast(Shows, show), is_kept))
    return result


def _content(places: Sequence[int], lines: Sequence[Line]) -> dict[int, str]:
    """Returns what the columns with the words of a task show, by their places."""
    groups = [place for place in places[:-1] if any(line.places[place].above for line in lines)][:1]
    rest = [place for place in places if place not in groups]
    shown = dict.fromkeys(groups, "group")
    if len(rest) > 1:
        shown[rest[0]] = "title"
    return shown | {place: "text" for place in rest if place not in shown}


def _is_numbered(lines: Sequence[Line], place: int) -> bool:
    return all(_NUMBER.fullmatch(line.places[place].text.strip()) for line in lines if not _is_band(line))


def _is_band(line: Line) -> bool:
    return len({place.text for place in line.places}) == 1


def _nearest(columns: Sequence[TaskColumn]) -> PlanForm:
    """Returns the form that prints most of the columns and the fewest others."""
    shown = {column.shows for column in columns}

    def fit(form: PlanForm) -> tuple[int, int]:
        own = {column.shows for column in form.columns}
        return len(shown & own), -len(own - shown)

    return max(plan_forms().values(), key=fit)
