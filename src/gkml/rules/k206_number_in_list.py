"""单元格里的编号缺了一截：少点、少分号、缺号、只有一项也编号。

公开内容、公开依据写成清单的，编号要接得上：“1.……；2.……；3.……”。“2《……》”少了点，“3.开放项目4.机构地址”两项之间少了分号，“1.”后面是“3.”缺了一项，
只有“1.”一项的不用编号。从头另编一份清单的，不报；编号后面是另一级编号的，不报。

错误：

    profile: standard-14
    items:
      - name: 公共文化服务
        items:
          - {name: 免费开放信息, content: 1.机构名称；2.开放时间；3.开放项目4.机构地址}  # K206
          - {name: 展览信息, content: 1.活动时间；3.活动地址}  # K206

正确：

    profile: standard-14
    items:
      - name: 公共文化服务
        items:
          - {name: 免费开放信息, content: 1.机构名称；2.开放时间；3.开放项目；4.机构地址}
          - {name: 展览信息, content: 1.活动时间；2.活动地址}
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from gkml.catalog.cells import Text, judged_of, of_field
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

SEVERITY = "info"
ONCE = True
BEHIND = ("text-breaks-off",)

_LONGEST = 2000
"""Characters of a cell; a longer one is prose."""
_NUMBER = regex(
    rf"(?P<before>^|[；;。，,、\n\s]|[{HAN}）](?=[0-9]{{1,2}}[.．、][{HAN}《（“]))(?P<number>[1-9][0-9]?)(?P<sign>[.．、]\s*(?![0-9])|\s*(?=《))"
)
_PARTS = "；;。，,、\n "


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for cell, fault in judged_of(of_field(entry, "content"), _fault):
            yield cell.route, fault
        for _, cells in groupby(of_field(entry, "basis"), key=lambda cell: cell.route[:-1]):
            listed = list(cells)
            fault = _fault("\n".join(cell.text.strip() for cell in listed))
            if fault:
                yield _first(listed).route, fault


def _first(cells: list[Text]) -> Text:
    return next((cell for cell in cells if _NUMBER.match(cell.text)), cells[0])


@lru_cache(maxsize=4096)
def _fault(text: str) -> str:
    """Returns the first fault of the numbers of a list; "" if there is none."""
    if len(text) > _LONGEST or not _NUMBER.match(text.lstrip()):
        return ""
    numbers = list(_NUMBER.finditer(text.strip()))
    found = [int(match["number"]) for match in numbers]
    if found == [1]:
        return f"“{shown(text.strip())}”只有一项，不用编号；请删去编号，或者补上缺的几项"
    return next(_of_signs(numbers), "") or next(_of_order(found), "")


def _of_signs(numbers: list[re.Match[str]]) -> Iterator[str]:
    for before, match in pairwise(numbers):
        number, follows = match["number"], int(match["number"]) == int(before["number"]) + 1
        if follows and not match["sign"].strip() and before["number"] == "1":
            yield f"编号“{number}”后面少了点；请写成“{number}.”"
        elif follows and match["before"] and match["before"] not in _PARTS:
            yield f"编号“{number}”前面没有隔开；请在它前面补上分号"


def _of_order(numbers: list[int]) -> Iterator[str]:
    for before, number in pairwise(numbers):
        if number not in {1, before + 1}:
            kind = "重复" if number == before else "缺号" if number > before else "倒了次序"
            yield f"清单的编号“{before}”后面是“{number}”，{kind}；请顺序编号，或者补上缺的一项"
