"""负责的科室不在科室登记里。

科室写进 gkml.yaml 的 registers 下的 offices；没有登记的工作区不查。groups 里的统称、别的机关不查。

错误：（登记了办公室、法规科）

    sections:
      - heading: 基础工作
        parts:
          - {title: 规范专栏, lead: 网络值班科室}  # PL6

正确：

    sections:
      - heading: 基础工作
        parts:
          - {title: 规范专栏, lead: 办公室}
"""

from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import nearest, shown
from gkml.phrases.patterns import regex
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.roles import GENERIC

SEVERITY = "warning"

_OTHER_BODY = regex("(?:局|委|委员会|政府|厅|部|银行|法院|检察院|集团|公司|学校|医院)$")


def check(entry: PlanEntry) -> Findings:
    known = {*entry.registers.offices, *entry.plan.groups}
    if not entry.registers.offices:
        return
    reported: set[str] = set()
    for each in entry.tasks:
        for name in each.roles.offices:
            if name in known or name in reported or GENERIC.search(name) or _OTHER_BODY.search(name):
                continue
            reported.add(name)
            field = next(key for key in ("assigned", "lead", "responsible", "support") if getattr(each.task, key))
            hint = nearest(name, known) or "请核对名称，或在 gkml.yaml 里登记"
            yield (entry.file, *each.route, field), f"“{shown(name)}”不在科室登记里；{hint}"
