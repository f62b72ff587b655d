"""公开时限与上级“具体职责”里写的期限、起算点或者周期不一致。

职责里写了“自作出行政决定之日起7个工作日内上网公开”“定期以季度、半年及年度公示”一类的要求，事项的公开时限就应当照着写。

错误：

    profile: basic-8
    items:
      - name: 将行政处罚信息自作出行政决定之日起7个工作日内上网公开。
        items:
          - {name: 处罚信息, content: 处罚信息, time_limit: 自产生之日起7个工作日内}  # K138
      - name: 定期以季度、半年及年度向社会公示投诉信息。
        items:
          - {name: 投诉公示, content: 投诉信息, time_limit: 信息形成之日起20个工作日内}  # K138

正确：

    profile: basic-8
    items:
      - name: 将行政处罚信息自作出行政决定之日起7个工作日内上网公开。
        items:
          - {name: 处罚信息, content: 处罚信息, time_limit: 作出行政决定之日起7个工作日内}
      - name: 定期以季度、半年及年度向社会公示投诉信息。
        items:
          - {name: 投诉公示, content: 投诉信息, time_limit: 每季度、每半年、每年结束后10个工作日内}
      - name: 自受理之日起20个工作日内作出许可决定。
        items:
          - {name: 许可结果, content: 许可结果, time_limit: 作出决定之日起7个工作日内}
"""

from functools import lru_cache

from gkml.catalog.model import Leaf, Workspace
from gkml.diagnostics import Findings
from gkml.diagnostics.quoting import shown
from gkml.phrases.limit_part import Part, period_words
from gkml.phrases.limit_span import span_words, working_days
from gkml.phrases.name import bigrams, essence
from gkml.phrases.patterns import regex
from gkml.phrases.time_limit import read

SEVERITY = "warning"

_SENTENCE = regex("[^。；;]+")
_PUBLISHED = regex("公开|公布|公示|发布|上网|归集")
_TIMED = regex("工作日|[0-9一二三四五六七八九十]+[日天](?:以|之)?内|季度|每月|按月|半年")
_HINT = regex("[日天季月半]")
_REGULAR = regex("(?:定期|每个?|按|以)(?:[^，。；]{0,3}(?:季度|月|半年|年度?|周))")
_BEYOND = regex("^(?:自|在|从|于|本次|该|其)+|之日.*$|的?(?:信息|时)$")


def check(workspace: Workspace) -> Findings:
    for entry in workspace.entries:
        for leaf in entry.catalog.leaves:
            if len(leaf.path) > 1 and leaf.item.time_limit.strip():
                fault = _fault(leaf)
                if fault:
                    yield (entry.file, *leaf.route, "time_limit"), fault


def _fault(leaf: Leaf) -> str:
    """Returns how the row's limit differs from that of the duty above it; "" if it does not."""
    text = leaf.item.time_limit
    mine = read(text).main
    for group in leaf.path[:-1]:
        for sentence in _timed(group.name):
            alone = len(group.items or ()) == 1
            if mine and (alone or _about(leaf, sentence)):
                fault = _difference(mine, read(sentence).parts, sentence)
                if fault:
                    return f"“{shown(text)}”{fault}"
    return ""


@lru_cache(maxsize=4096)
def _timed(duty: str) -> tuple[str, ...]:
    """Returns the sentences of a duty that state a time of publication."""
    if not _HINT.search(duty):
        return ()
    return tuple(s for s in _SENTENCE.findall(duty) if _PUBLISHED.search(s) and _TIMED.search(s))


def _about(leaf: Leaf, sentence: str) -> bool:
    """Whether a sentence of a duty with several rows is about this one: it has most of its name's pairs of characters."""
    pairs = bigrams(essence(leaf.item.name))
    return sum(pair in sentence for pair in pairs) >= 0.6 * len(pairs)


def _difference(mine: Part, theirs: tuple[Part, ...], sentence: str) -> str:
    days = working_days(mine)
    within = next((part for part in theirs if working_days(part) is not None), None)
    if within is not None and days is not None:
        if days > (working_days(within) or 0):
            return f"长于职责里写的{span_words(within)}；请改为{span_words(within)}内，或者改职责"
        if mine.trigger and within.trigger and not _same_start(mine.trigger, within.trigger):
            start = _BEYOND.sub("", within.trigger)
            return f"的起算点与职责里写的“{start}”不一致；请统一，如“{start}之日起{span_words(mine)}内”"
        return ""
    rhythm = next((part for part in theirs if part.kind in {"periodic", "annual"} and part.period), None)
    if rhythm is not None and days is not None and within is None and _REGULAR.search(sentence):
        return f"没有写职责要求的周期（{period_words(rhythm)}）；请写明每期结束后几个工作日内公开"
    return ""


def _same_start(mine: str, theirs: str) -> bool:
    """Returns whether two events are one: 行政处罚决定作出 and 作出行政决定 have the same characters, or one holds the other."""
    first, second = _BEYOND.sub("", mine), _BEYOND.sub("", theirs)
    if first in second or second in first:
        return True
    if "决定" in first and "决定" in second:
        return True
    shared = len(set(first) & set(second))
    return shared >= 0.6 * min(len(set(first)), len(set(second)))
