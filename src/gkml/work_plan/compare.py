"""The plans of two years in; the tasks that are new, gone or changed, field by field, out."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from gkml.phrases.name import bigrams
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import PlacedTask

Kind = Literal["added", "gone", "changed"]
KINDS: dict[Kind, str] = {"added": "新增", "gone": "取消", "changed": "修改"}
ALIKE = 0.5
"""Two tasks without an id or a title in common are one that was rewritten if they share more than this part of their words."""
MOST_PAIRS = 10_000
"""With more pairs of tasks without a partner, no rewritten ones are sought: these are different plans."""
_FIELDS = {
    "title": "任务",
    "text": "内容",
    "lead": "牵头科室",
    "responsible": "责任科室",
    "support": "配合科室",
    "due": "时限",
    "quantity": "数量",
}


class TaskChange(NamedTuple):
    """A change of one task: the field by its Chinese name ("" for a task that is new or gone), and both texts."""

    kind: Kind
    name: str
    field: str
    before: str
    after: str


class Comparison(NamedTuple):
    """Two plans and the changes between them in the order of the new one, tasks that are gone at the end; `kept` are alike."""

    old: PlanEntry
    new: PlanEntry
    changes: tuple[TaskChange, ...]
    kept: int


def compare(old: PlanEntry, new: PlanEntry) -> Comparison:
    """Returns the changes."""
    partners = _partners(old.tasks, new.tasks)
    changes: list[TaskChange] = []
    kept = 0
    for task in new.tasks:
        before = partners.get(task.id)
        if before is None:
            changes.append(TaskChange("added", task.name, "", "", _whole(task)))
            continue
        own = list(_changes(before, task))
        kept += not own
        changes += own
    there = {task.id for task in partners.values()}
    changes += [TaskChange("gone", task.name, "", _whole(task), "") for task in old.tasks if task.id not in there]
    return Comparison(old, new, tuple(changes), kept)


def _partners(old: tuple[PlacedTask, ...], new: tuple[PlacedTask, ...]) -> dict[str, PlacedTask]:
    """The task of the old plan by the id of the new one's: with the same id, else the same title, else like words."""
    partners: dict[str, PlacedTask] = {}
    left = {task.id: task for task in old}
    for same in (_id, _title):
        by_key = {same(task): task for task in left.values() if same(task)}
        for task in new:
            partner = by_key.get(same(task)) if task.id not in partners else None
            if partner and partner.id in left:
                partners[task.id] = left.pop(partner.id)
    rest = [task for task in new if task.id not in partners]
    if len(rest) * len(left) <= MOST_PAIRS:
        _by_likeness(rest, left, partners)
    return partners


def _by_likeness(rest: list[PlacedTask], left: dict[str, PlacedTask], partners: dict[str, PlacedTask]) -> None:
    """Adds to `partners` the tasks that were rewritten."""
    words = {id(task): bigrams(f"{task.task.title}{task.body}") for task in (*rest, *left.values())}
    for task in rest:
        own = words[id(task)]
        shares = {key: _share(words[id(other)], own) for key, other in left.items()}
        best = max(shares, key=shares.__getitem__, default=None)
        if best is not None and shares[best] > ALIKE:
            partners[task.id] = left.pop(best)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)


def _id(task: PlacedTask) -> str:
    return task.id


def _title(task: PlacedTask) -> str:
    return "".join(task.name.split())


def _changes(old: PlacedTask, new: PlacedTask) -> Iterator[TaskChange]:
    for field, name in _FIELDS.items():
        before, after = _text(old, field), _text(new, field)
        if "".join(before.split()) != "".join(after.split()):
            yield TaskChange("changed", new.name, name, before, after)


def _text(task: PlacedTask, field: str) -> str:
    match field:
        case "title":
            return task.task.title.strip()
        case "text":
            return task.body
        case "lead" | "responsible" | "support":
            return "、".join(getattr(task.roles, field))
    value: str = getattr(task.task, field)
    return value


def _whole(task: PlacedTask) -> str:
    return f"{task.task.title}{task.body}"
