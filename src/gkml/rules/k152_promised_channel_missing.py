"""职责里说通过某个渠道公示，这一行的渠道却没有它。

上级事项（职责）里写了“通过国家企业信用信息公示系统公示”“在部门网站公布”，就是对公众的承诺；渠道列没有写，承诺就落空了。写了几个渠道的都要有，
用“或”连接的有一个就行。

错误：

    profile: basic-8
    items:
      - name: 通过国家企业信用信息公示系统和部门网站公示抽查结果
        items:
          - {name: 抽查结果, channels: 国家企业信用信息公示系统}  # K152

正确：

    profile: basic-8
    items:
      - name: 通过国家企业信用信息公示系统和部门网站公示抽查结果
        items:
          - {name: 抽查结果, channels: [国家企业信用信息公示系统, 市市场监督管理局网站]}
"""

from functools import lru_cache

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.channel import is_site, promised
from gkml.phrases.patterns import regex

SEVERITY = "warning"

_KINDS = (("公示系统", regex("公示系统$")), ("公众号", regex("公众号$|微信$")), ("公报", regex("公报$")))
_OF_A_PLACE = regex("^(?:全国|国家|中国|.{1,8}(?:省|自治区|市|县|州|盟|旗))(?!民)")
_PLATFORM = regex("(?:系统|平台|网)$")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            channels, promising = leaf.item.channels, [group.name for group in leaf.path if promised(group.name)]
            if not channels or not promising:
                continue
            missing = dict.fromkeys(name for duty in promising for name in _missing(duty, channels))
            if missing:
                names = "、".join(missing)
                yield (
                    (entry.file, *leaf.route, "channels"),
                    f"职责里说通过{names}公开，渠道里没有；请补上，或改职责的写法",
                )


@lru_cache(maxsize=4096)
def _missing(duty: str, channels: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the channels that a duty names and a row does not have."""
    missing: list[str] = []
    for promise in promised(duty):
        lacking = [name for name in promise if _clear(name) and not any(_keeps(c, name) for c in channels)]
        if not promise.one:
            missing += lacking
        elif lacking and len(lacking) == len(promise):
            missing.append("或".join(lacking))
    return tuple(missing)


def _clear(name: str) -> bool:
    """Returns whether the channel is identifiable: 部门网站 or the name of a platform, not 专业系统."""
    named = bool(_OF_A_PLACE.match(name) and _PLATFORM.search(name))
    return named or is_site(name) or any(kind.search(name) for _, kind in _KINDS)


def _keeps(channel: str, name: str) -> bool:
    if name in channel or channel in name:
        return True
    if is_site(name):
        return is_site(channel)
    return any(kind.search(name) and word in channel for word, kind in _KINDS)
