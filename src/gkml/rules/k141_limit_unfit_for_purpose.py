"""公开时限与信息的用处不合：等到那时，信息已经没有用了。

预警、召回、事故通报、消费提示要让公众马上知道，等20个工作日没有意义；任前公示、征求意见、招考公告要在事情之前公开；政策解读要与文件同步公开
（国办发〔2016〕19号：重要政策性文件的解读在文件公开后3个工作日内）。应急预案、制度一类的文件按一般期限公开，不在此列；几种信息分别写了期限、其中已有“即时公开”“同步公开”的，也不在此列。

错误：

    profile: basic-8
    items:
      - name: 应急管理
        items:
          - {name: 食品安全风险预警, time_limit: 信息形成之日起20个工作日内}  # K141
          - {name: 人事信息, content: 人事任免、任前公示, time_limit: 信息形成之日起20个工作日内}  # K141
          - {name: 政策解读, time_limit: 信息形成之日起20个工作日内}  # K141

正确：

    profile: basic-8
    items:
      - name: 应急管理
        items:
          - {name: 食品安全风险预警, time_limit: 及时}
          - {name: 食品安全事故应急预案, time_limit: 信息形成之日起20个工作日内}
          - {name: 人事任免, content: 任免决定, time_limit: 信息形成之日起20个工作日内}
          - {name: 政策解读, time_limit: 与政策文件同步发布}
"""

from functools import lru_cache

from gkml.catalog.model import Item, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.information import coming, explains, internal, urgent
from gkml.phrases.limit_span import shortest
from gkml.phrases.time_limit import STATUTE, read

SEVERITY = "warning"
BEHIND = (
    "limit-without-date",
    "limit-over-statute",
)

_SOONER = {"prompt", "sync", "before", "event"}
"""Parts of a limit that are for what cannot wait."""
_AT_ONCE = 7
"""Working days beyond which a warning comes too late for certain."""
_WITH_THE_DOCUMENT = 5


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            fault = _fault(leaf.item) if leaf.item.time_limit.strip() else ""
            if fault:
                yield (entry.file, *leaf.route, "time_limit"), f"“{shown(leaf.item.time_limit)}”{fault}"


def _fault(item: Item) -> str:
    days = _days(item.time_limit)
    if days is None or internal(item.name):
        return ""
    if days > _WITH_THE_DOCUMENT and explains(item.name):
        return "对政策解读太迟；请写“与政策文件同步发布”，最迟文件公开后3个工作日内"
    if days > _AT_ONCE and (word := urgent(item.name, item.content)):
        return f"对“{word}”太迟，公众要马上知道；请写“及时”或者几小时以内"
    if days >= STATUTE and (word := coming(item.name, item.content)):
        return f"对“{word}”太迟，要在事情之前公开；请写明事前几日公开，与事后的结果分开写"
    return ""


@lru_cache(maxsize=4096)
def _days(text: str) -> float | None:
    """Returns the working days that a limit allows; None if it states none or an exception for earlier publication."""
    limit = read(text)
    return None if any(part.kind in _SOONER and part.scope for part in limit.parts) else shortest(limit)
