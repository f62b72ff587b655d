"""一个渠道里写了几个渠道。

渠道要逐条列出。几个渠道用“/”“、”“和”连在一条里，表上的符号就会一行一个样；网页上按渠道筛选，也找不到其中任何一个。
引号、括号、书名号里的顿号不算，“社区/企事业单位/村公示栏（电子屏）”这样的固定选项也不算。

错误：

    profile: basic-8
    items:
      - name: 统筹指导食品安全工作
        items:
          - {name: 工作安排, channels: [市政府网站/市市场监督管理局网站]}  # K143

正确：

    profile: basic-8
    items:
      - name: 统筹指导食品安全工作
        items:
          - {name: 工作安排, channels: [市政府网站, 市市场监督管理局网站]}
          - {name: 抽查结果, channels: [“双随机、一公开”监管平台]}

修复：gkml lint --fix 把它拆成几条。
"""

import re
import unicodedata
from functools import cache

from gkml.catalog.cells import of_field
from gkml.catalog.model import Workspace
from gkml.catalog.profile import Profile
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.channel import channels_in
from gkml.phrases.patterns import regex
from gkml.registers.names import known_channels

SEVERITY = "warning"

_OTHER = regex(r"^其他\s*[：:（(]")


def check(workspace: Workspace) -> Findings:
    registered = {channel.name for channel in workspace.registers.channels}
    for entry in workspace.entries:
        options = _options(entry.profile)
        for text in of_field(entry, "channels"):
            names = channels_in(text.text)
            if len(names) < 2 or text.text in registered or text.text in options or _fold(text.text) in _fixed():
                continue
            # Options of the form that are joined are K108's, and so is 其他：.
            if _OTHER.match(text.text) or (options and all(name in options for name in names)):
                continue
            listed = "".join(f"“{name}”" for name in names)
            message = f"渠道“{shown(text.text)}”里写了{len(names)}个渠道；请分成{len(names)}条：{listed}"
            yield text.route, message, Fix(names)


def _options(profile: Profile) -> frozenset[str]:
    """All options of a form that prints a check-list."""
    if not any(column.options for column in profile.leaves):
        return frozenset()
    return frozenset(option for options in profile.option_lists.values() for option in options.options)


@cache
def _fixed() -> frozenset[str]:
    """What the national forms have as one option, folded."""
    return frozenset(_fold(name) for option in known_channels().options for name in (option.name, *option.variants))


def _fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
