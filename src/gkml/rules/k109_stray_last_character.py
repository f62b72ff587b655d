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
from collections.abc import Mapping

from gkml.catalog.cells import Text, judged, of_field, times
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

SEVERITY = "error"
ONCE = True
_SYMBOLS = "`\\|^~_*#@&$¨·丶丨"
_SYMBOL = regex(f"(?<=[{HAN}）》”])[{re.escape(_SYMBOLS)}]+$")
_HAN = regex(f"[{HAN}]")
_FOLLOWS = regex("[-—>＞/／、，]")
_NAMED = frozenset({"name", "office", "channels", "sections", "basis", "body", "audience", "time_limit", "content"})
NEAR = 6
"""A stray character repeats one of so many before it."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        written = times(entry)
        suspects = [(cell, value) for cell, value in judged(entry, _stem) if _is_suspect(cell, value, written)]
        known = {field: _known(entry, field) for field in {cell.field for cell, _ in suspects}}
        for cell, value in suspects:
            right = known[cell.field]
            if _symbols(cell.text) or (right[cell.text] == 1 and right[value]):
                extra = cell.text[len(value) :]
                yield cell.route, f"“{shown(cell.text)}”末尾多出“{extra}”；请去掉", Fix(value, safe=False)


def _is_suspect(cell: Text, value: str, written: Mapping[str, int]) -> bool:
    """Whether the text may be right without its end: a symbol, or what is written elsewhere, as a path may be in part."""
    return cell.field in _NAMED and (value in written or cell.field == "sections" or _symbols(cell.text) is not None)


def _stem(text: str) -> str:
    """Returns the text without a stray end; "" if it has none."""
    if symbols := _symbols(text):
        return text[: symbols.start()]
    last = text[-1:]
    return text[:-1] if len(text) > 4 and last in text[-NEAR - 1 : -2] and _HAN.match(last) else ""


def _symbols(text: str) -> re.Match[str] | None:
    return _SYMBOL.search(text) if text.rstrip("\n")[-1:] in _SYMBOLS else None


def _known(entry: Entry, field: str) -> Counter[str]:
    """How often each text is written; of a path also the paths to the sections above."""
    count = Counter(cell.text for cell in of_field(entry, field))
    for path, often in list(count.items()) if field == "sections" else ():
        for match in _FOLLOWS.finditer(path):
            count[path[: match.start()].rstrip()] += often
    return count
