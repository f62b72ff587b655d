"""同一张表里用了几份不同的渠道选项清单。

一张表的“公开渠道和载体”应当印同样的选项，公众才能上下对照；选项时多时少，多半是几份底稿拼成的。以最接近国家标准目录13个选项的一份为准，
与它不同的各份清单只在第一次用到的地方报告一次。

错误：

    profile: jincheng-food-drug
    items:
      - name: 监督检查
        items:
          - {name: 食品抽检, channels: 政府网站, options: 便民服务站}
          - {name: 药品抽检, channels: 政府网站, options: 便民服务热线}  # K147

正确：

    profile: jincheng-food-drug
    items:
      - name: 监督检查
        items:
          - {name: 食品抽检, channels: 政府网站, options: 便民服务站}
          - {name: 药品抽检, channels: 政府网站, options: 便民服务站}
"""

import re
import unicodedata

from gkml.catalog.model import Leaf, Workspace
from gkml.catalog.profile import OptionList
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.registers.names import known_channels

SEVERITY = "warning"
BASIS = "国家基层政务公开标准目录的渠道选项"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        lists = entry.profile.option_lists
        if len(lists) < 2 or not any(column.options for column in entry.profile.leaves):
            continue
        used: dict[str, list[Leaf]] = {}
        for leaf in entry.catalog.leaves:
            used.setdefault(leaf.item.options or next(iter(lists)), []).append(leaf)
        usual = max(used, key=lambda name: (_national(lists[name]), len(used[name])))
        for name, leaves in used.items():
            difference = _difference(lists[name], lists[usual])
            if difference:
                problem = f"从“{shown(leaves[0].item.name)}”起有{len(leaves)}行的渠道选项与别的行不同：{difference}"
                yield (entry.file, *leaves[0].route, "options"), f"{problem}；一张表请用同一份选项清单"


def _national(options: OptionList) -> int:
    """How many options of the national forms a list has."""
    mine = {_fold(option) for option in options.options}
    return sum(_fold(option.name) in mine for option in known_channels().options)


def _difference(options: OptionList, usual: OptionList) -> str:
    more = [option for option in options.options if option not in usual.options]
    less = [option for option in usual.options if option not in options.options]
    return "，".join(f"{word}{'、'.join(names)}" for word, names in (("这里有", more), ("别处有", less)) if names)


def _fold(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
