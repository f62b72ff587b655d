"""Edits of a text by offset, and where the values of a source stand by offset: what all that writes in place shares."""

from collections.abc import Iterable
from typing import NamedTuple

from gkml.diagnostics import Position, Route
from gkml.yamltext.dump import line_end
from gkml.yamltext.source import Source


class Edit(NamedTuple):
    """Replaces the text between two offsets. `rank` orders several insertions at one offset."""

    start: int
    end: int
    rank: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Returns the text with the edits, which do not overlap."""
    pieces, place = [], 0
    for edit in sorted(edits):
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:]])


class Spans:
    """The offsets of a source's values; a class, because every method needs the offsets of all lines."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.line_end = line_end(source.text)
        self.offsets = [0]
        for line in source.lines:
            self.offsets.append(self.offsets[-1] + len(line) + 1)

    def offset(self, line: int, column: int) -> int:
        """Returns the offset of a line and column, which count from 1."""
        return self.offsets[line - 1] + column - 1

    def span(self, at: Position) -> tuple[int, int]:
        return self.offset(at.line, at.column), self.offset(at.end_line, at.end_column)

    def sign(self, route: Route) -> str:
        """Returns the first character of the value at a route, "" if the text has no value there."""
        place = self.source.places.get(route)
        if place is None:
            return ""
        start = self.offset(place.value.line, place.value.column)
        return self.source.text[start : start + 1]

    def is_in_brackets(self, route: Route) -> bool:
        """Returns whether the value at a route stands in a list or mapping that is written in brackets."""
        return any(self.sign(route[:end]) in {"[", "{"} for end in range(len(route)))
