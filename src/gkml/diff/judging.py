"""A field before and after in, what the change means for the public out: the verdict, and in words what it rests on."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from gkml.diff.changes import Value, Verdict
from gkml.phrases.content import dropped
from gkml.phrases.limit_length import longer, working_days
from gkml.phrases.time_limit import STATUTE
from gkml.registers.names import canonical_channel

Judged = tuple[Verdict, tuple[str, ...]]

_UNSAID = re.compile(r"[\s\u3000“”‘’\"'《》〈〉（）()【】\[\]、，。；：:;,.·/／—\-_－>＞]+")


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """What a text says, without spaces, punctuation and the width of its characters."""
    return _UNSAID.sub("", unicodedata.normalize("NFKC", text))


def judge(field: str, before: Value, after: Value) -> Judged:
    """The verdict on one field of an item that is in both editions."""
    if _same(before, after):
        return "editorial", ()
    return _JUDGES.get(field, _plainly)(before, after)


def _same(before: Value, after: Value) -> bool:
    return sorted(map(bare, _entries(before))) == sorted(map(bare, _entries(after)))


def _entries(value: Value) -> Sequence[str]:
    return ((value,) if value else ()) if isinstance(value, str) else value


def _plainly(before: Value, after: Value) -> Judged:
    return "substantive", ()


def _of_limit(before: Value, after: Value) -> Judged:
    one, other = str(before), str(after)
    if not other.strip():
        return "weakened", ("不再写明时限",)
    if not one.strip():
        return "strengthened", ("写明了时限",)
    longest = longer(one, other)
    if longest is None:
        told = (working_days(one), working_days(other))
        return "substantive", () if None not in told else ("长短算不出来，请人工判断",)
    if not longest:
        return "strengthened", ("时限缩短",)
    days = working_days(other)
    over = ("超过法定20个工作日",) if days is not None and days > STATUTE else ()
    return "weakened", ("时限延长", *over)


def _of_channels(before: Value, after: Value) -> Judged:
    old, new = (
        {canonical_channel(each): each for each in _entries(value) if each != "其他"} for value in (before, after)
    )
    gone = [old[each] for each in old if each not in new]
    gained = [new[each] for each in new if each not in old]
    if not gone and not gained:
        return "editorial", ()
    said = (*_listed("少了渠道", gone), *_listed("增加渠道", gained))
    if gone and len(new) < len(old):
        return "weakened", said
    return ("substantive" if gone else "strengthened"), said


def _of_audience(before: Value, after: Value) -> Judged:
    public = [any("社会" in group or "公众" in group for group in _entries(value)) for value in (before, after)]
    if public[0] != public[1]:
        return ("weakened", ("公开对象缩小，不再面向全社会",)) if public[0] else ("strengthened", ("面向全社会公开",))
    return _of_entries("公开对象", before, after) if not public[0] else _plainly(before, after)


def _of_mode(before: Value, after: Value) -> Judged:
    active = [any(way.startswith("主动") for way in _entries(value)) for value in (before, after)]
    if active[0] == active[1]:
        return _plainly(before, after)
    return ("weakened", ("不再主动公开",)) if active[0] else ("strengthened", ("改为主动公开",))


def _of_tiers(before: Value, after: Value) -> Judged:
    return _of_entries("公开层级", before, after)


def _of_entries(what: str, before: Value, after: Value) -> Judged:
    gone = [each for each in _entries(before) if each not in _entries(after)]
    gained = [each for each in _entries(after) if each not in _entries(before)]
    said = (*_listed(f"少了{what}", gone), *_listed(f"增加{what}", gained))
    return ("weakened" if gone else "strengthened"), said


def _of_content(before: Value, after: Value) -> Judged:
    return of_elements(str(before), [str(after)])


def of_elements(before: str, after: Sequence[str]) -> Judged:
    """Whether what one content lists is still in several ones together."""
    gone = dropped(before, after)
    gained = [element for text in after for element in dropped(text, [before])]
    said = (*_listed("少了要素", gone), *_listed("增加要素", gained))
    if gone or not any(text.strip() for text in after):
        return "weakened", said or ("不再写明公开内容",)
    return ("strengthened" if gained else "substantive"), said


def _listed(what: str, names: Sequence[str]) -> tuple[str, ...]:
    return (f"{what}：{'、'.join(names)}",) if names else ()


_JUDGES: Mapping[str, Callable[[Value, Value], Judged]] = {
    "time_limit": _of_limit,
    "channels": _of_channels,
    "audience": _of_audience,
    "mode": _of_mode,
    "tiers": _of_tiers,
    "content": _of_content,
}
