"""与别处同一写法只差一点。

同一段文字在目录里写了许多处，只有这一处多、少或换了一两个字，或者同一份清单只有这一处少了一项，多半是复制后误改。
这一处自己多写了要素的，少的和多的都列出来，由人决定，不给修复。
只比公开内容和具体职责；数字、层级、时间不同的，差的字在本目录别处也这样用的，不报。

修复：建议照多数的写法，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 公示执法信息
        items:
          - {name: 价格执法, content: 执法主体、执法依据、执法权限、执法程序、执法结果、救济方式}
          - {name: 食品执法, content: 执法主体、执法依据、执法权限、执法程序、执法结果、救济方式}
          - {name: 药品执法, content: 执法主体、执法依据、执法权限、执法结果、救济方式}  # K119

正确：

    profile: basic-8
    items:
      - name: 公示执法信息
        items:
          - {name: 价格执法, content: 执法主体、执法依据、执法权限、执法程序、执法结果、救济方式}
          - {name: 食品执法, content: 执法主体、执法依据、执法权限、执法程序、执法结果、救济方式}
          - {name: 药品执法, content: 执法主体、执法依据、执法权限、执法程序、执法结果、救济方式}
"""

from collections import Counter, defaultdict
from itertools import islice

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Finding, Findings, Fix, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.listing import alike, lists, missing
from gkml.phrases.slip import SHORTEST, Usual, joints, neighbours, strange

SEVERITY = "warning"
OFTEN = 3
"""A text is usual when it is written so many times."""
LONG = 5
"""A list has so many elements at least."""
ALIKE = 0.7
MOST = 20
"""No text is compared with more usual ones than these."""

Lists = dict[tuple[str, ...], list[tuple[str, ...]]]


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = _cells(entry)
        listing = [cell for cell in cells if lists(cell.text, LONG)]
        findings: dict[Route, Finding] = {}
        for finding in (*_slips(entry, cells), *_short_lists(listing), *_odd_siblings(listing)):
            findings.setdefault(finding[0], finding)
        yield from findings.values()


def _cells(entry: Entry) -> list[Text]:
    """Contents, and the names of groups as duties have them."""
    grouped = (cell for cell in of_field(entry, "name") if cell.node and cell.node.item.items is not None)
    return [*of_field(entry, "content"), *grouped]


def _slips(entry: Entry, cells: list[Text]) -> Findings:
    count = Counter(cell.text for cell in cells)
    usual = Usual(text for text, times in count.items() if times >= OFTEN and len(text) >= SHORTEST)
    once = (cell for cell in cells if count[cell.text] == 1 and len(cell.text) >= SHORTEST)
    near = [(cell, slips) for cell in once if (slips := tuple(usual.near(cell.text)))]
    pairs = {pair for cell, slips in near for slip in slips for pair in joints(slip, cell.text)}
    everywhere = neighbours([*count, *{cell.text for cell in of_field(entry, "name")}], pairs)
    for cell, slips in near:
        for slip in slips:
            if strange(slip, cell.text, everywhere) and not (slip.mine and slip.mine in _names(cell)):
                problem = f"别处{count[slip.usual]}次写作“{shown(slip.usual)}”"
                message = f"“{shown(cell.text)}”与{problem}，只差一点；请核对后统一"
                yield cell.route, message, Fix(slip.usual, safe=False)
                break


def _names(cell: Text) -> str:
    """Returns the names of the item and of those above it: a word of theirs belongs in the text."""
    names, node = "", cell.node
    while node is not None and cell.field != "name":
        names, node = names + node.name, node.parent
    return names


def _short_lists(cells: list[Text]) -> Findings:
    count = Counter(run for cell in cells for run in lists(cell.text, LONG))
    index: Lists = defaultdict(list)
    for run, times in count.items():
        if times > 1 and len(run) > LONG:
            index[run[:2]].append(run)
            index[run[-2:]].append(run)
    for cell in cells:
        for mine in lists(cell.text, LONG) if index else ():
            near = islice((*index.get(mine[:2], ()), *index.get(mine[-2:], ())), MOST) if count[mine] == 1 else ()
            usual = next((run for run in near if missing(run, mine)), None)
            if usual:
                message = f"“{shown(cell.text)}”比别处的同一清单少了“{missing(usual, mine)}”；请核对后补上"
                value = cell.text.replace("、".join(mine), "、".join(usual))
                yield (cell.route, message, Fix(value, safe=False)) if value != cell.text else (cell.route, message)


def _odd_siblings(cells: list[Text]) -> Findings:
    """Items of one parent that list the same things, but for one."""
    families: dict[Route, list[Text]] = defaultdict(list)
    for cell in cells:
        if cell.field == "content" and cell.node and cell.node.parent and len(lists(cell.text, LONG)) == 1:
            families[cell.node.parent.route].append(cell)
    for family in families.values():
        count = Counter(cell.text for cell in family)
        text, times = count.most_common(1)[0]
        if times < OFTEN:
            continue
        usual = lists(text, LONG)[0]
        for cell in family:
            mine = lists(cell.text, LONG)[0]
            if count[cell.text] == 1 and mine[:2] == usual[:2] and alike(text, cell.text) >= ALIKE:
                more, less = (tuple(e for e in a if e not in b) for a, b in ((mine, usual), (usual, mine)))
                problem = "，".join(f"{w}“{'、'.join(e)}”" for w, e in (("这里多", more), ("少", less)) if e)
                message = f"与同级{times}个事项的同一清单不同：{shown(problem) or '次序不一'}；请核对哪种对，再统一"
                yield (cell.route, message) if more else (cell.route, message, Fix(text, safe=False))
