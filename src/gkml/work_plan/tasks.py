"""A plan in; its tasks in printed order, each with its place, its path of numbers and its offices, out."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from gkml.deadlines.recurrence import next_day
from gkml.diagnostics import Route
from gkml.phrases.time_limit import read
from gkml.work_plan.model import Section, Task, WorkPlan
from gkml.work_plan.roles import Roles, roles


class PlacedTask(NamedTuple):
    """A task at its route. `path` are the printed numbers from the top, in full-width brackets: 一, （一）, 1."""

    route: Route
    path: tuple[str, ...]
    headings: tuple[str, ...]
    task: Task
    id: str
    roles: Roles

    @property
    def name(self) -> str:
        """Its title without the full stop; of a task without one, the beginning of its text."""
        title = self.task.title.strip().rstrip("。.")
        return title or re.split("[，,。；;]", " ".join(self.task.text))[0][:40]

    @property
    def body(self) -> str:
        """Its text as one paragraph."""
        return "\n".join(self.task.text)


def tasks(plan: WorkPlan) -> tuple[PlacedTask, ...]:
    """Returns the tasks in printed order."""
    ids = task_ids(plan)
    placed = (
        each for place, section in enumerate(plan.sections) for each in _below(section, ("sections", place), (), ())
    )
    return tuple(
        PlacedTask(route, path, headings, task, ids[route], offices(task, plan))
        for route, path, headings, task in placed
    )


def offices(task: Task, plan: WorkPlan) -> Roles:
    """Returns the offices of a task: its lists, and for those that are left out what its printed words say."""
    printed = roles(task.assigned, first_is_lead=plan.first_is_lead)
    return Roles(task.lead or printed.lead, task.responsible or printed.responsible, task.support or printed.support)


_Place = tuple[Route, tuple[str, ...], tuple[str, ...], Task]


def _below(section: Section, route: Route, path: tuple[str, ...], headings: tuple[str, ...]) -> Iterator[_Place]:
    here, names = (*path, *_number(section.number)), (*headings, section.heading)
    for place, part in enumerate(section.parts):
        below = (*route, "parts", place)
        if isinstance(part, Task):
            yield below, (*here, *_number(part.number)), names, part
        else:
            yield from _below(part, below, here, names)


def _number(printed: str) -> tuple[str, ...]:
    """Returns a printed number without its dot or comma, brackets full-width; () if nothing is printed."""
    bare = printed.strip().replace("(", "（").replace(")", "）").rstrip("、.．，")
    return (bare,) if bare else ()


_ALPHABET = "abcdefghjkmnpqrstuvwxyz"


def task_ids(plan: WorkPlan) -> dict[Route, str]:
    """Returns the id of each task by route: its own, or six letters derived from its headings and its words."""
    ids: dict[Route, str] = {}
    taken: set[str] = set()
    places = [each for n, section in enumerate(plan.sections) for each in _below(section, ("sections", n), (), ())]
    taken |= {task.id for _, _, _, task in places if task.id}
    for route, _, headings, task in places:
        if task.id:
            ids[route] = task.id
            continue
        key, count = "\x1e".join((*headings, task.title or " ".join(task.text))), 0
        while (derived := _letters(f"{key}\x1f{count}")) in taken:
            count += 1
        taken.add(derived)
        ids[route] = derived
    return ids


def _letters(key: str) -> str:
    digest = hashlib.sha256(key.encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:6])


# --- deadlines ---

_CONTINUOUS = re.compile("持续|常态|长期坚持|贯穿全年|全年(?:推进|落实|坚持)|日常|长期")


def is_continuous(words: str) -> bool:
    """Returns whether a deadline says that the task goes on for ever (常态化): it is never overdue."""
    return bool(_CONTINUOUS.search(words)) and last_day(words, date(2000, 1, 1)) is None


def last_day(words: str, start: date) -> date | None:
    """Returns the one day that a deadline names, in the year from `start` on; None if it names none, or one each period."""
    limit = read(re.sub("(?:完成|落实到位|落实|办结|公开)$", "", words.strip()))
    dated = [part for part in limit.parts if part.kind == "fixed" and part.anchors]
    if len(dated) != 1 or (dated[0].period not in {None, "year"}) or len(dated[0].anchors) != 1:
        return None
    return next_day(dated[0], start)
