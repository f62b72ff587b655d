"""渠道几乎就是选项清单里的一项，却没有勾上，印到了“其他”后面。

选项清单按原文逐字比对。几个选项写在了一起、只差全角半角、空格、斜线或一个字（政府服务中心、发布会听证会）、自己加了“其他：”的，
表上会少勾一项，又多印一项。同一种写法多于三格的只报一次。

错误：

    profile: standard-14
    items:
      - name: 养老服务
        items:
          - {name: 扶持政策, channels: [政府网站、两微一端]}  # K108
          - {name: 办事指南, channels: [政府网站, 政府服务中心]}  # K108

正确：

    profile: standard-14
    items:
      - name: 养老服务
        items:
          - {name: 扶持政策, channels: [政府网站, 两微一端]}
          - {name: 办事指南, channels: [政府网站, 政务服务中心]}
"""

import re
import unicodedata
from functools import cache

from gkml.catalog.cells import SLIPS
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Route
from gkml.phrases.patterns import regex
from gkml.registers.names import known_channels

SEVERITY = "error"
_JOINTS = regex(r"[、，,；;]|\s+")
_OTHER = regex(r"^其他\s*[：:（(]")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        lists = entry.profile.option_lists
        if not any(column.options for column in entry.profile.leaves):
            continue
        faults: dict[str, list[Route]] = {}
        for leaf in entry.catalog.leaves:
            options = lists[leaf.item.options or next(iter(lists))].options
            for channel in leaf.item.channels:
                fault = "" if channel in options else _fault(channel, options)
                if fault:
                    faults.setdefault(fault, []).append((entry.file, *leaf.route, "channels"))
        for fault, routes in faults.items():
            problem, _, advice = fault.rpartition("；")
            message = f"{problem}（共{len(routes)}格）；{advice}" if len(routes) > SLIPS else fault
            yield from ((route, message) for route in (routes[:1] if len(routes) > SLIPS else routes))


def _fault(channel: str, options: tuple[str, ...]) -> str:
    """What is wrong with a channel that the list does not have, or nothing."""
    if _OTHER.match(channel):
        return f"渠道“{channel}”不用写“其他：”；请只写渠道名称，程序会印在“其他”后面"
    joined = [part for part in _JOINTS.split(channel) if part]
    if len(joined) > 1 and all(part in options for part in joined):
        return f"渠道“{channel}”是几个选项写在了一起；请写成 [{', '.join(joined)}]"
    same = next((option for option in options if _folded(option) == _folded(channel)), None)
    if same:
        return f"渠道“{channel}”与选项“{same}”只差全角半角、空格或斜线；请照选项写"
    same = _slips().get(channel)
    return f"渠道“{channel}”与选项“{same}”只差一个字；请照选项写" if same in options else ""


def _folded(text: str) -> str:
    return re.sub(r"[\s/]", "", unicodedata.normalize("NFKC", text))


@cache
def _slips() -> dict[str, str]:
    """Known ways to write an option with one wrong character, and the option."""
    variants = [(variant, option.name) for option in known_channels().options for variant in option.variants]
    return {variant: name for variant, name in variants if len(variant) == len(name) and _apart(variant, name) == 1}


def _apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
