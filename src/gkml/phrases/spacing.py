"""Removes needless white space from a text: Chinese has no spaces between words.

A space beside a digit or a Latin letter is optional and stays (`numbered` counts them); so does a space beside the
separator of a path.
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
"""Spaces beside a mark; spaces around the > of a path are on both sides."""
_GAP = regex(f"(?<=[{HAN}》])[{BLANKS}]+(?=[{HAN}])")
_TITLE = regex("《[^》]*》?")
_ISSUER = frozenset("部委局厅办院会署府央")
_POINT = regex("[0-9]{1,2}[.．、）)](?![0-9])|[●■◆▪]|（[一二三四五六七八九十0-9]{1,3}）|[一二三四五六七八九十]{1,3}、")
"""The beginning of a numbered or dotted point of a list."""
_BEFORE_POINT = regex(rf"(?<=[^{BLANKS}；;。：:，,、])[{BLANKS}]+(?={_POINT.pattern})")
_LISTED = regex(rf"((?:(?<![{BLANKS}])[{BLANKS}]+)?(?:{_POINT.pattern})[{BLANKS}]?)")
_LIMIT_ENDS = regex("(?:[日月年天]内|前)$")
_OF_TITLE = frozenset("的等第及和与中规所有、")
"""The beginning of a text that continues a title; other text beside a title is another document."""
_WORD = 40
"""The number of characters beside a gap that are examined."""
_LEFT = regex(f"[{HAN}]{{1,{_WORD}}}$")
_RIGHT = regex(f"([{HAN}]{{1,{_WORD}}})([:：]?)")
_UNIT = regex("(?:[科股处室局办队所站网]|中心|平台|公众号|大厅)$")
_LOOSE = regex(rf"(?<=[0-9])[{BLANKS}]+(?=[{HAN}“《])|(?<=[{HAN}”》])[{BLANKS}]+(?=[0-9])(?![0-9]+[.．、）)])")
_TIGHT = regex(rf"[0-9.][{HAN}“《]|[{HAN}”》][0-9]")


class Spaced(NamedTuple):
    """The fault in the spaces of a text, the text without them, and whether its meaning certainly stays the same."""

    fault: str
    value: str
    safe: bool


def blank(text: str) -> bool:
    """Returns whether a text has white space or invisible characters."""
    return _ANY.search(text) is not None


def closed(text: str) -> str:
    """Returns the text without white space, line breaks and invisible characters."""
    return "".join(_ANY.sub("", text).split())


def spaced(text: str, indented: bool = False) -> Spaced | None:
    """Returns the fault in the spaces, or None; in texts that may be `indented`, ideographic spaces are layout."""
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
    """Returns a line without needless spaces, the number of gaps between words, and whether closing them is safe.

    If a line is a list (1.甲 2.乙, ●甲 ●乙), the spaces before its points separate them.
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
    """Returns whether the gaps separate entries: wide gaps, equal lengths or equal endings, and no gap inside a word."""
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
    """Returns whether a gap separates two agencies in a title that issue a document together."""
    return _within(gap, titles) and gap.string[gap.start() - 1] in _ISSUER


def _joint(line: str, gap: re.Match[str]) -> tuple[str, bool]:
    """Returns the text for a gap and whether it is certain: nothing inside a word, a mark between two of a kind."""
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
    """Returns the number of spaces between a Chinese character and a digit or the number of a heading."""
    return len(_LOOSE.findall(text)) if _ANY.search(text) else 0


def tight(text: str) -> int:
    """Returns the number of places where such a space is possible and absent."""
    return len(_TIGHT.findall(text))


def tightened(text: str) -> str:
    """Returns the text without spaces between Chinese characters and digits."""
    return _LOOSE.sub("", text)
