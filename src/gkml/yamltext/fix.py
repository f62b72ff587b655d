"""Applies fixes to the text of a source; every byte outside the fixes stays.

A value is replaced where it stands, in the style of its surroundings; a missing field is written below the item's name.
The new text is read again and compared: a fix that would change more than its value is left out.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from gkml.diagnostics import Fix, Position, Route
from gkml.yamltext.dump import inline, scalar
from gkml.yamltext.edits import Edit, Spans, applied
from gkml.yamltext.source import Source, read


def fixed(source: Source, fixes: Mapping[Route, Fix]) -> tuple[str, tuple[Route, ...]]:
    """Returns the text with the fixes, and the routes of those that were applied."""
    spans = Spans(source)
    places = {route: _written(source, route) for route in fixes}
    by_place = {places[route]: fix for route, fix in fixes.items()}
    edits = {
        route: edit._replace(text=edit.text.replace("\n", spans.line_end))
        for route, fix in by_place.items()
        if (edit := _edit(spans, route, fix))
    }
    apart = _without_overlaps(edits)
    kept = _sound(source, by_place, apart)
    if len(kept) < len(apart) and not _holds(source, by_place, kept):
        kept = {}
    return applied(source.text, kept.values()), tuple(route for route in fixes if places[route] in kept)


def _written(source: Source, route: Route) -> Route:
    """Returns the route at which a value is written in the file: one text may stand for a list of one."""
    if route[-1:] != (0,) or route in source.places:
        return route
    value: Any = source.data
    for step in route[:-1]:
        value = value[step]
    return route[:-1] if isinstance(value, str) else route


def _sound(source: Source, fixes: Mapping[Route, Fix], edits: dict[Route, Edit]) -> dict[Route, Edit]:
    """Returns the edits without those that change more than their fix; tries halves, so that few faults need few readings."""
    if not edits or _holds(source, fixes, edits):
        return edits
    if len(edits) == 1:
        return {}
    routes = list(edits)
    halves = routes[: len(routes) // 2], routes[len(routes) // 2 :]
    return {r: e for half in halves for r, e in _sound(source, fixes, {r: edits[r] for r in half}).items()}


def _holds(source: Source, fixes: Mapping[Route, Fix], edits: Mapping[Route, Edit]) -> bool:
    """Returns whether the edits make exactly the changes of their fixes."""
    again = read(applied(source.text, edits.values()).encode(), source.file)
    return not again.problems and again.data == _expected(source.data, {route: fixes[route] for route in edits})


def _without_overlaps(edits: Mapping[Route, Edit]) -> dict[Route, Edit]:
    kept: dict[Route, Edit] = {}
    end = -1
    for route, edit in sorted(edits.items(), key=lambda pair: pair[1]):
        if edit.start >= end:
            kept[route] = edit
            end = max(edit.end, edit.start + 1)
    return kept


def _expected(data: Any, fixes: Mapping[Route, Fix]) -> Any:
    """Returns the plain data after the fixes; entries of a list are replaced from its end, so that places hold."""
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


def _edit(spans: Spans, route: Route, fix: Fix) -> Edit | None:
    place = spans.source.places.get(route)
    if place is None:
        return _insertion(spans, route, fix)
    start, end = spans.span(place.value)
    sign = spans.sign(route)
    if sign in {"[", "{", "*", "&", "!", ""}:
        return None
    if sign == "|":
        return _block(spans, place.value, fix)
    flow = spans.is_in_brackets(route)
    if isinstance(fix.value, str):
        return Edit(start, end, 0, scalar(fix.value, flow=flow))
    text = _several(spans.source.text, start, fix.value, flow, in_list=isinstance(route[-1], int))
    return Edit(start, end, 0, text)


def _several(text: str, start: int, values: tuple[str, ...], flow: bool, *, in_list: bool) -> str:
    """Several entries in place of one: after commas in brackets, on lines of their own behind a dash, or as a list."""
    if not in_list:
        return inline(values)
    if flow:
        return ", ".join(scalar(value, flow=True) for value in values)
    line = text.rfind("\n", 0, start) + 1
    return f"\n{text[line:start]}".join(scalar(value) for value in values)


def _block(spans: Spans, at: Position, fix: Fix) -> Edit | None:
    """A block text (|): one line of it becomes a plain text, more keep the block's indentation."""
    if not isinstance(fix.value, str):
        return None
    start, end = spans.span(at)
    ending = "\n" if spans.source.text[start:end].endswith("\n") else ""
    if "\n" not in fix.value:
        return Edit(start, end, 0, scalar(fix.value) + ending)
    first = spans.source.lines[at.line]
    indent = first[: len(first) - len(first.lstrip(" "))]
    lines = fix.value.removesuffix("\n").split("\n")
    head = "|" if fix.value.endswith("\n") else "|-"
    return Edit(start, end, 0, "\n".join([head, *(f"{indent}{line}" if line else "" for line in lines)]) + ending)


def _insertion(spans: Spans, route: Route, fix: Fix) -> Edit | None:
    """A field that the item does not have yet: on a line below its name, or behind its name in brackets."""
    source, owner = spans.source, route[:-1]
    name = source.places.get((*owner, "name"))
    if name is None or name.key is None or not isinstance(fix.value, str) or not isinstance(route[-1], str):
        return None
    _, end = spans.span(name.value)
    if spans.sign(owner) == "{":
        return Edit(end, end, 0, f", {route[-1]}: {scalar(fix.value, flow=True)}")
    next_line = source.text.find("\n", end)
    at = len(source.text) if next_line < 0 else next_line
    at -= source.text[at - 1 : at] == "\r"
    return Edit(at, at, 0, f"\n{' ' * (name.key.column - 1)}{route[-1]}: {scalar(fix.value)}")
