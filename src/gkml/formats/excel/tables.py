"""Finds the places of the tables of a sheet.

Sheets of gkml have borders round their tables and nowhere else. In other sheets borders are a hint: some cells of a
table may lack them, the title may have them, and so may a hundred thousand empty rows. There a table is a stretch of
rows with several texts; what an empty column separates from it stands beside it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gkml.formats.excel.merges import Range
from gkml.formats.excel.sheets import Sheet
from gkml.formats.unreadable import MAX_CELLS, UnreadableFile

_MOST_TABLES = 1000
_FAR = 20
"""So many empty rows or columns end a table."""


class Band(NamedTuple):
    """The place of a table: its first and last row, its first and last column, and how many rows are its head."""

    first: int
    last: int
    left: int
    right: int
    heads: int


def bands(sheet: Sheet) -> list[Band]:
    """Returns the places of the tables of a sheet, from the top."""
    places = _ours(sheet) if sheet.ours else list(_foreign(sheet))
    if len(places) > _MOST_TABLES or len(places) * len(sheet.merges) > MAX_CELLS:
        raise UnreadableFile(f"工作表“{sheet.name}”里的表格太零碎，不读")
    return places


def hidden_columns(sheet: Sheet) -> frozenset[int]:
    return frozenset(n for width in sheet.widths if width.hidden for n in range(width.first, width.last + 1))


def _ours(sheet: Sheet) -> list[Band]:
    """Returns the stretches of bordered rows, with rows typed below them; without any border, all rows of two texts."""
    bordered = {n: [c for c, value in row.items() if value.look.bordered] for n, row in sheet.rows.items()}
    used = {number: columns for number, columns in bordered.items() if columns}
    if not used:
        hidden = hidden_columns(sheet)
        filled = {n: [c for c, value in row.items() if value.text and c not in hidden] for n, row in sheet.rows.items()}
        used = {number: columns for number, columns in filled.items() if len(columns) > 1}
        return [_band(sheet, min(used), max(used), used)] if used else []
    last, extent = max(used), [column for columns in used.values() for column in columns]
    edges = [min(extent), max(extent)]
    for number, row in sheet.rows.items():
        typed = [column for column, value in row.items() if edges[0] <= column <= edges[1] and value.text.strip()]
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


# --- sheets of others ---


_Merges = dict[int, list[Range]]
"""The merged ranges by the row where they begin."""


class _Line(NamedTuple):
    """A row that has texts: their columns, and those whose text is bordered."""

    number: int
    columns: tuple[int, ...]
    framed: tuple[int, ...]

    @property
    def bordered(self) -> bool:
        return bool(self.framed)


def _foreign(sheet: Sheet) -> Iterator[Band]:
    merges: _Merges = {}
    for merge in sheet.merges:
        merges.setdefault(merge.row, []).append(merge)
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
            # Merged cells may reach below the last text; one that reaches to the end of the sheet does not count.
            if last < end <= last + _MOST_BELOW:
                last = min(end, following.get(last, end + 1) - 1)
            yield Band(first, last, *_extent(lines, merges), _heads(sheet, first, last))


_MOST_BELOW = 1000


def _is_table(lines: list[_Line]) -> bool:
    """Whether there are several rows, two of them with several texts; with borders one is enough, in a box of borders none."""
    several = sum(len(line.columns) > 1 for line in lines)
    bordered = sum(line.bordered for line in lines)
    return len(lines) > 1 and (several > 1 or (several == 1 and bordered > 0) or bordered == len(lines))


def _lines(sheet: Sheet) -> Iterator[_Line]:
    for number in sorted(sheet.rows):
        filled = {column: value for column, value in sheet.rows[number].items() if value.text.strip()}
        if filled:
            yield _Line(number, tuple(filled), tuple(column for column, value in filled.items() if value.look.bordered))


def _standing(sheet: Sheet) -> dict[int, int]:
    """Returns for each row that has cells how many merged cells reach into it from above."""
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
    """Yields the lines of one table each: a far gap ends it, and in a sheet with borders a line without any."""
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
    """Returns the usual number of texts in a row: the median of the rows that have several."""
    counts = sorted(len(line.columns) for line in lines if len(line.columns) > 1)
    return counts[len(counts) // 2] if counts else 0


def _inside(line: _Line, standing: Mapping[int, int], usual: int, has_borders: bool) -> bool:
    """Returns whether a line may belong to a table: one that has borders, or about as many texts as others."""
    texts = len(line.columns) + standing.get(line.number, 0)
    if not has_borders:
        return texts > 0
    return line.bordered or (texts > 1 and texts * 2 > usual)


def _without_edges(stretch: list[_Line], merges: _Merges) -> list[_Line]:
    """Returns the stretch without single texts before its first row of several, and without notes after it."""
    first = next((n for n, line in enumerate(stretch) if len(line.columns) > 1), 0)
    lines = stretch[first:]
    left, right = _extent(lines, merges)
    while len(lines) > 1 and len(lines[-1].columns) == 1 and _is_note(lines[-1], merges, left, right):
        lines.pop()
    return lines


def _is_note(line: _Line, merges: _Merges, left: int, right: int) -> bool:
    """Returns whether the one text of a line is merged over the table's width, or has no border."""
    over = any(m.column == line.columns[0] <= left and m.last_column >= right for m in merges.get(line.number, ()))
    return right > left and (over or not line.bordered)


def _extent(lines: list[_Line], merges: _Merges) -> tuple[int, int]:
    """Returns the first and last column of the table: of the pieces that empty columns separate, the one with most texts.

    A piece of more than half as many columns is no list beside the table, but a part of it.
    """
    counts = Counter(column for line in lines for column in line.columns)
    bridged = _bridged(lines, merges)
    pieces: list[list[int]] = []
    for column in sorted(counts):
        if pieces and (column - 1 in counts or bridged.get(pieces[-1][-1] + 1, -1) >= column - 1):
            pieces[-1].append(column)
        else:
            pieces.append([column])
    main = max(pieces, key=lambda piece: sum(counts[column] for column in piece))
    near = [piece for piece in pieces if len(piece) * 2 > len(main) and _gap(main, piece) <= _FAR]
    return _framed([column for piece in near for column in piece], lines)


def _gap(piece: list[int], other: list[int]) -> int:
    return max(other[0] - piece[-1], piece[0] - other[-1], 0)


def _bridged(lines: list[_Line], merges: _Merges) -> dict[int, int]:
    """Returns for each column after a text how far a merged cell that begins at or before it reaches."""
    ranges = sorted((m.column, m.last_column) for line in lines for m in merges.get(line.number, ()))
    reached: dict[int, int] = {}
    last = place = 0
    for column in sorted({column + 1 for line in lines for column in line.columns}):
        while place < len(ranges) and ranges[place][0] <= column:
            last = max(last, ranges[place][1])
            place += 1
        reached[column] = last
    return reached


def _framed(columns: list[int], lines: list[_Line]) -> tuple[int, int]:
    """Returns the columns without those at the edges that have no heading and, unlike the others, no borders."""
    framed = {column for line in lines for column in line.framed}
    headed = set(lines[0].columns)
    table = [column for column in columns if column in framed or column in headed or not framed] or columns
    return table[0], table[-1]


_STRADDLES = 2
"""How many rows a heading may reach below those that stay in view."""


def _heads(sheet: Sheet, first: int, last: int) -> int:
    """Returns how many rows stay in view or repeat, with headings that reach a little below; never all of the table."""
    bottom = sheet.repeated[1] if sheet.repeated else -1
    if first <= bottom < last:
        ends = [merge.last_row for merge in sheet.merges if first <= merge.row <= bottom < merge.last_row]
        bottom = max([end for end in ends if end - bottom <= _STRADDLES and end < last], default=bottom)
    heads = max(bottom - first + 1, 0)
    return heads if heads <= last - first else 0
