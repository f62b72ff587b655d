"""括号、引号、书名号缺了一半，或者写错了样子。

缺了一半，读的人不知道括到哪里，程序也会把“《……》”里的法规名认错；按顿号拆开渠道、栏目时切断了引号，也是这个样子。
中文的引号用“”，书名号用《》。“1）”“（一）”一类编号不报。

修复：方向不对的引号、半角的引号和尖括号改正；缺哪一半说不准的，要由人补上。

错误：

    profile: basic-8
    items:
      - name: 信用监管
        items:
          - name: 双随机公示（年度  # K117
            content: ”双随机、一公开“抽查结果  # K117

正确：

    profile: basic-8
    items:
      - name: 信用监管
        items:
          - name: 双随机公示（年度）
            content: “双随机、一公开”抽查结果
"""

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import compared, shown
from gkml.phrases.brackets import bracket

SEVERITY = "warning"
ONCE = True
BASIS = "《标点符号用法》（GB/T 15834—2011）"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell, wrong in judged(entry, bracket):
            if wrong.value is None:
                yield cell.route, f"“{shown(cell.text)}”{wrong.fault}；请补上，或删去多余的一个"
            else:
                mine, right = compared(cell.text, wrong.value)
                message = f"“{mine}”{wrong.fault}；请写成“{right}”"
                yield cell.route, message, Fix(wrong.value)
