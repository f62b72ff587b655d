"""Restores the ids of rows that lost them: Word drops the hidden bookmark with the id if the cell is retyped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile

from gkml.merge.versions import TableRow

_LEAST_ALIKE = 0.5
"""The part of its texts that a row must share with the row that it was."""
_NEAREST = 20
"""Missing rows that are looked at, from the row above on."""


def recovered(rows: Sequence[TableRow], was: Mapping[str, TableRow]) -> list[TableRow]:
    """Returns the rows in their order; `was` are those that were sent out, in their order.

    A row without an id gets that of the missing row which stood between the same neighbours and is most like it.
    """
    present = {row.key for row in rows if row.key}
    keys = list(was)
    place = {key: n for n, key in enumerate(keys)}
    result: list[TableRow] = []
    before = -1
    for row in rows:
        key = row.key or _key_of(row, was, _missing(keys, before + 1, present))
        present.add(key)
        before = place.get(key, before)
        result.append(row._replace(key=key))
    return result


def _missing(keys: Sequence[str], first: int, present: AbstractSet[str]) -> Iterator[str]:
    """Yields the missing keys that follow one another from a place on."""
    near = (keys[n] for n in range(first, min(first + _NEAREST, len(keys))))
    return takewhile(lambda key: key not in present, near)


def _key_of(row: TableRow, was: Mapping[str, TableRow], keys: Iterable[str]) -> str:
    likeness, key = max(((_likeness(row, was[key]), key) for key in keys), default=(0.0, ""), key=lambda pair: pair[0])
    return key if likeness >= _LEAST_ALIKE else ""


def _likeness(row: TableRow, old: TableRow) -> float:
    """Returns the part of the texts that two rows share, from 0 to 1; 0 if neither name nor content is the same."""
    content = row.values.get("content")
    if row.name != old.name and not (content and content == old.values.get("content")):
        return 0
    fields = {**old.values, **row.values}
    pairs = [(row.values.get(field, ""), old.values.get(field, "")) for field in fields]
    pairs = [(row.name, old.name), *(pair for pair in pairs if any(pair))]
    return (sum(new == was for new, was in pairs) + (row.labels == old.labels)) / (len(pairs) + 1)
