"""Divides a source into the lines of its entries: a key or list entry with the comments above it and its content.

Comments and blank lines between two entries belong to the second one; those after the last entry of a list belong to the
entry that follows the list.
"""

from functools import cached_property

from gkml.diagnostics import Route
from gkml.yamltext.places import Place
from gkml.yamltext.source import Source


class Blocks:
    """The lines of a text by route, counted from 0. A class because every question needs the ends of all entries."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places = source.places.every()
        self.lines = source.text.split("\n")

    @cached_property
    def _ends(self) -> dict[Route, int]:
        """For each route the line after its last line of content."""
        ends: dict[Route, int] = {}
        open_routes: list[Route] = []
        floors: dict[Route, int] = {}
        for route, place in self.places.items():
            while open_routes and route[: len(open_routes[-1])] != open_routes[-1]:
                self._close(open_routes.pop(), _start(place), floors, ends)
            open_routes.append(route)
            floors[route] = _covered(place)
        while open_routes:
            self._close(open_routes.pop(), len(self.lines), floors, ends)
        return ends

    def _close(self, route: Route, following: int, floors: dict[Route, int], ends: dict[Route, int]) -> None:
        """Notes the end of an entry: blank lines and comments at its end that no value covers are no content."""
        end, floor = following, floors[route]
        while end > floor and _is_aside(self.lines[end - 1]):
            end -= 1
        ends[route] = max(end, floor)
        if route:
            floors[route[:-1]] = max(floors.get(route[:-1], 0), floor)

    def first(self, route: Route) -> int:
        """Returns the line of the entry's key or dash."""
        return _start(self.places[route])

    def end(self, route: Route) -> int:
        """Returns the line after the entry's last."""
        return self._ends[route]

    def begin(self, route: Route) -> int:
        """Returns the first line that belongs to a list's entry, comments above it included."""
        place = route[-1]
        if isinstance(place, int) and place:
            return self.end((*route[:-1], place - 1))
        outside = self.places[route[:-1]]
        return (outside.key or outside.value).line

    def own(self, route: Route) -> list[str]:
        """Returns the lines of a list's entry."""
        return self.lines[self.begin(route) : self.end(route)]

    def indent(self, route: Route) -> str:
        """Returns the spaces before the dash or key of an entry."""
        line = self.lines[self.first(route)]
        return line[: len(line) - len(line.lstrip(" "))]

    def is_bracketed(self, route: Route) -> bool:
        """Returns whether the value at a route is written in brackets."""
        at = self.places[route].value
        return self.lines[at.line - 1][at.column - 1 : at.column] in {"[", "{"}


def _start(place: Place) -> int:
    return (place.key or place.value).line - 1


def _covered(place: Place) -> int:
    """The line after the last that a value is known to reach; a block text ends at the start of the line after it."""
    at = place.value
    return at.end_line - (at.end_column == 1 and at.end_line > at.line)


def _is_aside(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")
