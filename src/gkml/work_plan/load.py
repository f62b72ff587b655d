"""Sources in, plans out; what the schema or the form refuses is a diagnostic at its place. Never raises."""

from collections.abc import Iterator, Mapping
from typing import Any

from gkml.diagnostics import Route
from gkml.diagnostics.quoting import nearest, shown
from gkml.schema import documents
from gkml.schema.parse import parse, problems, refuse
from gkml.work_plan.entry import PlanEntry, Workspace
from gkml.work_plan.form import plan_forms
from gkml.work_plan.model import WorkPlan
from gkml.work_plan.tasks import tasks
from gkml.yamltext.source import Source

__all__ = ["Loaded", "Workspace", "load"]

Loaded = documents.Loaded[PlanEntry]


def load(source: Source, forms: Mapping[str, Any]) -> Loaded:
    """Validates one source. The table forms of directories (`forms`) do not concern plans."""
    diagnostics = problems(source)
    plan, refused = parse(WorkPlan, source) if source.data is not None else (None, [])
    diagnostics += refused
    if plan is not None and not diagnostics:
        diagnostics += [refuse(source, code, route, message, plan.id) for code, route, message in _misfits(plan)]
    if plan is None or diagnostics:
        return Loaded(source, None, tuple(diagnostics))
    return Loaded(source, PlanEntry(source.file, plan, plan_forms()[plan.form]), ())


def _misfits(plan: WorkPlan) -> Iterator[tuple[str, Route, str]]:
    """A form that does not exist, an id that two tasks have, a task without words, a quota of offices no task names."""
    known = plan_forms()
    if plan.form not in known:
        message = f"没有“{shown(plan.form)}”这种任务表；{nearest(plan.form, known) or '可选：' + '、'.join(known)}"
        yield "K024", ("form",), message
    first: dict[str, str] = {}
    for task in tasks(plan):
        if task.task.id and first.setdefault(task.id, task.name) != task.name:
            yield "K022", (*task.route, "id"), f"编号“{task.id}”已经用在任务“{shown(first[task.id])}”；请换一个"
        if not task.task.title.strip() and not task.body.strip():
            yield "K023", task.route, "任务没有标题也没有正文；请写上"
