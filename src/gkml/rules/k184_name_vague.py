"""事项名称只是“信息发布”“其他”“监督管理”一类的字眼，看不出是什么信息。

名称是公众检索、下级机关引用、年度修订对照时认定事项的依据。请写出对象，如“电梯应急处置情况”“餐饮服务食品安全监管信息”。“通知公告”“工作动态”一类
通行的栏目名不在此列；“信息发布（消费提示）”一类真名写在括号里的也报；同一上级的最后一项写“其他”而内容具体的，也不在此列。

错误：

    profile: basic-8
    items:
      - name: 承担特种设备安全监察
        items:
          - {name: 信息发布, content: 每月电梯应急处置情况}  # K184

正确：

    profile: basic-8
    items:
      - name: 承担特种设备安全监察
        items:
          - {name: 电梯应急处置情况, content: 每月电梯应急处置情况}
"""

from functools import lru_cache

from gkml.catalog.model import Workspace
from gkml.catalog.tree import nodes
from gkml.diagnostics import Findings, Fix, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BEHIND = (
    "duplicate-item",
    "item-repeats-duty",
)

_THING = "(?:信息|情况|内容|事项|资料|材料|工作|业务)"
_OTHER = regex(rf"(?:其他|其它)(?:政府)?{_THING}*")
_VAGUE = regex(
    rf"(?:相关|有关|各类|各项|日常|一般|重要|主要|综合|具体)?{_THING}{{1,2}}(?:发布|公开|公示|公布|公告)?"
    rf"|(?:依法)?(?:主动)?(?:应当)?公开的?(?:政府)?{_THING}|主动公开|依法行政(?:工作)?|社会监督|监督管理|日常监管|管理|监督|监管|公开|公示|发布"
)
_BRACKETED = regex(r"([^（）()]+)[（(]([^（）()、，]{3,})[）)]")
_NUMBER = regex(r"^\s*(?:\d+(?:[.．]\d+)+[、.．]?\s*|[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*|\d+\s*)|[\s。]+")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        reported: set[tuple[Route, str]] = set()
        for node in nodes(entry.catalog):
            if node.item.items is not None or not _may_be_vague(node.name):
                continue
            name = _NUMBER.sub("", node.name)
            if (node.route[:-1], name) in reported:
                continue
            reported.add((node.route[:-1], name))
            last = node.parent is not None and node.route[-1] == len(node.parent.item.items or ()) - 1 > 0
            real = _BRACKETED.fullmatch(name)
            if real and _VAGUE.fullmatch(real[1]):
                message = f"名称“{shown(node.name)}”把信息的名称写在了括号里；请写“{shown(real[2])}”"
                yield (entry.file, *node.route, "name"), message, Fix(real[2], safe=False)
            elif _VAGUE.fullmatch(name) or (_OTHER.fullmatch(name) and not (last and node.item.content.strip())):
                yield (
                    (entry.file, *node.route, "name"),
                    f"名称“{shown(node.name)}”看不出是什么信息；请写出对象或信息的种类",
                )


@lru_cache(maxsize=4096)
def _may_be_vague(name: str) -> bool:
    """Returns whether a name says nothing, or nothing outside its brackets."""
    bare = _NUMBER.sub("", name)
    return any(pattern.fullmatch(bare) for pattern in (_BRACKETED, _VAGUE, _OTHER))
