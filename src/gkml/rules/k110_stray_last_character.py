"""末尾多出一个字或符号。

去掉它正好是本目录别处的写法，多出的又是前面刚出现过的字（“法定主动公开内容开”），多半是删改时没有删净。
名称末尾的反引号、反斜线、竖线一类符号也是残留。

修复：建议去掉末尾的字，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 编制预决算
        items:
          - {name: 财政预算, sections: 政务公开-法定主动公开内容}
          - {name: 财政决算, sections: 政务公开-法定主动公开内容开}  # K110

正确：

    profile: basic-8
    items:
      - name: 编制预决算
        items:
          - {name: 财政预算, sections: 政务公开-法定主动公开内容}
          - {name: 财政决算, sections: 政务公开-法定主动公开内容}
"""

import re
from collections import Counter

from gkml.cells import Text, texts
from gkml.diagnostics import Findings, Fix, shown
from gkml.model import Workspace
from gkml.phrases.script import HAN

SEVERITY = "error"
_SYMBOL = re.compile(f"(?<=[{HAN}）》”])[`\\\\|^~_*#@&$¨·丶丨]+$")
_FOLLOWS = re.compile("[-—>＞/／、，]")
_NAMED = frozenset({"name", "office", "channels", "sections", "basis", "body", "audience", "time_limit", "content"})
NEAR = 6
"""A stray character repeats one of so many before it."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = [cell for cell in texts(entry) if cell.field in _NAMED]
        known: dict[str, Counter[str]] = {}
        for cell in cells:
            known.setdefault(cell.field, Counter()).update(_beginnings(cell))
        for cell in cells:
            value = _without(cell, known[cell.field])
            if value:
                extra = cell.text[len(value) :]
                yield cell.route, f"“{shown(cell.text)}”末尾多出“{extra}”；请去掉", Fix(value, safe=False)


def _beginnings(cell: Text) -> list[str]:
    """The text, and of a path the paths to the sections above as well."""
    if cell.field != "sections":
        return [cell.text]
    return [cell.text, *(cell.text[: match.start()].rstrip() for match in _FOLLOWS.finditer(cell.text))]


def _without(cell: Text, known: Counter[str]) -> str:
    """The text without what is too much at its end; "" where nothing is."""
    symbol = _SYMBOL.search(cell.text)
    if symbol:
        return cell.text[: symbol.start()]
    value, last = cell.text[:-1], cell.text[-1:]
    slip = len(value) >= 4 and last in value[-NEAR:-1] and re.match(f"[{HAN}]", last)
    return value if slip and known[cell.text] == 1 and known[value] else ""
