"""Restores labels of groups that page breaks displaced, if the numbers of the items prove their groups."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ITEM = re.compile(r"\s*(\d{1,2})[.．]\d")
_LABEL = re.compile(r"\s*(\d{1,2})[.．、]\s*(?!\d)")


class LabelPiece(NamedTuple):
    """A text in a place for labels, with the index of its row."""

    row: int
    text: str


def whole_labels(items: Sequence[str | None], pieces: Sequence[LabelPiece]) -> dict[int, str] | None:
    """Returns the label of each group by number, if all items have numbers such as 2.3 and each group has one label.

    A label begins with the number of its group; pieces without a number in the rows of the group continue it. Returns
    None if a piece remains: then nothing is proved.
    """
    numbers = [int(match[1]) if item and (match := _ITEM.match(item)) else None for item in items]
    if not any(numbers) or any(item and not number for item, number in zip(items, numbers, strict=True)):
        return None
    if [n for n in numbers if n] != sorted(n for n in numbers if n):
        return None
    labels: dict[int, str] = {}
    for piece in pieces:
        text, own = piece.text.strip(), _LABEL.match(piece.text)
        group = int(own[1]) if own else _nearest(numbers, piece.row)
        if own and labels.get(group) == text:
            continue  # repeated at the top of a page
        if not group or bool(own) == (group in labels):
            return None
        labels[group] = labels.get(group, "") + text
    return labels if set(labels) == {number for number in numbers if number} else None


def _nearest(numbers: Sequence[int | None], row: int) -> int:
    """Returns the group of a row, or of the last row above it with an item."""
    return next((number for number in reversed(numbers[: row + 1]) if number), 0)


def group_of(item: str) -> int:
    """Returns the number of the group before the name of an item, 0 without one."""
    match = _ITEM.match(item)
    return int(match[1]) if match else 0


_CONTINUED = re.compile(r"(.*?)\s*[（(](?:续|续表|接上页|续上页|续前)[）)]\s*", re.S)


def continued(text: str) -> str:
    """Returns the label that a page repeats as continued, such as 职责甲（续）; "" for other texts."""
    match = _CONTINUED.fullmatch(text)
    return match[1] if match else ""
