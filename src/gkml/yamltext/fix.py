"""A source and the fixes for some of its values in, its new text out: every byte that is not part of a fix stays.

A value is replaced where it stands, in the style of its surroundings; a missing field is written below the item's name.
Whatever would change more than it says is not done: the new text is read again and compared.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from gkml.diagnostics import Fix, Position, Route
from gkml.yamltext.dump import line_end, scalar
from gkml.yamltext.source import Source, read


class _Edit(NamedTuple):
    """Replaces the text between two offsets."""

    start: int
    end: int
    text: str


def fixed(source: Source, fixes: Mapping[Route, Fix]) -> tuple[str, tuple[Route, ...]]:
    """The text with the fixes, and the routes of those that were applied. One that cannot be written safely is left out."""
    offsets = _line_offsets(source.text)
    asked, fixes = fixes, {_written(source, route): fix for route, fix in fixes.items()}
    ends = line_end(source.text)
    edits = {
        route: edit._replace(text=edit.text.replace("\n", ends))
        for route, fix in fixes.items()
        if (edit := _edit(source, route, fix, offsets))
    }
    kept = _without_overlaps(edits)
    if not _holds(source, fixes, kept):
        kept = {route: edit for route, edit in kept.items() if _holds(source, fixes, {route: edit})}
        kept = kept if _holds(source, fixes, kept) else {}
    return _apply(source.text, list(kept.values())), tuple(route for route in asked if _written(source, route) in kept)


def _written(source: Source, route: Route) -> Route:
    """Where the value of a route stands in the file: one text may stand for a list of one."""
    if route[-1:] != (0,) or route in source.places:
        return route
    value: Any = source.data
    for step in route[:-1]:
        value = value[step]
    return route[:-1] if isinstance(value, str) else route


def _holds(source: Source, fixes: Mapping[Route, Fix], edits: Mapping[Route, _Edit]) -> bool:
    """Whether the edits do what their fixes say and nothing else."""
    again = read(_apply(source.text, list(edits.values())).encode(), source.file)
    return not again.problems and again.data == _expected(source.data, {route: fixes[route] for route in edits})


def _without_overlaps(edits: Mapping[Route, _Edit]) -> dict[Route, _Edit]:
    kept: dict[Route, _Edit] = {}
    end = -1
    for route, edit in sorted(edits.items(), key=lambda pair: pair[1]):
        if edit.start >= end:
            kept[route] = edit
            end = max(edit.end, edit.start + 1)
    return kept


def _apply(text: str, edits: list[_Edit]) -> str:
    pieces, place = [], 0
    for edit in sorted(edits):
        pieces += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join([*pieces, text[place:]])


def _expected(data: Any, fixes: Mapping[Route, Fix]) -> Any:
    """The plain data after the fixes; entries of a list are replaced from its end, so that places hold."""
    changed = deepcopy(data)
    for route, fix in sorted(fixes.items(), key=lambda pair: _by_place(pair[0]), reverse=True):
        parent, last = changed, route[-1]
        for step in route[:-1]:
            parent = parent[step]
        if isinstance(fix.value, tuple) and isinstance(parent, list):
            parent[int(last) : int(last) + 1] = list(fix.value)
        else:
            parent[last] = list(fix.value) if isinstance(fix.value, tuple) else fix.value
    return changed


def _by_place(route: Route) -> tuple[tuple[int, str], ...]:
    return tuple((step, "") if isinstance(step, int) else (0, step) for step in route)


# --- edits ---


def _edit(source: Source, route: Route, fix: Fix, offsets: list[int]) -> _Edit | None:
    place = source.places.get(route)
    if place is None:
        return _insertion(source, route, fix, offsets)
    start, end = _span(place.value, offsets)
    if source.text[start : start + 1] in {"[", "{", "*", "&", "!", ""}:
        return None
    if source.text[start] == "|":
        return _block(source, place.value, fix, start, end)
    flow = _in_brackets(source, route, offsets)
    if isinstance(fix.value, str):
        return _Edit(start, end, scalar(fix.value, flow=flow))
    return _Edit(start, end, _several(source.text, start, fix.value, flow, in_list=isinstance(route[-1], int)))


def _several(text: str, start: int, values: tuple[str, ...], flow: bool, *, in_list: bool) -> str:
    """Several entries where one stood: after commas in brackets, on lines of their own behind a dash, or as a list."""
    if not in_list:
        return f"[{', '.join(scalar(value, flow=True) for value in values)}]"
    if flow:
        return ", ".join(scalar(value, flow=True) for value in values)
    line = text.rfind("\n", 0, start) + 1
    return f"\n{text[line:start]}".join(scalar(value) for value in values)


def _block(source: Source, at: Position, fix: Fix, start: int, end: int) -> _Edit | None:
    """A block text (|): one line of it becomes a plain text, more keep the block's indentation."""
    if not isinstance(fix.value, str):
        return None
    ending = "\n" if source.text[start:end].endswith("\n") else ""
    if "\n" not in fix.value:
        return _Edit(start, end, scalar(fix.value) + ending)
    first = source.lines[at.line]
    indent = first[: len(first) - len(first.lstrip(" "))]
    lines = fix.value.removesuffix("\n").split("\n")
    head = "|" if fix.value.endswith("\n") else "|-"
    return _Edit(start, end, "\n".join([head, *(f"{indent}{line}" if line else "" for line in lines)]) + ending)


def _insertion(source: Source, route: Route, fix: Fix, offsets: list[int]) -> _Edit | None:
    """A field that the item does not have yet: on a line below its name, or at the end of its brackets."""
    name = source.places.get((*route[:-1], "name"))
    if name is None or name.key is None or not isinstance(fix.value, str) or not isinstance(route[-1], str):
        return None
    owner, _ = _span(source.places[route[:-1]].value, offsets)
    _, end = _span(name.value, offsets)
    if source.text[owner : owner + 1] == "{":
        return _Edit(end, end, f", {route[-1]}: {scalar(fix.value, flow=True)}")
    line_end = source.text.find("\n", end)
    at = len(source.text) if line_end < 0 else line_end
    at -= source.text[at - 1 : at] == "\r"
    return _Edit(at, at, f"\n{' ' * (name.key.column - 1)}{route[-1]}: {scalar(fix.value)}")


def _in_brackets(source: Source, route: Route, offsets: list[int]) -> bool:
    for end in range(len(route)):
        place = source.places.get(route[:end])
        if place and re.match(r"[\[{]", source.text[_span(place.value, offsets)[0] :][:1]):
            return True
    return False


def _line_offsets(text: str) -> list[int]:
    offsets = [0]
    for line in text.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    return offsets


def _span(at: Position, offsets: list[int]) -> tuple[int, int]:
    return offsets[at.line - 1] + at.column - 1, offsets[at.end_line - 1] + at.end_column - 1
