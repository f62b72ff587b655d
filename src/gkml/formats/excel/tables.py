"""A sheet in, the places of its tables out.

Our own sheets have borders round their tables and nowhere else. In a stranger's sheet borders are a hint: some cells of
a table may lack them, the title may have them, and so may a hundred thousand empty rows. There a table is what has
several texts in several rows that follow one another.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkml.formats.excel.sheets import Range, Sheet
from gkml.formats.excel.values import Value
from gkml.formats.unreadable import MAX_CELLS, UnreadableFile

_MOST_TABLES = 1000
_FAR = 20
"""So many empty rows or columns end a table."""


class Band(NamedTuple):
    """The place of a table: its rows and columns, the last ones in it; and how many of the rows are its head."""

    first: int
    last: int
    left: int
    right: int
    heads: int


def bands(sheet: Sheet) -> list[Band]:
    """The places of the tables of a sheet, from the top."""
    found = _ours(sheet) if sheet.ours else list(_foreign(sheet))
    if len(found) > _MOST_TABLES or len(found) * len(sheet.merges) > MAX_CELLS:
        raise UnreadableFile(f"工作表“{sheet.name}”里的表格太零碎，不读")
    return found


def text(value: Value) -> str:
    return "".join([run.text for run in value.runs or ()])


def _ours(sheet: Sheet) -> list[Band]:
    """Stretches of bordered rows, with what an editor typed below them; without any border, all rows of two texts."""
    bordered = {n: [c for c, value in row.items() if value.look.bordered] for n, row in sheet.rows.items()}
    used = {number: columns for number, columns in bordered.items() if columns}
    if not used:
        filled = {n: [c for c, value in row.items() if text(value)] for n, row in sheet.rows.items()}
        used = {number: columns for number, columns in filled.items() if len(columns) > 1}
        return [_band(sheet, min(used), max(used), used)] if used else []
    last, extent = max(used), [column for columns in used.values() for column in columns]
    edges = [min(extent), max(extent)]
    for number, row in sheet.rows.items():
        typed = [column for column, value in row.items() if edges[0] <= column <= edges[1] and text(value).strip()]
        if number > last and len(typed) > 1:
            used[number] = edges
    rows = sorted(used)
    starts = [row for row in rows if row - 1 not in used]
    ends = [row for row in rows if row + 1 not in used]
    return [_band(sheet, first, last, used) for first, last in zip(starts, ends, strict=True)]


def _band(sheet: Sheet, first: int, last: int, used: Mapping[int, Sequence[int]]) -> Band:
    columns = [used[number] for number in range(first, last + 1) if number in used]
    left, right = min(map(min, columns)), max(map(max, columns))
    top, bottom = sheet.repeated or (0, -1)
    heads = min(bottom, last) - first + 1 if top <= last else 0
    return Band(first, last, left, right, max(heads, 0))


# --- sheets of strangers ---


class _Line(NamedTuple):
    """A row that has texts: the columns of those; whether one of them is bordered."""

    number: int
    columns: tuple[int, ...]
    bordered: bool


def _foreign(sheet: Sheet) -> Iterator[Band]:
    merges = {(merge.row, merge.column): merge for merge in sheet.merges}
    below: dict[int, int] = {}
    for merge in sheet.merges:
        below[merge.row] = max(below.get(merge.row, 0), merge.last_row)
    every = list(_lines(sheet))
    following = dict(pairwise([line.number for line in every]))
    for stretch in _stretches(every, _standing(sheet)):
        lines = _without_edges(stretch, merges)
        if _is_table(lines):
            first, last = lines[0].number, lines[-1].number
            end = max(below.get(line.number, last) for line in lines)
            # Merged cells may reach below the last text; one that reaches to the end of the sheet says nothing.
            if last < end <= last + _MOST_BELOW:
                last = min(end, following.get(last, end + 1) - 1)
            yield Band(first, last, *_extent(lines), _heads(sheet, first, last))


_MOST_BELOW = 1000


def _is_table(lines: list[_Line]) -> bool:
    """Several rows, of which two have several texts; one will do where there are borders, and none where all have them."""
    several = sum(len(line.columns) > 1 for line in lines)
    bordered = sum(line.bordered for line in lines)
    return len(lines) > 1 and (several > 1 or (several == 1 and bordered > 0) or bordered == len(lines))


def _lines(sheet: Sheet) -> Iterator[_Line]:
    for number in sorted(sheet.rows):
        filled = {column: value for column, value in sheet.rows[number].items() if text(value).strip()}
        if filled:
            yield _Line(number, tuple(filled), any(value.look.bordered for value in filled.values()))


def _standing(sheet: Sheet) -> dict[int, int]:
    """For each row how many merged cells reach into it from above; no more rows than have cells."""
    standing: dict[int, int] = {}
    rows = sorted(sheet.rows)
    if rows:
        changes: dict[int, int] = {}
        for merge in sheet.merges:
            if merge.last_row > merge.row and merge.column in sheet.rows.get(merge.row, ()):
                changes[merge.row + 1] = changes.get(merge.row + 1, 0) + 1
                changes[merge.last_row + 1] = changes.get(merge.last_row + 1, 0) - 1
        points = sorted(changes)
        place = count = 0
        for row in rows:
            while place < len(points) and points[place] <= row:
                count += changes[points[place]]
                place += 1
            standing[row] = count
    return standing


def _stretches(lines: list[_Line], standing: Mapping[int, int]) -> Iterator[list[_Line]]:
    """The lines cut where one table ends: at a far gap, and in a sheet with borders at lines that have none."""
    usual = _usual(lines)
    has_borders = sum(line.bordered and len(line.columns) > 1 for line in lines) > 1
    stretch: list[_Line] = []
    for before, line in pairwise([None, *lines]):
        assert line is not None
        inside = _inside(line, standing, usual, has_borders)
        far = before is not None and line.number - before.number > _FAR and not standing.get(line.number)
        if stretch and (far or not inside):
            yield stretch
            stretch = []
        if inside:
            stretch.append(line)
    if stretch:
        yield stretch


def _usual(lines: list[_Line]) -> int:
    """How many texts a row of the sheet's table has: the median of those that have several."""
    counts = sorted(len(line.columns) for line in lines if len(line.columns) > 1)
    return counts[len(counts) // 2] if counts else 0


def _inside(line: _Line, standing: Mapping[int, int], usual: int, has_borders: bool) -> bool:
    """Whether a line may belong to a table: one that has borders, or about as many texts as others."""
    told = len(line.columns) + standing.get(line.number, 0)
    if not has_borders:
        return told > 0
    return line.bordered or (told > 1 and told * 2 > usual)


def _without_edges(stretch: list[_Line], merges: Mapping[tuple[int, int], Range]) -> list[_Line]:
    """The stretch without lines of one text before its first row of several, and behind it without notes over its width."""
    first = next((n for n, line in enumerate(stretch) if len(line.columns) > 1), 0)
    lines = stretch[first:]
    left, right = _extent(lines)
    while len(lines) > 1 and len(lines[-1].columns) == 1 and _is_note(lines[-1], merges, left, right):
        lines.pop()
    return lines


def _is_note(line: _Line, merges: Mapping[tuple[int, int], Range], left: int, right: int) -> bool:
    merge = merges.get((line.number, line.columns[0]))
    over = merge is not None and merge.column <= left and merge.last_column >= right
    return right > left and (over or not line.bordered)


def _extent(lines: list[_Line]) -> tuple[int, int]:
    """The columns of the texts, from the first to the last before a far gap."""
    columns = sorted(set().union(*(line.columns for line in lines)))
    right = next((a for a, b in pairwise(columns) if b - a > _FAR), columns[-1])
    return columns[0], right


_STRADDLES = 2
"""Rows that a heading may reach below those that stay in view."""


def _heads(sheet: Sheet, first: int, last: int) -> int:
    """The rows that stay in view or repeat, with the headings that reach a little below; never all of the table."""
    bottom = sheet.repeated[1] if sheet.repeated else -1
    if first <= bottom < last:
        ends = [merge.last_row for merge in sheet.merges if first <= merge.row <= bottom < merge.last_row]
        bottom = max([end for end in ends if end - bottom <= _STRADDLES and end < last], default=bottom)
    heads = max(bottom - first + 1, 0)
    return heads if heads <= last - first else 0
