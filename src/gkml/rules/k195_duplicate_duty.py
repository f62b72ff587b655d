"""两项职责（分组）相同，或者只差几个字。

同一项职责拆成两处，下面的事项就分散在两处，序号也多出一个。请合成一项，把事项归到一起；确是两项的，写出它们的区别。
紧接着的两组名称一字不差，是同一组跨页、分行重复印的，不报。

错误：

    profile: basic-8
    items:
      - name: 通过国家企业信用信息公示系统公示企业信息
        items: [{name: 备案信息}]
      - name: 通过国家企业信用信息公示系统公示企业信息。  # K195
        items: [{name: 登记信息}]

正确：

    profile: basic-8
    items:
      - name: 通过国家企业信用信息公示系统公示企业信息
        items: [{name: 备案信息}, {name: 登记信息}]
"""

from collections.abc import Iterator

from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node, nodes
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import brief
from gkml.phrases.name import bigrams, essence
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_LONG, _ALIKE = 24, 0.9
"""Characters from which nearly the same is a fault; Jaccard similarity of the pairs of neighbouring characters."""
_SHARED, _MOST = 14, 5
"""Characters of a head or tail that two names share to be compared at all; names with one head that are compared."""
_TELLING = regex("[0-9〇零一二三四五六七八九十甲乙丙丁]+")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        same: dict[tuple[Route, str], Node] = {}
        last: dict[Route, str] = {}
        groups: dict[Route, list[Node]] = {}
        for node in nodes(entry.catalog):
            if node.item.items is None:
                continue
            parent, name = node.route[:-1], node.name.strip()
            first = same.setdefault((parent, essence(name)), node)
            is_printed_again, last[parent] = last.get(parent) == name, name
            if first is node:
                groups.setdefault(parent, []).append(node)
            elif not is_printed_again:
                message = f"“{_head(node)}”与前面的职责（分组）相同；请合成一项，把下面的事项归到一起"
                yield (entry.file, *node.route, "name"), message
        for siblings in groups.values():
            for node, first in _alike(siblings):
                message = f"“{_head(node)}”与前面的“{_head(first)}”只差几个字；请合成一项，或者写明区别"
                yield (entry.file, *node.route, "name"), message


def _head(node: Node) -> str:
    return brief(node.name)


def _alike(siblings: list[Node]) -> Iterator[tuple[Node, Node]]:
    """Long names that are nearly the same; only those that share a head or a tail are compared."""
    blocks: dict[str, list[Node]] = {}
    for node in siblings:
        bare = essence(node.name)
        if len(bare) < _LONG:
            continue
        keys = (bare[:_SHARED], bare[-_SHARED:])
        alike = next((other for key in keys for other in blocks.get(key, ()) if _same(node.name, other.name)), None)
        if alike:
            yield node, alike
        for key in keys:
            block = blocks.setdefault(key, [])
            if len(block) < _MOST:
                block.append(node)


def _same(one: str, other: str) -> bool:
    if not _ALIKE <= len(one) / len(other) <= 1 / _ALIKE:
        return False
    if _differ_in_characters(essence(one), essence(other)):
        return False
    mine, theirs = bigrams(essence(one)), bigrams(essence(other))
    return len(mine & theirs) >= _ALIKE * len(mine | theirs) and _TELLING.findall(one) == _TELLING.findall(other)


def _differ_in_characters(one: str, other: str) -> bool:
    """Whether the texts have too few characters in common to be alike: two that only one has make a pair of its own."""
    return len(set(one) ^ set(other)) > 2 * (1 - _ALIKE) * (len(one) + len(other))
