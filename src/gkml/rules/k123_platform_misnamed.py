"""全国性平台的名称写错了。

平台名漏字、换字，公众照着查不到：“国家企业信用信息系统”应为“国家企业信用信息公示系统”。名称照程序登记的写法；
旧称也报。书名号里的不报；前面有地名的省级系统不报。

修复：改成正确的名称；只漏了“国家”两字的，建议补上，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 通过企业信用信息公示系统公示  # K123
        items:
          - {name: 企业信息, channels: 国家企业信用信息系统}  # K123

正确：

    profile: basic-8
    items:
      - name: 通过国家企业信用信息公示系统公示
        items:
          - {name: 企业信息, channels: 国家企业信用信息公示系统}
"""

import re
from functools import cache

from gkml.catalog.cells import judged
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import around
from gkml.phrases.script import HAN
from gkml.registers.names import platform_spellings

SEVERITY = "warning"
_BEHIND = "通过|登录|登陆|查询|利用|使用|依托|[在至到于和与及入由从、，]"
"""What may stand before a name without being part of it."""


def check(workspace: Workspace) -> Findings:
    registered = {channel.name for channel in workspace.registers.channels}
    _, names = _spellings()
    for entry in workspace.entries:
        for cell, match in judged(entry, _match):
            right, safe = names[match[0]]
            if match[0] in registered or (not safe and "《" in cell.text):
                continue
            value = cell.text[: match.start()] + right + cell.text[match.end() :]
            fault = "名称不对；请写成" if safe else "不是全称；宜写"
            message = f"“{around(cell.text, *match.span())}”里的“{match[0]}”{fault}“{right}”"
            yield cell.route, message, Fix(value, safe)


def _match(text: str) -> re.Match[str] | None:
    """Returns the first wrong spelling that is not part of a title."""
    if not ("系统" in text or "平台" in text or "公示网" in text or "网站" in text):
        return None
    return next((match for match in _spellings()[0].finditer(text) if not match["title"]), None)


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """What finds a wrong spelling, and the right name of each with whether that is sure."""
    wrong = {spelling: (platform.name, True) for platform in platform_spellings() for spelling in platform.wrong}
    bare = {platform.bare: (platform.name, False) for platform in platform_spellings() if platform.bare}
    behind = "".join(f"(?<={word})|" for word in _BEHIND.split("|"))
    short = "|".join(map(re.escape, bare))
    long = "|".join(re.escape(name) for name in sorted(wrong, key=len, reverse=True))
    return re.compile(f"(?P<title>《[^》]{{0,400}}》)|{long}|(?:{behind}(?<![{HAN}]))(?:{short})"), wrong | bare
