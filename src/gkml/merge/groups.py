"""The rows of a table that came back in; for each the groups of the catalog that its level cells name out.

A table knows groups by their names alone. A group whose rows all have another name was renamed; a row that alone has
another name has moved: to the group of that name beside it, or to a new one.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

from gkml.merge.versions import Seen

Chain = tuple[str, ...]
_Head = tuple[Chain, str]
"""A group as a table shows it: the groups above it, and its name."""

NEW = "\0"
"""What the key of a new group or row starts with."""


class Assigned(NamedTuple):
    """For each row its groups from the top, and the name that the table gives each of them."""

    chains: list[Chain]
    names: dict[str, str]


class Known(NamedTuple):
    """What was sent out: the groups of each row, their names as printed; and groups added since, by parent and name."""

    homes: Mapping[str, Chain]
    labels: Mapping[str, str]
    added: Mapping[tuple[str, str], str]


def assigned(rows: Sequence[Seen], known: Known) -> Assigned:
    """`rows` have a key only where they are those that were sent out, each once."""
    chains: list[Chain] = [()] * len(rows)
    names: dict[str, str] = {}
    fresh = count()
    for depth in range(max((len(row.labels) for row in rows), default=0)):
        at = [n for n, row in enumerate(rows) if len(row.labels) > depth]
        heads = {n: (chains[n], rows[n].labels[depth]) for n in at}
        placed = _staying(rows, depth, heads, known)
        claimed: dict[_Head, str] = {}
        for n, group in placed.items():
            claimed.setdefault(heads[n], group)
        _renamed(rows, depth, heads, known, placed, claimed)
        for n in at:
            if n not in placed:
                above = placed.get(n - 1) if heads.get(n - 1) == heads[n] else None
                placed[n] = above or claimed.get(heads[n]) or _added(heads[n], known) or f"{NEW}{next(fresh)}"
                claimed.setdefault(heads[n], placed[n])
        for n, group in placed.items():
            chains[n] = (*chains[n], group)
            names[group] = heads[n][1]
    return Assigned(chains, names)


def _home(row: Seen, depth: int, known: Known) -> str:
    """The group that a row was sent out in; "" where it was in none of this depth."""
    chain = known.homes[row.key] if row.key else ()
    return chain[depth] if len(chain) > depth else ""


def _staying(rows: Sequence[Seen], depth: int, heads: Mapping[int, _Head], known: Known) -> dict[int, str]:
    """The rows whose group has its name and stands where it stood."""
    placed: dict[int, str] = {}
    for n, (chain, label) in heads.items():
        group = _home(rows[n], depth, known)
        if group and label == known.labels[group] and chain == known.homes[rows[n].key][:depth]:
            placed[n] = group
    return placed


def _renamed(
    rows: Sequence[Seen],
    depth: int,
    heads: Mapping[int, _Head],
    known: Known,
    placed: dict[int, str],
    claimed: dict[_Head, str],
) -> None:
    """Groups of which every row has one and the same other name (or place), which no other group has."""
    members: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if group := _home(row, depth, known):
            members.setdefault(group, []).append(n)
    for group, own in members.items():
        found = {heads.get(n) for n in own}
        head = next(iter(found))
        if len(found) == 1 and head is not None and head not in claimed and not any(n in placed for n in own):
            claimed[head] = group
            placed.update(dict.fromkeys(own, group))


def _added(head: _Head, known: Known) -> str:
    chain, label = head
    return known.added.get((chain[-1] if chain else "", label), "")
