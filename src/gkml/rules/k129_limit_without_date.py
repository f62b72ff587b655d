"""公开时限写了“及时”“动态更新”“年度公开”“每季度”一类的话，却没有写到哪一天为止；或者只说“法定时限”，没有说是哪部法。

《政府信息公开条例》第二十六条：自信息形成或者变更之日起20个工作日内及时公开。“及时”“动态更新”没有天数，“年度公开”“每季度”没有日子，
公众无法知道是不是已经超期，考核时也无从对照。预警、事故一类应当立即公开的信息写“及时”的，不在此列；法律另有期限的预算、决算、年度报告，由 K136 报告；公示、征求意见写明多少天的是法定的展示期限，也不报；每周更新、每月几篇一类，期满就知道做没做到，
写明了法律、法规名称或者文号的可以查到，都不报。同一种写法多于三格的只报一次。

错误：

    profile: basic-8
    items:
      - name: 知识产权保护
        items:
          - {name: 办事指南, time_limit: 动态更新}  # K129
          - {name: 专利数据, time_limit: 年度公开}  # K129
          - {name: 投诉情况, time_limit: 每季度公开}  # K129
          - {name: 专利许可, time_limit: 法定时限}  # K129

正确：

    profile: basic-8
    items:
      - name: 知识产权保护
        items:
          - {name: 办事指南, time_limit: 信息形成或变更之日起20个工作日内}
          - {name: 专利数据, time_limit: 每年3月31日前}
          - {name: 投诉情况, time_limit: 每季度结束后10个工作日内}
          - {name: 专利许可, time_limit: 按《专利法》规定的时限公开}
          - {name: 食品安全风险预警, time_limit: 及时}
"""

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.information import urgent
from gkml.phrases.limit_part import Part
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import TimeLimit, read
from gkml.registers.limits import is_administrative, limit_of

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第二十六条"

_ADVICE = {
    "prompt": "没有天数；请写出天数",
    "dynamic": "没有天数；请写出天数",
    "annual": "只有年份没有月日；请写成“每年×月×日前”",
    "periodic": "只有周期没有日子；请写明每期结束后几个工作日内，或者每期几号前",
    "minfreq": "只写了次数，没有写到哪一天为止；请写明每期几月几日前，或者信息形成、收到后几个工作日内",
    "law": "没有写明是哪部法律、法规，也没有写天数；请写明法规条款和天数，如“作出决定之日起20个工作日内”",
    "retention": "写的是公开多长时间，不是多久以内公开；请写出几个工作日内公开",
}

_MOST = "，最长为信息形成或者变更之日起20个工作日内"
_OPEN = {"prompt", "dynamic"}
"""What has neither days nor a period: the regulation says how many at most."""
_PLAIN = {"hour", "day", "working_day", "week"}
"""Periods so short that no day needs to be named: 每日发布, 每周更新."""
_NAMED = regex("[《〔]|第.{1,6}条|依申请|[一-龥]{3,}法(?!定|律|规(?!定))|[一-龥]{3,}(?:条例|办法)(?=规定|的)")
"""What says which law it is."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        most = _MOST if is_administrative(entry.catalog.agency) else ""
        faults: dict[tuple[str, str], list[Text]] = {}
        for cell in of_field(entry, "time_limit"):
            kind = _fault(cell, read(cell.text)) if cell.text.strip() else ""
            if kind:
                faults.setdefault((cell.text, kind), []).append(cell)
        for (text, kind), cells in faults.items():
            some, many = reported(cells)
            fault = f"“{shown(text)}”{many}{_ADVICE[kind]}{most if kind in _OPEN else ''}"
            yield from ((cell.route, fault) for cell in some)


def _fault(cell: Text, limit: TimeLimit) -> str:
    """Returns the kind of a limit without a date; "" if it has a date or another rule reports it."""
    item = cell.item
    if limit.computable or (item and limit_of(item.name)):
        return ""
    kinds = [part.kind for part in limit.parts if part.kind in _ADVICE and not _often(part)]
    if "law" in kinds and (any(part.kind != "law" for part in limit.parts) or _NAMED.search(limit.text)):
        kinds = [kind for kind in kinds if kind != "law"]
    main = next((kind for kind in kinds if kind not in {"dynamic", "retention"}), kinds[0] if kinds else None)
    if main is None or any(part.n is not None and part.kind in {"within", "reply"} for part in limit.parts):
        return ""
    if main == "prompt" and item and urgent(item.name, item.content):
        return ""
    return main


def _often(part: Part) -> bool:
    """Whether a period is so short, or what is due in it so plain (每月2篇), that its end says whether it was kept."""
    return part.period in _PLAIN or (part.kind == "minfreq" and part.period == "month")
