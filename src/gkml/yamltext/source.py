"""YAML text in; plain data (dicts, lists, text) out, with the place of every value and all that YAML would lose in silence."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from gkml.diagnostics import FILE_START, Position, Problem, Route
from gkml.yamltext.decode import decode
from gkml.yamltext.parser import parse
from gkml.yamltext.places import Places, Trace


@dataclass(frozen=True)
class Source:
    """One file as read. `data` is None if nothing usable could be read; then `problems` says why.

    `file` is its name as messages show it, `path` the file itself (None for a text that is in no file).
    """

    file: str
    text: str
    data: Any = None
    problems: tuple[Problem, ...] = ()
    path: Path | None = None
    trace: Trace = field(default_factory=list, repr=False, compare=False)

    @cached_property
    def places(self) -> Places:
        return Places(self.trace if self.data is not None else [])

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    def locate(self, route: Route, *, key: bool = False) -> Position:
        """Returns the position of the value (or of its key) at `route`, or of the nearest parent that the file has."""
        while route:
            place = self.places.get(route)
            if place is not None:
                return self._visible(place.key if key and place.key else place.value)
            route, key = route[:-1], False
        return FILE_START

    def _visible(self, position: Position) -> Position:
        """Returns the position, a point (the start of a list or mapping) extended to the end of its line."""
        if position[:2] != position[2:]:
            return position
        line = self.lines[position.line - 1].rstrip()
        return position._replace(end_column=max(position.column, len(line) + 1))


def read(raw: bytes, file: str) -> Source:
    """Reads the bytes of one file. Never raises: what cannot be read becomes `problems`."""
    text, problems = decode(raw)
    if problems:
        return Source(file, text, problems=problems)
    parsed = parse(text)
    return Source(file, text, parsed.data, parsed.problems, trace=parsed.trace)
