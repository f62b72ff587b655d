"""A document as laid out in, the same document fit for paper out: rows have heights, and no merged cell crosses a page.

Word and LibreOffice print a merged cell that crosses a page break blank on the next page. So pages are worked out here:
a group that fits moves to the next page whole, a longer one is divided where the page ends and its name printed again.
Heights count a Chinese character as two units; lines are set exactly, so that the fonts at hand make no difference.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from gkml.document import CELL_SIDE, CELL_TOP, PAPERS, Cell, Document, Heading, Row, Table, line_height

MOVES_WHOLE = 0.4
"""A group up to this part of a page moves to the next one rather than be divided."""
TITLE_HEIGHT = 52.0
PARAGRAPH_HEIGHT = 22.0


def paginate(document: Document) -> Document:
    """The document with measured rows, and every merge cut where a page will end."""
    blocks = list(document.blocks)
    offset = 0.0
    for place, block in enumerate(blocks):
        if isinstance(block, Table):
            blocks[place] = _paged(block, document, offset)
        offset = TITLE_HEIGHT if isinstance(block, Heading) and block.level == 0 else offset + PARAGRAPH_HEIGHT
    return replace(document, blocks=tuple(blocks))


def _paged(table: Table, document: Document, offset: float) -> Table:
    paper = PAPERS[document.properties.paper]
    size = document.properties.font_size
    units = [int((c.share * paper.text_width - 2 * CELL_SIDE) / (size / 2)) for c in table.columns]
    head = _measured(table.head, units, size)
    body = _measured(table.body, units, size)
    room = paper.text_height - sum(row.height for row in head)
    pages = _cut(body, _page_starts(body, room, offset))
    return Table(table.columns, head, _kept(_measured(pages, units, size)))


def _measured(rows: tuple[Row, ...], units: list[int], size: float) -> tuple[Row, ...]:
    line = line_height(size)
    known: dict[tuple[str, int], int] = {}
    heights: list[float] = []
    owed: dict[int, list[tuple[int, float]]] = {}
    for number, row in enumerate(rows):
        most = 1
        for cell in row.cells:
            width = units[cell.column] if cell.colspan == 1 else sum(units[cell.column : cell.column + cell.colspan])
            text = cell.runs[0].text if len(cell.runs) == 1 else cell.text
            key = (text, width)
            lines = known.get(key)
            if lines is None:
                lines = known[key] = count_lines(text, width)
            if cell.rowspan == 1:
                most = max(most, lines)
            else:
                last = number + cell.rowspan - 1
                owed.setdefault(last, []).append((number, lines * line + 2 * CELL_TOP))
        height = most * line + 2 * CELL_TOP
        for first, needed in owed.pop(number, ()):
            height = max(height, needed - sum(heights[first:number]))
        heights.append(height)
    return tuple(Row(r.cells, r.key, r.mark, h, r.keep) for r, h in zip(rows, heights, strict=True))


def count_lines(text: str, units: int) -> int:
    """How many lines a text takes in a cell of `units` half-width characters."""
    if len(text) * 2 <= units and "\n" not in text:
        return 1
    # A Chinese character is two units wide, so an odd one stays empty.
    room = max(units & ~1, 2)
    return sum(_lines(part, room) for part in text.split("\n"))


_UNBREAKABLE = re.compile("[，。、；：！？）》」』”’!-~]")
"""Characters that may not start a line (or be parted from their like), and so can take one more character down."""


def _lines(text: str, room: int) -> int:
    width = _width(text)
    if width <= room:
        return 1
    return ceil((width + 2 if _UNBREAKABLE.search(text) else width) / room)


def _width(text: str) -> int:
    """In half-width units. UTF-8 gives an ASCII character one byte and a Chinese one three (or four for two units)."""
    return len(text) + (len(text.encode()) - len(text)) // 2


def _page_starts(rows: Sequence[Row], room: float, offset: float) -> list[int]:
    """The rows at which a new page starts. `offset` is what stands above the table on its first page."""
    begins = _group_starts(rows)
    starts: list[int] = []
    used, page_start = offset, 0
    for number, row in enumerate(rows):
        if used + row.height > room and number > page_start:
            group = begins[number]
            moves = group > page_start and sum(r.height for r in rows[group : number + 1]) <= room * MOVES_WHOLE
            start = group if moves else number
            starts.append(start)
            page_start = start
            used = sum(r.height for r in rows[start:number])
        used += row.height
    return starts


def _group_starts(rows: Sequence[Row]) -> list[int]:
    """For each row the first row of the outermost merge that covers it (itself where none does)."""
    begins: list[int] = []
    first, end = 0, 0
    for number, row in enumerate(rows):
        if number >= end:
            first = number
        end = max(end, number + max((cell.rowspan for cell in row.cells), default=1))
        begins.append(first)
    return begins


def _cut(rows: tuple[Row, ...], starts: list[int]) -> tuple[Row, ...]:
    """The rows with every span cut at each start, its text repeated there."""
    if not starts:
        return rows
    cells = [list(row.cells) for row in rows]
    bounds = [*starts, len(rows)]
    page = 0
    for number in range(len(rows)):
        while number >= bounds[page]:
            page += 1
        for place, cell in enumerate(cells[number]):
            end = number + cell.rowspan
            if end > bounds[page]:
                rest = Cell(cell.column, cell.runs, end - bounds[page], cell.colspan)
                cells[number][place] = Cell(cell.column, cell.runs, bounds[page] - number, cell.colspan)
                cells[bounds[page]].append(rest)
    return tuple(
        row._replace(cells=tuple(sorted(cells[n], key=_column)) if len(cells[n]) != len(row.cells) else tuple(cells[n]))
        for n, row in enumerate(rows)
    )


def _column(cell: Cell) -> int:
    return cell.column


def _kept(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows that a merge joins to the next one ask for the same page."""
    end = 0
    kept = []
    for number, row in enumerate(rows):
        end = max(end, number + max((cell.rowspan for cell in row.cells), default=1))
        kept.append(row._replace(keep=True) if end > number + 1 else row)
    return tuple(kept)
