"""A plan in, its JSON out: the tasks with their path of numbers, offices and deadline, and the quotas."""

import json

from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import is_continuous, last_day


def write(entry: PlanEntry) -> bytes:
    """`{kind, id, year, title, agency, issued, basis, tasks, quotas, attachments}`; what is not there is "" or a list of none."""
    plan = entry.plan
    tasks = []
    for each in entry.tasks:
        day = last_day(each.task.due, plan.as_of.replace(month=1, day=1)) if each.task.due else None
        progress = each.task.progress
        tasks.append(
            {
                "id": each.id,
                "path": list(each.path),
                "title": each.name if each.task.title else "",
                "text": each.body,
                "lead": list(each.roles.lead),
                "responsible": list(each.roles.responsible),
                "support": list(each.roles.support),
                "due": each.task.due,
                "last_day": day.isoformat() if day else "",
                "continuous": is_continuous(each.task.due),
                "quantity": each.task.quantity,
                "items": list(each.task.items),
                "state": progress.state if progress else "未开始",
            }
        )
    data = {
        "kind": plan.kind,
        "id": plan.id,
        "year": plan.year,
        "title": plan.title,
        "agency": plan.agency,
        "issued": plan.issued.isoformat() if plan.issued else "",
        "basis": [{"title": each.title, "number": each.number} for each in plan.basis],
        "tasks": tasks,
        "quotas": [{"per": each.per, "at_least": each.at_least, "each": each.each} for each in plan.quotas],
        "attachments": [{"number": each.number, "title": each.title} for each in plan.attachments],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
