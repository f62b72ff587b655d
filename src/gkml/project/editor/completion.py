"""What may be written at a place of a text: keys with their meaning, forms, options, offices and columns in use, laws."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from gkml.catalog.model import Catalog, Disclosure, Item
from gkml.kinds import KINDS
from gkml.project.editor.opened import Opened
from gkml.registers.instruments import titles
from gkml.registers.names import known_channels

_KEY = re.compile(r"^\s*(?:- )*([A-Za-z_]*)$")
_VALUE = re.compile(r"^\s*(?:- )*([A-Za-z_]+):\s*\[?(?:[^\[\]]*[,，]\s*)?(\S*)$")
_ENTRY = re.compile(r"^(\s*)- (\S*)$")
_LAW = re.compile("《([^《》]*)$")
MOST = 60
"""Proposals in one answer."""


class Proposal(NamedTuple):
    """A text to write with what it means; `start` is the column (from 1) from which it replaces what is there."""

    text: str
    meaning: str
    start: int


def proposals(opened: Opened, line: int, column: int) -> list[Proposal]:
    """Returns what may be written at a place (from 1)."""
    lines = opened.source.lines
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    if law := _LAW.search(before):
        matching = (title for title in titles() if law[1] in title)
        return [Proposal(f"{title}》", "", column - len(law[1])) for title in islice(matching, MOST)]
    if value := _VALUE.match(before):
        return _of_field(opened, value[1], value[2], column)
    if entry := _ENTRY.match(before):
        return _of_field(opened, _key_above(lines, line, len(entry[1])), entry[2], column) or _keys(
            "", entry[2], column
        )
    if key := _KEY.match(before):
        return _keys(before, key[1], column)
    return []


def choices(opened: Opened, field: str, most: int = MOST) -> list[str]:
    """Returns the values that a field may take, of the form, of the registers and in use, the best known first."""
    laws = (f"《{title}》" for title in titles()) if field == "basis" else ()
    return list(islice(dict.fromkeys([*_values(opened, field), *laws]), most))


def _of_field(opened: Opened, field: str, begun: str, column: int) -> list[Proposal]:
    values = dict.fromkeys(value for value in _values(opened, field) if begun in value)
    return [Proposal(value, "", column - len(begun)) for value in islice(values, MOST)]


def _values(opened: Opened, field: str) -> Iterator[str]:
    """Yields the values that a field may take: of its form, of the registers, and those that the file has already."""
    config = opened.home.config
    if field == "profile":
        yield from sorted(opened.home.profiles)
    elif field == "kind":
        yield from KINDS
    if field in {"channels", "audience", "mode", "tiers", "options"} and opened.entry:
        profile = opened.entry.profile
        yield from (option for form in profile.option_lists.values() for option in form.options if field == "channels")
        yield from (column.tick for column in profile.leaves if column.shows == field and column.tick)
    if field == "channels":
        yield from (channel.name for channel in config.registers.channels)
    named: dict[str, Iterable[str]] = {
        "office": config.registers.offices,
        "sections": config.registers.sections,
        "agency": config.registers.agencies,
        "body": config.registers.agencies,
    }
    yield from named.get(field, ())
    if field not in {"id", "name", "content", "title", "kind", "profile"}:
        yield from _in_use(opened, field)
    if field == "channels":
        yield from (platform.name for platform in known_channels().platforms)


def _in_use(opened: Opened, field: str) -> Iterator[str]:
    for route in opened.source.places:
        if field in route[-2:] and isinstance(value := opened.value(route), str):
            yield value


def _key_above(lines: list[str], line: int, indent: int) -> str:
    """Returns the key of the list that an entry with this indent belongs to."""
    for text in reversed(lines[: line - 1]):
        match = re.match(r"^(\s*)(?:- )*([A-Za-z_]+):\s*$", text)
        if match and len(match[1]) <= indent:
            return match[2]
        if text.strip() and not text.lstrip().startswith(("-", "#")):
            return ""
    return ""


def _keys(before: str, begun: str, column: int) -> list[Proposal]:
    """Returns the keys of a directory at the left margin, of an item further in."""
    is_top = before == begun
    model = Catalog if is_top else Item
    fields = model.model_fields if is_top else {**Item.model_fields, **Disclosure.model_fields}
    return [
        Proposal(f"{name}: ", str(field.description or ""), column - len(begun))
        for name, field in fields.items()
        if name.startswith(begun)
    ]
