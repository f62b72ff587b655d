"""有固定写法的词语写错了。

法规、公文里的固定词语多一个顿号、少一个字，意思就变了，检索也查不到：“行政、事业性收费”应为“行政事业性收费”。
词语照程序登记的写法；书名号里的不报。公开栏目照网站上的名称写，网站的栏目常常省去标点，省去的不报。目录里常用的词打错一个音同、形近的字
（“医疗结构”“形式之日”），丢了头一个字（“粮补贴”），也报告。

修复：改成固定的写法。

错误：

    profile: basic-8
    items:
      - name: 承担“双随机一公开”监管工作  # K127
        items:
          - {name: 收费公示, content: 行政、事业性收费项目}  # K127
          - {name: 检查结果, content: 医疗结构名称、检查结果}  # K127

正确：

    profile: basic-8
    items:
      - name: 承担“双随机、一公开”监管工作
        items:
          - {name: 收费公示, content: 行政事业性收费项目}
          - {name: 检查结果, content: 医疗机构名称、检查结果}
"""

import re
from functools import cache

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import around
from gkml.registers.names import terms
from gkml.registers.slips import right as right_word
from gkml.registers.slips import slips

SEVERITY = "warning"
ONCE = True
BEHIND = ("limit-not-in-usual-words",)


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell, wrong in judged(entry, _wrong):
            right = _right(wrong)
            if cell.field == "sections" and wrong == _letters(right):
                continue
            place = cell.text.index(wrong)
            message = f"“{around(cell.text, place, place + len(wrong))}”里的“{wrong}”写错了；请核对，应为“{right}”"
            yield cell.route, message, Fix(_mended(cell.text), safe=False)


def _wrong(text: str) -> str:
    """Returns the first wrong spelling outside titles; "" if there is none."""
    registered = next((match[0] for match in _spellings()[0].finditer(text) if match[0][0] != "《"), "")
    return registered or next((word for _, word in slips(text)), "")


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def _right(wrong: str) -> str:
    return _spellings()[1].get(wrong) or right_word(wrong)


def _mended(text: str) -> str:
    pattern, names = _spellings()
    for place, word in reversed(list(slips(text))):
        text = text[:place] + right_word(word) + text[place + len(word) :]
    return pattern.sub(lambda match: names.get(match[0], match[0]), text)


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    """What finds a wrong spelling, or a title to be passed over, and the right spelling of each."""
    names = {wrong: term.name for term in terms() for wrong in term.wrong}
    return re.compile("《[^》]{0,400}》|" + "|".join(map(re.escape, names))), names
