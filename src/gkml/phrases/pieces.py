"""A cell that joins several things in, the things out: separators inside quotation marks, brackets and 《》 do not count."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.patterns import regex

_HELD = regex(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"|「[^」]*」|《[^》]*》|〈[^〉]*〉|（[^）]*）|\([^)]*\)|\[[^\]]*\]|【[^】]*】")

_LONGEST = 32767
"""Characters that Excel holds in a cell; nothing longer is a directory's."""


class Piece(NamedTuple):
    """Something that is joined, without the spaces around it, and the separator in front of it ("" for the first)."""

    text: str
    before: str


def masked(text: str) -> str:
    """The text with what quotation marks and brackets hold blotted out, as long as it was."""
    if len(text) > _LONGEST:
        return text  # brackets that nothing closes are looked through from each of them to the end
    return _HELD.sub(lambda match: "\0" * len(match[0]), text)


@lru_cache(maxsize=65536)
def pieces(text: str, separator: re.Pattern[str]) -> tuple[Piece, ...]:
    """What a text joins; nothing between two separators is nothing."""
    found: list[Piece] = []
    place, before = 0, ""
    for match in separator.finditer(masked(text)):
        found.append(Piece(text[place : match.start()].strip(), before))
        place, before = match.end(), match[0]
    found.append(Piece(text[place:].strip(), before))
    return tuple(piece for piece in found if piece.text)
