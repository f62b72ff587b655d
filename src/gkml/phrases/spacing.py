"""A text in, the same without needless white space out: Chinese has no spaces between words.

A space beside a digit or a Latin letter is a matter of taste and stays (`numbered` tells of it), and so does one beside
a separator of a path.
"""

import re
from itertools import pairwise
from typing import NamedTuple

from gkml.phrases.patterns import regex
from gkml.phrases.script import BLANKS, HAN, MARKS, UNSEEN

_ANY = regex(f"[{BLANKS}{UNSEEN}]")
_ODD = regex(f"[{BLANKS.replace(' ', '', 1)}]+")
_UNSEEN = regex(f"[{UNSEEN}]")
_BESIDE_MARK = regex(
    f"(?<![】>＞→{BLANKS}])[{BLANKS}]+(?=[{MARKS}])|(?<=[{MARKS}])(?<!》)[{BLANKS}]+(?![【>＞→])|(?<=》)[{BLANKS}]+(?![{HAN}>＞→])|(?<=】)[{BLANKS}]+(?!【)(?=[{MARKS}])"
)
"""Spaces beside a mark; those around the > of a path stand on both of its sides."""
_GAP = regex(f"(?<=[{HAN}》])[{BLANKS}]+(?=[{HAN}])")
_TITLE = regex("《[^》]*》?")
_ISSUER = frozenset("部委局厅办院会署府央")
_POINT = regex("[0-9]{1,2}[.．、）)](?![0-9])|[●■◆▪]|（[一二三四五六七八九十0-9]{1,3}）|[一二三四五六七八九十]{1,3}、")
"""What a numbered or dotted point of a list begins with."""
_BEFORE_POINT = regex(rf"(?<=[^{BLANKS}；;。：:，,、])[{BLANKS}]+(?={_POINT.pattern})")
_LISTED = regex(rf"((?:(?<![{BLANKS}])[{BLANKS}]+)?(?:{_POINT.pattern})[{BLANKS}]?)")
_LIMIT_ENDS = regex("(?:[日月年天]内|前)$")
_OF_TITLE = frozenset("的等第及和与中规所有、")
"""What begins so goes on from a title; anything else beside it is another document."""
_WORD = 40
"""Characters beside a gap that are looked at."""
_LEFT = regex(f"[{HAN}]{{1,{_WORD}}}$")
_RIGHT = regex(f"([{HAN}]{{1,{_WORD}}})([:：]?)")
_UNIT = regex("(?:[科股处室局办队所站网]|中心|平台|公众号|大厅)$")
_LOOSE = regex(rf"(?<=[0-9])[{BLANKS}]+(?=[{HAN}“《])|(?<=[{HAN}”》])[{BLANKS}]+(?=[0-9])(?![0-9]+[.．、）)])")
_TIGHT = regex(rf"[0-9.][{HAN}“《]|[{HAN}”》][0-9]")


class Spaced(NamedTuple):
    """What is wrong with the spaces of a text, the text without them, and whether that is sure to say the same."""

    fault: str
    value: str
    safe: bool


def blank(text: str) -> bool:
    """Whether a text has any white space, or characters that are not seen."""
    return _ANY.search(text) is not None


def closed(text: str) -> str:
    """The text without any white space, line breaks or characters that are not seen."""
    return "".join(_ANY.sub("", text).split())


def spaced(text: str, indented: bool = False) -> Spaced | None:
    """None where nothing is wrong. Where a text may be `indented`, ideographic spaces are layout."""
    if not _ANY.search(text) or not text.strip():
        return None
    visible_text = _UNSEEN.sub("", text)
    lines = [_line(line, indented) for line in visible_text.split("\n")]
    value = "\n".join(line for line, _, _ in lines)
    if value == text or not value.strip():
        return None
    gaps = sum(count for _, count, _ in lines)
    safe = all(sure for _, _, sure in lines)
    if visible_text != text:
        return Spaced("里有看不见的字符", value, safe)
    if gaps and not safe:
        return Spaced("里有空格，是断行留下的，或者隔开了几项", value, False)
    return Spaced("里有多余的空格" if text.strip() == text else _at_end(text), value, safe)


def _at_end(text: str) -> str:
    head, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    where = "首尾" if head and tail else "开头" if head else "末尾"
    return f"{where}有看不见的空格" if (head + tail).strip(" ") else f"{where}有空格"


def _line(line: str, indented: bool) -> tuple[str, int, bool]:
    """A line without its needless spaces, how many gaps between words it had, and whether closing them is safe.

    Where a line is a list from its beginning (1.甲 2.乙, ●甲 ●乙), the spaces beside its points part them.
    """
    if _POINT.match(line) and _BEFORE_POINT.search(line):
        pieces = _LISTED.split(line)
        within = [_line(piece, indented) if place % 2 == 0 else (piece, 0, True) for place, piece in enumerate(pieces)]
        joined = "".join(piece for piece, _, _ in within)
        return joined, sum(count for _, count, _ in within), all(sure for _, _, sure in within)
    kept = "\u3000" if indented else ""
    stripped = line.strip(" \t\u00a0") if indented else line.strip()
    points = len(_BEFORE_POINT.findall(stripped))
    parted = _BEFORE_POINT.sub("；", stripped)
    beside = _BESIDE_MARK.sub(lambda match: match[0] if kept and kept in match[0] else "", parted)
    titles = [title.span() for title in _TITLE.finditer(beside)]
    gaps = [gap for gap in _GAP.finditer(beside) if not (kept and kept in gap[0]) and not _of_issuers(gap, titles)]
    joints = [("", True) if _within(gap, titles) else _joint(beside, gap) for gap in gaps]
    free = [gap for gap in gaps if not _within(gap, titles)]
    of_free = {gap.start() for gap in free}
    apart = len(free) > 1 and _of_a_kind(beside, free)
    value, end = "", 0
    for gap, (joint, _) in zip(gaps, joints, strict=True):
        value += beside[end : gap.start()] + ("、" if apart and gap.start() in of_free and joint != "；" else joint)
        end = gap.end()
    value += beside[end:]
    odd = value if indented else _ODD.sub(" ", value)
    return odd, len(gaps) + points, not points and len(free) < 2 and all(sure for _, sure in joints)


def _of_a_kind(line: str, gaps: list[re.Match[str]]) -> bool:
    """Whether what the gaps part is listed: far apart, alike in length, or ending alike. What breaks inside a word is not."""
    left, right = (
        _LEFT.search(line[max(0, gaps[0].start() - _WORD) : gaps[0].start()]),
        _RIGHT.match(line, gaps[-1].end()),
    )
    between = [line[one.end() : other.start()] for one, other in pairwise(gaps)]
    words = [left[0] if left else "", *between, right[1] if right else ""]
    lengths = {len(word) for word in words}
    alike = len(lengths) == 1 or len({word[-1:] for word in words}) == 1 or all(len(gap[0]) > 1 for gap in gaps)
    return min(lengths) > 1 and alike


def _within(gap: re.Match[str], titles: list[tuple[int, int]]) -> bool:
    return any(start < gap.start() < end for start, end in titles)


def _of_issuers(gap: re.Match[str], titles: list[tuple[int, int]]) -> bool:
    """Whether a gap parts two agencies in a title, as those that issue a document together are written."""
    return _within(gap, titles) and gap.string[gap.start() - 1] in _ISSUER


def _joint(line: str, gap: re.Match[str]) -> tuple[str, bool]:
    """What belongs in a gap, and whether that is sure: nothing inside a word, a mark between two of a kind."""
    before, after = _LEFT.search(line[max(0, gap.start() - _WORD) : gap.start()]), _RIGHT.match(line, gap.end())
    left, right = before[0] if before else "", after[1] if after else ""
    if line[gap.start() - 1] == "》":
        return ("", True) if right[:1] in _OF_TITLE else ("、", False)
    if min(len(left), len(right)) == 1:
        return "", True
    if (after and after[2]) or (_LIMIT_ENDS.search(left) and right.startswith("自")):
        return "；", False
    if _UNIT.search(left) and _UNIT.search(right):
        return "、", False
    alike = max(len(left), len(right)) <= 8 and abs(len(left) - len(right)) <= 3
    return "", not alike


def loose(text: str) -> int:
    """How many spaces stand between a Chinese character and a digit or the number of a heading."""
    return len(_LOOSE.findall(text)) if _ANY.search(text) else 0


def tight(text: str) -> int:
    """At how many places there could be one and is none."""
    return len(_TIGHT.findall(text))


def tightened(text: str) -> str:
    """The text with no space between a Chinese character and a digit."""
    return _LOOSE.sub("", text)
