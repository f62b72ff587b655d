"""A catalog in, its rows with every field that they print out; and the same with an organisation's new name in place of its old one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gkml.diagnostics import Route
from gkml.diff.changes import Side, Value
from gkml.model import Catalog, Item, Renaming

FIELDS = (
    "content", "basis", "time_limit", "body", "office", "channels", "sections", "audience", "mode", "tiers", "remark",
)  # fmt: skip


class Row(NamedTuple):
    """A leaf: where it is, and what it says by field, defaults applied."""

    side: Side
    values: Mapping[str, Value]


def rows(catalog: Catalog) -> dict[Route, Row]:
    """The rows by route, in printed order."""
    return {
        leaf.route: Row(Side(leaf.id, tuple(item.name for item in leaf.path), leaf.route), dict(_values(leaf.item)))
        for leaf in catalog.leaves
    }


def _values(item: Item) -> Iterator[tuple[str, Value]]:
    for field in FIELDS:
        if value := getattr(item, field):
            yield field, value
    for heading, text in item.extra.items():
        if text:
            yield f"extra/{heading}", text


def renamed(value: Value, renamings: Sequence[Renaming]) -> Value:
    """A value as it would read under the new names."""
    if not isinstance(value, str):
        return tuple(_renamed(entry, renamings) for entry in value)
    return _renamed(value, renamings)


def _renamed(text: str, renamings: Sequence[Renaming]) -> str:
    for renaming in renamings:
        if renaming.to not in text:
            text = text.replace(renaming.was, renaming.to)
    return text
