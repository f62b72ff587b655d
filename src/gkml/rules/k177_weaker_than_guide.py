"""事项比上级指引规定的公开得少：时限更长、渠道一个不剩、对象更少、主动改成了依申请、内容少了要素。

本级目录可以比上级指引更严、更细，不能放宽。指引的渠道是“至少选择其一”，留有一个就不报，勾了“其他”的也不报。时限都按工作日比较（日、天按一周五个工作日折算）；时限没有天数的不比。
二级事项细化成三级事项的，内容合起来比。

上级指引：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - {id: g11, name: 食品抽检, content: 检查制度、检查结果, time_limit: 信息形成之日起7个工作日内, channels: [政府网站, 两微一端], mode: 主动}

错误：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - id: g11
            name: 食品抽检
            content: 检查结果  # K177
            time_limit: 信息形成之日起20个工作日内  # K177
            channels: [公示栏]  # K177
            mode: 依申请  # K177

正确：

    profile: standard-14
    items:
      - id: g1
        name: 监督检查
        items:
          - id: g11
            name: 食品抽检
            content: 检查制度、检查标准、检查结果
            time_limit: 信息形成之日起5个工作日内
            channels: [县政府网站, 两微一端, 公开查阅点]
            mode: 主动
"""

from collections.abc import Iterator, Sequence

from gkml.catalog.model import Catalog, Item, Leaf, Workspace
from gkml.diagnostics import Findings, Route
from gkml.phrases.content import dropped
from gkml.phrases.limit_length import working_days

SEVERITY = "error"
BASIS = "所依据的上级指引"


def check(workspace: Workspace) -> Findings:
    for entry, guide in workspace.guided():
        below = _below(entry.catalog)
        theirs = {leaf.route: leaf.item for leaf in guide.leaves}
        for pair in entry.comparison.pairs:
            required, own = theirs.get(pair.theirs.route), below[pair.own.route]
            if required is None:
                continue
            gone = dropped(required.content, [part for leaf in own for part in (leaf.item.name, leaf.item.content)])
            if gone and any(leaf.item.content for leaf in own):
                field = "name" if pair.own.item.items else "content"
                message = f"上级指引要求公开的“{'、'.join(gone)}”这里没有；请补上"
                yield (entry.file, *pair.own.route, field), message
            for leaf in own:
                for field, message in _weaker(leaf.item, required):
                    yield (entry.file, *leaf.route, field), message


def _below(catalog: Catalog) -> dict[Route, list[Leaf]]:
    """The rows at and below every item."""
    rows: dict[Route, list[Leaf]] = {}
    for leaf in catalog.leaves:
        for end in range(2, len(leaf.route) + 1, 2):
            rows.setdefault(leaf.route[:end], []).append(leaf)
    return rows


def _weaker(own: Item, guide: Item) -> Iterator[tuple[str, str]]:
    """(field, message) of what a row leaves out of what the guide has."""
    mine, theirs = working_days(own.time_limit), working_days(guide.time_limit)
    if mine is not None and theirs is not None and mine > theirs:
        yield "time_limit", f"“{own.time_limit}”比上级指引长；上级指引是“{guide.time_limit}”，请不要放宽"
    required = [channel for channel in guide.channels if channel != "其他"]
    if (
        own.channels
        and required
        and len(required) == len(guide.channels)
        and not any(_has(own.channels, channel) for channel in required)
    ):
        yield "channels", f"上级指引的渠道“{'、'.join(required)}”一个也没有；指引要求至少选择其一，请补上"
    if own.audience and _public(guide.audience) and not _public(own.audience):
        yield "audience", f"上级指引面向全社会公开，这里只对“{'、'.join(own.audience)}”；请改为全社会"
    if own.mode and _active(guide.mode) and not _active(own.mode):
        yield "mode", f"上级指引是主动公开，这里是“{'、'.join(own.mode)}”；请改为主动公开"


def _has(channels: Sequence[str], channel: str) -> bool:
    """Whether a channel is there, be it under a longer name (县政府网站 for 政府网站)."""
    folded = channel.replace("(", "（").replace(")", "）")
    return any(folded in (own := mine.replace("(", "（").replace(")", "）")) or own in folded for mine in channels)


def _public(audience: Sequence[str]) -> bool:
    return any("社会" in group for group in audience)


def _active(mode: Sequence[str]) -> bool:
    return any(way.startswith("主动") for way in mode)
