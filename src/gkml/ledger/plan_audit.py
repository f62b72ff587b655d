"""The tasks of a work plan on a day: those that are overdue, were done late, or were struck off without evidence."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.diagnostics import Route
from gkml.work_plan.model import Progress, WorkPlan
from gkml.work_plan.tasks import PlacedTask, last_day, tasks

_ONE = timedelta(days=1)


class TaskFinding(NamedTuple):
    """A finding about a task: its code, the route of the value at fault, the task, and the message."""

    code: str
    route: Route
    task: PlacedTask
    message: str


def task_findings(plan: WorkPlan, as_of: date, calendar: Calendar) -> Iterator[TaskFinding]:
    """Yields what is wrong with the progress of a plan's tasks on a day."""
    for each in tasks(plan):
        progress = each.task.progress or Progress()
        day = last_day(each.task.due, date(plan.year, 1, 1)) if each.task.due else None
        where = (*each.route, "progress") if each.task.progress else (*each.route, "due")
        if day and progress.state in {"未开始", "推进中"} and day < as_of:
            late = _working_days(day, as_of, calendar)
            message = f"任务“{each.name}”应在 {day} 以前完成，现在“{progress.state}”，已经过了{late}"
            yield TaskFinding("U15", where, each, message)
        if day and progress.done and progress.done > day:
            message = (
                f"任务“{each.name}” {progress.done} 完成，比时限 {day} 晚{_working_days(day, progress.done, calendar)}"
            )
            yield TaskFinding("U16", (*where, "done"), each, message)
        if progress.state == "已销账":
            yield from _struck(each, progress, where)


def _struck(each: PlacedTask, progress: Progress, where: Route) -> Iterator[TaskFinding]:
    if not any(text.strip() for text in progress.evidence):
        yield TaskFinding("U17", where, each, f"任务“{each.name}”销了账，没有佐证材料；请补上链接、文号或文件")
    if progress.struck and progress.done and progress.struck < progress.done:
        message = f"任务“{each.name}”的销账日期 {progress.struck} 早于完成日期 {progress.done}；请核对"
        yield TaskFinding("U17", (*where, "struck"), each, message)


def _working_days(after: date, until: date, calendar: Calendar) -> str:
    try:
        return f"{calendar.count(after + _ONE, until)}个工作日"
    except Unannounced:
        return f"{(until - after).days}天"
