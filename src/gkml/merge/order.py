"""Merges three orders of the same keys into one."""

from collections.abc import Sequence
from typing import NamedTuple


class Ordered(NamedTuple):
    """The merged order; whether it is theirs; whether both sides changed it differently."""

    keys: list[str]
    is_theirs: bool = False
    is_conflict: bool = False


def ordered(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], members: set[str], *, prefer_theirs: bool
) -> Ordered:
    """Returns `members` in the order of the side that changed it; keys that this side lacks take their place on the other."""
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
    """Returns `lead` with the keys that only `follow` has, each after the key that precedes it in `follow`."""
    result = list(dict.fromkeys(lead))
    present = set(result)
    for place, key in enumerate(follow):
        if key not in present:
            result.insert(result.index(follow[place - 1]) + 1 if place else 0, key)
            present.add(key)
    return result
