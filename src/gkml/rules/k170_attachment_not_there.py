"""正文、注释或备注要读者看的附件、附表，目录里没有。

“详见附件2”而没有附件2，公众无从查找。本文件里有以“附件2”开头的段落、小标题或注释的，不报告；只写“附件”而没有编号的，
可能指本表自己，也不报告。

错误：

    profile: basic-8
    preface:
      - 各科室分工详见附件2。  # K170
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}

正确：

    profile: basic-8
    preface:
      - 各科室分工详见附件2。
    items:
      - name: 机构基本概况
        items:
          - {name: 领导简介, content: 姓名、职务}
    notes:
      - 附件2：各科室分工
"""

import re

from gkml.catalog.cells import texts
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.numeral import NUMERAL, number
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_MENTION = regex(rf"(?:详?见|参见|按照?|依照|[（(])\s*(?P<what>附[件表])\s*(?P<number>{NUMERAL})")
_OWN = regex(rf"^\s*(?P<what>附[件表])\s*(?P<number>{NUMERAL})")
_WHERE = {"preface", "notes", "remark"}


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        read = [text for text in texts(entry) if text.field in _WHERE and "附" in text.text]
        own = {_key(match) for text in read if (match := _OWN.search(text.text))}
        # The table itself is the first of a document's attachments.
        own |= {("附件", 1), ("附表", 1)}
        for text in read:
            for match in _MENTION.finditer(text.text):
                if _key(match) not in own:
                    name = f"{match['what']}{match['number']}"
                    yield text.route, f"要读者看的“{name}”不在目录里；请附上，或写明在哪里能看到"
                    break


def _key(match: re.Match[str]) -> tuple[str, int]:
    return match["what"], number(match["number"])
