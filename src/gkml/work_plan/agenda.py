"""The tasks of a work plan in; the days of a year on which they fall due, out."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gkml.deadlines.agenda import Duty, dates_of
from gkml.deadlines.workdays import Calendar
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import PlacedTask, last_day

_CLOSED = {"已完成", "已销账"}


class TaskDates(NamedTuple):
    """The duties of the open tasks, and the number of tasks that name no day."""

    duties: tuple[Duty, ...]
    undated: int


def task_dates(entries: Iterable[PlanEntry], year: int, calendar: Calendar, *, inclusive: bool = True) -> TaskDates:
    """Returns the days of `year`: single days, and those that recur in the year of the plan. Done tasks have none."""
    duties: list[Duty] = []
    undated = 0
    for entry in entries:
        for task in entry.tasks:
            if task.task.progress and task.task.progress.state in _CLOSED:
                continue
            days = _days(task, entry, year, calendar, inclusive)
            undated += not days and entry.plan.year == year
            duties += [_duty(task, entry, key, day, calendar) for key, day in days if day.year == year]
    return TaskDates(tuple(duties), undated)


def _days(task: PlacedTask, entry: PlanEntry, year: int, calendar: Calendar, inclusive: bool) -> list[tuple[str, date]]:
    words = task.task.due
    single = last_day(words, date(entry.plan.year, 1, 1)) if words else None
    if single:
        return [("due", single)]
    if not words or entry.plan.year != year:
        return []
    return list(dates_of(words, year, calendar, inclusive=inclusive))


def _duty(task: PlacedTask, entry: PlanEntry, key: str, day: date, calendar: Calendar) -> Duty:
    last = calendar.on_or_before(day)
    offices = "、".join(task.roles.lead or task.roles.offices)
    is_estimated = bool(calendar.doubts(last, day))
    return Duty(entry.plan, task.id, task.name, offices, task.task.due, key, day, last, provisional=is_estimated)
