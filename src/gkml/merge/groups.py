"""Assigns each row of a returned table to the groups of the catalog that its level cells name.

A table names its groups and has no ids for them. A group whose rows all have another name was renamed; a row that alone has
another name has moved: to the group of that name beside it, or to a new one.
"""

from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

from gkml.merge.versions import TableRow

Chain = tuple[str, ...]
_Head = tuple[Chain, str]
"""A group in a table: the groups above it, and its name."""

NEW = "\0"
"""The first character of the key of a new group or row."""


class Assigned(NamedTuple):
    """For each row its groups from the top; and the name of each group in the table."""

    chains: list[Chain]
    names: dict[str, str]


class SentGroups(NamedTuple):
    """The groups of each row that was sent out, their printed names, and groups added since, by parent and name."""

    homes: Mapping[str, Chain]
    labels: Mapping[str, str]
    added: Mapping[tuple[str, str], str]


def assigned(rows: Sequence[TableRow], sent: SentGroups) -> Assigned:
    """Assigns `rows` to groups; a row has a key if it was sent out, and no two rows have the same key."""
    chains: list[Chain] = [()] * len(rows)
    names: dict[str, str] = {}
    fresh = count()
    for depth in range(max((len(row.labels) for row in rows), default=0)):
        at = [n for n, row in enumerate(rows) if len(row.labels) > depth]
        heads = {n: (chains[n], rows[n].labels[depth]) for n in at}
        placed = _staying(rows, depth, heads, sent)
        claimed: dict[_Head, str] = {}
        for n, group in placed.items():
            claimed.setdefault(heads[n], group)
        _renamed(rows, depth, heads, sent, placed, claimed)
        for n in at:
            if n not in placed:
                above = placed.get(n - 1) if heads.get(n - 1) == heads[n] else None
                placed[n] = above or claimed.get(heads[n]) or _added(heads[n], sent) or f"{NEW}{next(fresh)}"
                claimed.setdefault(heads[n], placed[n])
        for n, group in placed.items():
            chains[n] = (*chains[n], group)
            names[group] = heads[n][1]
    return Assigned(chains, names)


def _home(row: TableRow, depth: int, sent: SentGroups) -> str:
    """Returns the group that held a row when it was sent out; "" if it had none at this depth."""
    chain = sent.homes[row.key] if row.key else ()
    return chain[depth] if len(chain) > depth else ""


def _staying(rows: Sequence[TableRow], depth: int, heads: Mapping[int, _Head], sent: SentGroups) -> dict[int, str]:
    """Returns the groups of the rows whose group has kept its name and its place."""
    placed: dict[int, str] = {}
    for n, (chain, label) in heads.items():
        group = _home(rows[n], depth, sent)
        if group and label == sent.labels[group] and chain == sent.homes[rows[n].key][:depth]:
            placed[n] = group
    return placed


def _renamed(
    rows: Sequence[TableRow],
    depth: int,
    heads: Mapping[int, _Head],
    sent: SentGroups,
    placed: dict[int, str],
    claimed: dict[_Head, str],
) -> None:
    """Adds the groups whose rows all have the same new name or place, if no other group has it."""
    members: dict[str, list[int]] = {}
    for n, row in enumerate(rows):
        if group := _home(row, depth, sent):
            members.setdefault(group, []).append(n)
    for group, own in members.items():
        others = {heads.get(n) for n in own}
        head = next(iter(others))
        if len(others) == 1 and head is not None and head not in claimed and not any(n in placed for n in own):
            claimed[head] = group
            placed.update(dict.fromkeys(own, group))


def _added(head: _Head, sent: SentGroups) -> str:
    chain, label = head
    return sent.added.get((chain[-1] if chain else "", label), "")
