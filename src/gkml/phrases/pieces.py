"""A cell that joins several things in, the things out: separators inside quotation marks, brackets and 《》 do not count."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.patterns import regex

_HELD = regex(
    "|".join(
        f"\\{opens}[^{closes}]{{0,400}}\\{closes}"
        for opens, closes in ("“”", "‘’", '""', "「」", "《》", "〈〉", "（）", "()", "[]", "【】")
    )
)
"""What a pair of marks holds, up to a length: a mark that nothing closes must not be followed to the end of a long text."""


class Piece(NamedTuple):
    """Something that is joined, without the spaces around it, and the separator in front of it ("" for the first)."""

    text: str
    before: str


def masked(text: str) -> str:
    """Returns the text with what quotation marks and brackets hold blotted out, as long as it was."""
    return _HELD.sub(lambda match: "\0" * len(match[0]), text)


@lru_cache(maxsize=4096)
def pieces(text: str, separator: re.Pattern[str]) -> tuple[Piece, ...]:
    """What a text joins; nothing between two separators is nothing."""
    result: list[Piece] = []
    place, before = 0, ""
    for match in separator.finditer(masked(text)):
        result.append(Piece(text[place : match.start()].strip(), before))
        place, before = match.end(), match[0]
    result.append(Piece(text[place:].strip(), before))
    return tuple(piece for piece in result if piece.text)
