"""A text in, the 文号 in it in the form of GB/T 9704—2012 7.2.5 out: 国办发〔2019〕54号."""

import re

from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

_OPEN, _CLOSE = "\\[（(【［{〔﹝", "\\]）)】］}〕﹞"
_NUMBER = regex(
    rf"(?P<agency>[{HAN}])(?P<s1>[ \u3000]*)[{_OPEN}][ \u3000]*(?P<year>(?:19|20)[0-9]{{2}})年?[ \u3000]*[{_CLOSE}][ \u3000]*"
    "(?P<th>第?)[ \u3000]*(?P<zeros>0*)(?P<number>[1-9][0-9]*)[ \u3000]*号"
)
_NOT_ONE = regex("(?:公告|通告|命令|令)$")
"""Words before the year of what has no 文号 but a number of its own."""
_SERIES = regex("字$")
"""The word before the year after which 第 is part of the number."""
_CASE = regex("[罚决诉许登案立监查处]$")
"""Words at the end of a series of cases, where numbers are filled up with noughts."""


_BARE = regex(
    rf"(?P<agency>[{HAN}][发函办字规])(?P<s1>[ \u3000]*)(?P<year>(?:19|20)[0-9]{{2}})年?[ \u3000]+"
    "(?P<th>第?)(?P<zeros>0*)(?P<number>[1-9][0-9]*)[ \u3000]*号"
)
"""A number whose year stands between blanks."""
_YEARLESS = regex(rf"》[（(](?:[{HAN}]{{2,12}}(?<![令告届次第])|[{HAN}]{{1,12}}〔\s*〕)第?[0-9]{{1,4}}号[）)]")


_NO_HAO = regex(rf"[{HAN}]{{1,8}}令第[0-9]{{1,4}}(?=\s*[）)])")


def without_year(text: str) -> str:
    """Returns the first 文号 behind a title that has no year, （交办发75号）; "" if there is none."""
    match = _YEARLESS.search(text) if "号" in text else None
    return match[0][2:-1] if match else ""


def without_hao(text: str) -> str:
    """Returns the first number of an order that lacks its 号, 国务院令第711 in brackets; "" if there is none."""
    match = _NO_HAO.search(text) if "令" in text else None
    return match[0] if match else ""


def in_form(text: str) -> str:
    """Returns the text with every 文号 in the right form; the same text where all are."""
    return _BARE.sub(_formed, _NUMBER.sub(_formed, text)) if "号" in text else text


def _formed(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 8) : match.start() + 1]
    if _NOT_ONE.search(before):
        return match[0]
    th = match["th"] if _SERIES.search(before) else ""
    zeros = match["zeros"] if th or _CASE.search(before) else ""
    return f"{match['agency']}〔{match['year']}〕{th}{zeros}{match['number']}号"
