"""同名的事项分列在几项职责下面。

以职责分组的目录里，公众按名称找信息，看不到职责的长句；几处都叫“企业信息”“行政执法”，分不出是哪一件，年度修订时也对不上。名称和内容都相同的，
是同一信息列了两处。“双公示”和“行政许可、行政处罚信息（双公示）”也是同一种信息。由不同科室分别公开、确应分列的，请在名称里写出对象；只是提示，可以不改。

错误：

    profile: basic-8
    items:
      - name: 公示异常名录
        items:
          - {name: 企业信息, content: 经营异常名录}
      - name: 公示严重违法失信名单
        items:
          - {name: 企业信息, content: 严重违法失信名单}  # K196

正确：

    profile: basic-8
    items:
      - name: 公示异常名录
        items:
          - {name: 企业经营异常名录, content: 列入和移出的企业名称、日期、原因}
      - name: 公示严重违法失信名单
        items:
          - {name: 严重违法失信企业名单, content: 列入和移出的企业名称、日期、原因}
"""

from gkml.catalog.model import Leaf, Workspace
from gkml.catalog.tree import FRAME_DEPTH
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.subject import subject

SEVERITY = "info"
BEHIND = ("name-vague",)

_DOUBLE = "双公示"
_ABOUT = regex("目录|制度|标准|办法|方案|通报|清单")
_QUOTED = 20
"""Characters of a duty that the message quotes."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if "职责" not in entry.profile.levels[0] and "职能" not in entry.profile.levels[0]:
            continue
        first: dict[str, Leaf] = {}
        reported: set[tuple[object, str]] = set()
        for leaf in entry.catalog.leaves:
            name = _subject(leaf.item.name)
            other = first.setdefault(name, leaf)
            duty = leaf.route[:2]
            if len(leaf.path) > FRAME_DEPTH or other.route[:2] == duty or (duty, name) in reported:
                continue
            reported.add((duty, name))
            yield (entry.file, *leaf.route, "name"), _message(leaf, other)


def _subject(name: str) -> str:
    """What a name is about; “双公示”信息 and 行政许可、行政处罚信息（双公示） are one thing."""
    return _DOUBLE if _DOUBLE in name and not _ABOUT.search(name) else subject(name)


def _message(leaf: Leaf, other: Leaf) -> str:
    duty = other.path[0].name
    office = f"（{shown(other.item.office)}）" if 0 < len(other.item.office) <= _QUOTED else ""
    where = f"“{shown(duty[:_QUOTED])}{'…' if len(duty) > _QUOTED else ''}”{office}下面"
    if leaf.item.content.strip() and subject(leaf.item.content) == subject(other.item.content):
        return f"“{shown(leaf.item.name)}”在{where}已经有了，内容也相同；请只放一处"
    if subject(leaf.item.name) != subject(other.item.name):
        return f"“{shown(leaf.item.name)}”与{where}的“{shown(other.item.name)}”说的是同一种信息；请合成一项，或者写明各管哪些"
    return f"“{shown(leaf.item.name)}”与{where}的事项同名；请在名称里写出对象"
