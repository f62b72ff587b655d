"""A text in, the first bracket or quotation mark out that has no other half, or faces the wrong way."""

import re
from collections import Counter
from typing import NamedTuple

from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

_PAIRS = dict(zip("（《〈“‘〔【「『([", "）》〉”’〕】」』)]", strict=True))
_MARKS = regex("[" + re.escape("".join(_PAIRS) + "".join(_PAIRS.values())) + "]")
_HINT = regex('[（）《》〈〉“”‘’〔〕【】「」『』()\\[\\]"<‹]')
_ENUMERATION = regex("(?:^|[\n，。；：、;])[^\\S\n]*[0-9一二三四五六七八九十a-zA-Z]{1,3}[）)]")
_NUMBERED = regex("[0-9一二三四五六七八九十a-zA-Z][）)]")
_STRAIGHT = regex(f'"([^"“”{HAN}]*[{HAN}][^"“”]*)"')
_ANGLED = regex(
    f"[<‹](?:(?<=<)<([^<>《》{HAN}]*[{HAN}][^<>《》]*)>>"
    f"|([^<>‹›《》{HAN}]{{0,99}}[{HAN}][^<>‹›《》]{{0,99}}(?:法|条例|办法|规定|规范|规程|通知|意见|细则|方案|决定|规划|纲要|计划|要点|目录|清单|标准|指引|指南)(?:（[^（）]{{0,20}}）)?)[>›])"
)
_TURNED = regex("[“”]([^“”\n]+)[“”]")
_MIXED = regex(r"\(([^()（）]*)）|（([^()（）]*)\)")


class Bracket(NamedTuple):
    """A fault in the brackets of a text; `value` is the corrected text, or None if it cannot be corrected."""

    fault: str
    value: str | None


def bracket(text: str) -> Bracket | None:
    if not _HINT.search(text):
        return None
    for fault, pattern in (("引号用了半角", _STRAIGHT), ("书名号写成了尖括号", _ANGLED)):
        if pattern.search(text):
            return Bracket(fault, _renewed(pattern, text))
    left = _unmatched(_without_enumeration(text))
    if not left:
        return None
    if left in "“”" and text.count("“") + text.count("”") in {2, 4, 6, 8}:
        value = _TURNED.sub(r"“\1”", text)
        if not _unmatched(value):
            return Bracket("引号的方向不对", value)
    value = _MIXED.sub(lambda match: f"（{match[1] or match[2] or ''}）", text)
    if value != text and not _unmatched(_without_enumeration(value)):
        return Bracket("括号一半全角一半半角", value)
    return Bracket(f"里的“{left}”没有另一半", None)


def _without_enumeration(text: str) -> str:
    return _ENUMERATION.sub("", text) if _NUMBERED.search(text) else text


def _renewed(pattern: re.Pattern[str], text: str) -> str:
    """Returns the text with proper marks; a title inside a title has 〈〉 (GB/T 15834—2011)."""
    pieces: list[str] = []
    end = counted = depth = 0
    for match in pattern.finditer(text):
        depth += text.count("《", counted, match.start()) - text.count("》", counted, match.start())
        counted = match.start()
        marks = "“”" if pattern is _STRAIGHT else "〈〉" if depth > 0 else "《》"
        pieces += [text[end : match.start()], marks[0], next(filter(None, match.groups())), marks[1]]
        end = match.end()
    return "".join([*pieces, text[end:]])


def _unmatched(text: str) -> str:
    """Returns the innermost mark without its other half; "" where all have one. 'it’s' has none and needs none."""
    awaited: list[str] = []
    closing: Counter[str] = Counter()
    for match in _MARKS.finditer(text):
        mark = match[0]
        if mark in _PAIRS:
            awaited.append(mark)
            closing[_PAIRS[mark]] += 1
        elif not (mark == "’" and re.match("[A-Za-z]", text[match.start() - 1 : match.start()])):
            if not closing[mark]:
                return mark
            if _PAIRS[awaited[-1]] != mark:
                return awaited[-1]
            closing[_PAIRS[awaited.pop()]] -= 1
    return awaited[-1] if awaited else ""
