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
from collections.abc import Iterable
from functools import lru_cache

from gkml.cells import Text, judged, of_field
from gkml.diagnostics import Findings, Fix, shown
from gkml.model import Workspace
from gkml.phrases.script import HAN

SEVERITY = "error"
_SYMBOL = re.compile(f"(?<=[{HAN}）》”])[`\\\\|^~_*#@&$¨·丶丨]+$")
_HAN = re.compile(f"[{HAN}]")
_FOLLOWS = re.compile("[-—>＞/／、，]")
_NAMED = frozenset({"name", "office", "channels", "sections", "basis", "body", "audience", "time_limit", "content"})
NEAR = 6
"""A stray character repeats one of so many before it."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        suspects = [cell for cell, _ in judged(entry, _stem) if cell.field in _NAMED]
        fields = {cell.field for cell in suspects if not _SYMBOL.search(cell.text)}
        known = {field: _known(of_field(entry, field)) for field in fields}
        for cell in suspects:
            value = _stem(cell.text)
            right = known.get(cell.field, Counter())
            if _SYMBOL.search(cell.text) or (right[cell.text] == 1 and right[value]):
                extra = cell.text[len(value) :]
                yield cell.route, f"“{shown(cell.text)}”末尾多出“{extra}”；请去掉", Fix(value, safe=False)


@lru_cache(maxsize=65536)
def _stem(text: str) -> str:
    """The text without what may be too much at its end; "" where nothing is."""
    symbol = _SYMBOL.search(text)
    if symbol:
        return text[: symbol.start()]
    value, last = text[:-1], text[-1:]
    return value if len(value) >= 4 and last in value[-NEAR:-1] and _HAN.match(last) else ""


def _known(cells: Iterable[Text]) -> Counter[str]:
    """How often each text is written; of a path also the paths to the sections above."""
    count: Counter[str] = Counter()
    for cell in cells:
        count[cell.text] += 1
        if cell.field == "sections":
            count.update(cell.text[: match.start()].rstrip() for match in _FOLLOWS.finditer(cell.text))
    return count
