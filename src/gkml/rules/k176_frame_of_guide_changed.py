"""一级、二级事项与上级指引不一致：改了名、换了位置、变了次序，或自己加了。

《晋城市食品药品监管领域基层政务公开标准指引》三：“本级目录应当保持市级《目录》基本框架，可以结合本地实际，对市级《目录》三级事项进行
增减、调整、细化补充”。确需自己增加的一级、二级事项，在备注（remark）里写明依据，就不再报告。编号、标点的不同不算改名。

上级指引：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 食品监督检查}
          - {id: g12, name: 药品监督检查}
          - {id: g13, name: 医疗器械监督检查}

错误：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g13, name: 医疗器械监督检查}  # K176
          - {id: g11, name: 食品监督检查}
          - {id: g12, name: 药品的监督抽查}  # K176
          - {id: g14, name: 农贸市场管理}  # K176

正确：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 1.1食品监督检查}
          - {id: g12, name: 1.2药品监督检查}
          - {id: g13, name: 1.3医疗器械监督检查}
          - {id: g14, name: 农贸市场管理, remark: 县政府2026年工作要点增加}
"""

from gkml.catalog.guide import Pair, out_of_order
from gkml.catalog.model import Item, Workspace
from gkml.catalog.tree import FRAME_DEPTH
from gkml.diagnostics import Findings, Fix, Route
from gkml.diagnostics.quoting import shown
from gkml.phrases.brackets import bracket
from gkml.phrases.document_number import in_form
from gkml.phrases.doubled import doubled
from gkml.phrases.name import essence
from gkml.phrases.residue import residue
from gkml.phrases.spacing import spaced
from gkml.phrases.width import in_width

SEVERITY = "warning"
BASIS = "晋城市食品药品监管领域基层政务公开标准指引 三"


def check(workspace: Workspace) -> Findings:
    for entry, _ in workspace.guided():
        comparison = entry.comparison
        frame = [pair for pair in comparison.pairs if pair.theirs.depth <= FRAME_DEPTH]
        for pair in frame:
            if essence(pair.theirs.name) != essence(pair.own.name):
                message = f"“{shown(pair.own.name)}”在上级指引里是“{shown(pair.theirs.name)}”；一级、二级事项请保持原名"
                place = (entry.file, *pair.own.route, "name")
                name = pair.theirs.name
                yield (place, message, Fix(name, safe=False)) if _sound(name) else (place, message)
        for pair, fault in _misplaced(frame):
            yield (
                (entry.file, *pair.own.route, "name"),
                f"“{shown(pair.own.name)}”{fault}，这里换了位置；请照上级指引排列",
            )
        for node in comparison.added:
            if not _explained(node.item):
                message = (
                    f"上级指引没有{node.depth}级事项“{shown(node.name)}”；请放到三级事项，或在备注里写明增加的依据"
                )
                yield (entry.file, *node.route, "name"), message


def _misplaced(frame: list[Pair]) -> list[tuple[Pair, str]]:
    """Items under another parent, and the fewest that would have to move to have the guide's order."""
    own = {pair.theirs.route: pair.own.route for pair in frame}
    misplaced: list[tuple[Pair, str]] = []
    siblings: dict[Route, list[Pair]] = {}
    for pair in frame:
        parent = pair.theirs.parent
        theirs = own.get(parent.route) if parent else ()
        mine = pair.own.parent.route if pair.own.parent else ()
        if theirs is not None and theirs != mine:
            misplaced.append((pair, f"在上级指引里属于“{shown(parent.name)}”" if parent else "在上级指引里是一级事项"))
        else:
            siblings.setdefault(mine, []).append(pair)
    for pairs in siblings.values():
        for place in out_of_order([pair.own.route for pair in pairs]):
            where = f"排在“{shown(pairs[place - 1].theirs.name)}”之后" if place else "排在最前"
            misplaced.append((pairs[place], f"在上级指引里{where}"))
    return misplaced


def _sound(name: str) -> bool:
    """Whether a name is worth taking over: a slip of the guide's would be mended, and stand against the guide again."""
    faults = spaced(name) or doubled(name) or residue(name) or bracket(name)
    return bool(name.strip()) and "\n" not in name and not faults and in_form(in_width(name)) == name


def _explained(item: Item) -> bool:
    """Returns whether a remark states the reason: the item's own, that for all below it, or one of an item below."""
    if item.remark.strip() or (item.defaults and item.defaults.remark.strip()):
        return True
    return any(_explained(below) for below in item.items or ())
