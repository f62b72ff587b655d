"""正文里规定的完成日期没有写年份。

“须于10月15日前编制完成”过了年就不知道是哪一年。每年都要做的（每年1月31日前）不用写年份；同一句前面已写年份的，不报告。

错误：

    profile: basic-8
    preface:
      - 各科室须于10月15日前编制完成本科室的目录。  # K171
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}

正确：

    profile: basic-8
    preface:
      - 各科室须于2026年10月15日前编制完成本科室的目录，11月底前公布。
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}
"""

from gkml.catalog.cells import texts
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.numeral import NUMERAL
from gkml.phrases.patterns import regex

SEVERITY = "info"

_DEADLINE = regex(rf"{NUMERAL}月(?:{NUMERAL}[日号]|底|末)(?:之?前|以前)")
_DATED = regex("年")
_SENTENCE = regex("[。；;！\n]")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for text in texts(entry):
            if text.field not in {"preface", "notes"}:
                continue
            for sentence in _SENTENCE.split(text.text):
                match = _DEADLINE.search(sentence)
                if match and not _DATED.search(sentence[: match.start()]):
                    yield text.route, f"“{match[0]}”没有写是哪一年；请写上年份"
                    break
