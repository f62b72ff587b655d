"""A catalog and its form in, a `Document` out: texts, numbers, order and merges of the printed table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter

from gkml.catalog.form_line import Place, day_printed
from gkml.catalog.model import Catalog, Disclosure, Entry, Item, Leaf
from gkml.catalog.profile import LISTS, OFF, ON, TICK, Column, OptionList, Profile
from gkml.catalog.tree import numbers
from gkml.document import (
    Block,
    Cell,
    Document,
    Heading,
    PageSetup,
    Paragraph,
    Properties,
    Role,
    Row,
    Run,
    Section,
    Table,
)
from gkml.document import Column as Geometry

Printer = Callable[[Item], str]


def lay_out(entry: Entry, digest: str) -> Document:
    """Returns the printed directory of an entry, as `kinds` asks for it."""
    return layout(entry.catalog, entry.profile, digest)


def layout(catalog: Catalog, profile: Profile, source: str = "") -> Document:
    """Returns the printed directory; `source` is the hash that Word and Excel files carry for a later merge."""
    properties = Properties(
        id=catalog.id,
        edition=catalog.edition,
        agency=catalog.agency,
        issued=catalog.issued.isoformat() if catalog.issued else "",
        source=source,
        font_size=profile.font_size,
    )
    lines = _form_lines(catalog, profile)
    blocks = (
        *_preface(catalog),
        *lines["over-title"],
        Heading(catalog.title, 0),
        *lines["under-title"],
        *(_paragraph(line, "subtitle") for line in catalog.subtitle),
        *_preamble(catalog, profile),
        *lines["over-table"],
        _table(catalog, profile),
        *map(_paragraph, catalog.notes),
        *lines["under-table"],
        *lines["signature"],
    )
    return Document(catalog.title, (Section(blocks, PageSetup(profile.paper)),), properties)


def _preface(catalog: Catalog) -> Iterator[Block]:
    for entry in catalog.preface:
        yield _paragraph(entry, "body") if isinstance(entry, str) else Heading(entry.heading, entry.level)


_LINE_ROLES: Mapping[Place, Role] = {
    "over-title": "attachment",
    "under-title": "subtitle",
    "over-table": "lead",
    "under-table": "note",
    "signature": "signature",
}


def _form_lines(catalog: Catalog, profile: Profile) -> dict[Place, list[Paragraph]]:
    """Returns the lines that the form prints, by their place; the last line of a signature is its date."""
    issued = day_printed(catalog.issued) if catalog.issued else ""
    values = {"agency": catalog.agency, "edition": catalog.edition, "issued": issued}
    lines: dict[Place, list[Paragraph]] = {place: [] for place in _LINE_ROLES}
    for line in profile.lines:
        if text := line.printed(values):
            lines[line.at].append(_paragraph(text, _LINE_ROLES[line.at]))
    lines["signature"][1:] = [line._replace(role="date") for line in lines["signature"][1:]]
    return lines


def _preamble(catalog: Catalog, profile: Profile) -> Iterator[Block]:
    """Returns the lines above the table that hold for every item, such as 公开时限：…, without empty ones."""
    defaults = catalog.defaults or Disclosure()
    for line in profile.preamble:
        value = defaults.extra.get(line.heading, "") if line.shows == "extra" else getattr(defaults, line.shows)
        text = value if isinstance(value, str) else "、".join(value)
        if text:
            yield _paragraph(f"{line.heading}：{text}", "lead")


def _paragraph(text: str, role: Role = "note") -> Paragraph:
    return Paragraph((Run(text),), role=role)


def _table(catalog: Catalog, profile: Profile) -> Table:
    own = _own_columns(catalog, profile)
    columns = (*profile.leaves, *own)
    total = sum(column.share for column in columns)
    geometry = tuple(_geometry(column, total, profile) for column in columns)
    return Table(geometry, _head(profile, own), tuple(_body(catalog, profile, columns)))


def _geometry(column: Column, total: float, profile: Profile) -> Geometry:
    choices = ("", TICK) if column.tick and not column.rest else ()
    is_number = column.shows == "number"
    hint = "序号由程序编排，改动不起作用。" if is_number else _hint(profile) if column.options else ""
    return Geometry(column.share / total, column.align, column.filter, choices, hint, not is_number, flow=column.flow)


def _hint(profile: Profile) -> str:
    """How a check-list is filled in."""
    form = next(iter(profile.option_lists.values()))
    other = f"；清单外的写在“{form.other}{form.separator.strip()}”之后，也改成 {ON}" if form.other else ""
    return f"要勾选的，把 {OFF} 改成 {ON}{other}。"


def _own_columns(catalog: Catalog, profile: Profile) -> tuple[Column, ...]:
    """Returns columns for the headings under `extra` that the form lacks, so that nothing is lost."""
    printed = {c.heading for c in profile.leaves} | {line.heading for line in profile.preamble}
    headings = {heading: None for leaf in catalog.leaves for heading in leaf.item.extra if heading not in printed}
    share = sum(c.share for c in profile.leaves) / len(profile.leaves)
    return tuple(Column(heading=heading, shows="extra", share=share) for heading in headings)


def _head(profile: Profile, own: tuple[Column, ...]) -> tuple[Row, ...]:
    """Returns one row of headings, or two if a heading covers a group of columns."""
    paths = [*profile.paths(), *(("", column) for column in own)]
    deep = any(group for group, _ in paths)
    top: list[Cell] = []
    below: list[Cell] = []
    for place, (group, column) in enumerate(paths):
        if not group:
            top.append(_cell(place, column.heading, rowspan=2 if deep else 1))
            continue
        below.append(_cell(place, column.heading))
        if place and paths[place - 1][0] == group:
            top[-1] = top[-1]._replace(colspan=top[-1].colspan + 1)
        else:
            top.append(_cell(place, group))
    return (Row(tuple(top)), Row(tuple(below))) if deep else (Row(tuple(top)),)


def _cell(place: int, text: str, rowspan: int = 1) -> Cell:
    return Cell(place, (Run(text),), rowspan)


def _body(catalog: Catalog, profile: Profile, columns: tuple[Column, ...]) -> Iterator[Row]:
    """Returns the rows, built column by column; None is in the place of a cell that extends from above."""
    leaves = catalog.leaves
    spans = _spans(leaves, len(profile.levels))
    cells_by_column: list[list[Cell | None]] = []
    for number, column in enumerate(columns):
        if column.shows == "level":
            reach = spans[column.level - 1] if column.merge else None
            texts = [leaf.path[column.level - 1].name if column.level <= len(leaf.path) else "" for leaf in leaves]
        elif column.shows == "number":
            reach = spans[0] if column.merge else None
            texts = numbers(leaves, profile.numbering)
        else:
            reach = None
            printer = _printer(column, profile)
            texts = [printer(leaf.item) for leaf in leaves]
        cells_by_column.append(_merged(number, texts, reach) if reach else _single(number, texts))
    begins = _namesakes(leaves)
    for number, (leaf, cells) in enumerate(zip(leaves, zip(*cells_by_column, strict=True), strict=True)):
        yield Row(tuple(filter(None, cells)), leaf.id, begins=begins.get(number, 0))


def _namesakes(leaves: Sequence[Leaf]) -> dict[int, int]:
    """Returns the rows that begin a group with the name of the group just before it: row number to level (from 1).

    A name printed again is otherwise read as the same group, which a page has divided.
    """
    begins: dict[int, int] = {}
    for number, (before, leaf) in enumerate(pairwise(leaves), 1):
        for depth, (old, new) in enumerate(zip(before.path[:-1], leaf.path[:-1], strict=False), 1):
            if before.route[: 2 * depth] != leaf.route[: 2 * depth]:
                if old.name == new.name:
                    begins[number] = depth
                break
    return begins


def _merged(number: int, texts: list[str], reach: list[int]) -> list[Cell | None]:
    return [Cell(number, (Run(text),), rows) if rows else None for text, rows in zip(texts, reach, strict=True)]


def _single(number: int, texts: list[str]) -> list[Cell | None]:
    """Cells of one row each; equal texts share one cell, for a directory says the same thing again and again."""
    shared: dict[str, Cell] = {}
    return [shared.get(text) or shared.setdefault(text, Cell(number, (Run(text),))) for text in texts]


def _spans(leaves: tuple[Leaf, ...], levels: int) -> list[list[int]]:
    """For each level and row: over how many rows the item named there reaches, 0 in the rows that it covers from above.

    Items are told apart by their place in the tree, not by their text: equal neighbours stay separate.
    """
    spans = []
    for depth in range(1, levels + 1):
        # "items", i, "items", j, …: the first 2 × depth steps name the item at that depth.
        routes = [leaf.route[: 2 * depth] if len(leaf.path) >= depth else leaf.route for leaf in leaves]
        column = [0] * len(leaves)
        first = 0
        for place, route in enumerate(routes):
            if route != routes[first]:
                first = place
            column[first] += 1
        spans.append(column)
    return spans


def _printer(column: Column, profile: Profile) -> Printer:
    """Returns the function from an item to the text of its cell in this column."""
    field = column.shows
    if field == "extra":
        return lambda item: item.extra.get(column.heading, "")
    if column.options:
        return lambda item: _check_list(item.channels, _option_list(item, profile))
    if column.rest:
        ticked = {c.tick for c in profile.leaves if c.shows == field and not c.rest}
        return lambda item: _rest(getattr(item, field), ticked, column)
    if column.tick:
        return lambda item: TICK if column.tick in getattr(item, field) else ""
    if field in LISTS:
        return lambda item: column.join.join(getattr(item, field))
    return attrgetter(field)


def _option_list(item: Item, profile: Profile) -> OptionList:
    if item.options:
        return profile.option_lists[item.options]
    return next(iter(profile.option_lists.values()))


def _check_list(channels: Sequence[str], form: OptionList) -> str:
    """Returns every option on its own line, ticked or not; channels outside the list follow 其他."""
    printed = {*form.options, form.other}
    others = [channel for channel in channels if channel not in printed]
    lines = [f"{ON if option in channels else OFF}{option}" for option in form.options]
    if not form.other:
        lines += [f"{ON}{channel}" for channel in others]
    elif others or form.other in channels:
        lines.append(f"{ON}{form.other}{form.separator}{'、'.join(others)}".rstrip())
    else:
        lines.append(f"{OFF}{form.other}")
    return "\n".join(lines)


def _rest(values: Sequence[str], ticked: set[str], column: Column) -> str:
    """Returns the named groups; only a tick if the group is ticked and has no name."""
    return column.join.join(TICK if value == column.tick else value for value in values if value not in ticked)
