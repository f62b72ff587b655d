"""Merges the texts around the table: title, lines below it, preface, notes, and lines with default values."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from gkml.diagnostics import Route
from gkml.merge.outcome import Kind, MergeLog, Point
from gkml.merge.rows import heading_of
from gkml.merge.sides import Sides
from gkml.merge.versions import Value, field_route, flattened


def merged_beside(sides: Sides, log: MergeLog) -> dict[Route, Any]:
    """Returns the values to write, by their route in the catalog."""
    base, now, returned = (table.drafts[0].data for table in sides.drafts)
    values: dict[Route, Any] = {}
    if log.takes(_point(sides, "title", ("title",), "标题"), base["title"], now["title"], returned["title"]):
        values[("title",)] = returned["title"]
    for field, heading in (("agency", "编制机关"), ("edition", "版本"), ("issued", "印发日期")):
        if log.takes(
            _point(sides, "title", (field,), heading), *(data.get(field, "") for data in (base, now, returned))
        ):
            values[(field,)] = returned[field]
    prose: tuple[tuple[Kind, str], ...] = (("subtitle", "标题下的各行"), ("notes", "表后的注释"))
    for kind, heading in prose:
        lines = [_texts(data.get(kind, ())) for data in (base, now, returned)]
        if log.takes(_point(sides, kind, (kind,), heading), *lines):
            values[(kind,)] = list(lines[2])
    preface = [_texts(data.get("preface", ())) for data in (base, now, returned)]
    if log.takes(_point(sides, "preface", ("preface",), "表前的正文"), *preface):
        values[("preface",)] = _preface(sides.source.data.get("preface", []), preface[2])
    defaults = [dict(flattened(data.get("defaults", {}))) for data in (base, now, returned)]
    for field, *three in _lines(*defaults):
        route: Route = ("defaults", *field_route(field))
        if log.takes(_point(sides, "defaults", route, heading_of(field, sides.entry.profile)), *three):
            values[route] = list(three[2]) if isinstance(three[2], tuple) else three[2]
    return values


def _point(sides: Sides, kind: Kind, route: Route, heading: str) -> Point:
    return Point(kind, "", "", str(route[-1]), heading, sides.here(route), "")


def _texts(entries: Sequence[Any]) -> tuple[str, ...]:
    """Returns the texts of paragraphs and headings without blank ones."""
    texts = (entry if isinstance(entry, str) else str(entry["heading"]) for entry in entries)
    return tuple(text for text in texts if text.strip())


def _preface(old: Sequence[Any], texts: Sequence[str]) -> list[Any]:
    """Returns the preface with new texts: an entry that stays a heading keeps its level; a new entry is a paragraph."""
    kept = [entry for entry in old if _texts([entry])]
    was = _texts(kept)
    entries: list[Any] = []
    for kind, first, last, new_first, new_last in SequenceMatcher(None, was, texts, autojunk=False).get_opcodes():
        if kind == "equal":
            entries += kept[first:last]
            continue
        for place, text in enumerate(texts[new_first:new_last]):
            before = kept[first + place] if first + place < last else ""
            entries.append(text if isinstance(before, str) else {**before, "heading": text})
    return entries


def _lines(*three: Mapping[str, Value]) -> Iterator[tuple[str, Value, Value, Value]]:
    for field in dict.fromkeys(key for each in three for key in each):
        kind = next(value for each in three if (value := each.get(field)) is not None)
        empty: Value = () if isinstance(kind, tuple) else ""
        base, now, returned = (each.get(field, empty) for each in three)
        yield field, base, now, returned
