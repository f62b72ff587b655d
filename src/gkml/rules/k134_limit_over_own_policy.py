"""公开时限长于本机关自己规定的最长天数。

机关可以规定比法定20个工作日更短的期限；目录的 policy 里写了规定和出处的，各事项都不能超过。法律另有期限的预算、决算、年度报告不比较。

错误：

    profile: basic-8
    policy: {max_working_days: 7, stated_in: 《政务公开工作实施方案》（2020年）}
    items:
      - name: 机构概况
        items:
          - {name: 领导简介, time_limit: 信息形成或变更之日起20个工作日内}  # K134

正确：

    profile: basic-8
    policy: {max_working_days: 7, stated_in: 《政务公开工作实施方案》（2020年）}
    items:
      - name: 机构概况
        items:
          - {name: 领导简介, time_limit: 信息形成或变更之日起7个工作日内}
          - {name: 部门预算, time_limit: 本级政府财政部门批复后20日内}
"""

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.limit_span import longest, working_days
from gkml.phrases.time_limit import read
from gkml.registers.limits import limit_of

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        policy = entry.catalog.policy
        if policy is None:
            continue
        most = policy.max_working_days
        same: dict[str, list[Text]] = {}
        for cell in of_field(entry, "time_limit"):
            part = longest(read(cell.text))
            by_law = cell.item is not None and limit_of(cell.item.name) is not None
            if part and not by_law and (working_days(part) or 0) > most:
                same.setdefault(cell.text, []).append(cell)
        for text, cells in same.items():
            some, many = reported(cells)
            for cell in some:
                message = f"“{shown(text)}”{many}长于{policy.stated_in}规定的{most}个工作日；请改为{most}个工作日内或更短，确有例外的在正文写明"
                yield cell.route, message
