"""同一部法律、法规，公开依据里有的写全称，有的省去“中华人民共和国”。

检索、统计依据时会当成两部。全称、省称都不算错，一份目录里要用一种；一份目录只报一次。

修复：改成全称。

错误：

    profile: standard-14
    items:
      - name: 户籍管理
        items:
          - {name: 出生登记, basis: 《政府信息公开条例》}  # K207
          - {name: 迁移登记, basis: 《中华人民共和国政府信息公开条例》}

正确：

    profile: standard-14
    items:
      - name: 户籍管理
        items:
          - {name: 出生登记, basis: 《中华人民共和国政府信息公开条例》}
          - {name: 迁移登记, basis: 《中华人民共和国政府信息公开条例》}
"""

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.citation import citations

SEVERITY = "info"

_STATE = "中华人民共和国"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = _cells_by_title(entry)
        shorter = [title for title in cells if f"{_STATE}{title}" in cells]
        if shorter:
            first = shorter[0]
            short, full = len(cells[first]), len(cells[_STATE + first])
            others = f"，另有{len(shorter) - 1}部也是" if len(shorter) > 1 else ""
            message = (
                f"《{shown(first)}》{short}格省去了“{_STATE}”，{full}格写全称{others}；一份目录请用一种写法，最好写全称"
            )
            yield cells[first][0].route, message


def _cells_by_title(entry: Entry) -> dict[str, list[Text]]:
    cells: dict[str, list[Text]] = {}
    for cell in of_field(entry, "basis"):
        for title in dict.fromkeys(citation.title for citation in citations(cell.text)):
            cells.setdefault(title, []).append(cell)
    return cells
