"""The texts that are written in a catalog, each once with its place.

A value under `defaults` is one text, although every row below prints it: a fault in it is one finding.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import NamedTuple, TypeVar

from gkml.catalog.model import Catalog, Disclosure, Entry, Item
from gkml.catalog.tree import Node, nodes
from gkml.diagnostics import Route

T = TypeVar("T")

PRINTED = tuple(field for field in Disclosure.model_fields if field != "options")
"""The fields whose texts are printed, in the order of the model."""


class Text(NamedTuple):
    """A written text; `field` is `name`, `title`, `preface`, `notes` or a field of a row; `node` is its item."""

    route: Route
    field: str
    text: str
    node: Node | None = None

    @property
    def item(self) -> Item | None:
        return self.node.item if self.node else None


class Cells:
    """The texts of one catalog, computed at first use; routes begin with the file."""

    def __init__(self, file: str, catalog: Catalog) -> None:
        self.file, self.catalog = file, catalog

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Returns all printed texts in the order of the file."""
        # A named tuple's own constructor takes twice as long.
        return tuple(map(partial(tuple.__new__, Text), _written(self.file, self.catalog)))

    @cached_property
    def by_text(self) -> dict[str, list[Text]]:
        cells: dict[str, list[Text]] = defaultdict(list)
        for text in self.texts:
            cells[text.text].append(text)
        return dict(cells)

    @cached_property
    def by_field(self) -> dict[str, tuple[Text, ...]]:
        cells: dict[str, list[Text]] = defaultdict(list)
        for text in self.texts:
            cells[text.field].append(text)
        return {field: tuple(listed) for field, listed in cells.items()}

    @cached_property
    def citing(self) -> tuple[Text, ...]:
        """Returns the texts that have a title in 《》."""
        return tuple(text for text in self.texts if "《" in text.text)


def texts(entry: Entry) -> tuple[Text, ...]:
    """Returns every text of the catalog that is printed, in the order of the file; routes begin with the file."""
    return entry.cells.texts


def of_field(entry: Entry, *fields: str) -> tuple[Text, ...]:
    """Returns the texts of these fields, in the order of the file."""
    if len(fields) == 1:
        return entry.cells.by_field.get(fields[0], ())
    return tuple([text for text in entry.cells.texts if text.field in fields])


def citing(entry: Entry) -> tuple[Text, ...]:
    """Returns the texts that have a title in 《》."""
    return entry.cells.citing


SLIPS = 3
"""The largest number of texts with one fault that are reported each; more are a habit, reported once."""


def reported(texts: Sequence[T]) -> tuple[Sequence[T], str]:
    """Returns the texts to report for one fault and the words for the others: for many texts the first and “等N格”."""
    return (texts[:1], f"等{len(texts)}格") if len(texts) > SLIPS else (texts, "")


def times(entry: Entry) -> dict[str, int]:
    """Returns how often each text is written."""
    return {text: len(cells) for text, cells in entry.cells.by_text.items()}


def judged(entry: Entry, judge: Callable[[str], T | None]) -> Iterator[tuple[Text, T]]:
    """Yields the texts that `judge` has a result for, with the result. It is asked once for each different text."""
    for text, cells in entry.cells.by_text.items():
        result = judge(text)
        if result:
            for cell in cells:
                yield cell, result


def judged_of(cells: Iterable[Text], judge: Callable[[str], T | None]) -> Iterator[tuple[Text, T]]:
    """Yields the same of some of the texts, in their order."""
    results: dict[str, T | None] = {}
    for cell in cells:
        if cell.text not in results:
            results[cell.text] = judge(cell.text)
        result = results[cell.text]
        if result:
            yield cell, result


_Written = tuple[Route, str, str, Node | None]
"""The fields of a `Text`."""


def _written(file: str, catalog: Catalog) -> Iterator[_Written]:
    top: Route = (file,)
    yield (*top, "title"), "title", catalog.title, None
    for place, line in enumerate(catalog.subtitle):
        yield (*top, "subtitle", place), "notes", line, None
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
