"""引用的法规、文件在目录印发时已经废止、改名或期满。

公开依据应当是目录印发时有效的规定。按目录的印发日期（没有写的，按版本年度）判断；都没有写的，按现行有效的规定判断。
五年规划只在写作公开依据时检查。

错误：

    profile: standard-14
    issued: 2022-05-01
    items:
      - name: 监督检查
        items:
          - name: 化妆品经营企业监督检查
            basis:
              - 《化妆品卫生监督条例》  # K158

正确：

    profile: standard-14
    issued: 2022-05-01
    items:
      - name: 监督检查
        items:
          - name: 化妆品经营企业监督检查
            basis:
              - 《化妆品监督管理条例》
"""

from gkml.catalog.cells import Text, citing, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.registers.citations import Ended, cited_and_ended, day
from gkml.registers.law import own_laws

SEVERITY = "warning"
BASIS = "各法规的废止、修订决定"


def check(workspace: Workspace) -> Findings:
    own = own_laws(law for law in workspace.registers.laws if law.is_dated)
    for entry in workspace.entries:
        dated = entry.catalog.as_of
        cited: dict[tuple[str, Ended], list[Text]] = {}
        for text in citing(entry):
            for title, end in cited_and_ended(text.text, basis=text.field == "basis", own=own):
                if not dated or dated >= end.since:
                    cited.setdefault((title, end), []).append(text)
        for (title, end), cells in cited.items():
            some, many = reported(cells)
            advice = f"请改用《{end.successor}》" if end.successor else "请核对现行的规定"
            if not dated:
                advice += "（目录没有写日期，按现行有效的规定判断）"
            message = f"《{title}》{f'（共{len(cells)}格）' if many else ''}自{day(end.since)}起已经{end.how}；{advice}"
            yield from ((cell.route, message) for cell in some)
