"""公开渠道里写的不是渠道。

渠道是公众看得到信息的地方（《政府信息公开条例》第二十三条）：网站、公报、公众号、公示栏……“新闻报道”是活动，“依申请公开”是方式，
“办公室”是部门，“乡人民政府”是机关，“20个工作日”是时限，“注：……”是说明，都不是渠道。“微信平台等”“其他便于公众知晓的方式”没有写是哪一个，“现场”“会议”
“其他”没有写是哪里，也报告。国家目录的选项丢了斜线的（“发布会听证会”），按选项的写法改。同样的多于三格的只报一次。

错误：

    profile: basic-8
    items:
      - name: 商务动态
        items:
          - {name: 工作动态, channels: [市商务局网站, 新闻报道]}  # K151
          - {name: 通知公告, channels: [市商务局网站, 其他便于公众知晓的方式]}  # K151
          - {name: 办事指南, channels: [市商务局网站, 现场]}  # K151

正确：

    profile: basic-8
    items:
      - name: 商务动态
        items:
          - {name: 工作动态, channels: [市商务局网站, 报纸]}
          - {name: 通知公告, channels: [市商务局网站, 公示栏]}
          - {name: 办事指南, channels: [市商务局网站, 办事大厅]}
"""

import re
from functools import lru_cache

from gkml.catalog.cells import Text, of_field, reported
from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings, Fix
from gkml.diagnostics.quoting import shown
from gkml.phrases.channel import no_channel
from gkml.phrases.patterns import regex
from gkml.phrases.section import path
from gkml.registers.names import known_channels

SEVERITY = "warning"
BASIS = "《政府信息公开条例》第二十三条"

_NOWHERE = regex("现场|各?类?(?:会议|会上)|上墙|墙上|当面|面对面|口头|网上|网络|互联网|线上|线下|媒体|其[他它]")
"""Words that do not say where the public finds it."""
_NAMES = {"政府服务中心": "政务服务中心", "政务中心": "政务服务中心"}
"""Names that only resemble those of places."""
_NOTE = regex("注[：:]|(?:说明|备注)[：:]")
_OPEN = regex("(?:[^高中初平对]等|其[他它][^、：:]*(?:渠道|方式|途径|媒体|载体|形式))$")
"""What leaves open which channels there are."""


def check(workspace: Workspace) -> Findings:
    registered = {name for channel in workspace.registers.channels for name in (channel.name, *channel.aliases)}
    names = {_letters(option.name): option.name for option in known_channels().options if "/" in option.name} | _NAMES
    for entry in workspace.entries:
        # Under 公开方式 or 公开形式 a way of publishing is right.
        mixed = any(c.shows == "channels" and c.heading[-2:] in {"方式", "形式"} for c in entry.profile.leaves)
        options = {option for listed in entry.profile.option_lists.values() for option in listed.options}
        left_open: dict[str, list[Text]] = {}
        misnamed: dict[str, list[Text]] = {}
        for text in of_field(entry, "channels"):
            if text.text.strip() in names:
                misnamed.setdefault(text.text.strip(), []).append(text)
                continue
            if text.text in options or text.text in registered:
                continue
            if _is_open(text.text) or (not options and _NOWHERE.fullmatch(text.text.strip())):
                left_open.setdefault(text.text, []).append(text)
                continue
            kind = no_channel(text.text) or _section(text.text) or ("说明" if _NOTE.search(text.text) else "")
            if kind and not (mixed and kind in {"公开方式", "公开活动"}):
                yield text.route, f"渠道“{shown(text.text)}”是{kind}，不是渠道；请写公众看得到信息的地方，如政府网站"
        for name, cells in misnamed.items():
            some, many = reported(cells)
            message = f"渠道“{shown(name)}”{many}名称写错了；请写“{names[name]}”"
            yield from ((cell.route, message, Fix(names[name], safe=False)) for cell in some)
        for name, cells in left_open.items():
            some, many = reported(cells)
            message = f"渠道“{shown(name)}”{many}没有写是哪一个；请逐条写出渠道的名称"
            yield from ((cell.route, message) for cell in some)


def _letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@lru_cache(maxsize=4096)
def _is_open(text: str) -> bool:
    return _OPEN.search(text) is not None


def _section(text: str) -> str:
    """Returns whether a path of columns stands where a channel should."""
    read = path(text)
    return "栏目" if len(read.steps) > 1 and read.begins_at_root else ""
