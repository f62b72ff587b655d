"""A text that is open in an editor: as data and, if it loads, as a document; and the value at a place of it."""

from functools import cached_property
from pathlib import Path

from gkml.catalog.model import Entry
from gkml.diagnostics import Diagnostic, Position, Route
from gkml.project.lint.text import findings_in
from gkml.project.loading import load_source
from gkml.project.paths import display
from gkml.project.workspace import Home
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.source import Source, read


class Opened:
    """One version of a text. A class: its parts are worked out at their first use, and end with it."""

    def __init__(self, text: str, path: Path, home: Home) -> None:
        self.text, self.path, self.home = text, path, home

    @classmethod
    def of(cls, source: Source, path: Path, home: Home) -> "Opened":
        """Returns the text of a file that was read: also one with bytes that are no text."""
        opened = cls(source.text, path, home)
        opened.source = source
        return opened

    @cached_property
    def source(self) -> Source:
        source = read(self.text.encode("utf-8", "surrogatepass"), display(self.path))
        return Source(source.file, source.text, source.data, source.problems, self.path, source.trace)

    @cached_property
    def loaded(self) -> AnyLoaded:
        return load_source(self.source, self.home)

    @cached_property
    def entry(self) -> Entry | None:
        """The directory, if the text is one and loads."""
        return self.loaded.entry if isinstance(self.loaded.entry, Entry) else None

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        return findings_in(self.loaded, self.home)

    def at(self, line: int, column: int) -> Route | None:
        """Returns the route of the innermost value at a place (from 1), None between values."""
        best: tuple[Position, Route] | None = None
        for route, place in self.source.places.items():
            position = place.value
            if _covers(position, line, column) and (best is None or _is_smaller(position, best[0])):
                best = position, route
        return best[1] if best else None

    def value(self, route: Route) -> object:
        value: object = self.source.data
        for step in route:
            value = value[step]  # type: ignore[index]
        return value


def _covers(position: Position, line: int, column: int) -> bool:
    start, end = position[:2], position[2:]
    return start <= (line, column) <= end and start != end


def _is_smaller(one: Position, other: Position) -> bool:
    return (one.end_line - one.line, one.end_column - one.column) <= (
        other.end_line - other.line,
        other.end_column - other.column,
    )
