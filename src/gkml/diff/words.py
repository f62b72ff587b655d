"""Two texts in, runs out that say what was deleted and what inserted, cut where a reader of Chinese would cut.

Numbers, Latin words, 《…》 and “…” are never cut inside. What the two have in common only by chance, a character here and
there within something rewritten, is part of the change.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import ratio

from gkml.diff.changes import Value
from gkml.document import Mark, Run

_TOKEN = re.compile(
    r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》"
    r"|“[^“”\n]*”"
    r"|[0-9０-９]+(?:[.．,，:：][0-9０-９]+)*[%％‰]?(?![A-Za-z0-9])"
    r"|[A-Za-zÀ-ɏ0-9]+(?:[._@/:+\-]+[A-Za-zÀ-ɏ0-9]+)*"
    r"|[〇零一二三四五六七八九十百千万亿]+"
    r"|(?s:.)(?:[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]|\u200d(?s:.))*"
)
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_LARGEST = 30_000_000
"""Pairs of words that are compared one by one; longer texts are compared by sentences first."""
_ALIKE = 50.0
"""How alike two entries of a list must be (0 to 100) to be one that was changed."""


class Part(NamedTuple):
    """A stretch of two texts: what the one says and what the other says there; the same where nothing changed."""

    old: Sequence[str]
    new: Sequence[str]
    same: bool


def compared(before: str, after: str) -> tuple[Run, ...]:
    """Both texts as one: without the deleted runs it is the new one, without the inserted runs the old one."""
    return (Run(after),) if before == after else _runs(_parts(before, after))


def sides(before: Value, after: Value, between: str = "\n") -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The old text with what is deleted of it, and the new one with what is inserted; lists entry by entry."""
    told = [(old, new, compared(old, new)) for old, new in pairs(before, after)]
    olds = [_side(runs, "deleted") for old, _, runs in told if old]
    news = [_side(runs, "inserted") for _, new, runs in told if new]
    return _lined(olds, between), _lined(news, between)


def entries(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The entries of two lists in pairs, "" for what is not there: equal ones first, then those that are alike."""
    for part in _blocks(before, after):
        if part.same:
            yield from zip(part.old, part.new, strict=True)
        else:
            yield from _paired(list(part.old), list(part.new))


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with neighbours of one mark as one; an empty text is one empty run."""
    told = [run for run in runs if run.text]
    pieces = groupby(told, lambda run: run.mark)
    return tuple(Run("".join([run.text for run in same]), mark) for mark, same in pieces) or (Run(""),)


def _listed(value: Value) -> Sequence[str]:
    return ((value,) if value else ()) if isinstance(value, str) else value


def _side(runs: Sequence[Run], mark: Mark) -> tuple[Run, ...]:
    return joined([run for run in runs if run.mark in ("", mark)])


def _lined(lines: Sequence[tuple[Run, ...]], between: str) -> tuple[Run, ...]:
    return joined([run for place, line in enumerate(lines) for run in ((Run(between),) if place else ()) + line])


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Rewritten entries: each new one with the next old one that it is like, before it what went, then what came."""
    gone = come = 0
    for place, entry in enumerate(new):
        near = next((n for n in range(gone, min(len(old), gone + 50)) if ratio(old[n], entry) >= _ALIKE), None)
        if near is not None:
            yield from ((text, "") for text in old[gone:near])
            yield from (("", text) for text in new[come:place])
            yield old[near], entry
            gone, come = near + 1, place + 1
    yield from ((text, "") for text in old[gone:])
    yield from (("", text) for text in new[come:])


def pairs(before: Value, after: Value) -> list[tuple[str, str]]:
    """What is compared word by word: the two texts, or the entries of the two lists."""
    if isinstance(before, str) and isinstance(after, str):
        return [(before, after)]
    return list(entries(_listed(before), _listed(after)))


# --- words ---


def _parts(before: str, after: str) -> list[Part]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return _widened(_gathered(_slid(_compared(old, new, before, after))))


def _compared(old: list[str], new: list[str], before: str, after: str) -> list[Part]:
    if len(old) * len(new) <= _LARGEST:
        return _blocks(old, new)
    return [
        part if part.same else finer
        for part in _blocks(_SENTENCE.findall(before), _SENTENCE.findall(after))
        for finer in ([part] if part.same else _finer(part))
    ]


def _finer(part: Part) -> list[Part]:
    """Sentences that differ, word by word where they are not too long for it."""
    old, new = (_TOKEN.findall("".join(side)) for side in (part.old, part.new))
    return _blocks(old, new) if len(old) * len(new) <= _LARGEST else [Part(old, new, False)]


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Part]:
    """The longest common sequence, and between its stretches what differs; two of a kind never follow each other."""
    parts: list[Part] = []
    for same, steps in groupby(LCSseq.opcodes(old, new), lambda step: step.tag == "equal"):
        told = list(steps)
        first, last = told[0], told[-1]
        parts.append(
            Part(old[first.src_start : last.src_end], new[first.dest_start : last.dest_end], same),
        )
    return parts


def _slid(parts: list[Part]) -> list[Part]:
    """What is only inserted or only deleted, moved to where it begins or ends with a mark of punctuation.

    甲、丙 → 甲、乙、丙 may insert 乙、 or 、乙 or, where words repeat, something across two of them.
    """
    slid = list(parts)
    for place in range(1, len(parts) - 1):
        before, change, behind = slid[place - 1 : place + 2]
        if change.same or (change.old and change.new) or not (before.same and behind.same):
            continue
        body = list(change.old or change.new)
        line = [*before.old, *body, *behind.old]
        start = _best(line, len(before.old), len(body))
        if start == len(before.old):
            continue
        end = start + len(body)
        moved = line[start:end]
        slid[place - 1] = Part(line[:start], line[:start], True)
        slid[place] = Part(moved, [], False) if change.old else Part([], moved, False)
        slid[place + 1] = Part(line[end:], line[end:], True)
    return slid


def _best(line: Sequence[str], start: int, length: int) -> int:
    """Where a stretch of the line begins that may be moved as long as what it leaves equals what it takes in."""
    first = start
    while first > 0 and line[first - 1] == line[first + length - 1]:
        first -= 1
    best, most = start, _fit(line, start, length)
    place = first
    while place + length <= len(line):
        if (fit := _fit(line, place, length)) > most:
            best, most = place, fit
        if place + length == len(line) or line[place] != line[place + length]:
            break
        place += 1
    return best


def _fit(line: Sequence[str], start: int, length: int) -> int:
    """2 where a stretch is an entry with the mark that parts it from the others, 1 where it ends at a mark."""
    end = start + length
    begins = start == 0 or line[start - 1] in _MARKS
    ends = end == len(line) or line[end] in _MARKS
    whole = (begins and line[end - 1] in _MARKS) or (ends and line[start] in _MARKS)
    return 2 if whole else int(begins or ends)


_MARKS = frozenset("、，。；：！？,;:\n （）()")


def _gathered(parts: Sequence[Part]) -> list[Part]:
    """The parts without those that are common by chance: not longer than what changed on either side of them."""
    kept: list[Part] = []
    for part in parts:
        if not (part.old or part.new):
            continue
        kept.append(part)
        if len(kept) > 1 and not part.same and not kept[-2].same:
            kept[-2:] = [_together(kept[-2:])]
        while len(kept) > 2 and not kept[-1].same and _by_chance(*kept[-3:]):
            kept[-3:] = [_together(kept[-3:])]
    return kept


def _by_chance(left: Part, common: Part, right: Part) -> bool:
    """A lone character, or a piece of a word or entry that is at most half as long as what changed on either side."""
    length = _length(common.old)
    if length == 1:
        return True
    if len(common.old) > 1 and any(token in _MARKS for token in common.old):
        return False
    return length * 2 <= min(max(_length(side) for side in part[:2]) for part in (left, right))


def _together(parts: Sequence[Part]) -> Part:
    old = [token for part in parts for token in part.old]
    return Part(old, [token for part in parts for token in part.new], False)


def _length(tokens: Sequence[str]) -> int:
    return sum(map(len, tokens))


def _widened(parts: list[Part]) -> list[Part]:
    """Changes that take in a lone character left of a word: 预算 → 决算 and not 预 → 决."""
    wide = list(parts)
    for place, part in enumerate(parts):
        if part.same:
            continue
        if place and wide[place - 1].same and _is_cut(wide[place - 1].old[::-1], part, -1):
            wide[place - 1], wide[place] = _taken(wide[place - 1], wide[place], first=False)
        if place + 1 < len(parts) and _is_cut(wide[place + 1].old, part, 0):
            wide[place + 1], wide[place] = _taken(wide[place + 1], wide[place], first=True)
    return _gathered(wide)


def _is_cut(beside: Sequence[str], part: Part, end: int) -> bool:
    """Whether one character of a word stands beside something of that word that was replaced."""
    if not part.old or not part.new or not beside or not _is_letter(beside[0]):
        return False
    alone = len(beside) == 1 or not _is_letter(beside[1])
    return alone and _is_letter(part.old[end]) and _is_letter(part.new[end])


def _is_letter(token: str) -> bool:
    return len(token) == 1 and token.isalpha()


def _taken(common: Part, change: Part, *, first: bool) -> tuple[Part, Part]:
    """The first character of what follows a change, or the last of what stands before it, as part of the change."""
    old, new = list(change.old), list(change.new)
    if first:
        taken, rest = list(common.old[:1]), list(common.old[1:])
        return Part(rest, rest, True), Part(old + taken, new + taken, False)
    taken, rest = list(common.old[-1:]), list(common.old[:-1])
    return Part(rest, rest, True), Part(taken + old, taken + new, False)


def _runs(parts: Sequence[Part]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for part in parts:
        if part.same:
            runs.append(Run("".join(part.old)))
        else:
            runs += [Run("".join(part.old), "deleted"), Run("".join(part.new), "inserted")]
    return joined(runs)
