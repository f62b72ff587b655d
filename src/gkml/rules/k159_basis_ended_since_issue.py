"""引用的法规、文件在目录印发以后废止、改名或期满了。

同一份只报一次。印发时有效，不算写错；下次修订目录时应当换成新的规定（《政府信息公开条例》第十二条：目录应当及时更新）。

错误：

    profile: standard-14
    issued: 2020-07-27
    items:
      - name: 监督检查
        items:
          - name: 化妆品经营企业监督检查
            basis:
              - 《化妆品卫生监督条例》  # K159

正确：

    profile: standard-14
    issued: 2020-07-27
    items:
      - name: 监督检查
        items:
          - name: 医疗器械经营监督检查
            basis:
              - 《医疗器械监督管理条例》
"""

from gkml.catalog.cells import Text, citing
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.registers.citations import Ended, cited_and_ended, day
from gkml.registers.law import own_laws

SEVERITY = "info"
BASIS = "《政府信息公开条例》第十二条"


def check(workspace: Workspace) -> Findings:
    own = own_laws(law for law in workspace.registers.laws if law.is_dated)
    for entry in workspace.entries:
        dated = entry.catalog.as_of
        places: dict[tuple[str, Ended], list[Text]] = {}
        for text in citing(entry):
            for title, end in cited_and_ended(text.text, basis=text.field == "basis", own=own):
                if dated and dated < end.since:
                    places.setdefault((title, end), []).append(text)
        for (title, end), cells in places.items():
            advice = f"下次修订请改用《{end.successor}》" if end.successor else "下次修订请核对现行的规定"
            many = f"（共{len(cells)}处）" if len(cells) > 1 else ""
            yield cells[0].route, f"《{title}》{many}在目录印发以后{end.how}（自{day(end.since)}起）；{advice}"
