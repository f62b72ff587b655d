"""The values that the cells of a printed directory stand for: for each place of the table, the address and what it holds.

An address names a value on the wire: `#ITEM/FIELD` for a value of an item (`#ITEM/extra/HEADING` for a column of its own),
otherwise the steps of its route, `title`, `defaults/office`. It holds while items move.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from gkml.catalog.model import Disclosure, Entry, Leaf
from gkml.catalog.profile import LISTS, Column
from gkml.diagnostics import Route

Value = str | tuple[str, ...]
Editing = Literal["", "text", "lines", "tick", "checks"]
"""How a value is edited: not at all, as a text, as a list with one entry a line, by a tick, by ticks and lines."""


class CellValue(NamedTuple):
    """The value behind a cell: its address, its value, how it is edited, and the entry that a tick stands for."""

    at: str
    value: Value
    editing: Editing
    tick: str = ""


def table_values(entry: Entry) -> list[list[CellValue | None]]:
    """Returns what each place of the printed table stands for, by row and column; None for a number."""
    catalog, profile = entry.catalog, entry.profile
    printed = {c.heading for c in profile.leaves} | {line.heading for line in profile.preamble}
    own = dict.fromkeys(heading for leaf in catalog.leaves for heading in leaf.item.extra if heading not in printed)
    columns = [*profile.leaves, *(Column(heading=heading, shows="extra", share=1) for heading in own)]
    return [[_of_column(column, leaf, catalog.ids) for column in columns] for leaf in catalog.leaves]


def _of_column(column: Column, leaf: Leaf, ids: dict[Route, str]) -> CellValue | None:
    field = column.shows
    if field == "number":
        return None
    if field == "level":
        if column.level > len(leaf.path):
            return None
        return CellValue(f"#{ids[leaf.route[: 2 * column.level]]}/name", leaf.path[column.level - 1].name, "text")
    at = f"#{leaf.id}"
    if field == "extra":
        return CellValue(f"{at}/extra/{column.heading}", leaf.item.extra.get(column.heading, ""), "text")
    value: Value = getattr(leaf.item, field)
    if field not in LISTS:
        return CellValue(f"{at}/{field}", value, "text")
    ticked = column.tick if column.tick and not column.rest else ""
    editing: Editing = "tick" if ticked else "checks" if column.options or column.rest else "lines"
    return CellValue(f"{at}/{field}", value, editing, ticked)


ABOUT = ("agency", "edition", "issued", "field", "previous", "guide")
"""Fields of a directory that its table does not print."""


def top_values(entry: Entry) -> Iterator[tuple[str, CellValue]]:
    """Yields the values of a directory beside its items, each with its name."""
    catalog, profile = entry.catalog, entry.profile
    for field in ABOUT:
        value = getattr(catalog, field)
        yield name_of(type(catalog).model_fields[field].description), CellValue(field, str(value or ""), "text")
    for line in profile.preamble:
        defaults = catalog.defaults or Disclosure()
        if line.shows == "extra":
            at, value = f"defaults/extra/{line.heading}", defaults.extra.get(line.heading, "")
            yield line.heading, CellValue(at, value, "text")
        else:
            value = getattr(defaults, line.shows)
            editing: Editing = "lines" if line.shows in LISTS else "text"
            yield line.heading, CellValue(f"defaults/{line.shows}", value, editing)


def name_of(description: str | None) -> str:
    """Returns the name of a field: its description up to the first explanation."""
    text = str(description or "")
    ends = [place for sign in "，：（" if (place := text.find(sign)) > 0]
    return text[: min(ends, default=len(text))]
