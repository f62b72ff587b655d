"""Takes two editions of one profile and returns the new table with tracked changes: rejecting all gives the old table.

A moved or reordered row is a deleted row and an inserted one. A cell stays merged if its group has the same rows in both
editions; otherwise each row repeats the name of the group.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from gkml.catalog.model import Catalog, Entry
from gkml.diagnostics import GkmlError, Route
from gkml.diff.matching import Matches
from gkml.diff.words import compared
from gkml.document import Block, Cell, Document, Heading, Mark, Paragraph, Row, Run, Section, Table, covered
from gkml.layout.catalog import layout as printed


class _Line(NamedTuple):
    """A printed row: its number in the old and in the new table, None if it is absent."""

    old: int | None
    new: int | None

    @property
    def mark(self) -> Mark:
        return "inserted" if self.old is None else "deleted" if self.new is None else ""


def layout(old: Entry, new: Entry, matches: Matches) -> Document:
    """Returns the table with its surrounding text. Raises `GkmlError` if the tables have different columns."""
    was, now = printed(old.catalog, old.profile), printed(new.catalog, new.profile)
    if next(was.tables()).headings() != next(now.tables()).headings():
        raise GkmlError(
            f"两版的表列不同（{old.profile.name} 与 {new.profile.name}），没法在一张表上标出修订；请改用修订对照表（docx、xlsx、html）"
        )
    table = _table(next(was.tables()), next(now.tables()), _lines(old.catalog, new.catalog, matches))
    before, title, between, behind = zip(_parts(was), _parts(now), strict=True)
    heading = Heading(now.title, 0, _marked(was.title, now.title))
    blocks = (*_text(*before), *([heading] if title else ()), *_text(*between), table, *_text(*behind))
    properties = replace(now.properties, source="", tracked=True)
    return replace(now, sections=(Section(blocks, now.page),), properties=properties)


# --- the text around the table ---

_Text = Heading | Paragraph


def _parts(document: Document) -> tuple[list[_Text], list[_Text], list[_Text], list[_Text]]:
    """Returns the text before the title, the title, the text between title and table, and the text after the table."""
    texts: list[_Text] = []
    title = table = 0
    for block in document.blocks:
        if isinstance(block, Table):
            table = len(texts)
            continue
        if isinstance(block, Heading) and block.level == 0:
            title = len(texts)
        if isinstance(block, _Text):
            texts.append(block)
    return texts[:title], texts[title : title + 1], texts[title + 1 : table], texts[table:]


def _text(old: Sequence[_Text], new: Sequence[_Text]) -> Iterator[Block]:
    """Yields paragraphs: unchanged ones, rewritten ones in place, then deleted and inserted ones."""
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from new[first:last]
            continue
        pairs = min(end - start, last - first)
        for was, now in zip(old[start : start + pairs], new[first : first + pairs], strict=True):
            yield from _rewritten(was, now)
        yield from (_whole(block, "deleted") for block in old[start + pairs : end])
        yield from (_whole(block, "inserted") for block in new[first + pairs : last])


def _rewritten(was: _Text, now: _Text) -> Iterator[Block]:
    if isinstance(was, Paragraph) and isinstance(now, Paragraph):
        yield Paragraph(compared(was.text, now.text), role=now.role)
    elif isinstance(was, Heading) and isinstance(now, Heading) and was.level == now.level:
        yield Heading(now.text, now.level, _marked(was.text, now.text))
    else:
        yield _whole(was, "deleted")
        yield _whole(now, "inserted")


def _marked(was: str, now: str) -> tuple[Run, ...]:
    return compared(was, now) if was != now else ()


def _whole(block: _Text, mark: Mark) -> Block:
    runs = (Run(block.text, mark),)
    return (
        Paragraph(runs, mark, block.role)
        if isinstance(block, Paragraph)
        else Heading(block.text, block.level, runs, mark)
    )


# --- which rows ---


def _lines(old: Catalog, new: Catalog, matches: Matches) -> list[_Line]:
    """Returns the rows of both tables in order: each row that stayed once, before it the deleted, then the inserted rows."""
    places = {leaf.route: place for place, leaf in enumerate(new.leaves)}
    stayed = [
        (place, places[partner])
        for place, leaf in enumerate(old.leaves)
        if (partner := matches.leaves.get(leaf.route)) is not None and _is_in_place(leaf.route, partner, matches)
    ]
    kept = [*_in_order(stayed), (len(old.leaves), len(new.leaves))]
    lines: list[_Line] = []
    deleted = inserted = 0
    for was, now in kept:
        lines += [_Line(place, None) for place in range(deleted, was)]
        lines += [_Line(None, place) for place in range(inserted, now)]
        lines += [_Line(was, now)]
        deleted, inserted = was + 1, now + 1
    return lines[:-1]


def _is_in_place(old: Route, new: Route, matches: Matches) -> bool:
    """Returns whether an item is in the same group as before."""
    return matches.groups.get(old[:-2], ()) == new[:-2] if old[2:] else not new[2:]


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the longest sequence of pairs that has the same order in both editions."""
    ends: list[int] = []
    last: list[int] = []
    above: list[int | None] = []
    for number, (_, now) in enumerate(pairs):
        place = bisect_left(ends, now)
        ends[place : place + 1] = [now]
        last[place : place + 1] = [number]
        above.append(last[place - 1] if place else None)
    kept: list[tuple[int, int]] = []
    at = last[-1] if last else None
    while at is not None:
        kept.append(pairs[at])
        at = above[at]
    return kept[::-1]


# --- the table ---


def _table(was: Table, now: Table, lines: Sequence[_Line]) -> Table:
    width = len(now.columns)
    old, new = _owners(was), _owners(now)
    keys = {row.key for row in now.body}
    columns = [_column(column, lines, old, new) for column in range(width)]
    rows = []
    for place, line in enumerate(lines):
        key = now.body[line.new].key if line.new is not None else was.body[line.old or 0].key
        cells = tuple(cell for column in columns if (cell := column[place]) is not None)
        # A bookmark name is unique in a Word file: a moved row keeps it at its new place.
        rows.append(Row(cells, "" if line.mark == "deleted" and key in keys else key, line.mark))
    # Changes within a check-list are read option by option.
    return replace(now, columns=tuple(column._replace(flow=False) for column in now.columns), body=tuple(rows))


class _Owner(NamedTuple):
    """The cell that covers a place: its text, its first and its last row."""

    text: str
    first: int
    last: int


_Owners = list[list[_Owner]]


def _owners(table: Table) -> _Owners:
    """Returns the covering cell for each row and column."""
    owners: _Owners = []
    starts: dict[int, int] = {}
    for number, (row, cells) in enumerate(zip(table.body, covered(table.body, len(table.columns)), strict=True)):
        starts |= {cell.column: number for cell in row.cells}
        owners.append(
            [_Owner(cell.text, starts[cell.column], starts[cell.column] + cell.rowspan - 1) for cell in cells]
        )
    return owners


def _column(column: int, lines: Sequence[_Line], old: _Owners, new: _Owners) -> list[Cell | None]:
    """Returns the cells of a column; None where a cell from above continues."""
    cells: list[Cell | None] = []
    for _, same in groupby(lines, lambda line: _span(line, column, old, new)):
        here = list(same)
        runs = [_runs(line, column, old, new) for line in here]
        span = _span(here[0], column, old, new)
        if len(here) > 1 and span is not None and _fills(span, len(here)):
            cells += [Cell(column, runs[0], len(here)), *[None] * (len(here) - 1)]
        else:
            cells += [Cell(column, each) for each in runs]
    return cells


_Span = tuple[int, int, int, int]
"""The first and the last row of a cell in the old table, and of its counterpart in the new one."""


def _span(line: _Line, column: int, old: _Owners, new: _Owners) -> _Span | None:
    if line.old is None or line.new is None:
        return None
    was, now = old[line.old][column], new[line.new][column]
    return was.first, was.last, now.first, now.last


def _fills(span: _Span, rows: int) -> bool:
    """Returns whether a number of consecutive rows is the whole of a cell in both tables."""
    first, last, begins, ends = span
    return last - first + 1 == ends - begins + 1 == rows


def _runs(line: _Line, column: int, old: _Owners, new: _Owners) -> tuple[Run, ...]:
    was = old[line.old][column].text if line.old is not None else ""
    now = new[line.new][column].text if line.new is not None else ""
    if line.mark:
        text = was or now
        return (Run(text, line.mark if text else ""),)
    return compared(was, now)
