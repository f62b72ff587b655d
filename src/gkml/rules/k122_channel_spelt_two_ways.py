"""同一个渠道写成了几种名称。

网站有的写“某局网站”、有的写“某局政府网站”，公众号有的带引号、有的不带，筛选、统计时会算成几个渠道。
gkml.yaml 的 registers 里登记了渠道的，照登记的名称；没有登记的，照本目录多数的写法。表式选项清单里的名称不报。

修复：别名改成登记的名称；没有登记的，建议照多数的写法，要由人看过。

错误：

    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, channels: 柳城县商务局政府网站}
          - {name: 公告, channels: 柳城县商务局政府网站}
          - {name: 规划, channels: 柳城县商务局网站}  # K122

正确：

    profile: basic-8
    items:
      - name: 发布工作动态
        items:
          - {name: 要闻, channels: 柳城县商务局政府网站}
          - {name: 公告, channels: 柳城县商务局政府网站}
          - {name: 规划, channels: 柳城县商务局政府网站}
"""

from collections import Counter, defaultdict
from collections.abc import Mapping

from gkml.catalog.cells import Text, of_field
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.channel_spelling import channels, key

SEVERITY = "warning"
BEHIND = ("platform-misnamed",)


def check(workspace: Workspace) -> Findings:
    registered = {channel.name for channel in workspace.registers.channels}
    aliases = {alias: channel.name for channel in workspace.registers.channels for alias in channel.aliases}
    for entry in workspace.entries:
        listed = frozenset(o for options in entry.profile.option_lists.values() for o in options.options)
        right = registered | listed
        written = _written(entry, listed)
        usual = _usual(written, right)
        for cell, name in written:
            if name in right:
                continue
            if name in aliases:
                message = f"“{shown(cell.text)}”里的“{name}”登记的名称是“{aliases[name]}”；请照登记的写"
                yield cell.route, message, Fix(cell.text.replace(name, aliases[name]))
            elif usual[key(name)] != name:
                message = f"“{shown(cell.text)}”里的“{name}”别处写作“{usual[key(name)]}”；同一渠道请用一个名称"
                yield cell.route, message, Fix(cell.text.replace(name, usual[key(name)]), safe=False)


def _written(entry: Entry, listed: frozenset[str]) -> list[tuple[Text, str]]:
    """Returns the names of channels, each with the cell that has it; an option of the form is one name as it stands."""
    cells = of_field(entry, "channels")
    return [(cell, name) for cell in cells for name in ((cell.text,) if cell.text in listed else channels(cell.text))]


def _usual(written: list[tuple[Text, str]], right: set[str] | frozenset[str]) -> Mapping[str, str]:
    """Returns the name to use for each key: a registered one, or else the most frequent one."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for _, name in written:
        spelt[key(name)][name] += 1
    for name in right:
        if key(name) in spelt:
            spelt[key(name)][name] += 0
    return {
        same: max(count, key=lambda name: (name in right, " " not in name, count[name], len(name)))
        for same, count in spelt.items()
    }
