"""渠道和栏目的数目对不上。

几个网站、平台各有各的栏目：写了两个平台只写一个栏目，另一个平台上就不知道放在哪里；一个渠道写两个末级名称相同的栏目，
就是同一信息要发两遍。公众号、报刊、公示栏没有栏目，不算在内。

错误：

    profile: basic-8
    items:
      - name: 行政处罚
        items:
          - name: 处罚决定
            channels: [市局网站, 国家企业信用信息公示系统]
            sections: [政务公开-行政处罚]  # K146

正确：

    profile: basic-8
    items:
      - name: 行政处罚
        items:
          - name: 处罚决定
            channels: [市局网站, 国家企业信用信息公示系统]
            sections: [政务公开-行政处罚, 国家企业信用信息公示系统-行政处罚信息]
"""

from functools import lru_cache

from gkml.catalog.model import Workspace
from gkml.diagnostics import Findings
from gkml.phrases.channel import channels_in, has_sections
from gkml.phrases.section import path

SEVERITY = "info"


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        if not {"channels", "sections"} <= {column.shows for column in entry.profile.leaves}:
            continue
        for leaf in entry.catalog.leaves:
            fault = _fault(leaf.item.channels, leaf.item.sections)
            if fault:
                yield (entry.file, *leaf.route, "sections"), fault


@lru_cache(maxsize=4096)
def _fault(written: tuple[str, ...], sections: tuple[str, ...]) -> str:
    channels = tuple(dict.fromkeys(name for cell in written for name in channels_in(cell)))
    sites = [channel for channel in channels if has_sections(channel)]
    if 0 < len(sections) < len(sites):
        return f"{'、'.join(sites)}共{len(sites)}个平台，只写了{len(sections)}个栏目；请写明每个平台的栏目"
    lasts = [path(section).last for section in sections] if len(sections) > 1 else []
    twice = next((last for last in lasts if lasts.count(last) > 1), "") if len(channels) == 1 else ""
    return f"同一渠道列了{lasts.count(twice)}个“{twice}”栏目；请只留一个" if twice else ""
