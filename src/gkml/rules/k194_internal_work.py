"""事项是系统录入、填报、内部审核一类的内部工作，不是主动公开的信息。

《政府信息公开条例》第十六条：内部工作流程等内部事务信息可以不予公开。把数据录入业务系统是机关的内部工作，公众看不到，也没有公开时限可言；
要公开的是录入以后由平台公示的信息。

错误：

    profile: basic-8
    items:
      - name: 公示行政处罚信息
        items:
          - {name: 两法衔接平台案件信息录入, content: 案件信息}  # K194

正确：

    profile: basic-8
    items:
      - name: 公示行政处罚信息
        items:
          - {name: 行政处罚决定, content: 行政处罚决定书文号、当事人、处罚结果}
"""

from gkml.catalog.model import Item, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.channel import is_site
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第十六条"
BEHIND = ("content-is-task",)

_INTERNAL = regex(
    "(?:录入|填报|上报|内部流转|内部审核|内部审批)(?:工作)?$|内部(?:审核|审批|流转|传阅)(?!制度|规定|办法|流程)|录入[^，。；、]{0,16}(?:系统|平台)"
    "|(?:系统|平台)[^，。；、]{0,8}录入|(?:信息|数据|情况|案件)的?录入(?:工作)?$|向?上级(?:部门|机关|单位)?(?:报送|上报)|抄告|抄送"
)
_HINT = regex("[录填报内抄]")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            match = _internal_task(leaf.item)
            if match:
                drop = "" if any(is_site(channel) for channel in leaf.item.channels) else "，或者删去"
                message = f"“{shown(match[1])}”是内部工作，不是公开的信息；请改写为录入、审核以后公开的信息{drop}"
                yield (entry.file, *leaf.route, match[0]), message


def _internal_task(item: Item) -> tuple[str, str] | None:
    """The field that speaks of internal work, and its words: the name before the content, for one item is one fault."""
    for field, text in (("name", item.name), ("content", item.content)):
        match = _INTERNAL.search(text.strip().rstrip("。；")) if _HINT.search(text) else None
        if match:
            return field, match[0]
    return None
