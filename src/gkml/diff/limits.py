"""Takes a 公开时限 before and after a change and returns the verdict, for each of the things that a limit can promise.

A limit promises how soon something is published, how long it is displayed (公示期), how long it stays public, and by how
much the time may be extended. Each is compared by itself; one loss makes the whole change a loss.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from gkml.diff.changes import Verdict
from gkml.phrases.limit_length import duration, is_longer, longer, says_the_same, working_days
from gkml.phrases.limit_part import Kind, Part
from gkml.phrases.limit_wording import words_of
from gkml.phrases.time_limit import STATUTE, read


class _Finding(NamedTuple):
    """One difference: whether the public loses or gains by it, and the words for it."""

    effect: Literal["loss", "gain", "unknown"]
    words: str


def judge_limit(before: str, after: str) -> tuple[Verdict, tuple[str, ...]]:
    """Returns the verdict and its reasons."""
    if not after.strip():
        return "weakened", ("不再写明时限",)
    if not before.strip():
        return "strengthened", ("写明了时限",)
    if says_the_same(before, after):
        return "editorial", ()
    findings = list(_findings(before, after))
    effects = {finding.effect for finding in findings}
    words = tuple(finding.words for finding in findings if finding.words)
    if "loss" in effects:
        return "weakened", words
    return ("strengthened" if effects == {"gain"} else "substantive"), words


def _findings(before: str, after: str) -> Iterator[_Finding]:
    old, new = _parts(before), _parts(after)
    yield from _publication(before, after, [each for each in old if _publishes(each)], list(filter(_publishes, new)))
    yield from _stay("display", "公示时间", old, new)
    yield from _stay("retention", "公开的时间", old, new)
    yield from _extension(old, new)


def _parts(text: str) -> list[Part]:
    return [replace(part, text=duration(part)) for part in read(text).parts]


def _publishes(part: Part) -> bool:
    return part.kind not in {"display", "retention", "extension", "none", "same_above"}


# --- how soon something is published ---


def _publication(before: str, after: str, old: Sequence[Part], new: Sequence[Part]) -> Iterator[_Finding]:
    gone = [part for part in old if part not in new]
    added = [part for part in new if part not in old]
    if old and not new:
        yield _Finding("loss", "不再写明多久以内公开")
    elif new and not old:
        yield _Finding("gain", "写明了多久以内公开")
    elif gone and not added:
        yield _Finding("loss", f"少了期限：{_named(gone)}")
    elif added and not gone:
        yield _Finding("unknown", f"增加期限：{_named(added)}")
    elif gone:
        yield from _length(before, after)


def _named(parts: Sequence[Part]) -> str:
    return "、".join(f"{part.scope}{words_of(part)}" for part in parts)


def _length(before: str, after: str) -> Iterator[_Finding]:
    is_later = longer(before, after)
    days = working_days(before), working_days(after)
    if is_later is None:
        yield _Finding("unknown", "" if days[0] == days[1] is not None else "长短算不出来，请人工判断")
    elif not is_later:
        yield _Finding("gain", "时限缩短")
    else:
        yield _Finding("loss", "时限延长")
        if days[1] is not None and days[1] > STATUTE:
            yield _Finding("loss", "超过法定20个工作日")


# --- how long it is displayed, stays public, or may be extended ---


def _stay(kind: Kind, name: str, old: Sequence[Part], new: Sequence[Part]) -> Iterator[_Finding]:
    """Compares the display times, or the times that something stays public: a longer time is a gain."""
    was, now = ([part for part in parts if part.kind == kind] for parts in (old, new))
    if was and not now:
        yield _Finding("loss", f"不再写明{name}")
    elif now and not was:
        yield _Finding("gain", f"写明了{name}")
    elif len(was) > len(now):
        yield _Finding("loss", f"少了{name}：{_named([part for part in was if part not in now])}")
    for one, other in _paired(was, now):
        if one != other:
            yield from _stretch(one, other, name)


def _paired(was: Sequence[Part], now: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Pairs parts by their scope; those without a partner of their scope, in turn."""
    pairs = [(one, other) for one in was for other in now if one.scope == other.scope]
    taken = [{id(part) for part in side} for side in zip(*pairs, strict=True)] or [set(), set()]
    left, right = (
        [part for part in parts if id(part) not in ids] for parts, ids in zip((was, now), taken, strict=True)
    )
    return [*pairs, *zip(left, right, strict=False)]


def _stretch(one: Part, other: Part, name: str) -> Iterator[_Finding]:
    is_more = is_longer(one, other)
    if is_more is None and one.n is not None and (one.n, one.unit) == (other.n, other.unit):
        return
    if is_more is None:
        yield _Finding("unknown", f"{name}的长短算不出来，请人工判断")
    else:
        yield _Finding("gain", f"{name}延长") if is_more else _Finding("loss", f"{name}缩短")


def _extension(old: Sequence[Part], new: Sequence[Part]) -> Iterator[_Finding]:
    was, now = (next((part for part in parts if part.kind == "extension"), None) for parts in (old, new))
    if now and not was:
        yield _Finding("loss", f"增加了可以延长的时间：{words_of(now)}")
    elif was and not now:
        yield _Finding("gain", "不再可以延长")
    elif was and now and was != now:
        is_more = is_longer(was, now)
        effect: Literal["loss", "gain", "unknown"] = "unknown" if is_more is None else "loss" if is_more else "gain"
        yield _Finding(effect, {"loss": "可以延长的时间变长", "gain": "可以延长的时间变短", "unknown": ""}[effect])
