"""A catalog, or the draft of a table, in; its rows by id with their groups out: what the three versions are compared by."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from gkml.catalog.model import Catalog, Entry, Item
from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError, Route
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.recognise.draft import Draft, Recognised, recognise
from gkml.recognise.grid import Spot

Value = str | tuple[str, ...]
Values = Mapping[str, Value]
"""What a row says by field; a column of its own is `extra/HEADING`."""

TOP = ""
"""The key of what all items of the first level stand under."""


class Row(NamedTuple):
    """A leaf: its id, that of the group it stands in, its name, and what it prints."""

    key: str
    group: str
    name: str
    values: Values
    route: Route


class Group(NamedTuple):
    """An item with items below it; `parent` is the key of the group above."""

    name: str
    parent: str
    route: Route


class Version(NamedTuple):
    """A catalog: its rows and groups by id in their order, and the ids below each group."""

    rows: Mapping[str, Row]
    groups: Mapping[str, Group]
    children: Mapping[str, list[str]]

    def above(self, key: str) -> tuple[str, ...]:
        """The groups of a row, from the top."""
        found: list[str] = []
        group = self.rows[key].group
        while group != TOP:
            found.append(group)
            group = self.groups[group].parent
        return tuple(reversed(found))


def version(catalog: Catalog, profile: Profile) -> Version:
    """The version that a catalog is, its values with their defaults."""
    fields = printed_fields(catalog, profile)
    groups: dict[str, Group] = {}
    children: dict[str, list[str]] = {TOP: []}
    for node in catalog.nodes:
        key = catalog.ids[node.route]
        parent = catalog.ids[node.parent.route] if node.parent else TOP
        children[parent].append(key)
        if node.item.items is not None:
            groups[key] = Group(node.name, parent, node.route)
            children[key] = []
    rows = {
        leaf.id: Row(
            leaf.id,
            catalog.ids[leaf.route[:-2]] if len(leaf.path) > 1 else TOP,
            leaf.item.name,
            {field: value_of(leaf.item, field) for field in fields},
            leaf.route,
        )
        for leaf in catalog.leaves
    }
    return Version(rows, groups, children)


def printed_fields(catalog: Catalog, profile: Profile) -> tuple[str, ...]:
    """The fields that the columns print, those that only this catalog has among them."""
    fields = dict.fromkeys(
        f"extra/{column.heading}" if column.shows == "extra" else column.shows
        for column in profile.leaves
        if column.shows not in {"number", "level"}
    )
    above = {line.heading for line in profile.preamble}
    own = (heading for leaf in catalog.leaves for heading in leaf.item.extra if heading not in above)
    fields |= dict.fromkeys(f"extra/{heading}" for heading in own)
    options = any(column.options for column in profile.leaves)
    return (*fields, *(["options"] if options else []))


def value_of(item: Item, field: str) -> Value:
    """What an item says in a field."""
    if field.startswith("extra/"):
        return item.extra.get(field.removeprefix("extra/"), "")
    found: Value = getattr(item, field)
    return found


def field_route(field: str) -> Route:
    """Where a field stands below its item."""
    return ("extra", field.removeprefix("extra/")) if field.startswith("extra/") else (field,)


# --- what a table shows ---


class Seen(NamedTuple):
    """A row as a table shows it: names of its groups, its own, its values, and where each stands."""

    key: str
    labels: tuple[str, ...]
    name: str
    values: Values
    spots: Mapping[str, Spot]
    label_spots: tuple[Spot, ...]


def seen(draft: Draft) -> list[Seen]:
    """The rows of a draft in their order."""
    return list(_seen(draft.data["items"], ("items",), (), (), draft.spots))


def _seen(
    items: list[dict[str, Any]],
    route: Route,
    labels: tuple[str, ...],
    label_spots: tuple[Spot, ...],
    spots: Mapping[Route, Spot],
) -> Iterator[Seen]:
    for place, item in enumerate(items):
        here = (*route, place)
        spot = spots[(*here, "name")]
        if "items" in item:
            below, places = (*labels, item["name"]), (*label_spots, spot)
            yield from _seen(item["items"], (*here, "items"), below, places, spots)
            continue
        values = dict(flattened({key: value for key, value in item.items() if key not in {"id", "name"}}))
        own = {"name": spot}
        for field in values:
            own[field] = spots.get((*here, *field_route(field)), spot)
        known = {steps[-1]: found for steps in _FIELDS if (found := spots.get((*here, *steps)))}
        yield Seen(item.get("id", ""), labels, item["name"], values, {**known, **own}, label_spots)


_FIELDS = [(name,) for name in Item.model_fields]


def flattened(data: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """Fields as `Values` has them."""
    for key, value in data.items():
        if key == "extra":
            yield from ((f"extra/{heading}", text) for heading, text in value.items())
        else:
            yield key, value if isinstance(value, str) else tuple(value)


def pictured(entry: Entry) -> Recognised:
    """A catalog as it is read back from its own table: what an unchanged file comes back as."""
    found = recognise(paginate(layout(entry.catalog, entry.profile)), {}, wanted=entry.profile, returned=True)
    if len(found.drafts) != 1:
        raise GkmlError(f"{entry.file}: 这份目录印出的表读不回来，不能合并送回的文件")
    return found
