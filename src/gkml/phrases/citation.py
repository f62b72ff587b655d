"""Finds the citations in a text: titles in 《》 with document numbers, articles, paragraphs and items."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.numeral import NUMERAL, number
from gkml.phrases.patterns import regex


class Provision(NamedTuple):
    """A provision such as 第二十条第二款第（一）项: 0 for a missing step; `text` as written, at `start` of the whole text."""

    article: int
    paragraph: int
    item: int
    text: str
    start: int


class Citation(NamedTuple):
    """A title as written between 《 and 》, the start and end of the citation, the 文号 behind it, and its provisions."""

    title: str
    start: int
    end: int
    number: str = ""
    provisions: tuple[Provision, ...] = ()


_NUMBER = regex(
    r"[（(]([^（()）]{0,20}(?:[〔\[［【(（]?(?:19|20)\d\d[〕\]］】)）]?[^（()）]{0,6}\d+号|令第?\s*\d+\s*号)[^（()）]{0,10})[）)]"
)
_PROVISION = regex(
    rf"第(?P<article>{NUMERAL})条(?:之[一二三四五六七八九十])?"
    rf"(?:第?[（(]?(?P<paragraph>{NUMERAL})[）)]?款)?"
    rf"(?:第?[（(]?(?P<item>{NUMERAL})[）)]?项|[（(](?P<bare>{NUMERAL})[）)])?"
)
_FARTHEST = 120
"""The number of characters behind a title that are searched for provisions."""


@lru_cache(maxsize=4096)
def citations(text: str) -> tuple[Citation, ...]:
    """Returns every title in 《》 outside other titles; an opening mark without its end cites nothing."""
    if "《" not in text:
        return ()
    spans = tuple(_spans(text))
    followed = zip(spans, (*spans[1:], (len(text), 0)), strict=False)
    return tuple(_citation(text, start, end, following) for (start, end), (following, _) in followed)


@lru_cache(maxsize=4096)
def provisions(text: str) -> tuple[Provision, ...]:
    """Returns the provisions that a text names, of any law."""
    return tuple(_provisions(text, 0))


_VAGUE = regex(
    r"(?:(?:依据|根据|按照|按)?(?:国家|上级|本级|省|市|县|部门|行业|其[他它]|各级|现行|国务院|中央|和|及|、)*(?:的)?"
    r"(?:相关|有关)(?:的|法律|法规|规章|政策|文件|行业|管理|工作|标准|制度|和|及|、|性|规范)*(?:规定|文件|要求|法规|政策|精神|制度|通知|办法|依据)(?:要求|精神|规定)?"
    r"|(?:国家|上级|省市?|省、市|市|县|行业)(?:的)?(?:法律|法规|政策|文件|规定|通知|要求|精神|和|及|、)+(?:要求|精神|规定)?)(?:等|执行)?"
)
"""Words that stand for documents and name none."""
_AND_VAGUE = regex(
    r"》(?:[（(][^（）()]{0,40}[）)])?(?:及|和|以及|、|与)((?:其[他它])?(?:相关|有关)[^《》，。；]{2,16})$"
)


@lru_cache(maxsize=4096)
def vague(text: str) -> str:
    """Returns what a basis says in place of a title: all of 相关政策文件, the end of 《…》及相关规定; "" for others."""
    bare_text = re.sub(r"^[0-9]{0,2}[.．、]?\s*", "", text[:_FARTHEST].strip()).rstrip("。；; ")
    whole = _VAGUE.fullmatch(bare_text)
    end = None if whole else _AND_VAGUE.search(bare_text)
    return bare_text if whole else end[1] if end else ""


_UNMARKED = regex(
    r"(?:^|[、，,；;\n])[ \u3000]?[●○•·■◆★]?[ \u3000]?(?:[0-9]{1,2}[.．、]?|[（(][0-9一二三四五六七八九十]{1,2}[）)])?[ \u3000]?(?:依据|根据|按照)?"
    r"([^《》、，,；;。\s（）()0-9第“”]{2,40}?(?:法|条例|办法|规定|细则))(?=$|[、，,；;。\n（(]|第|\s)"
)


_LONGEST_LIST = 1000
"""Characters of a basis that lists titles; a longer one is prose."""


@lru_cache(maxsize=4096)
def unmarked(text: str) -> tuple[tuple[int, int], ...]:
    """Returns where titles may stand that have no 《》: (start, end) of what ends like a law, between marks."""
    if "《" in text or len(text) > _LONGEST_LIST:
        return ()
    return tuple(match.span(1) for match in _UNMARKED.finditer(text))


def split_provision(text: str) -> tuple[str, Provision | None]:
    """Returns the title that a text begins with, without its 《》, and the provision behind it."""
    folded = re.sub(r"\s", "", text)
    matches = _provisions(folded, 0)
    title = folded[: matches[0].start] if matches else folded
    return title.removeprefix("《").removesuffix("》"), matches[0] if matches else None


def bare(title: str) -> str:
    """Returns a title for comparison: without spaces, with uniform brackets and quotation marks, without 中华人民共和国."""
    # Most titles are letters alone, and thousands of them are compared.
    folded = title if title.isalpha() else re.sub(r"\s", "", title).translate(_FOLDED)
    return folded.removeprefix("中华人民共和国") or folded


_FOLDED = str.maketrans(
    {"(": "（", ")": "）", "〈": "《", "〉": "》", "<": "《", ">": "》", '"': "“", "‘": "“", "’": "”", "＂": "“"}
)


def _spans(text: str) -> list[tuple[int, int]]:
    """Returns (start, end) of each outermost 《…》."""
    matches: list[tuple[int, int]] = []
    depth = start = 0
    for place, character in enumerate(text):
        if character == "《":
            start = place if depth == 0 else start
            depth += 1
        elif character == "》" and depth:
            depth -= 1
            if depth == 0:
                matches.append((start, place + 1))
    return matches


def _citation(text: str, start: int, end: int, following: int) -> Citation:
    behind = text[end : min(following, end + _FARTHEST)]
    behind = re.split("[。；;\n]", behind, maxsplit=1)[0]
    numbered = _NUMBER.match(behind)
    named = _provisions(behind, end)
    return Citation(text[start + 1 : end - 1], start, end, numbered[1] if numbered else "", tuple(named))


def _provisions(text: str, offset: int) -> list[Provision]:
    matches = []
    for match in _PROVISION.finditer(text):
        steps = (match["article"], match["paragraph"], match["item"] or match["bare"])
        article, paragraph, item = (number(step) if step else 0 for step in steps)
        matches.append(Provision(article, paragraph, item, match[0], offset + match.start()))
    return matches
