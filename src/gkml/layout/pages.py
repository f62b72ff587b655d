"""A document as laid out in, the same document fit for paper out: rows have heights, and no merged cell crosses a page.

Word and LibreOffice print a merged cell that crosses a page break blank on the next page. So the pages are worked out
here: a group that fits moves to the next page whole, a longer one is divided where the page ends and its name is
repeated. Heights count a Chinese character as two units; lines are set exactly, so that the installed fonts make no
difference.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import ceil

from gkml.document import (
    CELL_SIDE,
    CELL_TOP,
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    PageSetup,
    Paragraph,
    Row,
    Section,
    Table,
    line_height,
)

MOVES_WHOLE = 0.4
"""A group up to this part of a page moves to the next one rather than be divided."""
TITLE_HEIGHT = 52.0
PARAGRAPH_HEIGHT = 22.0
BODY_SIZE, BODY_LINE = 16.0, 28.0
"""The size of the characters and the height of the lines of running text, in points."""


def paginate(document: Document) -> Document:
    """Returns the document with measured rows, and every merge cut where a page will end."""
    size = document.properties.font_size
    return replace(
        document, sections=tuple(paged for section in document.sections for paged in _paged_section(section, size))
    )


def _paged_section(section: Section, size: float) -> Iterator[Section]:
    """Returns the section, divided before the heading of a table that must stay whole and does not fit on its page.

    `offset` is the height that is in use on the page where the next block begins.
    """
    blocks: list[Block] = []
    offset = 0.0
    for block in section.blocks:
        if isinstance(block, Table):
            if _moves(block, section.page, size, offset):
                heading = [blocks.pop()] if blocks and isinstance(blocks[-1], Heading) else []
                if blocks:
                    yield Section(tuple(blocks), section.page)
                blocks, offset = [*heading], PARAGRAPH_HEIGHT * len(heading)
            paged, offset = _paged(block, section.page, size, offset)
            blocks.append(paged)
            continue
        blocks.append(block)
        offset = _end_of(block, section.page, offset)
    yield Section(tuple(blocks), section.page)


def _moves(table: Table, page: PageSetup, size: float, offset: float) -> bool:
    """Returns whether a table whose rows all keep together fits on a page but not on the rest of this one."""
    if not offset or len(table.body) < 2 or not all(row.keep for row in table.body[:-1]):
        return False
    units = [int((c.share * page.text_width - 2 * CELL_SIDE) / (size / 2)) for c in table.columns]
    height = sum(sum(_with_spans(rows, _measured(rows, units, size), units, size)) for rows in (table.head, table.body))
    return height + PARAGRAPH_HEIGHT <= page.text_height < offset + height


def _end_of(block: Heading | Paragraph | Figure, page: PageSetup, offset: float) -> float:
    """Returns where a block ends on its page; a title begins a page, a figure that does not fit moves to the next one."""
    if isinstance(block, Figure):
        return offset + block.height if offset + block.height <= page.text_height else block.height
    if isinstance(block, Heading) and block.level == 0:
        return TITLE_HEIGHT
    if isinstance(block, Paragraph) and block.role in {"body", "addressee"}:
        lines = count_lines(block.text, int(page.text_width / (BODY_SIZE / 2)))
        return (offset + lines * BODY_LINE) % page.text_height
    return offset + PARAGRAPH_HEIGHT


def _paged(table: Table, page: PageSetup, size: float, offset: float) -> tuple[Table, float]:
    """Returns the table divided into pages, and its end on the last page."""
    units = [int((c.share * page.text_width - 2 * CELL_SIDE) / (size / 2)) for c in table.columns]
    head, body = _measured(table.head, units, size), _measured(table.body, units, size)
    head_heights = _with_spans(table.head, head, units, size)
    groups = _group_starts(table.body)
    room = page.text_height - sum(head_heights)
    needed = _with_spans(table.body, body, units, size)
    if needed and offset + needed[0] > room:
        offset = 0.0
    starts = _page_starts(needed, groups, room, offset)
    rows = _cut(table.body, groups, starts)
    # What is left of a merge may be one row high, and must have room for the whole text there.
    changed = [number for number, row in enumerate(rows) if row is not table.body[number]]
    for number, height in zip(changed, _measured(tuple(rows[number] for number in changed), units, size), strict=True):
        body[number] = height
    heights = _with_spans(rows, body, units, size)
    head_rows = tuple(row._replace(height=height) for row, height in zip(table.head, head_heights, strict=True))
    last = starts[-1] if starts else 0
    end = sum(heights[last:], sum(head_heights) + (0 if starts else offset))
    return replace(table, head=head_rows, body=_finished(rows, heights, groups, starts)), end


def _finished(rows: tuple[Row, ...], heights: list[float], groups: list[int], starts: list[int]) -> tuple[Row, ...]:
    """Returns the rows with heights and with marks for the start of a page and for keeping to the next row."""
    # Where nothing is merged pages may end anywhere, and are fuller where the program that prints ends them.
    new_pages = set(starts) if len(set(groups)) < len(groups) else set()
    # Rows that a merge joins to the next one ask for the same page.
    whole = {*starts, *(place for place, first in enumerate(groups) if first == place), len(rows)}
    return tuple(
        Row(row.cells, row.key, row.mark, height, place not in whole, place - 1 in new_pages, begins=row.begins)
        for place, (row, height) in enumerate(zip(rows, heights, strict=True), 1)
    )


def _measured(rows: tuple[Row, ...], units: list[int], size: float) -> list[float]:
    """Returns the height of each row in points, from the cells of this row alone."""
    line = line_height(size)
    heights = []
    for row in rows:
        most = 1
        for column, runs, rowspan, colspan in row.cells:
            if rowspan == 1:
                text = runs[0].text if len(runs) == 1 else "".join(run.text for run in runs)
                lines = count_lines(text, units[column] if colspan == 1 else sum(units[column : column + colspan]))
                if lines > most:  # noqa: PLR1730  # ten thousand rows: a call to max costs more than all the rest
                    most = lines
        heights.append(most * line + 2 * CELL_TOP)
    return heights


def _with_spans(rows: tuple[Row, ...], own: list[float], units: list[int], size: float) -> list[float]:
    """Returns the heights with room for cells of several rows: like Word, enlarges the last row of a span."""
    heights = own.copy()
    owed: dict[int, list[tuple[int, float]]] = {}
    for number, row in enumerate(rows):
        for cell in row.cells:
            if cell.rowspan > 1:
                lines = count_lines(cell.text, sum(units[cell.column : cell.column + cell.colspan]))
                needed = lines * line_height(size) + 2 * CELL_TOP
                owed.setdefault(number + cell.rowspan - 1, []).append((number, needed))
        for first, needed in owed.pop(number, ()):
            heights[number] = max(heights[number], needed - sum(heights[first:number]))
    return heights


@lru_cache(maxsize=1 << 16)
def count_lines(text: str, units: int) -> int:
    """Returns the number of lines of a text in a cell of `units` half-width characters."""
    if len(text) * 2 <= units and "\n" not in text:
        return 1
    # A Chinese character is two units wide, so an odd one stays empty.
    room = max(units & ~1, 2)
    return sum(_lines(part, room) for part in text.split("\n"))


_UNBREAKABLE = re.compile("[，。、；：！？）》」』”’!-~]")
"""Characters that may not start a line or be separated, and that therefore move a further character down."""


def _lines(text: str, room: int) -> int:
    width = _width(text)
    if width <= room:
        return 1
    lines = ceil((width + 2 if _UNBREAKABLE.search(text) else width) / room)
    return max(lines, _lines_of_words(text, room)) if _LONG_WORD.search(text) else lines


_LONG_WORD = re.compile("[!-~]{6}")
_WORD = re.compile("[!-~]+?(?:[-/]+|(?![!-~]))|.")


def _lines_of_words(text: str, room: int) -> int:
    """Returns the number of lines if words of Latin letters break only at a hyphen or a slash."""
    lines, used = 1, 0
    for word in _WORD.findall(text):
        width = _width(word)
        if used + width > room and used:
            lines, used = lines + 1, 0
        lines += (width - 1) // room
        used = used + width if width <= room else width % room or room
    return lines


def _width(text: str) -> int:
    """Returns the width in half-width units. UTF-8 gives an ASCII character one byte and a Chinese one three (or four for two units)."""
    return len(text) + (len(text.encode()) - len(text)) // 2


def _group_starts(rows: Sequence[Row]) -> list[int]:
    """Returns for each row the first row of the outermost merge that covers it, or the row itself."""
    begins: list[int] = []
    first, end = 0, 0
    for number, row in enumerate(rows):
        if number >= end:
            first = number
        end = max(end, number + max([cell[2] for cell in row.cells], default=1))
        begins.append(first)
    return begins


def _page_starts(heights: list[float], groups: list[int], room: float, offset: float) -> list[int]:
    """Returns the rows at which a page starts; `offset` is the height in use above the table on its first page."""
    starts: list[int] = []
    used, page_start = offset, 0
    for number, height in enumerate(heights):
        if used + height > room and number > page_start:
            group = groups[number]
            moves = group > page_start and sum(heights[group : number + 1]) <= room * MOVES_WHOLE
            page_start = group if moves else number
            starts.append(page_start)
            used = sum(heights[page_start:number])
        used += height
    return starts


def _cut(rows: tuple[Row, ...], groups: list[int], starts: list[int]) -> tuple[Row, ...]:
    """Returns the rows with every span divided at each start of a page, its text repeated there."""
    cut = list(rows)
    for begin, end in zip([0, *starts], starts, strict=False):
        carried = []
        for number in range(max(begin, groups[end]), end):
            cells = cut[number].cells
            carried += [_below(cell, number, end) for cell in cells if number + cell.rowspan > end]
            cut[number] = cut[number]._replace(cells=tuple(_above(cell, number, end) for cell in cells))
        cut[end] = cut[end]._replace(cells=tuple(sorted((*cut[end].cells, *carried), key=_column)))
    return tuple(cut)


def _above(cell: Cell, number: int, end: int) -> Cell:
    return cell._replace(rowspan=min(cell.rowspan, end - number))


def _below(cell: Cell, number: int, end: int) -> Cell:
    return cell._replace(rowspan=number + cell.rowspan - end)


def _column(cell: Cell) -> int:
    return cell.column
