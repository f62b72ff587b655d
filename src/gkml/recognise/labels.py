"""Labels of groups that page breaks displaced, put back where the numbers in front of the items prove that they belong."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ITEM = re.compile(r"\s*(\d{1,2})[.．]\d")
_LABEL = re.compile(r"\s*(\d{1,2})[.．、]\s*(?!\d)")


class Piece(NamedTuple):
    """Some text that stands where a label may: in which row (by its place in the sequence of rows)."""

    row: int
    text: str


def whole_labels(items: Sequence[str | None], found: Sequence[Piece]) -> dict[int, str] | None:
    """The label of each group by its number, where all items have numbers like 2.3 and each group one label.

    A label is what says the group's number, with the pieces without a number that stand in its rows behind it. None
    where anything is left over: then nothing is proved.
    """
    numbers = [int(match[1]) if item and (match := _ITEM.match(item)) else None for item in items]
    if not any(numbers) or any(item and not number for item, number in zip(items, numbers, strict=True)):
        return None
    if [n for n in numbers if n] != sorted(n for n in numbers if n):
        return None
    labels: dict[int, str] = {}
    for piece in found:
        text, own = piece.text.strip(), _LABEL.match(piece.text)
        group = int(own[1]) if own else _nearest(numbers, piece.row)
        if own and labels.get(group) == text:
            continue  # said again at the top of a page
        if not group or bool(own) == (group in labels):
            return None
        labels[group] = labels.get(group, "") + text
    return labels if set(labels) == {number for number in numbers if number} else None


def _nearest(numbers: Sequence[int | None], row: int) -> int:
    """The group of a row, or of the last one above it that has an item."""
    return next((number for number in reversed(numbers[: row + 1]) if number), 0)


def group_of(item: str) -> int:
    """The number of the group in front of an item's name."""
    match = _ITEM.match(item)
    return int(match[1]) if match else 0


_CONTINUED = re.compile(r"(.*?)\s*[（(](?:续|续表|接上页|续上页|续前)[）)]\s*", re.S)


def continued(text: str) -> str:
    """The label that a page says again as going on: 职责甲（续）."""
    match = _CONTINUED.fullmatch(text)
    return match[1] if match else ""
