"""A catalog in, the texts that are written in it out: each once, where it stands, also where many rows print it.

A value under `defaults` is one text here, though every row below prints it: what is wrong with it is said once.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from gkml.diagnostics import Route
from gkml.model import Disclosure, Entry, Item
from gkml.tree import Node, nodes

LISTS = frozenset({"basis", "channels", "sections", "audience", "mode", "tiers"})
"""Fields whose value is a list of texts."""
_FIELDS = tuple(field for field in Disclosure.model_fields if field != "options")


class Text(NamedTuple):
    """A written text. `field` is `name`, `title`, `preface`, `notes` or a field of a row; `node` the item that says it."""

    route: Route
    field: str
    text: str
    node: Node | None = None

    @property
    def item(self) -> Item | None:
        return self.node.item if self.node else None


def texts(entry: Entry) -> Iterator[Text]:
    """Every text of the catalog that is printed, in the order of the file; routes begin with the file."""
    catalog = entry.catalog
    top: Route = (entry.file,)
    yield Text((*top, "title"), "title", catalog.title)
    for place, part in enumerate(catalog.preface):
        if isinstance(part, str):
            yield Text((*top, "preface", place), "preface", part)
        else:
            yield Text((*top, "preface", place, "heading"), "preface", part.heading)
    if catalog.defaults:
        yield from _fields(catalog.defaults, (*top, "defaults"), None)
    for node in nodes(catalog):
        here = (*top, *node.route)
        yield Text((*here, "name"), "name", node.name, node)
        yield from _fields(node.item, here, node)
        if node.item.defaults:
            yield from _fields(node.item.defaults, (*here, "defaults"), node)
    for place, note in enumerate(catalog.notes):
        yield Text((*top, "notes", place), "notes", note)


def of_field(entry: Entry, *fields: str) -> Iterator[Text]:
    """The texts of these fields alone, field by field; a catalog is walked once for all rules that ask."""
    sorted_out = _by_field(_Same(entry))
    return (text for field in fields for text in sorted_out.get(field, ()))


class _Same:
    """An entry as a key of a cache: the same object, for comparing two catalogs by value would read all of both."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __hash__(self) -> int:
        return id(self.entry.catalog)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and other.entry.catalog is self.entry.catalog
            and other.entry.file == self.entry.file
        )


@lru_cache(maxsize=16)
def _by_field(same: _Same) -> dict[str, list[Text]]:
    found: dict[str, list[Text]] = {}
    for text in texts(same.entry):
        found.setdefault(text.field, []).append(text)
    return found


def _fields(part: Disclosure, route: Route, node: Node | None) -> Iterator[Text]:
    given = part.model_fields_set
    for field in _FIELDS:
        if field not in given:
            continue
        value = getattr(part, field)
        if field == "extra":
            yield from (Text((*route, field, key), field, text, node) for key, text in value.items())
        elif field in LISTS:
            yield from (Text((*route, field, place), field, text, node) for place, text in enumerate(value))
        else:
            yield Text((*route, field), field, value, node)
