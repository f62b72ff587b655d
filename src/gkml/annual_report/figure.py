"""A table cell as printed, and the number that it states: a blank stays blank, `/` stays `/`, an annotation stays beside it."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from gkml.phrases.patterns import regex

_NUMBER = regex(r"([+\-−]?)([0-9]{1,15}(?:\.[0-9]{1,6})?)")
_ANNOTATED = regex(r"([+\-−]?[0-9]{1,15}(?:\.[0-9]{1,6})?)(（.*）)")
_SLASH = frozenset({"/", "\\", "—", "——", "-", "－", "无"})


class Figure(NamedTuple):
    """What a cell states.

    `number` is None if the cell states none. `is_filled` is False for a blank cell and for a stroke such as `/`.
    `annotation` is the text in brackets behind the number, brackets included (`（其中修订16件）`).
    """

    text: str
    number: Decimal | None = None
    annotation: str = ""
    is_filled: bool = True


@lru_cache(maxsize=4096)
def figure(text: str) -> Figure:
    """Reads a cell: `22`, `7730.28`, `＋3`, `22（其中修订16件）`, a blank, `/`, or a text that is no number.

    More than 15 digits before the point or six behind it are no number of a report (and more than a workbook holds).
    """
    narrow = "".join(normalize("NFKC", text).split()).replace("(", "（").replace(")", "）")
    if not narrow or narrow in _SLASH:
        return Figure(text, is_filled=False)
    plain = _NUMBER.fullmatch(narrow)
    if plain:
        return Figure(text, _decimal(narrow))
    annotated = _ANNOTATED.fullmatch(narrow)
    if annotated:
        return Figure(text, _decimal(annotated[1]), annotated[2])
    return Figure(text)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace("−", "-"))


def printed(number: Decimal) -> str:
    """Returns the number as a report prints it: without separators and without an exponent."""
    return f"{number.normalize():f}" if number else "0"
