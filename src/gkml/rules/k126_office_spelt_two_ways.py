"""同一个科室写成了几种名称。

有的写“办公室”、有的写“局办公室”，有的写“人事教育科”、有的写“人教科”，按科室筛选、分派时会算成两个。
前面带“局”的照不带的写，简称照全称写。gkml.yaml 的 registers 里登记了科室（offices）的，登记的名称不报，没有登记的都报；
“各科室”“政策起草科室”一类泛称不查。

修复：建议改成别处的名称，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 政务公开
        items:
          - {name: 公开指南, office: 办公室}
          - {name: 公开目录, office: 局办公室}  # K126

正确：

    profile: basic-8
    items:
      - name: 政务公开
        items:
          - {name: 公开指南, office: 办公室}
          - {name: 公开目录, office: 办公室}
"""

from collections import Counter
from difflib import get_close_matches

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.office_spelling import initials, is_name, offices, without_owner

SEVERITY = "warning"
FAR_MORE = 3
"""A name with 局 before it is kept where it is so many times as frequent."""


def check(workspace: Workspace) -> Findings:
    registered = frozenset(workspace.registers.offices)
    for entry in workspace.entries:
        written = [(cell, name) for cell in of_field(entry, "office") for name in offices(cell.text)]
        better = _better(Counter(name for _, name in written), registered)
        for cell, name in written:
            if name in better:
                message = f"“{shown(cell.text)}”里的“{name}”别处写作“{better[name]}”；同一科室请用一个名称"
                value = "".join(better[name] if part == name else part for part in _parts(cell.text, name))
                yield cell.route, message, Fix(value, safe=False)
            elif registered and name not in registered and is_name(name):
                near = get_close_matches(name, sorted(registered), 1)
                advice = f"请核对是不是“{near[0]}”" if near else "请核对，或者补登"
                yield cell.route, f"“{name}”没有登记在本地的科室里（registers.offices）；{advice}"


def _better(count: Counter[str], registered: frozenset[str]) -> dict[str, str]:
    """For each name that is another one written badly, that other."""
    better: dict[str, str] = {}
    full: dict[str, str] = {}
    for name in (*count, *registered):
        bare = without_owner(name)
        if bare != name and (bare in count or bare in registered):
            keeps = name in registered or (bare not in registered and count[name] >= FAR_MORE * count[bare])
            better |= {bare: name} if keeps else {name: bare}
        short = initials(name)
        if short:
            full[short] = "" if short in full and full[short] != name else name
    better |= {short: name for short, name in full.items() if name and short in count}
    return {name: other for name, other in better.items() if name not in registered and name in count}


def _parts(text: str, name: str) -> list[str]:
    """Returns the text around a name, with the name; it is not looked for inside a longer one."""
    pieces: list[str] = []
    for part in offices(text):
        before, _, text = text.partition(part)
        pieces += [before, part]
    return [*pieces, text] if name in pieces else [text]
