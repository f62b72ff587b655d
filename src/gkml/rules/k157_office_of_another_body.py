"""责任科室写的不是本机关的科室。

责任要落实到本机关的科室或所属单位。联席会议、领导小组是议事协调机构；“各县区局、分局”是下级，有自己的目录；写一个整个的机关，等于没有落实到科室。
机关党委、所属的中心和执法队不算。

错误：

    profile: basic-8
    items:
      - name: 双随机
        items:
          - {name: 抽查结果, office: 市双随机监管联席会议办公室}  # K157

正确：

    profile: basic-8
    items:
      - name: 双随机
        items:
          - {name: 抽查结果, office: 市场信用科}
"""

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.office import offices, outside

SEVERITY = "warning"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        heading = next((c.heading for c in entry.profile.leaves if c.shows == "office"), "")
        if "科" not in heading and "处室" not in heading and "股" not in heading:
            continue
        for text in of_field(entry, "office"):
            if text.text in workspace.registers.offices:
                continue
            for office in offices(text.text):
                kind = outside(office.name, entry.catalog.agency)
                if kind and office.name not in workspace.registers.offices:
                    yield text.route, f"责任科室中的“{shown(office.name)}”是{kind}，不是本机关的科室；请写本机关的科室"
                    break
