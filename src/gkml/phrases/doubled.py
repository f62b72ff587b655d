"""A text in, what it says twice in a row out. Chinese doubles a word on purpose only as 一项一项 does.

One character twice is no fault by itself (柳州市市场监督管理局, 全国国家级): whoever asks must know the word.
"""

import re
from typing import NamedTuple

from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

_TWICE = regex(f"([{HAN}]{{2,6}}?)\\1")
_PAIR = regex(f"([{HAN}])\\1")
_SAME = regex(r"(.)\1")
_OF = regex(f"([{HAN}]{{2,4}})的\\1(?![预决章规])(?!(?<=政府)(?:信息|采购|网站|公报|基金|债))")
_YEARLY = regex(f"([{HAN}]{{2}})((?:年度|季度|月度))\\1(?=报告|总结|计划)")
_MARK = regex("([，、；：。])\\1+|[，、；：](?=[。；])|[，、；](?=[，、；])")
_DE = regex("(?<![目标众])的的(?!确)")
_NEAR = regex(r"(?s)(..)(?:\1|.\1|..\1|...\1|....\1)")
"""Two characters that come again soon, as in every word that stands twice."""
_SIEVE = regex(r"(?s)(..)(?:\1|(.)\1\2|(..)\1\3|(...)\1\4|(....)\1\5)")
_ONE = regex(f"[{HAN}]")
_MARKS = regex("[，、；：。][，、；：。]")
_PATTERNS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (_SIEVE, _TWICE),
    (regex("的的"), _DE),
    (regex("度"), _YEARLY),
    (regex("的"), _OF),
    (_MARKS, _MARK),
)
"""Each behind a cheaper pattern that every text with a match contains."""
_ON_PURPOSE = regex(
    "[一逐成越有又很相互自][一-龥]|研究|讨论|学习|商量|[人天个件户家村年月日]{2}|[一二三四五六七八九十百千万两零〇]+"
)


class Doubled(NamedTuple):
    """What stands twice, the text with it once, and whether that is sure to be meant."""

    word: str
    value: str
    safe: bool


def doubled(text: str) -> Doubled | None:
    """Returns the first word or mark that stands twice in a row; None where there is none that is surely a slip."""
    if not (_NEAR.search(text) or "的的" in text or _MARKS.search(text)):
        return None
    for sieve, pattern in _PATTERNS:
        for match in pattern.finditer(text) if sieve.search(text) else ():
            result = _judged(pattern, match, text)
            if result:
                return result
    return None


def _judged(pattern: re.Pattern[str], match: re.Match[str], text: str) -> Doubled | None:
    start, end = match.span()
    if pattern is _DE:
        return Doubled("的", text[:start] + "的" + text[end:], True)
    if pattern is _MARK:
        mark = match[1] or match[0]
        return Doubled(mark, text[:start] + (match[1] or "") + text[end:], True)
    word = match[1]
    if pattern is _YEARLY:
        return Doubled(word, text[:start] + word + match[2] + text[end:], False)
    if pattern is _OF:
        return Doubled(word, text[:start] + word + "的" + text[end:], False)
    if len(word) == 2 and (_ON_PURPOSE.fullmatch(word) or not _alone(text, start, end)):
        return None
    return Doubled(word, text[:start] + word + text[end:], True)


def _alone(text: str, start: int, end: int) -> bool:
    """Returns whether no other word meets this one on both sides: 建设项目项目概况 is clumsy, and no slip."""
    return not (start and _ONE.match(text, start - 1)) or not _ONE.match(text, end)


def pairs(text: str) -> list[tuple[int, str]]:
    """Returns the characters that stand twice in a row, each with the place of the second."""
    if not _SAME.search(text):
        return []
    return [(match.start() + 1, match[1]) for match in _PAIR.finditer(text)]
