"""勾了“其他”或“特定群体”，没有写明是什么。

“其他”后面要写渠道的名称，表头写着“特定群体（请写明）”的要写是哪些人；只打勾不写，公众不知道到哪里看、对谁公开。
渠道名称和群体名称直接写，程序会印在“其他”和“特定群体”里。

错误：

    profile: standard-14
    items:
      - name: 养老服务
        items:
          - {name: 扶持政策, channels: [政府网站, 其他], audience: 全社会}  # K148
          - {name: 补贴名单, channels: [政府网站], audience: 特定群体}  # K148

正确：

    profile: standard-14
    items:
      - name: 养老服务
        items:
          - {name: 扶持政策, channels: [政府网站, 某县民政公众号], audience: 全社会}
          - {name: 补贴名单, channels: [政府网站], audience: 经济困难的老年人}
"""

from functools import lru_cache

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings
from gkml.phrases.patterns import regex

SEVERITY = "error"

_EMPTY = regex(r"(?<![\s：:（）()_＿])[\s：:（）()_＿]+$")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        others = {options.other for options in entry.profile.option_lists.values() if options.other}
        groups = {c.tick for c in entry.profile.leaves if c.shows == "audience" and c.rest and "写明" in c.heading}
        for text in of_field(entry, "channels", "audience"):
            bare = _bare(text.text)
            if text.field == "channels" and bare in others:
                yield text.route, f"渠道勾了“{bare}”，没有写明是什么渠道；请写渠道的名称"
            elif text.field == "audience" and bare in groups and not _named(entry, text):
                yield text.route, f"公开对象勾了“{bare}”，没有写明是哪些人；请直接写群体的名称"


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """Returns the text without the blank to be filled in at its end."""
    return _EMPTY.sub("", text)


def _named(entry: Entry, text: Text) -> bool:
    """Returns whether the list of the text also names a group."""
    owner = text.item or entry.catalog.defaults
    if text.item and "defaults" in text.route:
        owner = text.item.defaults
    ticks = {column.tick for column in entry.profile.leaves if column.shows == "audience"}
    return any(name.strip() and name not in ticks for name in (owner.audience if owner else ()))
