"""法律对这种信息另有期限，公开时限没有照法律写。

部门预算、决算：《预算法》第十四条，本级政府财政部门批复后20日内（自然日，不是20个工作日）。政府预算、决算：本级人民代表大会或者其常务
委员会批准后20日内；编制机关是人民政府（包括镇、乡）的按政府预算。写明“法律、法规另有规定的，从其规定”的不报。政府信息公开工作年度报告：《政府信息公开条例》第四十九条，县级以上部门每年1月31日前，县级以上政府每年3月31日前。

错误：

    profile: basic-8
    items:
      - name: 财务
        items:
          - {name: 财政预算, time_limit: 年度公开}  # K136
          - {name: 部门决算, time_limit: 信息形成或变更之日起20个工作日内}  # K136
          - {name: 政府信息公开年度报告, time_limit: 信息形成之日起20个工作日内}  # K136

正确：

    profile: basic-8
    items:
      - name: 财务
        items:
          - {name: 财政预算, time_limit: 本级政府财政部门批复后20日内}
          - {name: 部门决算, time_limit: 本级政府财政部门批复后10个工作日内}
          - {name: 政府信息公开年度报告, time_limit: 每年1月31日前}
          - {name: 部门预算管理制度, time_limit: 信息形成之日起20个工作日内}

修复：换成法律的说法（要人看过才改）。
"""

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.limit_part import Part
from gkml.phrases.limit_span import working_days
from gkml.phrases.time_limit import TimeLimit, read
from gkml.registers.limits import StatutoryLimit, limit_named, limit_of

SEVERITY = "error"
BASIS = "《预算法》第十四条；《政府信息公开条例》第四十九条"

_NO_DATE = {"prompt", "dynamic", "annual", "periodic", "minfreq", "law", "retention"}
_SHORT = 14
"""Working days that never go beyond the twenty days of the Budget Law (holidays left aside)."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            law = limit_of(leaf.item.name, entry.catalog.agency)
            text = leaf.item.time_limit
            if law is None or not text.strip():
                continue
            if law.name == "article-49-department" and not entry.catalog.agency and _by_march(read(text)):
                law = limit_named("article-49-government")
            if _against(read(text), law):
                message = f"“{shown(text)}”不合{law.article}对{leaf.item.name.strip()}的规定；请写“{law.limit}”"
                yield (entry.file, *leaf.route, "time_limit"), message, Fix(law.limit, safe=False)


def _against(limit: TimeLimit, law: StatutoryLimit) -> bool:
    if "《" in limit.text or limit.exception or not limit.parts:
        return False
    if any(_keeps(part, law) for part in limit.parts):
        return False
    return any(part.kind in _NO_DATE or working_days(part) is not None or part.kind == "fixed" for part in limit.parts)


def _keeps(part: Part, law: StatutoryLimit) -> bool:
    """Returns whether a part is as strict as the law; a fixed day of a budget cannot be compared and is left alone."""
    own = read(law.limit).parts[0]
    if own.kind == "fixed":
        last = own.anchors[0]
        days = [(anchor.month, anchor.day or 31) for anchor in part.anchors] if part.kind == "fixed" else []
        return bool(days) and max(days) <= (last.month, last.day)
    if part.unit in {"day", "calendar_day"}:
        return part.n is not None and part.n <= (own.n or 0)
    days_allowed = working_days(part)
    return part.kind in {"fixed", "sync", "event"} or (days_allowed is not None and days_allowed <= _SHORT)


def _by_march(limit: TimeLimit) -> bool:
    return _keeps(limit.parts[0], limit_named("article-49-government")) if limit.parts else False
