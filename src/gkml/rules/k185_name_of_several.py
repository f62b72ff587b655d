"""一个事项的名称列了好几件事，或者以“等”收尾，或者长得像一句话。

一个事项一个名称，才能各定时限、各定责任科室、各放栏目。列了三件以上的，请分成几项，或者用一个能概括的名称；“等”字收尾的，事项没有边界；
超过四十个字的，多半是把职责抄进了名称。没有“公开内容”一列的表（学校信息公开事项清单），要素只能写在名称里，不检查。

错误：

    profile: standard-14
    items:
      - name: 公共服务
        items:
          - {name: 食品安全宣传周、用药安全宣传周、化妆品科普宣传等}  # K185

正确：

    profile: standard-14
    items:
      - name: 公共服务
        items:
          - {name: 食品药品安全宣传活动}
"""

from functools import lru_cache

from gkml.catalog.model import Workspace
from gkml.catalog.tree import nodes
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.elements import clauses
from gkml.phrases.elements import elements as listed
from gkml.phrases.patterns import regex

SEVERITY = "info"

_OPEN = regex("(?<![一二三四五六七八九十特甲乙丙丁优中上下高初同平均相对])等(?:信息|情况|内容|事项)?$")
_NATIONAL = regex(
    "权力和责任|法律、法规|法规、规章|收入、支出|预算、决算|财政预决算|规划、计划|机构、职能|减灾、救灾|防灾"
)
"""Names of one thing that have 、 in them."""
_LONGEST, _SEVERAL, _A_THING = 40, 3, 4
"""Characters of a name; things in one name; characters from which an element is a thing of its own."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if not any(column.shows == "content" for column in entry.profile.leaves):
            continue
        for node in nodes(entry.catalog):
            fault = (
                _fault(node.name.strip().rstrip("。；"))
                if node.item.items is None and node.item.content.strip() != node.name.strip()
                else ""
            )
            if fault:
                yield (entry.file, *node.route, "name"), f"名称“{shown(node.name)}”{fault}"


@lru_cache(maxsize=4096)
def _fault(name: str) -> str:
    if _OPEN.search(name):
        return "以“等”收尾，事项没有边界；请换一个能概括的名称，或者分成几项"
    parts = [part for clause in clauses(name) for part in listed(clause)]
    if (
        len({part[:2] for part in parts}) >= _SEVERAL
        and not _NATIONAL.search(name)
        and all(len(part) >= _A_THING for part in parts)
    ):
        return f"列了{len(parts)}件事；请分成几项，或者换一个能概括的名称"
    return f"有{len(name)}个字，像一句话；请用简短的信息名称，要说明的话写进公开内容" if len(name) > _LONGEST else ""
