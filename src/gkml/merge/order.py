"""Three orders of the same things in, one out."""

from collections.abc import Sequence
from typing import NamedTuple


class Ordered(NamedTuple):
    """The order to have; whether theirs is taken, or is at odds with ours."""

    keys: list[str]
    is_theirs: bool = False
    is_conflict: bool = False


def ordered(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], members: set[str], *, prefer_theirs: bool
) -> Ordered:
    """`members` in the order of the side that changed it; what that side does not have stands where the other has it."""
    base, mine, theirs = ([key for key in keys if key in members] for keys in (base, mine, theirs))
    common = set(base) & set(mine) & set(theirs)
    was, ours, new = ([key for key in keys if key in common] for keys in (base, mine, theirs))
    if new in (was, ours):
        return Ordered(woven(mine, theirs))
    if ours == was:
        return Ordered(woven(theirs, mine), is_theirs=True)
    keys = woven(theirs, mine) if prefer_theirs else woven(mine, theirs)
    return Ordered(keys, is_conflict=True)


def woven(lead: Sequence[str], follow: Sequence[str]) -> list[str]:
    """What only `follow` has comes after what precedes it there."""
    result = list(dict.fromkeys(lead))
    present = set(result)
    for place, key in enumerate(follow):
        if key not in present:
            result.insert(result.index(follow[place - 1]) + 1 if place else 0, key)
            present.add(key)
    return result
