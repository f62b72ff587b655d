"""A catalog in, the texts that are written in it out: each once, where it stands, also where many rows print it.

A value under `defaults` is one text here, though every row below prints it: what is wrong with it is said once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import NamedTuple, TypeVar

from gkml.catalog.model import Disclosure, Entry, Item
from gkml.catalog.tree import Node, nodes
from gkml.diagnostics import Route

T = TypeVar("T")

PRINTED = tuple(field for field in Disclosure.model_fields if field != "options")
"""The fields whose texts are printed, in the order of the model."""


class Text(NamedTuple):
    """A written text. `field` is `name`, `title`, `preface`, `notes` or a field of a row; `node` the item that says it."""

    route: Route
    field: str
    text: str
    node: Node | None = None

    @property
    def item(self) -> Item | None:
        return self.node.item if self.node else None


class _Key:
    """An entry known by which object its catalog is: a catalog's own hash would look at everything in it."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry

    def __hash__(self) -> int:
        return id(self.entry.catalog)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Key)
            and other.entry.catalog is self.entry.catalog
            and other.entry.file == self.entry.file
        )


def texts(entry: Entry) -> tuple[Text, ...]:
    """Every text of the catalog that is printed, in the order of the file; routes begin with the file."""
    return _texts(_Key(entry))


def of_field(entry: Entry, *fields: str) -> tuple[Text, ...]:
    """The texts of these fields alone."""
    if len(fields) == 1:
        return _by_field(_Key(entry)).get(fields[0], ())
    return _of_fields(_Key(entry), frozenset(fields))


def judged(entry: Entry, look: Callable[[str], T | None]) -> Iterator[tuple[Text, T]]:
    """The texts that `look` finds something in, with what it finds. What is written many times is looked at once."""
    for text, cells in _by_text(_Key(entry)).items():
        found = look(text)
        if found:
            for cell in cells:
                yield cell, found


def found(cells: Iterable[Text], look: Callable[[str], T | None]) -> Iterator[tuple[Text, T]]:
    """The same of some of the texts, in their order."""
    seen: dict[str, T | None] = {}
    for cell in cells:
        text = cell.text
        if text in seen:
            what = seen[text]
        else:
            what = seen[text] = look(text)
        if what:
            yield cell, what


@lru_cache(maxsize=2048)
def _by_text(key: _Key) -> dict[str, list[Text]]:
    cells: dict[str, list[Text]] = defaultdict(list)
    for text in _texts(key):
        cells[text.text].append(text)
    return dict(cells)


def times(entry: Entry) -> dict[str, int]:
    """How often each text is written."""
    return {text: len(cells) for text, cells in _by_text(_Key(entry)).items()}


def citing(entry: Entry) -> tuple[Text, ...]:
    """The texts that have a title in 《》."""
    return _citing(_Key(entry))


@lru_cache(maxsize=2048)
def _citing(key: _Key) -> tuple[Text, ...]:
    return tuple(text for text in _texts(key) if "《" in text.text)


@lru_cache(maxsize=2048)
def _texts(key: _Key) -> tuple[Text, ...]:
    # A named tuple's own constructor takes twice as long.
    return tuple(map(partial(tuple.__new__, Text), _written(key.entry)))


@lru_cache(maxsize=2048)
def _by_field(key: _Key) -> dict[str, tuple[Text, ...]]:
    cells: dict[str, list[Text]] = defaultdict(list)
    for text in _texts(key):
        cells[text.field].append(text)
    return {field: tuple(listed) for field, listed in cells.items()}


@lru_cache(maxsize=4096)
def _of_fields(key: _Key, fields: frozenset[str]) -> tuple[Text, ...]:
    return tuple([text for text in _texts(key) if text.field in fields])


_Written = tuple[Route, str, str, Node | None]
"""A text before it has its names."""


def _written(entry: Entry) -> Iterator[_Written]:
    catalog = entry.catalog
    top: Route = (entry.file,)
    yield (*top, "title"), "title", catalog.title, None
    for place, part in enumerate(catalog.preface):
        if isinstance(part, str):
            yield (*top, "preface", place), "preface", part, None
        else:
            yield (*top, "preface", place, "heading"), "preface", part.heading, None
    if catalog.defaults:
        yield from _fields(catalog.defaults, (*top, "defaults"), None)
    for node in nodes(catalog):
        here = (*top, *node.route)
        yield (*here, "name"), "name", node.name, node
        yield from _fields(node.item, here, node)
        if node.item.defaults:
            yield from _fields(node.item.defaults, (*here, "defaults"), node)
    for place, note in enumerate(catalog.notes):
        yield (*top, "notes", place), "notes", note, None


def _fields(part: Disclosure, route: Route, node: Node | None) -> list[_Written]:
    given, cells = part.model_fields_set, []
    for field in PRINTED:
        if field not in given:
            continue
        here, value = (*route, field), getattr(part, field)
        if isinstance(value, str):
            cells.append((here, field, value, node))
        else:
            for key, text in value.items() if field == "extra" else enumerate(value):
                cells.append(((*here, key), field, text, node))
    return cells
