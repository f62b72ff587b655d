"""The sheets of a workbook: the blocks of a document in, the XML of one worksheet out, in pieces.

Every text is a shared string, gathered in `strings`. Clauses in brackets are those of ECMA-376 Part 1.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from gkml.document import (
    Block,
    Chart,
    Document,
    Figure,
    Heading,
    PageSetup,
    Paragraph,
    Picture,
    Role,
    Run,
    Table,
    Wording,
    covered,
    letters_of,
    line_height,
)
from gkml.formats.excel.checks import formats
from gkml.formats.excel.editing import rules
from gkml.formats.excel.partition import Printed
from gkml.formats.excel.write_cells import (
    CENTER,
    HEAD,
    HEADING,
    LEFT,
    NOTE,
    PLAIN,
    PROSE,
    SIGNATURE,
    SPACE,
    SUBTITLE,
    TITLE,
    Strings,
    columns_xml,
    frozen_view,
    key_of,
    row_xml,
    text_cell,
)
from gkml.formats.excel.write_figure import DRAWING, TALLEST_FIGURE
from gkml.formats.package.write import XML

_NUMBER = re.compile("(?:0|[1-9][0-9]{0,13})(?:\\.[0-9]{0,3}[1-9])?")
"""A number that Excel shows with the same digits."""
LEVEL = "标题"
"""What stands, with its level, in the hidden column beside a heading: only our reader sees it."""
_PAPER_CODE = {"A4": 9, "A3": 8}
"""18.3.1.63: paperSize."""
_POINTS_PER_CHARACTER = 6.0
"""Width of one digit of the workbook's default font, 宋体 of 12 points; column widths are counted in it (18.3.1.13).

Where that font is not at hand another one is measured: a font with narrower or wider digits than half its size, as
Calibri and what stands in for it, would make the table as much wider, and the whole print smaller.
"""
_FITS = 0.97
"""The part of the paper's width that is used: a wider table would be scaled down, and its rows with it."""


# --- 目录: as printed ---


def printed(sheet: Printed, document: Document, strings: Strings, selected: bool) -> Iterator[str]:
    """The sheet with its table merged as on paper; `selected` if the workbook opens with it. With `source` among the properties, also the rules for editors."""
    page, table = sheet.page, sheet.table
    width = page.text_width * _FITS
    columns = table.columns if table else ()
    top = sheet.blocks.index(table) if table else 0
    frozen = top + len(table.head) if table else 0
    yield f'{XML}<worksheet xmlns="{SPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{frozen_view(frozen, selected)}'
    yield from columns_xml(
        [column.share * width / _POINTS_PER_CHARACTER for column in columns] or [width / _POINTS_PER_CHARACTER]
    )
    merges: list[str] = []
    yield from _printed_rows(sheet, document.wording, strings, merges)
    yield "</sheetData>"
    if not document.wording.flat_sheet and (area := filter_area(sheet)):
        yield f'<autoFilter ref="{area}"/>'
    if merges:
        yield f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>'
    if table and table.checks:
        yield formats(table.checks, frozen + 1, [letters_of(column) for column in range(len(columns))])
    if document.properties.source and table:
        yield rules(table, top + 1, [letters_of(column) for column in range(len(columns) + 1)], document.wording)
    breaks = _breaks(table, frozen) if table else ""
    yield f"{_page(page)}{breaks}{_drawing(sheet.blocks)}</worksheet>"


def filter_area(sheet: Printed) -> str:
    """The cells that a filter over the printed table covers, from its last heading row on; "" if there are no rows."""
    table = sheet.table
    if table is None or not table.head or not table.body:
        return ""
    head = sheet.blocks.index(table) + len(table.head)
    return f"A{head}:{letters_of(len(table.columns) - 1)}{head + len(table.body)}"


def _printed_rows(sheet: Printed, wording: Wording, strings: Strings, merges: list[str]) -> Iterator[str]:
    columns = len(sheet.table.columns) if sheet.table else 1
    row = 1
    for block in sheet.blocks:
        if isinstance(block, Table):
            yield from _table(block, row, wording.key, strings, merges)
            row += len(block.head) + len(block.body)
            continue
        if isinstance(block, Figure):
            yield _room(block, row)
        else:
            height = _height(block, sheet.page.text_width * _FITS)
            yield _line(block, (row, height), columns, strings, merges)
        row += 1


def _room(figure: Picture | Chart, row: int) -> str:
    """Returns the row that a figure is drawn over."""
    return row_xml(row, min(figure.height, TALLEST_FIGURE) + 8, "")


def _drawing(blocks: Iterable[Block]) -> str:
    return DRAWING if any(isinstance(block, Figure) for block in blocks) else ""


def _page(page: PageSetup) -> str:
    """Page set-up. In a footer an ampersand starts a code: &R right, &L left, &P the page (18.3.1.39)."""
    top, right, bottom, left = page.margins
    margins = f'left="{left / 72:.4f}" right="{right / 72:.4f}" top="{top / 72:.4f}" bottom="{bottom / 72:.4f}"'
    orientation = "landscape" if page.landscape else "portrait"
    number = '&amp;"宋体"&amp;14— &amp;P —'
    return (
        f'<printOptions horizontalCentered="1"/><pageMargins {margins} header="0.3" footer="0.4"/>'
        f'<pageSetup paperSize="{_PAPER_CODE[page.paper]}" fitToHeight="0" orientation="{orientation}"/>'
        f'<headerFooter differentOddEven="1"><oddFooter>&amp;R{number}</oddFooter><evenFooter>&amp;L{number}</evenFooter></headerFooter>'
    )


def _breaks(table: Table, above: int) -> str:
    """Page breaks where the layout has them: Excel keeps no rows together, and prints a merge across pages blank."""
    rows = [above + number for number, row in enumerate(table.body) if row.new_page]
    if not rows:
        return ""
    breaks = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in rows)
    return f'<rowBreaks count="{len(rows)}" manualBreakCount="{len(rows)}">{breaks}</rowBreaks>'


_TITLE_SIZE = 22
"""Points of a title's characters, as the style sheet has it."""


def _height(block: Heading | Paragraph, width: float) -> float:
    """Returns the height of a title, a heading or a paragraph over a sheet of this width, in points."""
    if isinstance(block, Heading) and block.level == 0:
        room = max(width / _TITLE_SIZE * 2, 1)
        lines = ceil(sum(2 if ord(c) > 0xFF else 1 for c in block.text) / room)
        return 40 if lines < 2 else 34 * lines
    return 20 * _prose_lines(
        block.text, 60 if _style(block) in {NOTE, SUBTITLE, SIGNATURE} else int(width / _PROSE_SIZE)
    )


_STYLES: dict[Role, int] = {
    "body": PROSE,
    "addressee": PROSE,
    "subtitle": SUBTITLE,
    "signature": SIGNATURE,
    "date": SIGNATURE,
}


def _style(block: Heading | Paragraph) -> int:
    if isinstance(block, Heading):
        return HEADING if block.level else TITLE
    return _STYLES.get(block.role, NOTE)


def _line(block: Heading | Paragraph, place: tuple[int, float], width: int, strings: Strings, merges: list[str]) -> str:
    """A title or a paragraph over the table's width, in a row of a height."""
    row, height = place
    style = _style(block)
    if width > 1:
        merges.append(f'<mergeCell ref="A{row}:{letters_of(width - 1)}{row}"/>')
    cells = [text_cell(f"A{row}", style, block.runs, strings)]
    cells += [f'<c r="{letters_of(column)}{row}" s="{style}"/>' for column in range(1, width)]
    # The title on top of a sheet is known by its look.
    if isinstance(block, Heading) and (block.level or row > 1):
        cells.append(_level_cell(block.level, letters_of(width), row, strings))
    return row_xml(row, height, "".join(cells))


def _level_cell(level: int, letter: str, row: int, strings: Strings) -> str:
    return text_cell(f"{letter}{row}", PLAIN, (Run(f"{LEVEL}{level}"),), strings)


def _table(table: Table, first: int, key_heading: str, strings: Strings, merges: list[str]) -> Iterator[str]:
    width = len(table.columns)
    letters = [letters_of(column) for column in range(width + 1)]
    head_styles = [HEAD] * width
    styles = [CENTER if column.align == "center" else LEFT for column in table.columns]
    row = first
    for rows, forms in ((table.head, head_styles), (table.body, styles)):
        for each, cells in zip(rows, covered(rows, width), strict=True):
            own = iter(each.cells)
            start = next(own, None)
            pieces = []
            for column, cell in enumerate(cells):
                place = f"{letters[column]}{row}"
                if cell is not start:
                    pieces.append(f'<c r="{place}" s="{forms[column]}"/>')
                    continue
                start = next(own, None)
                is_number = rows is table.body and table.columns[column].number and _NUMBER.fullmatch(cell.text)
                pieces.append(
                    f'<c r="{place}" s="{forms[column]}"><v>{cell.text}</v></c>'
                    if is_number
                    else text_cell(place, forms[column], cell.runs, strings)
                )
                if cell.rowspan > 1 or cell.colspan > 1:
                    end = f"{letters[column + cell.colspan - 1]}{row + cell.rowspan - 1}"
                    merges.append(f'<mergeCell ref="{place}:{end}"/>')
            key = key_of(each) or (key_heading if rows is table.head and row == first + len(rows) - 1 else "")
            if key:
                pieces.append(text_cell(f"{letters[width]}{row}", PLAIN, (Run(key),), strings))
            yield row_xml(row, each.height or (line_height(11) + 4 if rows is table.head else 0), "".join(pieces))
            row += 1


# --- 说明: the text before the table ---

_PROSE_WIDTH = 70
"""In digits of the default font: LibreOffice does not scale down a sheet of one column, and cuts it at the paper's edge."""
_PROSE_CHARACTERS, _PROSE_SIZE = 29, 14
"""Characters in a line of that width, and their size in points."""


def prose(blocks: Sequence[Block], strings: Strings) -> Iterator[str]:
    """Yields the sheet with the text before the title, one paragraph per row; a hidden column marks the headings."""
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield f'{XML}<worksheet xmlns="{SPACE}">{fit}{frozen_view(0, False)}'
    yield '<sheetFormatPr defaultRowHeight="15"/>'
    yield f'<cols><col min="1" max="1" width="{_PROSE_WIDTH}" customWidth="1"/>'
    yield '<col min="2" max="2" width="0" hidden="1" customWidth="1"/></cols><sheetData>'
    for number, block in enumerate(blocks, 1):
        if isinstance(block, Figure):
            yield _room(block, number)
        elif not isinstance(block, Table):
            yield _prose_row(block, number, strings)
    yield '</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    yield f'<pageSetup paperSize="9" fitToHeight="0"/>{_drawing(blocks)}</worksheet>'


def _prose_row(block: Heading | Paragraph, row: int, strings: Strings) -> str:
    title = isinstance(block, Heading) and block.level == 1
    style = TITLE if title else HEADING if isinstance(block, Heading) else PROSE
    cell = text_cell(f"A{row}", style, block.runs, strings)
    if isinstance(block, Heading):
        cell += _level_cell(block.level, "B", row, strings)
    return row_xml(row, 30 if title else 20 * _prose_lines(block.text, _PROSE_CHARACTERS), cell)


def _prose_lines(text: str, characters: int) -> int:
    return max(1, -(-len(text) // characters))
