"""同一个栏目写成了几种路径。

最末一级栏目相同，有的少写了上级（“数据发布”与“政务公开-数据发布”），有的首级不同（“政府信息公开-…”与“政务公开-…”），
或者栏目名只差“及”“和”、“公布”“发布”，公众照着找不到，也分不清是一个栏目还是几个。一个事项同时列出的两个栏目，
是两个栏目，不报。gkml.yaml 的 registers 里登记了栏目（sections）的，改查每个
栏目是不是登记过。

修复：建议改成较全、较多的写法，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 发布统计数据
        items:
          - {name: 月度数据, sections: 政务公开-数据发布}
          - {name: 季度数据, sections: 政务公开-数据发布}
          - {name: 年度数据, sections: 数据发布}  # K124

正确：

    profile: basic-8
    items:
      - name: 发布统计数据
        items:
          - {name: 月度数据, sections: 政务公开-数据发布}
          - {name: 季度数据, sections: 政务公开-数据发布}
          - {name: 年度数据, sections: 政务公开-数据发布}
"""

from collections import Counter, defaultdict
from difflib import get_close_matches

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.section_spelling import one_section, plain, steps

SEVERITY = "warning"
Path = tuple[str, ...]
FEW = 2
"""The first step of a path is wrong where so many times as many others of its kind begin in another way."""
MOST = 50
"""Of paths with one last step no more are compared: the most written."""
ALONE = 3
"""A step alone is taken for a path that is cut short unless it is written more than so many times as often."""


def check(workspace: Workspace) -> Findings:
    registered = frozenset(workspace.registers.sections)
    for entry in workspace.entries:
        cells = [cell for cell in of_field(entry, "sections") if steps(cell.text)]
        if registered:
            yield from (finding for cell in cells for finding in _unregistered(cell, registered))
        else:
            yield from _two_ways(cells)


def _two_ways(cells: list[Text]) -> Findings:
    tops = _tops(Counter(steps(cell.text) for cell in cells))
    mended = {text: _with_top(text, tops) for text in {cell.text for cell in cells}}
    count = Counter(steps(mended[cell.text]) for cell in cells)
    better, written, beside = _better(count), _written(cells, mended), _beside(cells, mended)
    for cell in cells:
        path, text = steps(cell.text), mended[cell.text]
        if steps(text) in better and better[steps(text)] not in beside[cell.route[:-1]]:
            other = written[better[steps(text)]]
            message = f"“{shown(cell.text)}”与别处的“{other}”像是同一个栏目；请核对网站后统一"
            yield cell.route, message, Fix(other, safe=False)
        elif text != cell.text:
            message = f"“{shown(cell.text)}”的首级栏目，别处“{path[1]}”的上级多写“{tops[path]}”；请核对网站后统一"
            yield cell.route, message, Fix(text, safe=False)


def _with_top(text: str, tops: dict[Path, str]) -> str:
    path = steps(text)
    return text.replace(path[0], tops[path], 1) if path in tops else text


def _unregistered(cell: Text, registered: frozenset[str]) -> Findings:
    if cell.text in registered:
        return
    near = get_close_matches(cell.text, sorted(registered), 1)
    problem = f"“{shown(cell.text)}”没有登记在本地的栏目里（registers.sections）"
    if near:
        yield cell.route, f"{problem}；请核对是不是“{near[0]}”", Fix(near[0], safe=False)
    else:
        yield cell.route, f"{problem}；请核对网站，或者补登"


def _written(cells: list[Text], mended: dict[str, str]) -> dict[Path, str]:
    """Each path as it is written most, or in the fewest characters."""
    spelt: dict[Path, Counter[str]] = defaultdict(Counter)
    for cell in cells:
        text = mended[cell.text].strip()
        spelt[steps(text)][text] += 1
    return {path: min(texts, key=lambda text: (-texts[text], len(text))) for path, texts in spelt.items()}


def _beside(cells: list[Text], mended: dict[str, str]) -> dict[Route, list[Path]]:
    """Returns the paths that each item lists: two that it lists together are two sections there."""
    lists: dict[Route, list[Path]] = defaultdict(list)
    for cell in cells:
        lists[cell.route[:-1]].append(steps(mended[cell.text]))
    return lists


def _better(count: Counter[Path]) -> dict[Path, Path]:
    """For each path that is likely another one written badly, that other."""
    ends: dict[str, list[Path]] = defaultdict(list)
    for path, _ in count.most_common():
        ends[plain(path[-1])].append(path)
    result: dict[Path, Path] = {}
    for path in count:
        others = [other for other in ends[plain(path[-1])][:MOST] if other != path]
        near = [other for other in others if _outweighs(other, path, count)]
        best = max((o for o in near if one_section(path, o)), key=lambda o: (count[o], len(o), o), default=None)
        if best:
            result[path] = best
    return result


def _outweighs(other: Path, path: Path, count: Counter[Path]) -> bool:
    """Returns whether of two paths the other is the one to keep: the one that is written more, or has more steps."""
    if 1 in (len(path), len(other)) and len(path) != len(other):
        full, alone = (other, path) if len(other) > 1 else (path, other)
        return (other is full) == (count[alone] <= ALONE * count[full])
    return (count[other], len(other), other) > (count[path], len(path), path)


def _tops(count: Counter[Path]) -> dict[Path, str]:
    """For each path that begins unlike nearly all others with its second step, how those begin."""
    tops: dict[str, Counter[str]] = defaultdict(Counter)
    for path, times in count.items():
        if len(path) > 2:
            tops[path[1]][path[0]] += times
    result: dict[Path, str] = {}
    for path in count:
        top, times = tops[path[1]].most_common(1)[0] if len(path) > 2 else ("", 0)
        if top and top != path[0] and times >= FEW * tops[path[1]][path[0]]:
            result[path] = top
    return result
