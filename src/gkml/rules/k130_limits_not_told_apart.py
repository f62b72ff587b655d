"""一格里写了几个期限，没有说清哪个管哪一项。

一件事项里不同的信息可以有不同的期限，但要写明各管什么，如“处罚决定：7个工作日内；其他信息：20个工作日内”。答复咨询、办理申请的期限
也不是公开期限，不能与公开期限混写。

错误：

    profile: basic-8
    items:
      - name: 互动交流
        items:
          - {name: 商务咨询, time_limit: 自收到咨询之日起5个工作日内回复，公开1年内的统计数据}  # K130
          - {name: 依申请公开制度, time_limit: 按依申请公开有关要求处理，动态更新}  # K130

正确：

    profile: basic-8
    items:
      - name: 互动交流
        items:
          - {name: 商务咨询, time_limit: 每季度结束后10个工作日内公开统计数据}
          - {name: 行政执法, time_limit: 处罚决定：作出之日起7个工作日内；其他信息：形成之日起20个工作日内}
          - {name: 评审结果, time_limit: 审核结束之日起3个工作日内公示，公示期为7天}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.limit_part import Part
from gkml.phrases.time_limit import TimeLimit, read

SEVERITY = "info"
BEHIND = ("limit-without-date",)

_FIRM = {"within", "fixed", "before", "event", "sync"}
_LOOSE = {"prompt", "dynamic", "annual", "periodic", "minfreq"}


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell in of_field(entry, "time_limit"):
            limit = read(cell.text)
            fault = _fault(limit) if len(limit.parts) > 1 else ""
            if fault:
                yield cell.route, f"“{shown(cell.text)}”{fault}"


def _fault(limit: TimeLimit) -> str:
    kinds = {part.kind for part in limit.parts}
    open_parts = [part for part in limit.parts if not part.scope]
    if (
        "reply" in kinds
        and kinds - {"reply", "extension", "prompt"}
        and any(part.kind == "reply" for part in open_parts)
    ):
        return "把答复的期限和公开的期限写在了一起；请分开，公开时限只写多久以内公开"
    if "law" in kinds and kinds & _LOOSE and len(open_parts) == len(limit.parts):
        return "前后说的不是同一件事；请只写多久以内公开，或者写明各管哪一项"
    firm = [part for part in open_parts if part.kind in _FIRM]
    if len(firm) > 1 and not _have_distinct_scopes(firm):
        return f"有{len(firm)}个期限，没有说哪个管哪一项；请分行写，或者在各个期限前写明是什么信息的"
    return ""


def _have_distinct_scopes(parts: list[Part]) -> bool:
    """Returns whether each limit is counted from a different event, which distinguishes their subjects."""
    return len({part.trigger for part in parts}) == len(parts)
