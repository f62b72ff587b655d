"""The values of a document that its page shows, by address; and the route of an address in the file."""

from collections.abc import Iterator, Sequence
from typing import Any

from gkml.catalog.model import Catalog
from gkml.catalog.parts import PrefaceHeading
from gkml.diagnostics import Route
from gkml.merge.rows import heading_of
from gkml.project.desk.cells import CellValue, Value, table_values, top_values
from gkml.project.desk.printed_values import printed_values
from gkml.project.editor.opened import Opened


def values(opened: Opened) -> dict[str, CellValue]:
    """Returns every value that the page of a document lets a user edit; of several cells of one value, the first."""
    entry = opened.entry
    if entry is None:
        printed = printed_values(opened)
        return {value.at: value for value in reversed([*printed.every()])} if printed else {}
    listed = [*(value for _, value in top_values(entry)), *prose(entry.catalog)]
    listed += [value for row in table_values(entry) for value in row if value]
    return {value.at: value for value in reversed(listed)}


def prose(catalog: Catalog) -> Iterator[CellValue]:
    """Yields the texts around the table: title, lines below it, preface (unless it has headings), notes."""
    yield CellValue("title", catalog.title, "text")
    yield CellValue("subtitle", catalog.subtitle, "lines")
    if not any(isinstance(each, PrefaceHeading) for each in catalog.preface):
        yield CellValue("preface", tuple(each for each in catalog.preface if isinstance(each, str)), "lines")
    yield CellValue("notes", catalog.notes, "lines")


def route_of(at: str, opened: Opened) -> Route | None:
    """Returns the route of an address in the file, None if its item is gone."""
    first, _, rest = at.partition("/")
    if first.startswith("#"):
        ids = opened.loaded.entry.document.ids if opened.loaded.entry else {}
        own = next((route for route, each in ids.items() if each == first[1:]), None)
        return None if own is None else (*own, *_fields(rest))
    return _steps(at, opened.source.data)


def _fields(rest: str) -> Route:
    """Returns the steps below an item: a heading under `extra` may have any character."""
    field, _, heading = rest.partition("/")
    return (field, heading) if field == "extra" else (rest,)


def _steps(at: str, data: Any) -> Route:
    steps: list[str | int] = []
    parts = at.split("/")
    if parts[:2] == ["defaults", "extra"]:
        return ("defaults", "extra", "/".join(parts[2:]))
    for part in parts:
        step: str | int = int(part) if isinstance(data, list) and part.isdecimal() else part
        steps.append(step)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
    return tuple(steps)


def plain(value: Value | Sequence[str]) -> str | list[str]:
    """Returns a value as it is written in a file."""
    return value if isinstance(value, str) else list(value)


def name_at(opened: Opened, at: str) -> str:
    """Returns what users call the value at an address: the item and the heading of its column."""
    entry, route = opened.entry, route_of(at, opened)
    if entry is None or route is None:
        printed = printed_values(opened)
        return next((name for name, value in printed.others if value.at == at), "这一格") if printed else at
    if not at.startswith("#"):
        names = {value.at: name for name, value in top_values(entry)} | _PROSE
        return names.get(at, at)
    own = next(node for node in entry.catalog.nodes if entry.catalog.ids[node.route] == at[1:].partition("/")[0])
    field = at.partition("/")[2]
    heading = entry.profile.levels[own.depth - 1] if field == "name" else heading_of(field, entry.profile)
    return f"“{own.name}”的{heading}"


_PROSE = {"title": "标题", "subtitle": "标题下的各行", "preface": "表前的正文", "notes": "表后的注释"}
