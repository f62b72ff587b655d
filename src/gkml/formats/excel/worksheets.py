"""The sheets of a workbook: the blocks of a document in, the XML of one worksheet out, in pieces.

Every text is a shared string, gathered in `strings`. Clauses in brackets are those of ECMA-376 Part 1.
"""

from collections.abc import Iterator
from math import ceil

from gkml.document import (
    PAPERS,
    Block,
    Heading,
    Paper,
    Paragraph,
    Properties,
    Row,
    Run,
    Table,
    covered,
    letters_of,
    line_height,
)
from gkml.formats.excel.editing import PROTECTION, rules
from gkml.formats.package.write import XML, escaped

Strings = dict[tuple[Run, ...], int]
"""The shared strings with their numbers, in the order of their first use (18.4.9)."""

KEY_HEADING = "编号"
"""Heading of the hidden column that carries the items' ids."""
LEVEL = "标题"
"""What stands, with its level, in the hidden column beside a heading of the sheet of prose."""
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TALLEST = 409.0
"""Excel's highest row, in points."""

_PLAIN, _TITLE, _HEAD, _LEFT, _CENTER, _NOTE, _PROSE, _FLAT, _HEADING = range(9)
"""The cell formats of the style sheet, in its order."""
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


def printed(blocks: tuple[Block, ...], said: Properties, strings: Strings) -> Iterator[str]:
    paper = PAPERS[said.paper]
    table = next(block for block in blocks if isinstance(block, Table))
    top = blocks.index(table)
    frozen = top + len(table.head)
    yield f'{XML}<worksheet xmlns="{SPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{_frozen(frozen)}'
    yield from _columns([column.share * paper.text_width * _FITS / _POINTS_PER_CHARACTER for column in table.columns])
    merges: list[str] = []
    row = 1
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block, row, strings, merges)
            row += len(block.head) + len(block.body)
        else:
            height = _height(block, paper.text_width * _FITS)
            yield _line(block, (row, height), len(table.columns), strings, merges)
            row += 1
    yield "</sheetData>"
    if merges:
        yield f'<mergeCells count="{len(merges)}">{"".join(merges)}</mergeCells>'
    if said.source:
        yield rules(table, top + 1, [letters_of(column) for column in range(len(table.columns) + 1)])
    yield f"{_page(paper, said)}{_breaks(table, frozen)}</worksheet>"


def _page(paper: Paper, said: Properties) -> str:
    """Page set-up. In a footer an ampersand starts a code: &R right, &L left, &P the page (18.3.1.39)."""
    margins = f'left="{paper.side / 72:.4f}" right="{paper.side / 72:.4f}" top="{paper.top / 72:.4f}"'
    number = '&amp;"宋体"&amp;14— &amp;P —'
    return (
        f'<printOptions horizontalCentered="1"/><pageMargins {margins} bottom="{paper.bottom / 72:.4f}" header="0.3" footer="0.4"/>'
        f'<pageSetup paperSize="{_PAPER_CODE[said.paper]}" fitToHeight="0" orientation="landscape"/>'
        f'<headerFooter differentOddEven="1"><oddFooter>&amp;R{number}</oddFooter><evenFooter>&amp;L{number}</evenFooter></headerFooter>'
    )


def _breaks(table: Table, above: int) -> str:
    """Page breaks where the layout has them: Excel keeps no rows together, and prints a merge across pages blank."""
    rows = [above + number for number, row in enumerate(table.body) if row.new_page]
    if not rows:
        return ""
    breaks = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in rows)
    return f'<rowBreaks count="{len(rows)}" manualBreakCount="{len(rows)}">{breaks}</rowBreaks>'


def _frozen(rows: int, selected: bool = True) -> str:
    shown = ' tabSelected="1"' if selected else ""
    return (
        f'<sheetViews><sheetView{shown} workbookViewId="0"><pane ySplit="{rows}" topLeftCell="A{rows + 1}" '
        f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
    )


def _columns(widths: list[float]) -> Iterator[str]:
    """Column widths, then the hidden column of the ids."""
    yield '<sheetFormatPr defaultRowHeight="15"/><cols>'
    for number, width in enumerate(widths, 1):
        yield f'<col min="{number}" max="{number}" width="{width:.4f}" customWidth="1"/>'
    yield f'<col min="{len(widths) + 1}" max="{len(widths) + 1}" width="0" hidden="1" customWidth="1"/></cols><sheetData>'


_TITLE_SIZE = 22
"""Points of a title's characters, as the style sheet has it."""


def _height(block: Heading | Paragraph, width: float) -> float:
    """The height of a title or a note over a table of this width, in points."""
    if isinstance(block, Heading) and block.level == 0:
        room = max(width / _TITLE_SIZE * 2, 1)
        lines = ceil(sum(2 if ord(c) > 0xFF else 1 for c in block.text) / room)
        return 40 if lines < 2 else 34 * lines
    return 20 * _prose_lines(block.text, 60)


def _line(block: Heading | Paragraph, place: tuple[int, float], width: int, strings: Strings, merges: list[str]) -> str:
    """A title or a note over the table's width, in a row of a height."""
    row, height = place
    title = isinstance(block, Heading) and block.level == 0
    style = _TITLE if title else _NOTE
    runs = block.runs
    if width > 1:
        merges.append(f'<mergeCell ref="A{row}:{letters_of(width - 1)}{row}"/>')
    cells = [_text_cell(f"A{row}", style, runs, strings)]
    cells += [f'<c r="{letters_of(column)}{row}" s="{style}"/>' for column in range(1, width)]
    return _row(row, height, "".join(cells))


def _table(table: Table, first: int, strings: Strings, merges: list[str]) -> Iterator[str]:
    width = len(table.columns)
    letters = [letters_of(column) for column in range(width + 1)]
    head_styles = [_HEAD] * width
    styles = [_CENTER if column.align == "center" else _LEFT for column in table.columns]
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
                pieces.append(_text_cell(place, forms[column], cell.runs, strings))
                if cell.rowspan > 1 or cell.colspan > 1:
                    end = f"{letters[column + cell.colspan - 1]}{row + cell.rowspan - 1}"
                    merges.append(f'<mergeCell ref="{place}:{end}"/>')
            key = _key(each) or (KEY_HEADING if rows is table.head and row == first + len(rows) - 1 else "")
            if key:
                pieces.append(_text_cell(f"{letters[width]}{row}", _PLAIN, (Run(key),), strings))
            yield _row(row, each.height or (line_height(11) + 4 if rows is table.head else 0), "".join(pieces))
            row += 1


def _key(row: Row) -> str:
    """What the hidden column holds: the item's id, and `begins` behind a plus sign where it is not 0."""
    return f"{row.key}+{row.begins}" if row.begins else row.key


def _row(number: int, height: float, cells: str) -> str:
    if not height:
        return f'<row r="{number}">{cells}</row>'
    return f'<row r="{number}" ht="{min(height, TALLEST):g}" customHeight="1">{cells}</row>'


def _text_cell(place: str, style: int, runs: tuple[Run, ...], strings: Strings) -> str:
    if len(runs) == 1 and not runs[0].text:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="s"><v>{strings.setdefault(runs, len(strings))}</v></c>'


# --- 数据: one row an item ---


def flat(table: Table, strings: Strings, *, locked: bool = False) -> Iterator[str]:
    width, rows = len(table.columns), len(table.body)
    letters = [letters_of(column) for column in range(width + 1)]
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield f'{XML}<worksheet xmlns="{SPACE}">{fit}{_frozen(1, selected=False)}'
    yield from _columns([max(8.0, column.share * 120) for column in table.columns])
    headings = [*(path[-1] for path in table.headings()), KEY_HEADING]
    cells = (_text_cell(f"{letters[c]}1", _HEAD, (Run(text),), strings) for c, text in enumerate(headings))
    yield _row(1, 0, "".join(cells))
    for number, (row, covering) in enumerate(zip(table.body, covered(table.body, width), strict=True), 2):
        texts = [_text_cell(f"{letters[c]}{number}", _FLAT, cell.runs, strings) for c, cell in enumerate(covering)]
        texts.append(_text_cell(f"{letters[width]}{number}", _PLAIN, (Run(_key(row)),), strings))
        yield _row(number, 0, "".join(texts))
    yield f'</sheetData>{PROTECTION if locked else ""}<autoFilter ref="A1:{letters[width - 1]}{rows + 1}"/>'
    yield from _choices(table, letters)
    yield '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'


def _choices(table: Table, letters: list[str]) -> Iterator[str]:
    """Drop-down lists where a column knows its values."""
    limited = [
        (letter, column.choices) for letter, column in zip(letters, table.columns, strict=False) if column.choices
    ]
    if not limited or not table.body:
        return
    yield f'<dataValidations count="{len(limited)}">'
    for letter, choices in limited:
        values = [escaped(choice) for choice in choices if choice]
        yield (
            f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="只能勾选" '
            f'error="请填“{"、".join(values)}”或留空" sqref="{letter}2:{letter}{len(table.body) + 1}">'
            f'<formula1>"{",".join(values)}"</formula1></dataValidation>'
        )
    yield "</dataValidations>"


# --- 说明: the text before the table ---

_PROSE_WIDTH = 70
"""In digits of the default font: LibreOffice does not scale down a sheet of one column, and cuts it at the paper's edge."""
_PROSE_CHARACTERS = 29
"""Characters of 14 points in a line of that width."""


def prose(blocks: list[Heading | Paragraph], strings: Strings) -> Iterator[str]:
    fit = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    yield f'{XML}<worksheet xmlns="{SPACE}">{fit}<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
    yield '<sheetFormatPr defaultRowHeight="15"/>'
    yield f'<cols><col min="1" max="1" width="{_PROSE_WIDTH}" customWidth="1"/>'
    yield '<col min="2" max="2" width="0" hidden="1" customWidth="1"/></cols><sheetData>'
    for number, block in enumerate(blocks, 1):
        title = isinstance(block, Heading) and block.level == 1
        runs = block.runs
        style = _TITLE if title else _HEADING if isinstance(block, Heading) else _PROSE
        cell = _text_cell(f"A{number}", style, runs, strings)
        if isinstance(block, Heading):
            cell += _text_cell(f"B{number}", _PLAIN, (Run(f"{LEVEL}{block.level}"),), strings)
        yield _row(number, 30 if title else 20 * _prose_lines(block.text, _PROSE_CHARACTERS), cell)
    yield '</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" fitToHeight="0"/></worksheet>'


def _prose_lines(text: str, characters: int) -> int:
    return max(1, -(-len(text) // characters))
