"""几个科室或机关负责，没有写明谁牵头。

《政府信息公开条例》第十条：两个以上行政机关共同制作的信息，由牵头制作的机关公开。这一条说的是机关，科室之间参照办理：写了几个而不写谁牵头，容易都等着别人公开。

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

import re

from gkml.cells import of_field
from gkml.diagnostics import Findings, shown
from gkml.model import Entry, Workspace
from gkml.phrases.office import offices, says_who_leads, several

SEVERITY = "warning"
BASIS = "参照《政府信息公开条例》第十条"
BEHIND = ("office-not-named",)

_LOW = re.compile("乡|镇|街道|村|社区|居委")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        fields = ("office", "body") if _of_one_agency(entry) else ("office",)
        for text in of_field(entry, *fields):
            if text.text in workspace.registers.offices or says_who_leads(text.text):
                continue
            names = several(text.text)
            if len(names) < 2 or not _answerable(text.text, names, text.field):
                continue
            what = "责任科室" if text.field == "office" else "公开主体"
            yield text.route, f"{what}“{shown(text.text)}”有{len(names)}个，没有写明谁牵头；请写明牵头的一个"


def _of_one_agency(entry: Entry) -> bool:
    """Whether a catalog is an agency's own: a guide names the bodies of several places."""
    catalog = entry.catalog
    document = catalog.source.document if catalog.source else ""
    return bool(catalog.agency) and "指引" not in catalog.title + document


def _answerable(text: str, names: tuple[str, ...], field: str) -> bool:
    """Whether one of them could lead: not where all are nobody in particular, nor where each is of another tier."""
    if field == "body":
        return len({bool(_LOW.search(name)) for name in names}) == 1
    return not all(office.vague for office in offices(text))
