"""A plan in, its Document out: the notice and the plan as prose, the task table of its form, and the 台账 to keep.

The prose prints every word as it was issued. The 台账 is a sheet of its own, with one row for each task and columns for its
progress; it is what comes back by `gkml import --update`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gkml.document import (
    Block,
    Cell,
    Column,
    Document,
    Heading,
    Notice,
    PageSetup,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    Table,
    Wording,
)
from gkml.document import Section as Pages
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.form import PlanColumn, PlanForm, Shows, plan_forms
from gkml.work_plan.model import STATES, Progress, Section, Task
from gkml.work_plan.roles import words
from gkml.work_plan.tasks import PlacedTask

LEDGER = "任务台账"
_NARROW = 8.0
_WORDING = Wording(
    sheet=LEDGER,
    flat_sheet="",
    prose_sheet="方案",
    key="编号",
    key_locked=Notice("编号不能改", "这一列是任务的编号，由程序编排。"),
    column_locked="这一列在方案里改",
    table="任务表",
    skip="跳到任务表",
    rows="{title}（共 {count} 项）",
)
_HINTS: dict[Shows, str] = {
    "state": "请选一项；逾期和常态化由程序算。",
    "done": "日期，如 2026-05-28",
    "struck": "日期，如 2026-06-02；没有佐证材料不能销账",
    "evidence": "链接、文号或文件名，一行一个",
    "lead": "几个科室用、隔开",
    "responsible": "几个科室用、隔开",
}
LOCKED: frozenset[Shows] = frozenset({"group", "number", "title", "text", "offices"})
"""Columns that are changed in the plan, not in the 台账."""


def lay_out(entry: PlanEntry, source: str = "") -> Document:
    """Returns the plan as it is printed; `source` is a hash of its file."""
    plan = entry.plan
    issued = plan.issued.isoformat() if plan.issued else ""
    properties = Properties(plan.id, plan.edition, plan.agency, issued, source)
    ledger = plan_forms()["prose"]
    pages = [Pages(tuple(_prose(entry)), PageSetup(landscape=False))]
    if entry.form != ledger:
        pages.append(Pages((Heading(f"{plan.title}{entry.form.title}", 0), table(entry, entry.form)), PageSetup()))
    pages.append(Pages((Heading(f"{plan.title}{LEDGER}", 0), table(entry, ledger, LEDGER)), PageSetup()))
    return Document(plan.title, tuple(pages), properties, wording=_WORDING)


# --- prose ---


def _prose(entry: PlanEntry) -> Iterator[Block]:
    plan = entry.plan
    notice = plan.notice
    yield from (_paragraph(text, "addressee") for text in notice.addressees)
    yield from map(_paragraph, notice.text)
    for place, line in enumerate(notice.signature):
        yield _paragraph(line, "date" if place == len(notice.signature) - 1 else "signature")
    yield Heading(plan.title, 1)
    for section in plan.sections:
        yield from _section(section, 2, with_tasks=entry.form.name == "prose")
    yield from map(_paragraph, plan.notes)


def _section(section: Section, level: int, *, with_tasks: bool) -> Iterator[Block]:
    yield Heading(f"{section.number}{section.heading}", level)
    yield from map(_paragraph, section.paragraphs)
    for part in section.parts:
        if isinstance(part, Section):
            yield from _section(part, min(level + 1, 4), with_tasks=with_tasks)
        elif with_tasks:
            yield from _task(part, min(level + 1, 4))


def _task(task: Task, level: int) -> Iterator[Block]:
    """A title that ends with a full stop, or none, begins the paragraph; any other is a heading of its own."""
    first, *others = task.text or ("",)
    if task.title and not task.title.endswith(("。", ".")):
        yield Heading(f"{task.number}{task.title}", level)
        paragraphs = [first, *others]
    else:
        paragraphs = [f"{task.number}{task.title}{first}", *others]
    paragraphs[-1] += task.assigned or words(task.lead, task.responsible, task.support)
    yield from (_paragraph(text) for text in paragraphs if text)


def _paragraph(text: str, role: Role = "body") -> Paragraph:
    return Paragraph((Run(text),), role=role)


# --- the tables ---


def table(entry: PlanEntry, form: PlanForm, sheet: str = "") -> Table:
    """Returns the tasks in the columns of a form; the cells of a group of tasks are merged."""
    total = sum(column.share for column in form.columns)
    columns = tuple(_column(column, total) for column in form.columns)
    head = Row(tuple(Cell(place, (Run(column.heading),)) for place, column in enumerate(form.columns)))
    return Table(columns, (head,), tuple(_rows(entry.tasks, form)), sheet or form.title)


def _column(column: PlanColumn, total: float) -> Column:
    return Column(
        column.share / total,
        "center" if column.share <= _NARROW else "left",
        filter=column.shows in {"state", "lead", "group"},
        choices=STATES if column.shows == "state" else (),
        hint=_HINTS.get(column.shows, "这一列在方案里改" if column.shows in LOCKED else ""),
        editable=column.shows not in LOCKED,
    )


def _rows(tasks: Sequence[PlacedTask], form: PlanForm) -> Iterator[Row]:
    group = next((place for place, column in enumerate(form.columns) if column.shows == "group"), None)
    for headings, members in groupby(tasks, key=lambda each: each.headings):
        listed = list(members)
        if form.bands:
            yield Row((Cell(0, (Run(headings[-1]),), colspan=len(form.columns)),))
        for number, task in enumerate(listed):
            cells = [
                Cell(place, (Run(text_of(task, column.shows)),), len(listed) if place == group else 1)
                for place, column in enumerate(form.columns)
                if place != group or number == 0
            ]
            yield Row(tuple(cells), task.id)


def text_of(placed: PlacedTask, shows: Shows) -> str:
    """Returns the text of a task's cell in a column that shows this."""
    task, roles = placed.task, placed.roles
    progress = task.progress or Progress()
    texts: dict[Shows, str] = {
        "group": " ".join(placed.headings[-1:]),
        "number": task.number.strip(),
        "title": placed.name if task.title else "",
        "text": placed.body,
        "lead": "、".join(roles.lead),
        "responsible": "、".join(roles.responsible),
        "support": "、".join(roles.support),
        "offices": _in_one_cell(placed),
        "due": task.due,
        "state": progress.state,
        "done": progress.done.isoformat() if progress.done else "",
        "evidence": "\n".join(progress.evidence),
        "note": progress.note,
        "struck": progress.struck.isoformat() if progress.struck else "",
        "checked_by": progress.checked_by,
        "remark": task.remark,
    }
    return texts[shows]


def _in_one_cell(placed: PlacedTask) -> str:
    """Returns the offices of a column that has all roles: A牵头，B、C配合; as printed where the plan prints them so."""
    if placed.task.assigned:
        return placed.task.assigned
    roles = placed.roles
    if not roles.lead and not roles.support:
        return "、".join(roles.responsible)
    listed = (("牵头", roles.lead), ("负责", roles.responsible), ("配合", roles.support))
    return "，".join(f"{'、'.join(names)}{verb}" for verb, names in listed if names)
