"""一句话中间换了行。

单元格里的换行多是从 Word、PDF 复制时按版面宽度留下的，会照样印出来，查找“20个工作日内”也找不到被切断的这一处。
列宽变了自会换行，不必手工切断。一项一行的清单（每行编了号，或以分号、句号结尾）不报。

修复：把切断的两行接上。

错误：

    profile: basic-8
    items:
      - name: 公开行政处罚
        items:
          - {name: 处罚决定, time_limit: "信息形成起\\n20个工作日内"}  # K113
          - {name: 处罚依据, content: "1.法律\\n2.法规"}

正确：

    profile: basic-8
    items:
      - name: 公开行政处罚
        items:
          - {name: 处罚决定, time_limit: 信息形成之日起20个工作日内}
          - {name: 处罚依据, content: "1.法律\\n2.法规"}
"""

from gkml.catalog.cells import texts
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.broken import joined, mended

SEVERITY = "warning"
ONCE = True


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        cells = texts(entry)
        broken = [cell for cell in cells if "\n" in cell.text.strip()]
        whole = {cell.text for cell in cells} if broken else set()
        for cell in broken:
            value = mended(cell.text)
            if value == cell.text and joined(cell.text) in whole:
                value = joined(cell.text)
            if value != cell.text:
                yield cell.route, f"“{shown(cell.text)}”一句话中间换了行；请接成一行", Fix(value)
