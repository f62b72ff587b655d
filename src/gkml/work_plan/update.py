"""The 任务台账 that came back in; what it changes in the plan, and what it says that cannot be taken, out.

Rows are known by the hidden id. A cell is an edit where it differs from the plan that the sheet was built of; an edit of a
value that the plan has changed meanwhile is a conflict and changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from gkml.diagnostics import Route
from gkml.diagnostics.quoting import shown
from gkml.document import Document, Row, Table
from gkml.phrases.date import day_of
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.form import PlanForm, Shows, plan_forms
from gkml.work_plan.layout import LOCKED, text_of
from gkml.work_plan.model import STATES
from gkml.work_plan.roles import names
from gkml.work_plan.tasks import PlacedTask

_DATES: frozenset[Shows] = frozenset({"done", "struck"})
_OFFICES: frozenset[Shows] = frozenset({"lead", "responsible", "support"})
_PROGRESS: frozenset[Shows] = frozenset({"state", "done", "evidence", "note", "struck", "checked_by"})


class CellEdit(NamedTuple):
    """A value that is to be written, its task and heading, and the texts before and after."""

    route: Route
    value: Any
    task: str
    heading: str
    before: str
    after: str


class CellFault(NamedTuple):
    """A cell that changes nothing: where it is and why, in Chinese."""

    place: str
    message: str


def ledger_of(document: Document) -> Table | None:
    """Returns the 任务台账 of a document: the table whose headings are those of its form."""
    wanted = [column.heading for column in plan_forms()["prose"].columns]
    for table in document.tables():
        headings = ["".join(path[-1].split()) if path else "" for path in table.headings()]
        if headings == wanted:
            return table
    return None


def edits(table: Table, base: PlanEntry, mine: PlanEntry) -> Iterator[CellEdit | CellFault]:
    """Yields what the sheet changes; `base` is the plan that it was built of, `mine` the plan as it is."""
    form = plan_forms()["prose"]
    was, now = ({task.id: task for task in entry.tasks} for entry in (base, mine))
    met: set[str] = set()
    for number, (row, texts) in enumerate(table.filled(), 1):
        place = f"第{row.line or number}行"
        if row.key not in was:
            if any(text.strip() for text in texts):
                yield CellFault(place, _why_unknown(row))
            continue
        if row.key in met:
            yield CellFault(place, "这项任务出现了两次，只看第一行；新任务请写在方案里")
            continue
        met.add(row.key)
        if row.key not in now:
            yield CellFault(place, f"任务“{shown(was[row.key].name)}”方案里已经没有了，没有写")
            continue
        yield from _of_row(texts, form, (was[row.key], now[row.key]), place)
    for key, task in was.items():
        if key not in met:
            yield CellFault("", f"任务“{shown(task.name)}”的一行不见了，方案没有改动；任务请在方案里删")


def _why_unknown(row: Row) -> str:
    return (
        "这一行没有编号，认不出是哪项任务；新任务请写在方案里"
        if not row.key
        else f"编号“{shown(row.key)}”不是这份方案的任务"
    )


def _of_row(
    texts: Sequence[str], form: PlanForm, tasks: tuple[PlacedTask, PlacedTask], place: str
) -> Iterator[CellEdit | CellFault]:
    was, now = tasks
    for column, text in zip(form.columns, texts, strict=True):
        before = text_of(was, column.shows)
        if _alike(column.shows, text, before):
            continue
        heading = f"{place}“{column.heading}”"
        if column.shows in LOCKED:
            yield CellFault(heading, f"改成了“{shown(text)}”；这一列请在方案里改")
            continue
        current = text_of(now, column.shows)
        if _alike(column.shows, current, text):
            continue
        if not _alike(column.shows, current, before):
            yield CellFault(heading, f"方案里已经改成“{shown(current)}”，台账里是“{shown(text)}”，没有写；请决定用哪个")
            continue
        try:
            value = _value(column.shows, text.strip())
        except ValueError as error:
            yield CellFault(heading, str(error))
            continue
        route = (*now.route, "progress", column.shows) if column.shows in _PROGRESS else (*now.route, column.shows)
        yield CellEdit(route, value, now.name, column.heading, before, text.strip())


def _alike(shows: Shows, one: str, other: str) -> bool:
    """Returns whether two texts of a cell say the same: the same offices, the same day, the same lines."""
    if _plain(one) == _plain(other):
        return True
    try:
        return (shows in _OFFICES or shows in _DATES) and _value(shows, one.strip()) == _value(shows, other.strip())
    except ValueError:
        return False


def _plain(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())


def _value(shows: Shows, text: str) -> Any:
    """Returns the value to write. Raises `ValueError` in Chinese."""
    if shows == "state":
        if text not in STATES:
            raise ValueError(f"“{shown(text)}”不是进展；可写：{'、'.join(STATES)}")
        return text
    if shows in _DATES and text:
        return _day(text).isoformat()
    if shows in _OFFICES:
        return names(text)
    if shows == "evidence":
        return [line.strip() for line in text.splitlines() if line.strip()]
    return text


def _day(text: str) -> date:
    return day_of(text.removesuffix("00:00:00").strip())


def values(listed: Sequence[CellEdit], data: Mapping[str, Any]) -> dict[Route, Any]:
    """Returns what to write by route; the progress of a task that has none yet is written as a whole."""
    result: dict[Route, Any] = {}
    for edit in listed:
        parent = edit.route[:-1]
        if parent[-1] == "progress" and not _there(data, parent):
            result.setdefault(parent, {})[edit.route[-1]] = edit.value
        else:
            result[edit.route] = edit.value
    return result


def _there(data: Any, route: Route) -> bool:
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return False
    return isinstance(data, dict)
