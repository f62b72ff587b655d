"""A text of several lines in, the breaks that cut a phrase in two taken out. A list with a line for each thing is right."""

import re
from functools import lru_cache

from gkml.patterns import regex

_GOES_ON = regex("[（(《“‘〔、，,—的和与及或在于自对将由为]$|[起每第]$")
_NEVER_FIRST = regex("[，。；：、！？）)》”’〕,]")
_NUMBERED = regex("[（(]?[0-9一二三四五六七八九十]+[）)、.．]|[①-⑳●·▪■◆-]")
_AMOUNT = regex("[0-9]+个?(?:工作日|日|天|月|年)")
_PAIRS = ("（）", "《》", "“”", "〔〕", "()")


@lru_cache(maxsize=65536)
def mended(text: str) -> str:
    """The text with the breaks inside phrases closed; the same text where there are none."""
    if "\n" not in text.strip():
        return text
    lines = _lines(text)
    closed, value = 0, lines[0]
    for line in lines[1:]:
        cut = _cut(value.rsplit("\n", 1)[-1], line)
        closed += cut
        value += (_glue(value, line) if cut else "\n") + line
    return value if closed else text


def joined(text: str) -> str:
    """All lines as one."""
    value, *rest = _lines(text)
    for line in rest:
        value += _glue(value, line) + line
    return value


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()] or [""]


def _cut(before: str, after: str) -> bool:
    """Whether a break between these two lines stands inside a phrase."""
    if any(before.count(pair[0]) > before.count(pair[1]) for pair in _PAIRS) or _NEVER_FIRST.match(after):
        return True
    if _NUMBERED.match(after) and not _AMOUNT.match(after):
        return False
    if len(after) == 1 or _GOES_ON.search(before):
        return True
    return bool(re.search("[0-9]$", before) and re.match("[0-9]|个?工作日|[个年月日]", after))


def _glue(before: str, after: str) -> str:
    """Words of Latin letters need a space between them."""
    return " " if re.search("[A-Za-z]$", before) and re.match("[A-Za-z]", after) else ""
