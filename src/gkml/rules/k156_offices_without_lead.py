"""几个科室负责，没有写明谁牵头。

《政府信息公开条例》第十条：两个以上行政机关共同制作的信息，由牵头制作的机关公开。科室之间参照办理：写了几个而不写谁牵头，容易都等着别人公开。
“公开主体”写了几个机关的（县教育局、各中小学校）各公开各的信息，不报；表上没有责任科室一列、把科室写在公开主体里的，照样检查。多于三格的只报一次。

错误：

    profile: basic-8
    items:
      - name: 政策法规
        items:
          - {name: 政策发布, office: 法规科、办公室}  # K156

正确：

    profile: basic-8
    items:
      - name: 政策法规
        items:
          - {name: 政策发布, office: 法规科（牵头）、办公室}
          - {name: 监管动态, office: 宣传科牵头，食品科、药品科配合}
"""

from collections.abc import Collection

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.office import offices, says_who_leads, several
from gkml.phrases.patterns import regex

SEVERITY = "warning"
BASIS = "参照《政府信息公开条例》第十条"
BEHIND = ("office-not-named",)
_WITHIN = regex("[科股室]$")
"""What ends so is an office within an agency; 局, 政府, 学校, 公证处 publish their own."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        fields = ("office", "body") if _of_one_agency(entry) else ("office",)
        registered = workspace.registers.offices
        leaderless = [(cell, names) for cell in of_field(entry, *fields) if (names := _leaderless(cell, registered))]
        some, many = reported(leaderless)
        for cell, names in some:
            column = "责任科室" if cell.field == "office" else "公开主体"
            problem = f"{column}“{shown(cell.text)}”{many}"
            yield (
                cell.route,
                f"{problem}{'各写了几个' if many else f'有{len(names)}个'}，没有写明谁牵头；请写明牵头的一个",
            )


def _of_one_agency(entry: Entry) -> bool:
    """Returns whether a catalog is an agency's own: a guide names the bodies of several places."""
    catalog = entry.catalog
    document = catalog.source.document if catalog.source else ""
    return bool(catalog.agency) and "指引" not in catalog.title + document


def _leaderless(cell: Text, registered: Collection[str]) -> tuple[str, ...]:
    """Returns the offices of a cell of which one could lead, if the cell does not state a lead."""
    if cell.text in registered or says_who_leads(cell.text):
        return ()
    names = several(cell.text)
    if len(names) < 2 or all(office.vague for office in offices(cell.text)):
        return ()
    return names if cell.field == "office" or all(_WITHIN.search(name) for name in names) else ()
