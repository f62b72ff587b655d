"""Takes a field before and after a change and returns its effect on the public: the verdict and its grounds in words."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from gkml.diff.changes import Value, Verdict
from gkml.diff.limits import judge_limit
from gkml.phrases.channel import channels_in
from gkml.phrases.channel_spelling import key
from gkml.phrases.content import lost
from gkml.registers.names import canonical_channel, internal_kind

Judged = tuple[Verdict, tuple[str, ...]]

_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*([.\-—－~～])\s*(?=\d)|(?<=\d)[、，,；;：:/／]+(?=\d)")
_KEPT = str.maketrans({".": "\ue000", "-": "\ue001", "—": "\ue001", "－": "\ue001", "~": "\ue001", "～": "\ue001"})
_IRRELEVANT = re.compile(r"[\s\u3000“”‘’\"'《》〈〉（）()【】\[\]、，。；：:;,.·/／—\-_－>＞]+")


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Returns a text without spaces, punctuation and character widths; marks between digits count."""
    folded = unicodedata.normalize("NFKC", text)
    return _IRRELEVANT.sub("", _BETWEEN_DIGITS.sub(lambda match: (match[1] or "\ue002").translate(_KEPT), folded))


def judge(field: str, before: Value, after: Value, limit: str = "", *, proactive: bool = False) -> Judged:
    """Returns the verdict on one field of an item that is in both editions.

    `limit` is the new 公开时限 of the item. `proactive`: the directory lists proactive disclosure only, so that a blank
    公开方式 means 主动公开, and a blank 公开对象 the public.
    """
    if _same(before, after) or (proactive and _goes_without_saying(field, before, after)):
        return "editorial", ()
    if field == "content":
        return of_elements(str(before), [str(after)], limit)
    return _JUDGES.get(field, _plainly)(before, after)


def _goes_without_saying(field: str, before: Value, after: Value) -> bool:
    """Returns whether a field that was blank, or becomes blank, states what holds of proactive disclosure anyway."""
    stated = before or after
    if field not in {"mode", "audience"} or (before and after):
        return False
    pattern = _PUBLIC if field == "audience" else _PROACTIVE
    return all(pattern.search(entry) for entry in _entries(stated))


_PROACTIVE = re.compile("^主动")


def judge_name(before: str, after: str) -> Verdict:
    """Returns the verdict on another name."""
    return "editorial" if bare(before) == bare(after) else "substantive"


def _same(before: Value, after: Value) -> bool:
    return sorted(map(bare, _entries(before))) == sorted(map(bare, _entries(after)))


def _entries(value: Value) -> Sequence[str]:
    return ((value,) if value else ()) if isinstance(value, str) else value


def _plainly(before: Value, after: Value) -> Judged:
    return "substantive", ()


def _of_limit(before: Value, after: Value) -> Judged:
    return judge_limit(str(before), str(after))


def _of_channels(before: Value, after: Value) -> Judged:
    """Compares the channels that the public sees; a replaced channel is no loss."""
    old, new = _channels(before), _channels(after)
    gone = [old[each] for each in old if each not in new]
    gained = [new[each] for each in new if each not in old]
    if not gone and not gained:
        return "editorial", ()
    inside = [each for each in gained if internal_kind(each)]
    why = (*_listed("少了渠道", gone), *_listed("增加渠道", gained), *_listed("公众看不到", inside))
    seen = [sum(not internal_kind(each) for each in names.values()) for names in (old, new)]
    if seen[1] < seen[0]:
        return "weakened", why
    return ("strengthened" if seen[1] > seen[0] and not gone else "substantive"), why


def _channels(value: Value) -> dict[str, str]:
    """Returns the channels of a field by their canonical name; joined channels are separated."""
    named = (name for entry in _entries(value) for name in channels_in(entry) if name != "其他")
    return {key(canonical_channel(name)): name for name in named}


_BETWEEN_LAWS = re.compile(r"[、，,；;和及\s]+(?=《)|(?<=》)(?=《)")
_STATE = re.compile("(?<=《)中华人民共和国")
_PUBLIC = re.compile("全社会|社会公众|社会各界|社会大众|(?:向|面向)社会|全体(?:公民|市民|居民)|公众|^社会$")


def _of_audience(before: Value, after: Value) -> Judged:
    public = [any(_PUBLIC.search(group) for group in _entries(value)) for value in (before, after)]
    if public[0] != public[1]:
        return ("weakened", ("公开对象缩小，不再面向全社会",)) if public[0] else ("strengthened", ("面向全社会公开",))
    if public[0]:
        return _plainly(before, after)
    replaced = len(_entries(before)) <= len(_entries(after)) and not set(_entries(before)) <= set(_entries(after))
    return _plainly(before, after) if replaced else _of_entries("公开对象", before, after)


def _of_mode(before: Value, after: Value) -> Judged:
    active = [any(way.startswith("主动") for way in _entries(value)) for value in (before, after)]
    if active[0] != active[1]:
        return ("weakened", ("不再主动公开",)) if active[0] else ("strengthened", ("改为主动公开",))
    ways = [{way.removesuffix("公开") for way in _entries(value)} for value in (before, after)]
    return ("editorial", ()) if ways[0] == ways[1] else _plainly(before, after)


def _of_basis(before: Value, after: Value) -> Judged:
    """Compares citations: 政府信息公开条例 is 中华人民共和国政府信息公开条例, and two laws in one entry are two entries."""
    cited = [
        sorted(bare(_STATE.sub("", law)) for entry in _entries(value) for law in _BETWEEN_LAWS.split(entry))
        for value in (before, after)
    ]
    return ("editorial", ()) if cited[0] == cited[1] else _plainly(before, after)


def _of_tiers(before: Value, after: Value) -> Judged:
    return _of_entries("公开层级", before, after)


def _of_entries(noun: str, before: Value, after: Value) -> Judged:
    gone = [each for each in _entries(before) if each not in _entries(after)]
    gained = [each for each in _entries(after) if each not in _entries(before)]
    why = (*_listed(f"少了{noun}", gone), *_listed(f"增加{noun}", gained))
    return ("weakened" if gone else "strengthened"), why


def of_elements(before: str, after: Sequence[str], limit: str = "") -> Judged:
    """Judges whether several contents together still list the elements of one; a time limit may have moved to its own column."""
    gone = [element for element in lost(before, after) if bare(element) not in bare(limit)]
    gained = [element for text in after for element in lost(text, [before])]
    why = (*_listed("少了要素", gone), *_listed("增加要素", gained))
    if gone or not any(text.strip() for text in after):
        return "weakened", why or ("不再写明公开内容",)
    return ("strengthened" if gained else "substantive"), why


def _listed(label: str, names: Sequence[str]) -> tuple[str, ...]:
    return (f"{label}：{'、'.join(names)}",) if names else ()


_JUDGES: Mapping[str, Callable[[Value, Value], Judged]] = {
    "time_limit": _of_limit,
    "channels": _of_channels,
    "audience": _of_audience,
    "mode": _of_mode,
    "tiers": _of_tiers,
    "basis": _of_basis,
}
