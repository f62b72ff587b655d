"""Finds the line breaks of a text that cut a phrase in two. A list with one line for each thing is right."""

import re
from functools import lru_cache
from itertools import pairwise

from gkml.phrases.patterns import regex

_GOES_ON = frozenset("（(《“‘〔、，,—的和与及或在于自对将由为起每第")
"""Characters at the end of a line whose phrase goes on in the next."""
_NEVER_FIRST = regex("[，。；：、！？）)》”’〕,]")
_NUMBERED = regex("[（(]?[0-9一二三四五六七八九十]+[）)、.．]|[①-⑳●·▪■◆-]")
_AMOUNT = regex("[0-9]+个?(?:工作日|日|天|月|年)")
_OPENING, _CLOSING = "（《“〔(", "）》”〕)"


@lru_cache(maxsize=4096)
def mended(text: str) -> str:
    """Returns the text with the line breaks inside phrases closed, or the same text if it has none."""
    if "\n" not in text.strip():
        return text
    before, *rest = _lines(text)
    pieces, cuts, unclosed = [before], 0, _unclosed(before)
    for line in rest:
        cut = any(count > 0 for count in unclosed) or _cut(before, line)
        cuts += cut
        pieces += [_glue(before, line) if cut else "\n", line]
        unclosed = [old + new for old, new in zip(unclosed, _unclosed(line), strict=True)] if cut else _unclosed(line)
        before = line
    return "".join(pieces) if cuts else text


def joined(text: str) -> str:
    """Returns all lines as one."""
    lines = _lines(text)
    return lines[0] + "".join(_glue(before, after) + after for before, after in pairwise(lines))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()] or [""]


def _unclosed(line: str) -> list[int]:
    """How many brackets of each kind a line opens and does not close."""
    return [line.count(opening) - line.count(closing) for opening, closing in zip(_OPENING, _CLOSING, strict=True)]


def _cut(before: str, after: str) -> bool:
    """Returns whether a break between these two lines stands inside a phrase."""
    if _NEVER_FIRST.match(after):
        return True
    if _NUMBERED.match(after) and not _AMOUNT.match(after):
        return False
    if len(after) == 1 or before[-1:] in _GOES_ON:
        return True
    return bool(before[-1:].isdigit() and re.match("[0-9]|个?工作日|[个年月日]", after))


def _glue(before: str, after: str) -> str:
    """Returns a space between two words of Latin letters, "" elsewhere."""
    return " " if re.search("[A-Za-z]$", before) and re.match("[A-Za-z]", after) else ""
