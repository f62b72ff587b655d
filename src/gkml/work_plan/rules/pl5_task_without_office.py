"""任务没有写由谁负责，或只写了“各科室”一类的统称，又没有说明包括哪些。

只有统称的任务，人人有责就是没有人负责。统称可以在 groups 里写明包括哪些科室；有具体的牵头科室的，责任科室可以用写明了的统称。

错误：

    sections:
      - heading: 基础工作
        parts:
          - {title: 规范专栏}  # PL5
          - {title: 保密审查, responsible: [各科室]}  # PL5

正确：

    groups: {各科室: [办公室, 法规科]}
    sections:
      - heading: 基础工作
        parts:
          - {title: 规范专栏, lead: 办公室}
          - {title: 保密审查, responsible: [各科室]}
"""

from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.roles import GENERIC
from gkml.work_plan.tasks import PlacedTask

SEVERITY = "warning"


def check(entry: PlanEntry) -> Findings:
    unclear: dict[str, list[PlacedTask]] = {}
    for each in entry.tasks:
        generic = [name for name in each.roles.offices if GENERIC.search(name) and name not in entry.plan.groups]
        if not each.roles.offices:
            field = "title" if each.task.title else "text"
            yield (entry.file, *each.route, field), f"任务“{shown(each.name)}”没有写由谁负责；请写牵头科室、责任科室"
        for name in generic:
            unclear.setdefault(name, []).append(each)
    for name, tasks in unclear.items():
        first = tasks[0]
        field = next(
            (key for key in ("assigned", "responsible", "lead", "support") if getattr(first.task, key)), "title"
        )
        count = f"（共{len(tasks)}项任务）" if len(tasks) > 1 else ""
        message = f"“{shown(name)}”{count}是统称，没有说明包括哪些科室；请写进 groups，或改写具体的科室"
        yield (entry.file, *first.route, field), message
