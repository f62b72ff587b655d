"""Takes a catalog and returns its rows with every printed field; replaces the old names of organisations by new ones."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from gkml.catalog.model import Catalog, Item
from gkml.diagnostics import Route
from gkml.diff.changes import Side, Value

FIELDS = (
    "content", "basis", "time_limit", "body", "office", "channels", "sections", "audience", "mode", "tiers", "remark",
)  # fmt: skip


class ItemRow(NamedTuple):
    """A leaf: its place and its values by field, with defaults applied."""

    side: Side
    values: Mapping[str, Value]


def rows(catalog: Catalog) -> dict[Route, ItemRow]:
    """Returns the rows by route, in printed order."""
    return {
        leaf.route: ItemRow(Side(leaf.id, tuple(item.name for item in leaf.path), leaf.route), dict(_values(leaf.item)))
        for leaf in catalog.leaves
    }


def _values(item: Item) -> Iterator[tuple[str, Value]]:
    for field in FIELDS:
        if value := getattr(item, field):
            yield field, value
    for heading, text in item.extra.items():
        if text:
            yield f"extra/{heading}", text


Renamings = Mapping[str, str]
"""New names of organisations by their old ones."""


def renamings(old: Catalog, new: Catalog) -> dict[str, str]:
    """Returns the renamings that the new edition declares and the old one does not."""
    return {each.was: each.to for each in new.renamed if each not in old.renamed}


def renamed(value: Value, names: Renamings) -> Value:
    """Returns a value with the new names in place of the old ones."""
    if not names:
        return value
    return renamed_text(value, names) if isinstance(value, str) else tuple(renamed_text(v, names) for v in value)


def renamed_text(text: str, names: Renamings) -> str:
    """Replaces all names at once, so that 一科→二科 and 二科→三科 do not turn 一科 into 三科; new names in the text stay."""
    return _pattern(tuple(names.items())).sub(lambda match: names.get(match[0], match[0]), text) if names else text


@lru_cache(maxsize=64)
def _pattern(names: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    return re.compile(
        "|".join(map(re.escape, sorted({name for pair in names for name in pair}, key=len, reverse=True)))
    )
