"""A text in, the lists of things in it out: 执法主体、执法依据、执法权限 is a list of three."""

from functools import lru_cache

from gkml.phrases.name import bigrams
from gkml.phrases.patterns import regex

_RUNS = regex("[，；。：;:\n]")


@lru_cache(maxsize=4096)
def lists(text: str, least: int) -> tuple[tuple[str, ...], ...]:
    """The lists of so many elements at least; a list that is cut by brackets or quotation marks is none."""
    if text.count("、") < least - 1:
        return ()
    runs = (tuple(part.strip() for part in run.split("、")) for run in _RUNS.split(text))
    return tuple(run for run in runs if len(run) >= least and all(run))


def missing(usual: tuple[str, ...], mine: tuple[str, ...]) -> str:
    """The one element that this list lacks and is otherwise the same; "" where they differ in any other way."""
    if len(usual) != len(mine) + 1:
        return ""
    place = next((n for n, pair in enumerate(zip(usual, mine, strict=False)) if pair[0] != pair[1]), len(mine))
    return usual[place] if usual[:place] + usual[place + 1 :] == mine else ""


def alike(usual: str, mine: str) -> float:
    """How much of their pairs of characters two texts have in common, from 0 to 1."""
    a, b = bigrams(usual), bigrams(mine)
    return 2 * len(a & b) / (len(a) + len(b))
