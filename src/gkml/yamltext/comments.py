"""A source in, its comments out, each with the route of the entry that it is about; `gkml fmt` keeps them.

Blank lines count as (empty) comments, so that the reader's own grouping stays.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from gkml.diagnostics import Position, Route
from gkml.yamltext.places import Place
from gkml.yamltext.source import Source

_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")

_GLUED = re.compile(r"#(?!#*[ \t]+\S)")
"""A comment without a space after its #."""


class Comment(NamedTuple):
    """The lines above an entry ("" for a blank one) and the comment at the end of its own line."""

    before: tuple[str, ...] = ()
    after: str = ""


def comments(source: Source) -> dict[Route, Comment]:
    """Returns comments by the route of a key or list entry; those below the last entry have the empty route."""
    lines = source.text.split("\n")
    outer, inner, covered = _entries(source.places.every())
    above: list[str] = []
    by_route: dict[Route, Comment] = {}
    for number, line in enumerate(lines, 1):
        start = covered.get(number, 0)
        after = _COMMENT.search(line.rstrip("\r"), start) if start >= 0 else None
        if number in outer:
            if after and _GLUED.match(after[0]):
                # At the end of a line it would be taken for text that YAML cuts off.
                above, after = [*above, after[0].rstrip()], None
            by_route[outer[number]] = Comment(tidy(above))
            above = []
            if after:
                route = _subject(source, inner[number])
                by_route[route] = by_route.get(route, Comment())._replace(after=after[0].rstrip())
        elif start < 0:
            # Blank lines at the end of a block text are no part of it.
            above = above or [""] if not line.strip() else []
        elif after and line[: after.start()].strip():
            # The end of a list or mapping in brackets: its comment moves above the next entry.
            above.append(after[0].rstrip())
        elif start == 0 and (after or not line.strip()):
            above.append(after[0].rstrip() if after else "")
    last = tidy(above, end=True)
    if last:
        by_route[()] = Comment(last)
    return {route: comment for route, comment in by_route.items() if comment != Comment()}


def _subject(source: Source, last: Route) -> Route:
    """The route that a comment at the end of a line is about: the last entry there, or the list if it is all on the line."""
    parent = last[:-1]
    if not (last and isinstance(last[-1], int) and isinstance(_at(source.data, last), str)):
        return last
    line = source.places[last].value.line
    outside = source.places[parent]
    return parent if (outside.key or outside.value).line == line else last


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def tidy(lines: Iterable[str], *, end: bool = False) -> tuple[str, ...]:
    """Returns the lines with one blank line for several, and (at the `end` of a file) none after the last."""
    kept: list[str] = []
    for line in lines:
        if line or (kept[-1:] != [""]):
            kept.append(line)
    while end and kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _entries(places: Mapping[Route, Place]) -> tuple[dict[int, Route], dict[int, Route], dict[int, int]]:
    """By line: the outermost entry that starts there, the innermost, and the column after which comments can stand.

    That column is −1 in the lines of a block text, which has none.
    """
    outer: dict[int, Route] = {}
    inner: dict[int, Route] = {}
    covered: dict[int, int] = {}
    for route, place in places.items():
        if not route:
            continue
        first = (place.key or place.value).line
        outer.setdefault(first, route)
        inner[first] = route
        for line, column in _texts(place):
            covered[line] = column if column < 0 else max(covered.get(line, 0), column)
    return outer, inner, covered


def _texts(place: Place) -> Iterator[tuple[int, int]]:
    if place.key:
        yield place.key.line, place.key.end_column - 1
    yield from _lines(place.value)


def _lines(at: Position) -> Iterator[tuple[int, int]]:
    """A block text (the only one of several lines) ends at the start of the line after it."""
    if at.end_line == at.line:
        yield at.line, at.end_column - 1
        return
    yield at.line, at.column
    yield from ((line, -1) for line in range(at.line + 1, at.end_line))
