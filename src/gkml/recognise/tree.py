"""Builds the tree of items as plain data from the rows of a directory, with the spot of each value by its route."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from gkml.diagnostics import Route
from gkml.recognise.grid import Spot
from gkml.recognise.rows import DraftItem

_ORDER = (
    "content", "basis", "time_limit", "body", "office", "channels", "options", "sections", "audience", "mode", "tiers",
    "remark", "extra",
)  # fmt: skip


class _Group(NamedTuple):
    """An open group, to which rows can be added: its name, its list of items, and its route."""

    name: str
    items: list[dict[str, Any]]
    route: Route


def tree(entries: Sequence[DraftItem]) -> tuple[list[dict[str, Any]], dict[Route, Spot]]:
    """Returns the tree and its spots; only groups have items below them."""
    top: list[dict[str, Any]] = []
    spots: dict[Route, Spot] = {}
    open_groups: list[_Group] = []
    for entry in entries:
        deep = len(entry.names) - 1
        kept = 0
        while (
            kept < min(deep, len(open_groups))
            and not entry.names[kept].new
            and open_groups[kept].name == entry.names[kept].text
        ):
            kept += 1
        del open_groups[kept:]
        for name in entry.names[kept:deep]:
            items, route = _inside(top, open_groups)
            group: dict[str, Any] = {"name": name.text, "items": []}
            here = (*route, len(items))
            items.append(group)
            spots[(*here, "name")] = name.spot
            open_groups.append(_Group(name.text, group["items"], (*here, "items")))
        items, route = _inside(top, open_groups)
        here = (*route, len(items))
        items.append(_item(entry))
        spots[(*here, "name")] = entry.names[-1].spot
        spots |= {(*here, *field.split("/", 1)): spot for field, spot in entry.spots.items()}
    return top, spots


def _inside(top: list[dict[str, Any]], open_groups: Sequence[_Group]) -> tuple[list[dict[str, Any]], Route]:
    return (open_groups[-1].items, open_groups[-1].route) if open_groups else (top, ("items",))


def _item(entry: DraftItem) -> dict[str, Any]:
    item: dict[str, Any] = {"id": entry.key} if entry.key else {}
    item["name"] = entry.names[-1].text
    values: Mapping[str, Any] = entry.values
    return item | {field: values[field] for field in _ORDER if values.get(field)}
