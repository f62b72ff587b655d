"""By what a directory is known from one round of a review, and from one year, to the next."""

import re
from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple


class Identity(NamedTuple):
    """The body, its region ("" if unknown), and the title without the year."""

    name: str
    region: str
    title: str


def identity(name: str, region: str, title: str) -> Identity:
    return Identity(name, region, _YEAR.sub("", title))


_YEAR = re.compile(r"[（(][^（()）]*(?:19|20)\d\d[^（()）]*[）)]|(?:19|20)\d\d(?:年度?版?)?")


def known_as(now: Sequence[Identity], before: Sequence[Identity]) -> list[Identity]:
    """Returns for each directory the identity that the round before knew it by; its own if it was not there.

    A title that was mended, or an agency that was filled in, does not make another directory: the only one of a name, or
    of a region, that is left over in both rounds is the same.
    """
    there = set(before)
    known = {place: each for place, each in enumerate(now) if each in there}
    for trait in (_name, _region):
        taken = set(known.values())
        left = [place for place in range(len(now)) if place not in known]
        theirs = _alone([each for each in dict.fromkeys(before) if each not in taken], trait)
        ours = _alone([now[place] for place in left], trait)
        known |= {
            place: theirs[trait(now[place])]
            for place in left
            if trait(now[place]) in theirs and trait(now[place]) in ours
        }
    return [known.get(place, each) for place, each in enumerate(now)]


Trait = Callable[[Identity], Hashable]


def _name(each: Identity) -> Hashable:
    return each.name


def _region(each: Identity) -> Hashable:
    return each.region


def _alone(identities: Sequence[Identity], trait: Trait) -> dict[Hashable, Identity]:
    """Returns the identities that have a trait alone, by it."""
    groups: dict[Hashable, list[Identity]] = {}
    for each in identities:
        groups.setdefault(trait(each), []).append(each)
    return {value: group[0] for value, group in groups.items() if value and len(group) == 1}
