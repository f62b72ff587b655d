"""名称前面写了序号，表式又会再印一个序号。

序号由程序按行编排。名称里再写一个，印出来就有两个；增删事项以后，手写的那个还会与表上的序号不一致。“1.1”一类表示层次的编号不在此列。

修复：去掉名称前的序号（请先看一看有没有文件引用它）。

错误：

    profile: basic-8
    items:
      - name: 1、机构基本概况  # K180
        items:
          - {name: 领导简介}

正确：

    profile: basic-8
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介}
"""

from collections.abc import Iterator

from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.ordinal import ordinal

SEVERITY = "info"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if any(column.shows == "number" for column in entry.profile.leaves):
            for place, route, name in _counted(entry):
                number = ordinal(name)
                if number and number.figures == (place,):
                    message = f"“{shown(name)}”前面的“{number.text}”与表上印的序号重复；请去掉，序号由程序编排"
                    yield (entry.file, *route, "name"), message, Fix(number.rest, safe=False)


def _counted(entry: Entry) -> Iterator[tuple[int, Route, str]]:
    """Yields the items that the form counts, with their numbers."""
    if entry.profile.numbering == "top":
        for place, item in enumerate(entry.catalog.items, 1):
            yield place, ("items", place - 1), item.name
        return
    place, top = 0, -1
    for leaf in entry.catalog.leaves:
        if entry.profile.numbering == "leaf-in-top" and leaf.route[1] != top:
            place, top = 0, int(leaf.route[1])
        place += 1
        yield place, leaf.route, leaf.item.name
