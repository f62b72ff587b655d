"""The rows of a catalog by id with their groups, and the rows of a table: the values that a merge compares."""

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
"""The values of a row by field; the key of an additional column is `extra/HEADING`."""

TOP = ""
"""The key of the root, the parent of all items of the first level."""


class CatalogRow(NamedTuple):
    """A leaf of a catalog: its id, the id of its group, its name, its printed values, and its route."""

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
    """A catalog: its rows and groups by id in order, and the ids below each group."""

    rows: Mapping[str, CatalogRow]
    groups: Mapping[str, Group]
    children: Mapping[str, list[str]]

    def above(self, key: str) -> tuple[str, ...]:
        """Returns the groups of a row, from the top."""
        groups: list[str] = []
        group = self.rows[key].group
        while group != TOP:
            groups.append(group)
            group = self.groups[group].parent
        return tuple(reversed(groups))


def version(catalog: Catalog, profile: Profile) -> Version:
    """Returns the rows and groups of a catalog; values include defaults."""
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
        leaf.id: CatalogRow(
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
    """Returns the fields that the columns print, including columns that only this catalog has."""
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
    """Returns the value of a field of an item."""
    if field.startswith("extra/"):
        return item.extra.get(field.removeprefix("extra/"), "")
    value: Value = getattr(item, field)
    return value


def field_route(field: str) -> Route:
    """Returns the route of a field below its item."""
    return ("extra", field.removeprefix("extra/")) if field.startswith("extra/") else (field,)


# --- the rows of a table ---


class TableRow(NamedTuple):
    """A row of a table: the names of its groups, its own name, its values, and the places of all of them."""

    key: str
    labels: tuple[str, ...]
    name: str
    values: Values
    spots: Mapping[str, Spot]
    label_spots: tuple[Spot, ...]


def table_rows(draft: Draft) -> list[TableRow]:
    """Returns the rows of a draft in order."""
    return list(_table_rows(draft.data["items"], ("items",), (), (), draft.spots))


def _table_rows(
    items: list[dict[str, Any]],
    route: Route,
    labels: tuple[str, ...],
    label_spots: tuple[Spot, ...],
    spots: Mapping[Route, Spot],
) -> Iterator[TableRow]:
    for place, item in enumerate(items):
        here = (*route, place)
        spot = spots[(*here, "name")]
        if "items" in item:
            below, places = (*labels, item["name"]), (*label_spots, spot)
            yield from _table_rows(item["items"], (*here, "items"), below, places, spots)
            continue
        values = dict(flattened({key: value for key, value in item.items() if key not in {"id", "name"}}))
        own = {"name": spot}
        for field in values:
            own[field] = spots.get((*here, *field_route(field)), spot)
        fields = {steps[-1]: at for steps in _FIELDS if (at := spots.get((*here, *steps)))}
        yield TableRow(item.get("id", ""), labels, item["name"], values, {**fields, **own}, label_spots)


_FIELDS = [(name,) for name in Item.model_fields]


def flattened(data: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """Yields the fields of a draft's item with the keys of `Values`."""
    for key, value in data.items():
        if key == "extra":
            yield from ((f"extra/{heading}", text) for heading, text in value.items())
        else:
            yield key, value if isinstance(value, str) else tuple(value)


def pictured(entry: Entry) -> Recognised:
    """Returns a catalog as the importer reads it from its own table, which is what an unchanged file returns as."""
    table = recognise(paginate(layout(entry.catalog, entry.profile)), {}, wanted=entry.profile, returned=True)
    if len(table.drafts) != 1:
        raise GkmlError(f"{entry.file}: 这份目录印出的表读不回来，不能合并送回的文件")
    return table
