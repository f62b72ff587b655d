"""行政许可、行政处罚决定的公开时限长于“双公示”的7个工作日。

国务院办公厅推行行政执法公示制度的意见（国办发〔2018〕118号）：行政许可、行政处罚决定自作出之日起7个工作日内公开，其他执法决定20个工作日内。只在国家企业信用信息公示系统公示的企业信息，
按《企业信息公示暂行条例》第六条为20个工作日，不在此列；往内部系统录入、移送的也不在此列。

错误：

    profile: basic-8
    items:
      - name: 行政执法
        items:
          - {name: 行政处罚信息公示, content: 处罚决定书, time_limit: 信息形成之日起20个工作日内, channels: 局网站}  # K137

正确：

    profile: basic-8
    items:
      - name: 行政执法
        items:
          - {name: 行政处罚信息公示, content: 处罚决定书, time_limit: 作出行政决定之日起7个工作日内, channels: 局网站}
          - {name: 行政处罚裁量基准, content: 裁量基准, time_limit: 信息形成之日起20个工作日内, channels: 局网站}
          - {name: 企业信息, content: 行政处罚信息, time_limit: 产生之日起20个工作日内, channels: 国家企业信用信息公示系统}

修复：换成“作出行政决定之日起7个工作日内”（要人看过才改）。
"""

from gkml.catalog.model import Item, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.information import DECISIONS, internal, kinds
from gkml.phrases.limit_span import shortest
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import read
from gkml.registers.limits import limit_named

SEVERITY = "warning"
BASIS = "国办发〔2018〕118号"

_EXCEPTED = regex("除[^外，,；;。]{1,20}(?:之外|以外|外)")


def check(workspace: Workspace) -> Findings:
    law = limit_named("double-publicity")
    most = shortest(read(law.limit)) or 0
    for entry in workspace.entries:
        policy = entry.catalog.policy
        if policy and policy.max_working_days <= most:
            continue
        for leaf in entry.catalog.leaves:
            item = leaf.item
            decisions = (kinds(item.name, item.content) | kinds(_EXCEPTED.sub("", item.time_limit), "")) & DECISIONS
            if not decisions or internal(item.name) or _of_enterprises(item):
                continue
            days = shortest(read(item.time_limit))
            if days is not None and days > most:
                names = "、".join(sorted(kind.removesuffix("决定") for kind in decisions))
                message = f"“{shown(item.time_limit)}”长于“双公示”对{names}决定的7个工作日；请写“{law.limit}”"
                route = (entry.file, *leaf.route, "time_limit")
                # A limit of several parts is not replaced as a whole.
                is_one = len(read(item.time_limit).parts) == 1
                yield (route, message, Fix(law.limit, safe=False)) if is_one else (route, message)


def _of_enterprises(item: Item) -> bool:
    """Returns whether it goes nowhere but to the system of the Interim Regulation, that allows 20 working days."""
    return bool(item.channels) and all("企业信用信息公示系统" in channel for channel in item.channels)
