"""Takes two texts and returns runs that mark deletions and insertions, divided as a reader of Chinese would divide them.

Numbers, Latin words, 《…》 and “…” are never divided. Accidental common characters within a rewritten passage are part of
the change.
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
"""The most pairs of words that are compared directly; longer texts are compared by sentences first."""
_ALIKE = 50.0
"""Least similarity (0 to 100) of two entries of a list that are one changed entry."""


class Segment(NamedTuple):
    """A segment of two texts: the old and the new words; `same` if nothing changed."""

    old: Sequence[str]
    new: Sequence[str]
    same: bool


def compared(before: str, after: str) -> tuple[Run, ...]:
    """Returns both texts as one: without deleted runs it is the new text, without inserted runs the old one."""
    return (Run(after),) if before == after else _runs(_parts(before, after))


def sides(before: Value, after: Value, between: str = "\n") -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Returns the old text with its deletions and the new text with its insertions; lists entry by entry."""
    compared_entries = [(old, new, compared(old, new)) for old, new in pairs(before, after)]
    olds = [_side(runs, "deleted") for old, _, runs in compared_entries if old]
    news = [_side(runs, "inserted") for _, new, runs in compared_entries if new]
    return _lined(olds, between), _lined(news, between)


def entries(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yields the entries of two lists in pairs, "" for a missing one; equal entries are paired first, then similar ones."""
    for part in _blocks(before, after):
        if part.same:
            yield from zip(part.old, part.new, strict=True)
        else:
            yield from _paired(list(part.old), list(part.new))


def joined(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Joins adjacent runs with the same mark; an empty text is one empty run."""
    filled = [run for run in runs if run.text]
    pieces = groupby(filled, lambda run: run.mark)
    return tuple(Run("".join([run.text for run in same]), mark) for mark, same in pieces) or (Run(""),)


def _listed(value: Value) -> Sequence[str]:
    return ((value,) if value else ()) if isinstance(value, str) else value


def _side(runs: Sequence[Run], mark: Mark) -> tuple[Run, ...]:
    return joined([run for run in runs if run.mark in ("", mark)])


def _lined(lines: Sequence[tuple[Run, ...]], between: str) -> tuple[Run, ...]:
    return joined([run for place, line in enumerate(lines) for run in ((Run(between),) if place else ()) + line])


def _paired(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs each new entry with the next similar old one; before it come the deleted, then the inserted entries."""
    deleted = inserted = 0
    for place, entry in enumerate(new):
        near = next((n for n in range(deleted, min(len(old), deleted + 50)) if ratio(old[n], entry) >= _ALIKE), None)
        if near is not None:
            yield from ((text, "") for text in old[deleted:near])
            yield from (("", text) for text in new[inserted:place])
            yield old[near], entry
            deleted, inserted = near + 1, place + 1
    yield from ((text, "") for text in old[deleted:])
    yield from (("", text) for text in new[inserted:])


def pairs(before: Value, after: Value) -> list[tuple[str, str]]:
    """Returns what is compared word by word: the two texts, or the entries of the two lists."""
    if isinstance(before, str) and isinstance(after, str):
        return [(before, after)]
    return list(entries(_listed(before), _listed(after)))


# --- words ---


def _parts(before: str, after: str) -> list[Segment]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    return _widened(_gathered(_slid(_compared(old, new, before, after))))


def _compared(old: list[str], new: list[str], before: str, after: str) -> list[Segment]:
    if len(old) * len(new) <= _LARGEST:
        return _blocks(old, new)
    return [
        part if part.same else finer
        for part in _blocks(_SENTENCE.findall(before), _SENTENCE.findall(after))
        for finer in ([part] if part.same else _finer(part))
    ]


def _finer(part: Segment) -> list[Segment]:
    """Compares differing sentences word by word, unless they are too long."""
    old, new = (_TOKEN.findall("".join(side)) for side in (part.old, part.new))
    return _blocks(old, new) if len(old) * len(new) <= _LARGEST else [Segment(old, new, False)]


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Segment]:
    """Returns the longest common subsequence and the differences between its segments, alternately."""
    parts: list[Segment] = []
    for same, steps in groupby(LCSseq.opcodes(old, new), lambda step: step.tag == "equal"):
        listed = list(steps)
        first, last = listed[0], listed[-1]
        parts.append(
            Segment(old[first.src_start : last.src_end], new[first.dest_start : last.dest_end], same),
        )
    return parts


def _slid(parts: list[Segment]) -> list[Segment]:
    """Shifts pure insertions and deletions so that they begin or end at punctuation.

    甲、丙 → 甲、乙、丙 may insert 乙、 or 、乙 or, with repeated words, a piece across two of them.
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
        slid[place - 1] = Segment(line[:start], line[:start], True)
        slid[place] = Segment(moved, [], False) if change.old else Segment([], moved, False)
        slid[place + 1] = Segment(line[end:], line[end:], True)
    return slid


def _best(line: Sequence[str], start: int, length: int) -> int:
    """Returns the best start of a stretch that may shift as long as the words that it leaves equal those that it takes in."""
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
    """Returns 2 if a stretch is a whole entry with its separator, 1 if it begins or ends at a mark, else 0."""
    end = start + length
    begins = start == 0 or line[start - 1] in _MARKS
    ends = end == len(line) or line[end] in _MARKS
    whole = (begins and line[end - 1] in _MARKS) or (ends and line[start] in _MARKS)
    return 2 if whole else int(begins or ends)


_MARKS = frozenset("、，。；：！？,;:\n （）()")


def _gathered(parts: Sequence[Segment]) -> list[Segment]:
    """Merges segments that are common by chance, not longer than the changes on both sides, into the changes."""
    kept: list[Segment] = []
    for part in parts:
        if not (part.old or part.new):
            continue
        kept.append(part)
        if len(kept) > 1 and not part.same and not kept[-2].same:
            kept[-2:] = [_together(kept[-2:])]
        while len(kept) > 2 and not kept[-1].same and _by_chance(*kept[-3:]):
            kept[-3:] = [_together(kept[-3:])]
    return kept


def _by_chance(left: Segment, common: Segment, right: Segment) -> bool:
    """Returns whether a common segment is a single character, or at most half as long as the changes on both sides."""
    length = _length(common.old)
    if length == 1:
        return True
    if len(common.old) > 1 and any(token in _MARKS for token in common.old):
        return False
    return length * 2 <= min(max(_length(side) for side in part[:2]) for part in (left, right))


def _together(parts: Sequence[Segment]) -> Segment:
    old = [token for part in parts for token in part.old]
    return Segment(old, [token for part in parts for token in part.new], False)


def _length(tokens: Sequence[str]) -> int:
    return sum(map(len, tokens))


def _widened(parts: list[Segment]) -> list[Segment]:
    """Extends changes by a single remaining character of a word: 预算 → 决算 instead of 预 → 决."""
    wide = list(parts)
    for place, part in enumerate(parts):
        if part.same:
            continue
        if place and wide[place - 1].same and _is_cut(wide[place - 1].old[::-1], part, -1):
            wide[place - 1], wide[place] = _taken(wide[place - 1], wide[place], first=False)
        if place + 1 < len(parts) and _is_cut(wide[place + 1].old, part, 0):
            wide[place + 1], wide[place] = _taken(wide[place + 1], wide[place], first=True)
    return _gathered(wide)


def _is_cut(beside: Sequence[str], part: Segment, end: int) -> bool:
    """Returns whether a single character of a word is next to a replaced part of that word."""
    if not part.old or not part.new or not beside or not _is_letter(beside[0]):
        return False
    alone = len(beside) == 1 or not _is_letter(beside[1])
    return alone and _is_letter(part.old[end]) and _is_letter(part.new[end])


def _is_letter(token: str) -> bool:
    return len(token) == 1 and token.isalpha()


def _taken(common: Segment, change: Segment, *, first: bool) -> tuple[Segment, Segment]:
    """Moves the first character after a change, or the last one before it, into the change."""
    old, new = list(change.old), list(change.new)
    if first:
        taken, rest = list(common.old[:1]), list(common.old[1:])
        return Segment(rest, rest, True), Segment(old + taken, new + taken, False)
    taken, rest = list(common.old[-1:]), list(common.old[:-1])
    return Segment(rest, rest, True), Segment(taken + old, taken + new, False)


def _runs(parts: Sequence[Segment]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for part in parts:
        if part.same:
            runs.append(Run("".join(part.old)))
        else:
            runs += [Run("".join(part.old), "deleted"), Run("".join(part.new), "inserted")]
    return joined(runs)
