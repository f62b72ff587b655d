"""A text in, the lists of things in it out: 执法主体、执法依据、执法权限 is a list of three."""

from functools import lru_cache

from gkml.phrases.name import bigrams
from gkml.phrases.patterns import regex

_RUNS = regex("[，；。：;:\n]")


@lru_cache(maxsize=4096)
def lists(text: str, least: int) -> tuple[tuple[str, ...], ...]:
    """Returns the lists of so many elements at least; a list that is cut by brackets or quotation marks is none."""
    if text.count("、") < least - 1:
        return ()
    runs = (tuple(part.strip() for part in run.split("、")) for run in _RUNS.split(text))
    return tuple(run for run in runs if len(run) >= least and all(run))


def missing(usual: tuple[str, ...], mine: tuple[str, ...]) -> str:
    """Returns the one element that this list lacks and is otherwise the same; "" where they differ in any other way."""
    if len(usual) != len(mine) + 1:
        return ""
    place = next((n for n, pair in enumerate(zip(usual, mine, strict=False)) if pair[0] != pair[1]), len(mine))
    return usual[place] if usual[:place] + usual[place + 1 :] == mine else ""


def alike(usual: str, mine: str) -> float:
    """How much of their pairs of characters two texts have in common, from 0 to 1."""
    a, b = bigrams(usual), bigrams(mine)
    return 2 * len(a & b) / (len(a) + len(b))


_BRACKETED = regex(r"\s*[［【]([^［］【】]{1,300})[］】]\s*")
_COMMA = regex("[，,]")
_TITLES = regex(r"》(?:[（(][^（）()]{0,40}[）)])?\s*[，,]\s*《")
_WORDS = frozenset({"mode", "audience"})
"""Fields whose entries are words without a comma."""
_LONGEST_WORD = 20


def entries_of(text: str, field: str) -> tuple[str, ...]:
    """Returns the entries that a text of a list field stands for if it was meant as a YAML list; () if it is one entry."""
    if len(text) > 400:
        return ()
    bracketed = _BRACKETED.fullmatch(text)
    inner = bracketed[1] if bracketed else text
    parts = tuple(part.strip() for part in _COMMA.split(inner) if part.strip())
    if bracketed:
        return parts
    if field in _WORDS and len(parts) > 1 and all(len(part) <= _LONGEST_WORD for part in parts):
        return parts
    if field == "basis" and _TITLES.search(text) and all(part.startswith("《") for part in parts) and len(parts) > 1:
        return parts
    return ()
