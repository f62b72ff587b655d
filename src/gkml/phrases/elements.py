"""A cell's wording in, the clauses and listed elements of it out; quotations, titles and brackets hold together."""

import re
from collections.abc import Callable
from functools import lru_cache

from gkml.phrases.patterns import regex

_HELD = regex(
    r"“[^”]{0,400}”|‘[^’]{0,400}’|《[^》]{0,400}》|（[^）]{0,400}）|\([^)]{0,400}\)|【[^】]{0,400}】|\[[^\]]{0,400}\]"
)
_OPENING = regex(r"[“‘《（(【\[\x00]")
_PUT_BACK = regex("\x00(\\d+)\x00")
_CLAUSE = regex(r"[。；;！？●·\n]+|(?<![0-9A-Za-z])\.(?![0-9A-Za-z])")
_CLAUSE_WITHOUT_DOT = regex(r"[。；;！？●·\n]+")
_ELEMENT = regex(r"[、，,]|\s{2,}|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_ELEMENT_WITHOUT_SPACE = regex("[、，,]")
_RUN = regex(r"[，,]")


def _split(text: str, at: re.Pattern[str]) -> tuple[str, ...]:
    pieces = at.split(text)
    if len(pieces) == 1:
        bare = text.strip()
        return (bare,) if bare else ()
    if not _OPENING.search(text):
        return tuple(filter(None, map(str.strip, pieces)))
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    pieces = at.split(_HELD.sub(hold, text.replace("\x00", "")))
    put_back: Callable[[re.Match[str]], str] = lambda match: held[int(match[1])]  # noqa: E731
    return tuple(
        piece for each in pieces if (piece := (_PUT_BACK.sub(put_back, each) if "\x00" in each else each).strip())
    )


@lru_cache(maxsize=4096)
def clauses(text: str) -> tuple[str, ...]:
    """`甲、乙；丙。` is 甲、乙 and 丙."""
    return _split(text, _CLAUSE if "." in text else _CLAUSE_WITHOUT_DOT)


@lru_cache(maxsize=4096)
def runs(clause: str) -> tuple[str, ...]:
    """Returns the stretches of a clause between commas: `单位名称、地址，法人姓名、地址` lists addresses of two things."""
    return _split(clause, _RUN)


@lru_cache(maxsize=4096)
def elements(clause: str) -> tuple[str, ...]:
    """What 、 ， and spaces between Chinese characters separate: `执法主体、执法依据，执法权限` is three."""
    return _split(clause, _ELEMENT if len(clause.split(None, 2)) > 1 else _ELEMENT_WITHOUT_SPACE)
