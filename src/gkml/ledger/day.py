"""A date as a cell of a ledger holds it, in; the day out. Nothing is guessed: 1/4/2026 and 2026-02-30 are refused."""

import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from gkml.phrases.date import day_of
from gkml.phrases.numeral import number
from gkml.phrases.patterns import regex

_TIME = regex(r"[ T]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]*)?)?$")
_COMPACT = regex(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_DOTTED = regex(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})")
_SERIAL = regex(r"([2-6][0-9]{4})(?:\.[0-9]*)?")
_CHINESE = regex(
    "([〇零一二三四五六七八九]{4})年([零一二三四五六七八九十]{1,3})月([零一二三四五六七八九十]{1,3})[日号]"
)
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾○◯", "一二三四五六七八九十〇〇")
"""大写 numerals, as cheques have them, and circles that are typed for 〇."""
_EPOCH = date(1899, 12, 30)
"""Day 0 of Excel's dates, for days after February 1900 (ECMA-376 Part 1, 18.17.4.1)."""


@lru_cache(maxsize=16384)
def day(text: str) -> date | None:
    """Returns the day of a cell; None if it is blank. Raises `ValueError` in Chinese for what is no date."""
    bare = _TIME.sub("", unicodedata.normalize("NFKC", text).strip())
    if not bare or bare in {"/", "-", "—", "无"}:
        return None
    if match := _COMPACT.fullmatch(bare) or _DOTTED.fullmatch(bare):
        return day_of("-".join(match.groups()))
    if match := _SERIAL.fullmatch(bare):
        return _EPOCH + timedelta(days=int(match[1]))
    if match := _CHINESE.fullmatch("".join(bare.translate(_PLAIN).split())):
        return day_of("{}年{}月{}日".format(*map(number, match.groups())))
    return day_of(bare)
