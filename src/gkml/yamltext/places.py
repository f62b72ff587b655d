"""Finds the place of the value at any route from the trace that the parser records.

The parser records only marks, because most places are never needed. The tree of places is built from the trace when the
first place is needed, and a `Position` only for a value whose place is needed.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from gkml.diagnostics import Position, Route

Trace = list[Any]
"""What the parser met, in the order of the text. A scalar or an alias: its start mark and its end mark; a key: the same
and its text. A list or mapping: `OpenNode`, later `CLOSED` and the end mark. Marks count lines and columns from 0."""


class OpenNode(NamedTuple):
    """The start of a list or mapping, by the marks of its bracket or (without one) of its first line."""

    start: Any
    end: Any
    is_mapping: bool
    is_flow: bool


CLOSED = object()


class Place(NamedTuple):
    """Where a value stands, and its key if it has one."""

    value: Position
    key: Position | None


class Places(Mapping[Route, Place]):
    """The place of every value by its route; iterates in the order of the text, a parent before its children.

    An alias has the place where it is used, and what it repeats has none. A list or mapping in brackets on one line
    reaches to its closing bracket; any other is the point where it starts.
    """

    def __init__(self, trace: Trace) -> None:
        self._trace = trace

    @cached_property
    def _root(self) -> "_Node | None":
        return _tree(self._trace)

    def __getitem__(self, route: Route) -> Place:
        node = self._root
        for step in route:
            node = node and node.children.get(step)
        if node is None:
            raise KeyError(route)
        return node.place()

    def __iter__(self) -> Iterator[Route]:
        return iter(self.every())

    def __len__(self) -> int:
        return len(self.every())

    def every(self) -> dict[Route, Place]:
        """Returns all places at once, for callers that need most of them."""
        places: dict[Route, Place] = {}
        pending: list[tuple[Route, _Node]] = [((), self._root)] if self._root else []
        while pending:
            route, node = pending.pop()
            places[route] = node.place()
            pending += [((*route, step), child) for step, child in reversed(node.children.items())]
        return places


class _Node:
    """A value in the tree of places: its marks, those of its key, and what is in it by key or index."""

    __slots__ = ("children", "end", "key", "start")

    def __init__(self, start: Any, end: Any, key: tuple[Any, Any] | None) -> None:
        self.start, self.end, self.key = start, end, key
        self.children: dict[str | int, _Node] = {}

    def place(self) -> Place:
        return Place(position(self.start, self.end), position(*self.key) if self.key else None)


def _tree(trace: Trace) -> _Node | None:
    """Returns the tree of the one document in a trace that is complete."""
    top = _Node(None, None, None)
    node, opened = top, OpenNode(None, None, is_mapping=False, is_flow=False)
    outside: list[tuple[_Node, OpenNode]] = []
    step: str | int | None = None
    key: tuple[Any, Any] | None = None
    entries = iter(trace)
    for entry in entries:
        if entry is CLOSED:
            end = next(entries)
            if opened.is_flow and end.line == node.start.line:
                node.end = end
            node, opened = outside.pop()
            continue
        begin, end = entry[:2] if entry.__class__ is OpenNode else (entry, next(entries))
        if opened.is_mapping and step is None:
            step, key = next(entries), (begin, end)
            continue
        child = _Node(begin, end, key)
        node.children[len(node.children) if step is None else step] = child
        step = key = None
        if entry.__class__ is OpenNode:
            outside.append((node, opened))
            node, opened = child, entry
    return top.children.get(0)


def position(start: Any, end: Any) -> Position:
    """Returns the stretch between two marks."""
    return Position(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
