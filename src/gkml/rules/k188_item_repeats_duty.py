"""事项的名称或公开内容照抄了上面的职责。

职责说机关做什么，事项说公开什么信息。把职责（或者其中一句）原样写成名称、把“公示某某信息”的职责写成公开内容，等于没有写事项。

错误：

    profile: basic-8
    items:
      - name: 公示食盐行政处罚信息。
        items:
          - {name: 处罚公示, content: 公示食盐行政处罚信息。}  # K188
      - name: 统筹指导食品安全工作。负责应急体系建设。
        items:
          - {name: 统筹指导食品安全工作, content: 年度食品安全重点工作安排}  # K188

正确：

    profile: basic-8
    items:
      - name: 公示食盐行政处罚信息。
        items:
          - {name: 处罚公示, content: 处罚决定书文号、当事人、违法事实、处罚结果}
      - name: 统筹指导食品安全工作。负责应急体系建设。
        items:
          - {name: 食品安全重点工作安排, content: 年度食品安全重点工作安排}
"""

from functools import lru_cache

from gkml.catalog.model import Entry, Leaf, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import brief
from gkml.phrases.elements import clauses
from gkml.phrases.name import essence
from gkml.phrases.patterns import regex
from gkml.phrases.subject import published, subject

SEVERITY = "warning"

_LED = regex("^(?:负责|承担|组织|承办|做好)")
_INFORMATION = regex(
    "(?:信息|情况|结果|名单|目录|清单|指南|动态|数据|报告|公告|通告|公示|公开|制度|规划|计划|预案|概况|简介)$"
)
_LONG = 6
"""Characters from which a clause of a duty is more than a heading."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if "职责" not in entry.profile.levels[0] and "职能" not in entry.profile.levels[0]:
            continue
        for leaf in entry.catalog.leaves:
            yield from _of(entry, leaf)


def _of(entry: Entry, leaf: Leaf) -> Findings:
    if len(leaf.path) < 2:
        return
    duty, name, content = leaf.path[-2].name, leaf.item.name, leaf.item.content.strip()
    if (essence(name) == essence(duty) and _LED.match(duty)) or _copied(name, duty):
        message = f"名称“{brief(name)}”照抄了职责；请写公开的是什么信息"
        yield (entry.file, *leaf.route, "name"), message
    if content and subject(content) != subject(name) and published(content) == published(duty):
        message = f"公开内容“{brief(content)}”照抄了职责；请写出公开哪些信息（要素）"
        yield (entry.file, *leaf.route, "content"), message


def _copied(name: str, duty: str) -> bool:
    """Returns whether the name is one sentence of several of the duty, and a piece of work rather than information."""
    essential = _essential(name)
    if len(essential) < _LONG or essential not in essence(duty) or _INFORMATION.search(name.rstrip("。；")):
        return False
    return any(_essential(part) == essential for part in _pieces(duty))


@lru_cache(maxsize=4096)
def _essential(text: str) -> str:
    """What a clause or name is about, without the verb that leads it."""
    return essence(_LED.sub("", text))


def _pieces(duty: str) -> list[str]:
    whole = clauses(duty)
    return [*whole, *(piece for clause in whole for piece in clause.split("，"))] if len(duty) > _LONG else []
