"""同一个机关写成了几种名称。

编制机关的全称多一个字、少一个字（漏了“局”的也是），或者“公开主体”一列里同一机关有的写全称、有的写简称（市场监督管理局、市场监管局），
汇总、筛选时会算成两个机关。行文中用简称不报，登记在 agencies 里的名称不报。

修复：建议改成全称，要由人看过。

错误：

    agency: 柳城县市场监督管理局
    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, channels: 柳城县市场监管理局政府网站}  # K120

正确：

    agency: 柳城县市场监督管理局
    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, channels: 柳城县市场监督管理局政府网站}
"""

from collections import Counter, defaultdict

from gkml.catalog.cells import judged, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import around, shown
from gkml.phrases.agency_spelling import agencies, in_full, misspelt
from gkml.phrases.spacing import closed

SEVERITY = "warning"
NEEDS = "agency"
_SHORTEST = 4
"""Characters of a name without its last word from which it is one: 某县财政."""
BEHIND = ("space-in-text",)


def check(workspace: Workspace) -> Findings:
    registered = frozenset(workspace.registers.agencies)
    for entry in workspace.entries:
        yield from _own_name(entry, registered)
        yield from _bodies(entry, registered)
        yield from _unended(entry)


def _own_name(entry: Entry, registered: frozenset[str]) -> Findings:
    agency = closed(entry.catalog.agency)
    for cell, wrong in judged(entry, lambda text: misspelt(text, agency)) if agency else ():
        if not any(name in cell.text for name in registered):
            message = f"“{_near(cell.text, wrong)}”里的“{wrong}”与编制机关名称差一个字；请写成“{agency}”"
            yield cell.route, message, Fix(cell.text.replace(wrong, agency), safe=False)


def _near(text: str, word: str) -> str:
    place = max(text.find(word), 0)
    return around(text, place, place + len(word))


def _bodies(entry: Entry, registered: frozenset[str]) -> Findings:
    written = [(cell, name) for cell in of_field(entry, "body") for name in agencies(cell.text)]
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for _, name in written:
        spelt[in_full(name)][name] += 1
    for cell, name in written:
        others = spelt[in_full(name)]
        usual = max(others, key=lambda other: (other in registered, others[other], len(other)))
        if usual != name and name not in registered:
            message = f"“{_near(cell.text, name)}”里的“{name}”别处写作“{usual}”；同一机关请用一个名称"
            yield cell.route, message, Fix(cell.text.replace(name, usual), safe=False)


def _unended(entry: Entry) -> Findings:
    """Cells that are the agency's name, but for its last word: 某县财政."""
    agency = entry.catalog.agency
    stem = agency.removesuffix("局").removesuffix("委员会")
    for cell in of_field(entry, "body", "office") if _SHORTEST <= len(stem) < len(agency) else ():
        if cell.text.strip() == stem:
            message = f"“{shown(cell.text)}”漏了末尾的“{agency.removeprefix(stem)}”；请写成“{agency}”"
            yield cell.route, message, Fix(agency, safe=False)
