"""同一行里，一处写“较大”，另一处写“重大”，或一处写“事件”，另一处写“事故”，说的却是同一件事。

突发事件分特别重大、重大、较大、一般四级，“事故”与“事件”在法律上也不是一回事（食品安全事故见《食品安全法》第一百五十条）。职责、名称、内容
各用一个词，公众不知道公开的是哪一级、哪一类信息。

错误：

    profile: basic-8
    items:
      - name: 组织指导较大食品安全事故应急处置
        items:
          - {name: 重大食品安全事故应急处置, content: 处置进展、调查结果}  # K179

正确：

    profile: basic-8
    items:
      - name: 组织指导较大食品安全事故应急处置
        items:
          - {name: 较大食品安全事故应急处置, content: 处置进展、调查结果}
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from gkml.catalog.model import Leaf, Workspace
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_GRADE = regex("特别重大|重大|较大")
_KIND = regex("([\u4e00-\u9fff]{2}安全|环境|特种设备|公共卫生|生产安全)(事件|事故)")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            for field, fault in _faults(leaf) if _terms(leaf.item.name) else ():
                yield (entry.file, *leaf.route, field), fault


def _faults(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """Yields the name is compared with the item above, the content with the name."""
    above = leaf.path[-2].name if len(leaf.path) > 1 else ""
    for field, text, other in (("name", leaf.item.name, above), ("content", leaf.item.content, leaf.item.name)):
        theirs = _terms(other)
        mine = _terms(text) if theirs else {}
        for subject in mine.keys() & theirs.keys():
            if not mine[subject] & theirs[subject]:
                one, two = min(mine[subject]), min(theirs[subject])
                here, there = ("名称", "上级") if field == "name" else ("公开内容", "名称")
                difference = "级别" if subject[0] == "grade" else "是事故还是事件"
                yield field, f"{here}写“{shown(one)}”，{there}写“{shown(two)}”；请核对{difference}，用同一个词"
                break


@lru_cache(maxsize=4096)
def _terms(text: str) -> dict[Route, frozenset[str]]:
    """What is graded or classed, and the words that the text uses for it."""
    terms_there: dict[Route, frozenset[str]] = {}
    if "大" not in text and "事" not in text:
        return terms_there
    for match in _GRADE.finditer(text):
        following = text[match.end() : match.end() + 4]
        if re.fullmatch("[\u4e00-\u9fff]{4}", following):
            key: Route = ("grade", following)
            terms_there[key] = terms_there.get(key, frozenset()) | {match[0] + following}
    for match in _KIND.finditer(text):
        key = ("kind", match[1])
        terms_there[key] = terms_there.get(key, frozenset()) | {match[0]}
    return terms_there
