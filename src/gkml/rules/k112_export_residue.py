"""导出、转换留下的代码或勾选框混进了文字。

从 Word、Excel、网页复制时，书签（“[bookmark: …]”）、标签（“<input …>”）、实体（“&nbsp;”）会跟着进来；扫描识别会把勾选框认成
“口”“£”“R”。这些都会原样印在目录里。渠道一栏只列选中的项，方框不要写，没有选中的项也不要列。

修复：删去代码和选中的方框；没有选中的方框（“□”“口”“£”）要由人看过，把那一项删去。

错误：

    profile: basic-8
    items:
      - name: 发布政策法规
        items:
          - {name: 政策文件, sections: "政策法规-[bookmark: _GoBack]本级政策"}  # K112
          - {name: 政策解读, channels: [■政府网站, 两微一端]}  # K112

正确：

    profile: basic-8
    items:
      - name: 发布政策法规
        items:
          - {name: 政策文件, sections: 政策法规-本级政策}
          - {name: 政策解读, channels: [政府网站, 两微一端]}
"""

import re
from functools import lru_cache, partial

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.catalog.profile import Profile
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import around, shown
from gkml.phrases.patterns import regex
from gkml.phrases.residue import residue
from gkml.phrases.script import HAN

SEVERITY = "error"
_BOX = regex(f"[□☐■☑☒▣▢£þ\uf052\uf0a3\uf0fe\uf0a8](?=\\s*(?:[{HAN}]|$))")
_ON = frozenset("■☑▣þR√✓▲\uf052\uf0fe")
_CHOSEN = frozenset({"channels", "mode", "audience", "tiers"})
NATIONAL = (
    *("政府网站", "政府公报", "两微一端", "发布会", "广播电视", "纸质媒体", "公开查阅点", "政务服务中心", "便民服务"),
    *("入户", "社区", "精准推送", "主动", "依申请", "全社会", "特定群体", "县级", "乡级", "其他"),
)
"""How the options of the national directories begin: a letter before one of them is a box that was misread."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        misread = _misread(_options(entry.profile))
        for cell, _ in judged(entry, partial(_suspect, misread)):
            text = cell.text
            left = residue(text)
            if left:
                advice = "请删去" if left.value else "请找出原来的文字，重新填写"
                place = text.index(left.found)
                quoted = around(text, place, place + len(left.found))
                message = f"“{quoted}”里有导出留下的“{shown(left.found)}”；{advice}"
                yield (cell.route, message, Fix(left.value, left.safe)) if left.value else (cell.route, message)
                continue
            box = _BOX.search(text) or (misread.search(text) if cell.field in _CHOSEN else None)
            if box:
                yield from _boxed(cell.route, text, box)


def _suspect(misread: re.Pattern[str], text: str) -> bool:
    return bool(residue(text) or _BOX.search(text) or misread.search(text))


def _boxed(route: tuple[str | int, ...], text: str, box: re.Match[str]) -> Findings:
    mark, value = box[0].strip(), text[box.end() :].strip()
    if box.start() == 0 and mark in _ON and value:
        yield route, f"“{shown(text)}”前面带着勾选框“{mark}”；只写选中的项，请删去方框", Fix(value)
    else:
        yield route, f"“{around(text, *box.span())}”里有勾选框“{mark}”；只写选中的项，没有选中的请删去"


def _options(profile: Profile) -> frozenset[str]:
    return frozenset(option for options in profile.option_lists.values() for option in options.options)


@lru_cache(maxsize=64)
def _misread(options: frozenset[str]) -> re.Pattern[str]:
    """A box before an option, also as a scanner reads it."""
    choices = "|".join(re.escape(option) for option in sorted({*options, *NATIONAL}, key=len, reverse=True))
    return re.compile(f"[口£Rt¨○√✓▲□■]\\s*(?={choices})")
