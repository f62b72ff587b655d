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
          - {name: 财政决算, sections: 政务公开-法定主动公开内容开}  # K109

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

from gkml.cells import judged, of_field
from gkml.diagnostics import Findings, Fix, shown
from gkml.model import Entry, Workspace
from gkml.phrases.script import HAN

SEVERITY = "error"
_SYMBOLS = tuple("`\\|^~_*#@&$¨·丶丨")
_SYMBOL = re.compile(f"(?<=[{HAN}）》”])[{re.escape(''.join(_SYMBOLS))}]+$")
_HAN = re.compile(f"[{HAN}]")
_FOLLOWS = re.compile("[-—>＞/／、，]")
_NAMED = frozenset({"name", "office", "channels", "sections", "basis", "body", "audience", "time_limit", "content"})
NEAR = 6
"""A stray character repeats one of so many before it."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        suspects = [(cell, value) for cell, value in judged(entry, _stem) if cell.field in _NAMED]
        known = {field: _known(entry, field) for field in {cell.field for cell, _ in suspects}}
        for cell, value in suspects:
            right = known[cell.field]
            if _symbols(cell.text) or (right[cell.text] == 1 and right[value]):
                extra = cell.text[len(value) :]
                yield cell.route, f"“{shown(cell.text)}”末尾多出“{extra}”；请去掉", Fix(value, safe=False)


def _stem(text: str) -> str:
    """The text without what may be too much at its end; "" where nothing is."""
    if symbols := _symbols(text):
        return text[: symbols.start()]
    value, last = text[:-1], text[-1:]
    return value if len(value) >= 4 and last in value[-NEAR:-1] and _HAN.match(last) else ""


def _symbols(text: str) -> re.Match[str] | None:
    return _SYMBOL.search(text) if text.rstrip("\n").endswith(_SYMBOLS) else None


def _known(entry: Entry, field: str) -> Counter[str]:
    """How often each text is written; of a path also the paths to the sections above."""
    count = Counter(cell.text for cell in of_field(entry, field))
    for path, times in list(count.items()) if field == "sections" else ():
        for match in _FOLLOWS.finditer(path):
            count[path[: match.start()].rstrip()] += times
    return count
