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
from itertools import takewhile
from math import ceil

from gkml.document import (
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
    begins_page,
    line_height,
)
from gkml.layout.flow import flowing
from gkml.layout.last_page import MOVES_WHOLE, accompanied
from gkml.layout.widths import room_of, width

TITLE_HEIGHT = 52.0
PARAGRAPH_HEIGHT = 22.0
NOTE_SIZE, NOTE_LINE = 12.0, 18.0
SIGNATURE_SPACE = 28.0
"""The space above the first line of a signature, in points."""
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
    for place, block in enumerate(section.blocks):
        if isinstance(block, Table):
            if _moves(block, section.page, size, offset):
                heading = [blocks.pop()] if blocks and isinstance(blocks[-1], Heading) else []
                if blocks:
                    yield Section(tuple(blocks), section.page)
                blocks, offset = [*heading], PARAGRAPH_HEIGHT * len(heading)
            paged, offset = _paged(block, section.page, size, (offset, _tail(section, place + 1)))
            blocks.append(paged)
            continue
        blocks.append(block)
        offset = _end_of(block, section.page, 0.0 if begins_page(block, section.blocks[place - 1]) else offset)
    yield Section(tuple(blocks), section.page)


def _tail(section: Section, first: int) -> float:
    """Returns the height of the lines below a table that do not stand on a page alone; 0 if they are long enough to."""
    lines = takewhile(lambda block: isinstance(block, Paragraph), section.blocks[first:])
    height = sum(_height(line, section.page) for line in lines if isinstance(line, Paragraph))
    return height if height <= section.page.text_height * MOVES_WHOLE else 0.0


def _moves(table: Table, page: PageSetup, size: float, offset: float) -> bool:
    """Returns whether a table whose rows all keep together fits on a page but not on the rest of this one."""
    if not offset or len(table.body) < 2 or not all(row.keep for row in table.body[:-1]):
        return False
    units = [room_of(c.share, page.text_width, size) for c in table.columns]
    height = sum(sum(_with_spans(rows, _measured(rows, units, size), units, size)) for rows in (table.head, table.body))
    return height + PARAGRAPH_HEIGHT <= page.text_height < offset + height


def _end_of(block: Heading | Paragraph | Figure, page: PageSetup, offset: float) -> float:
    """Returns where a block ends on its page; a title begins a page, a figure that does not fit moves to the next one."""
    if isinstance(block, Figure):
        return offset + block.height if offset + block.height <= page.text_height else block.height
    if isinstance(block, Heading):
        return offset + (PARAGRAPH_HEIGHT if block.level else TITLE_HEIGHT)
    return (offset + _height(block, page)) % page.text_height


def _height(block: Paragraph, page: PageSetup) -> float:
    """Returns the height of a paragraph in points."""
    if block.role in {"note", "lead"}:
        return PARAGRAPH_HEIGHT + NOTE_LINE * (count_lines(block.text, int(page.text_width / (NOTE_SIZE / 2))) - 1)
    above = SIGNATURE_SPACE if block.role == "signature" else 0.0
    return above + BODY_LINE * count_lines(block.text, int(page.text_width / (BODY_SIZE / 2)))


def _paged(table: Table, page: PageSetup, size: float, beside: tuple[float, float]) -> tuple[Table, float]:
    """Returns the table divided into pages, and its end on the last page; `beside` are the heights in use above and below it."""
    offset, tail = beside
    units = [room_of(c.share, page.text_width, size) for c in table.columns]
    table = flowing(table, units)
    head, body = _measured(table.head, units, size), _measured(table.body, units, size)
    head_heights = _with_spans(table.head, head, units, size)
    groups = _group_starts(table.body)
    room = page.text_height - sum(head_heights)
    needed = _with_spans(table.body, body, units, size)
    if needed and offset + needed[0] > room:
        offset = 0.0
    starts = accompanied(_page_starts(needed, groups, room, offset), groups, needed, (room, offset, tail))
    rows = _cut(table.body, groups, starts)
    # What is left of a merge may be one row high, and must have room for the whole text there.
    changed = [number for number, row in enumerate(rows) if row is not table.body[number]]
    for number, height in zip(changed, _measured(tuple(rows[number] for number in changed), units, size), strict=True):
        body[number] = height
    heights = _with_spans(rows, body, units, size)
    head_rows = tuple(row._replace(height=height) for row, height in zip(table.head, head_heights, strict=True))
    last = starts[-1] if starts else 0
    end = sum(heights[last:], sum(head_heights) + (0 if starts else offset))
    return replace(table, head=head_rows, body=_finished(rows, heights, groups, starts, tail > 0)), end


def _finished(
    rows: tuple[Row, ...], heights: list[float], groups: list[int], starts: list[int], has_tail: bool
) -> tuple[Row, ...]:
    """Returns the rows with heights and with marks for the start of a page and for keeping to what is below.

    If `has_tail`, the last row keeps to the line below the table.
    """
    # Where nothing is merged pages may end anywhere, and are fuller where the program that prints ends them.
    new_pages = set(starts) if len(set(groups)) < len(groups) else set(starts[-1:] if has_tail else ())
    # Rows that a merge joins to the next one ask for the same page.
    whole = {*starts, *(place for place, first in enumerate(groups) if first == place), len(rows)}
    whole -= {len(rows) - 1, *([len(rows)] if has_tail else [])} - {*starts}
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
    units = width(text)
    if units <= room:
        return 1
    lines = ceil((units + 2 if _UNBREAKABLE.search(text) else units) / room)
    return max(lines, _lines_of_words(text, room)) if _LONG_WORD.search(text) else lines


_LONG_WORD = re.compile("[!-~]{6}")
_WORD = re.compile("[!-~]+?(?:[-/]+|(?![!-~]))|.")


def _lines_of_words(text: str, room: int) -> int:
    """Returns the number of lines if words of Latin letters break only at a hyphen or a slash."""
    lines, used = 1, 0
    for word in _WORD.findall(text):
        units = width(word)
        if used + units > room and used:
            lines, used = lines + 1, 0
        lines += (units - 1) // room
        used = used + units if units <= room else units % room or room
    return lines


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
