"""事项名称里的编号与上级或前后的编号对不上。

编号是公众和下级机关引用事项的依据：“1.1”应在“1.”下面，同一上级下的编号应一个接一个，不缺、不重、不倒，写法也要一样（不要有的写“1.”，
有的写“一、”，有的不写）。移动、增删事项或者分页转录以后最容易出错。

错误：

    profile: standard-14
    items:
      - name: 1.监督检查
        items:
          - {name: 1.1食品监督检查}
          - {name: 1.3药品监督检查}  # K178
      - name: 2.行政处罚
        items:
          - {name: 1.1食品行政处罚}  # K178
          - {name: 2.2药品行政处罚}

正确：

    profile: standard-14
    items:
      - name: 1.监督检查
        items:
          - {name: 1.1食品监督检查}
          - {name: 1.2药品监督检查}
      - name: 2.行政处罚
        items:
          - {name: 2.1食品行政处罚}
          - {name: 2.2药品行政处罚}
"""

from collections import Counter
from collections.abc import Iterator

from gkml.catalog.model import Workspace
from gkml.catalog.tree import Node, nodes
from gkml.diagnostics import Findings, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.ordinal import Ordinal, ordinal, split_label

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        siblings: dict[Route, list[Node]] = {}
        for node in nodes(entry.catalog):
            siblings.setdefault(node.route[:-1], []).append(node)
        for group in siblings.values():
            for node, fault in _faults(group):
                yield (entry.file, *node.route, "name"), f"“{shown(node.name)}”{fault}"


def _faults(group: list[Node]) -> Iterator[tuple[Node, str]]:
    numbered = [(node, number) for node in group if (number := ordinal(node.name))]
    if not numbered:
        return
    style, count = Counter(number.style for _, number in numbered).most_common(1)[0]
    if count > 1 and count * 2 > len(group):
        yield from _mixed(group, style, next(number.text for _, number in numbered if number.style == style))
    last: Ordinal | None = None
    for node, number in numbered:
        if number.style != style or (last and number[1:] == last[1:]):  # a duplicate item is K106's
            continue
        fault = _strange(node, number, alone=count == 1) or (_out_of_line(last, number) if last else "")
        if fault:
            yield node, fault
        if not (last and number.figures[:-1] != last.figures[:-1]):
            last = number


def _mixed(group: list[Node], style: str, sample: str) -> Iterator[tuple[Node, str]]:
    for before, node in zip([None, *group], group, strict=False):
        number = ordinal(node.name)
        if number is None and not (before and split_label(before.name, node.name)):
            yield node, f"没有编号，旁边的事项都有（如“{sample}”）；请补上编号，或者都不编"
        elif number is not None and number.style != style:
            yield node, f"的编号“{number.text}”与旁边事项的写法不同（如“{sample}”）；请用同一种写法"


def _strange(node: Node, number: Ordinal, *, alone: bool) -> str:
    """What does not agree with the item above; a lone number that is not the first may be a date (12.4国家宪法日)."""
    above = ordinal(node.parent.name) if node.parent else None
    if above is None or len(number.figures) != len(above.figures) + 1 or number.figures[:-1] == above.figures:
        return ""
    if alone and number.figures[-1] != 1:
        return ""
    return f"的编号“{number.text}”与上级“{shown(above.text)}”不符；请改编号，或者移到它的上级下面"


def _out_of_line(last: Ordinal, number: Ordinal) -> str:
    if number.figures[:-1] != last.figures[:-1] or number.figures[-1] == last.figures[-1] + 1:
        return ""
    here, before = number.figures[-1], last.figures[-1]
    if here == before:
        return f"的编号“{number.text}”与前一项重复；请顺序编号"
    kind = "中间缺号" if here > before else "倒了次序"
    return f"的编号“{number.text}”前面是“{last.text}”，{kind}；请顺序编号，或者补上缺的事项"
