"""同一份目录里，同一种信息写了不同的公开时限。

同一种信息（名称和内容都相同的事项，或者抽检结果）分在几个科室、几行里，时限应当一致，否则公众和考核的人
不知道以哪个为准。名称相同而内容不同的事项，时限可以不同；一格里有几个期限的不比；
行政处罚、行政许可决定的时限由 K137 检查，这里不比。这里以用得最多的一种为准（一样多时取较短的），指出其余各行。

错误：

    profile: basic-8
    items:
      - name: 市场监管
        items:
          - {name: 食品抽检结果公示, content: 抽检结果, time_limit: 结果作出之日起10个工作日内}
          - {name: 药品抽检结果公示, content: 抽检结果, time_limit: 结果作出之日起10个工作日内}
          - {name: 广告抽检结果公示, content: 抽检结果, time_limit: 结果作出之日起20个工作日内}  # K133

正确：

    profile: basic-8
    items:
      - name: 市场监管
        items:
          - {name: 食品行政处罚信息公示, content: 处罚决定书, time_limit: 决定作出之日起7个工作日内}
          - {name: 药品行政处罚信息公示, content: 处罚决定书, time_limit: 自处罚决定作出之日起7个工作日内}
          - {name: 行政处罚裁量基准, content: 裁量基准, time_limit: 信息形成之日起20个工作日内}
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from gkml.catalog.model import Entry, Leaf, Workspace
from gkml.diagnostics import Findings, Route
from gkml.phrases.information import DECISIONS, internal, kinds
from gkml.phrases.limit_span import shortest, signature
from gkml.phrases.name import essence
from gkml.phrases.time_limit import read

SEVERITY = "warning"
BEHIND = (
    "limit-over-double-publicity",
    "limit-without-date",
    "limit-not-stated",
    "limit-over-statute",
)

_MANY = 4
"""How many limits a message lists."""
_UNMEASURED = 1000.0
"""Working days that a limit without a number is taken for: any number goes before it."""


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        reported: set[Route] = set()
        for information, leaves in _groups(entry).items():
            for leaf, message in _uneven(information[0], leaves):
                if leaf.route not in reported:
                    reported.add(leaf.route)
                    yield (entry.file, *leaf.route, "time_limit"), message


def _groups(entry: Entry) -> dict[tuple[str, ...], list[Leaf]]:
    """Returns the rows about the same information, by its name and its distinguishing words."""
    groups: dict[tuple[str, ...], list[Leaf]] = {}
    for leaf in entry.catalog.leaves:
        item = leaf.item
        if not item.time_limit.strip() or internal(item.name) or _has_several(item.time_limit):
            continue
        of_kinds = kinds(item.name, item.content)
        if of_kinds & DECISIONS:
            continue
        for kind in sorted(of_kinds) if of_kinds else ():
            groups.setdefault((kind,), []).append(leaf)
        if item.content.strip():
            named = (item.name.strip(), essence(item.name), essence(item.content), *item.extra.values())
            groups.setdefault(named, []).append(leaf)
    return {information: leaves for information, leaves in groups.items() if len(leaves) > 1}


@lru_cache(maxsize=4096)
def _has_several(limit: str) -> bool:
    """Returns whether a limit has numbers for several things."""
    return sum(part.n is not None for part in read(limit).parts) > 1


def _uneven(name: str, leaves: Iterable[Leaf]) -> Iterator[tuple[Leaf, str]]:
    """Yields the rows whose limit is not the one that most rows have."""
    signed = [(leaf, signature(read(leaf.item.time_limit))) for leaf in leaves]
    counts = Counter(sign for _, sign in signed if sign)
    if len(counts) < 2:
        return
    days = {sign: shortest(read(leaf.item.time_limit)) for leaf, sign in signed}
    usual = min(counts, key=lambda sign: (-counts[sign], _measured(days[sign])))
    listed = "、".join(list(counts)[:_MANY]) + ("等" if len(counts) > _MANY else "")
    for leaf, sign in signed:
        if sign and sign != usual:
            shorter = _measured(days[usual]) <= _measured(days[sign])
            advice = f"，多数写{usual}" if counts[usual] > counts[sign] and shorter else ""
            yield leaf, f"“{name}”在本目录里有{len(counts)}种时限（{listed}），这里是{sign}；请统一{advice}"


def _measured(days: float | None) -> float:
    return _UNMEASURED if days is None else days
