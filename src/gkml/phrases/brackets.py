"""A text in, the first bracket or quotation mark out that has no other half, or faces the wrong way."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.script import HAN

_PAIRS = dict(zip("（《〈“‘〔【「『([", "）》〉”’〕】」』)]", strict=True))
_CLOSERS = frozenset(_PAIRS.values())
_HINT = re.compile('[（）《》〈〉“”‘’〔〕【】「」『』()\\[\\]"<]')
_ENUMERATION = re.compile("(?:^|[\n，。；：、;])\\s*[0-9一二三四五六七八九十a-zA-Z]{1,3}[）)]")
_STRAIGHT = re.compile(f'"([^"“”]*[{HAN}][^"“”]*)"')
_ANGLED = re.compile(
    f"<<([^<>《》]*[{HAN}][^<>《》]*)>>|<([^<>《》]*[{HAN}][^<>《》]*(?:法|条例|办法|规定|规范|通知|意见|细则|方案))>"
)
_TURNED = re.compile("[“”]([^“”\n]+)[“”]")
_MIXED = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")


class Bracket(NamedTuple):
    """What is wrong with the brackets of a text, and the text put right: None where that cannot be told."""

    fault: str
    value: str | None


@lru_cache(maxsize=65536)
def bracket(text: str) -> Bracket | None:
    if not _HINT.search(text):
        return None
    for fault, pattern in (("引号用了半角", _STRAIGHT), ("书名号写成了尖括号", _ANGLED)):
        if pattern.search(text):
            return Bracket(fault, _renewed(pattern, text))
    left = _unmatched(_ENUMERATION.sub("", text))
    if not left:
        return None
    if left in "“”" and text.count("“") + text.count("”") in {2, 4, 6, 8}:
        value = _TURNED.sub(r"“\1”", text)
        if not _unmatched(value):
            return Bracket("引号的方向不对", value)
    value = _MIXED.sub(lambda match: f"（{match[1] or match[2] or ''}）", text)
    if value != text and not _unmatched(_ENUMERATION.sub("", value)):
        return Bracket("括号一半全角一半半角", value)
    return Bracket(f"里的“{left}”没有另一半", None)


def _renewed(pattern: re.Pattern[str], text: str) -> str:
    def put(match: re.Match[str]) -> str:
        before = text[: match.start()]
        within = before.count("《") > before.count("》")
        marks = "“”" if pattern is _STRAIGHT else "〈〉" if within else "《》"
        return marks[0] + str(next(filter(None, match.groups()))) + marks[1]

    return pattern.sub(put, text)


def _unmatched(text: str) -> str:
    """The first mark without its other half; "" where all have one. 'it’s' has none and needs none."""
    awaited: list[tuple[str, str]] = []
    for place, mark in enumerate(text):
        if mark in _PAIRS:
            awaited.append((mark, _PAIRS[mark]))
        elif mark in _CLOSERS and not (mark == "’" and re.match("[A-Za-z]", text[place - 1 : place])):
            if not awaited or awaited[-1][1] != mark:
                return awaited[-1][0] if any(closer == mark for _, closer in awaited) else mark
            awaited.pop()
    return awaited[0][0] if awaited else ""
