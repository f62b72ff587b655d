"""The last page of a table: at least two rows, together with the lines below the table."""

from collections.abc import Iterator
from dataclasses import replace

from gkml.document import Document, Section, Table

MOVES_WHOLE = 0.4
"""A group up to this part of a page moves to the next one rather than be divided."""
LAST_ROWS = 2
"""So many rows of a table, at least, stand on its last page, with the lines below it."""


def accompanied(
    starts: list[int], groups: list[int], heights: list[float], page: tuple[float, float, float]
) -> list[int]:
    """Returns the starts of pages such that neither one row nor the lines below the table are alone on the last page.

    `page` are the room for rows, and the heights in use above the table and below it.
    """
    room, offset, tail = page
    last, begin = starts[-1] if starts else 0, len(heights) - LAST_ROWS
    used = sum(heights[last:]) + (0 if starts else offset)
    is_alone = bool(starts) and last > begin
    if not (is_alone or used + tail > room) or sum(heights[max(begin, 0) :]) + tail > room:
        return starts
    group = groups[begin] if begin > 0 else 0
    begin = group if sum(heights[group:]) + tail <= room * MOVES_WHOLE else begin
    kept = starts[:-1] if is_alone else starts
    return [*kept, begin] if begin > (kept[-1] if kept else 0) else starts


def in_parts(document: Document) -> Document:
    """Returns a paginated document whose last pages are sections, where lines below a table stand with its last rows.

    LibreOffice keeps no row of a table with the paragraph below it; a section begins a page in every program.
    """
    return replace(document, sections=tuple(part for section in document.sections for part in _parts(section)))


def _parts(section: Section) -> Iterator[Section]:
    """Yields the section, divided where the last page begins if the last row of its last table keeps to what is below."""
    place = next((n for n, block in reversed([*enumerate(section.blocks)]) if isinstance(block, Table)), None)
    table = section.blocks[place] if place is not None else None
    first = _last_page(table) if isinstance(table, Table) else 0
    if not isinstance(table, Table) or not first:
        yield section
        return
    yield section._replace(blocks=(*section.blocks[:place], replace(table, body=table.body[:first])))
    yield section._replace(blocks=(replace(table, body=table.body[first:]), *section.blocks[(place or 0) + 1 :]))


def _last_page(table: Table) -> int:
    """Returns the row that begins the last page of a table with lines below it, 0 if there is none."""
    starts = [number for number, row in enumerate(table.body) if row.new_page]
    return starts[-1] if starts and table.body[-1].keep else 0
