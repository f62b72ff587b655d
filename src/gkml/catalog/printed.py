"""Reduces a catalog to the values that its printed table shows, for comparison with a printed file."""

from typing import Any

from gkml.catalog.model import Catalog, Disclosure, Item
from gkml.catalog.profile import LISTS, Profile


def printed(catalog: Catalog, profile: Profile, *, titled: bool = True, agency: bool = True) -> Catalog:
    """Returns the catalog without its policy and without the fields that the form has no column for.

    Without `titled` the file has nothing around its table: no title, preface, notes. Without `agency` it names none.
    """
    blank: dict[str, Any] = {
        field: () if field in LISTS else ""
        for field in Disclosure.model_fields
        if field not in profile.shown and field not in {"extra", "options"}
    }
    update: dict[str, Any] = {"policy": None, "items": _items(catalog.items, blank)}
    if catalog.defaults:
        update["defaults"] = catalog.defaults.model_copy(update=blank)
    if not titled:
        update |= {"title": "", "subtitle": (), "preface": (), "notes": ()}
    if not agency:
        update["agency"] = ""
    return catalog.model_copy(update=update)


def _items(items: tuple[Item, ...], blank: dict[str, Any]) -> tuple[Item, ...]:
    return tuple(_item(item, blank) for item in items)


def _item(item: Item, blank: dict[str, Any]) -> Item:
    if item.items is None:
        return item.model_copy(update=blank)
    update: dict[str, Any] = {"items": _items(item.items, blank)}
    if item.defaults:
        update["defaults"] = item.defaults.model_copy(update=blank)
    return item.model_copy(update=update)
