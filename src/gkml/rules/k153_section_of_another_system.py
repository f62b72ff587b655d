"""栏目在别的系统里，这一行的渠道没有那个系统。

栏目要在所写的渠道里找得到。渠道写的是一个平台，栏目的首级却是另一个平台的名称，公众按渠道去找，找不到这个栏目。

错误：

    profile: basic-8
    items:
      - name: 双随机
        items:
          - name: 抽查结果
            channels: [某省“双随机、一公开”监管平台]
            sections: [国家企业信用信息公示系统-抽查结果信息]  # K153

正确：

    profile: basic-8
    items:
      - name: 双随机
        items:
          - name: 抽查结果
            channels: [国家企业信用信息公示系统]
            sections: [国家企业信用信息公示系统-抽查结果信息]
"""

from functools import cache, lru_cache

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.patterns import regex
from gkml.phrases.section import path
from gkml.registers.names import known_channels

SEVERITY = "error"

_NAMED = regex(r"^(?:全国|国家|中国|.{1,8}(?:省|自治区|市|县|州)(?!民)).*(?:系统|平台|客户端)$")
_BARE = regex(r"[\s“”\"]+")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            channels = leaf.item.channels
            for place, section in enumerate(leaf.item.sections):
                system = _system(section)
                if system and channels and not any(_same(_BARE.sub("", channel), system) for channel in channels):
                    message = f"栏目“{shown(section)}”在“{system}”里，渠道没有写这个系统；请把渠道和栏目写成一致"
                    yield (entry.file, *leaf.route, "sections", place), message


@lru_cache(maxsize=4096)
def _system(section: str) -> str:
    """Returns the system whose column a section is: its first step or the name before the colon, if that is one."""
    read = path(section)
    first = _BARE.sub("", read.site).rstrip("：:") or _BARE.sub("", read.steps[0] if len(read.steps) > 1 else "")
    return first if first in _platforms() or (len(first) >= 8 and _NAMED.match(first)) else ""


@cache
def _platforms() -> frozenset[str]:
    return frozenset(_BARE.sub("", n) for p in known_channels().platforms for n in (p.name, *p.aliases))


def _same(channel: str, system: str) -> bool:
    if channel in system or system in channel:
        return True
    both = [p for p in known_channels().platforms if any(_BARE.sub("", n) in channel for n in (p.name, *p.aliases))]
    return any(_BARE.sub("", n) == system for p in both for n in (p.name, *p.aliases))
