"""A `Table` as WordprocessingML, written as text in one pass: python-docx takes thirty times as long row by row."""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.document import Cell, Row, Table, covered
from gkml.formats.word.write_text import change, run_xml, twips


class _Look(NamedTuple):
    """How the rows of a part of the table are written: widths and styles by column, what holds for every row."""

    widths: list[int]
    styles: list[str]
    row: str
    tracked: bool


def table_xml(table: Table, width: float, number: int, tracked: bool) -> Iterator[str]:
    """The table, `width` points wide. `number` is its place in the document: ids of bookmarks are unique there (17.13.6.2)."""
    widths = _widths(table, twips(width))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GkmlTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    styles = ["GkmlHead"] * len(widths)
    yield from _rows(table.head, _Look(widths, styles, "<w:cantSplit/><w:tblHeader/>", tracked))
    styles = ["GkmlCellCenter" if column.align == "center" else "GkmlCell" for column in table.columns]
    yield from _rows(table.body, _Look(widths, styles, "<w:cantSplit/>", tracked), number << 24)
    yield "</w:tbl>"


def _widths(table: Table, total: int) -> list[int]:
    """Column widths in twips that sum to the text width; borders stand half outside it."""
    widths = [int(column.share * total) for column in table.columns]
    widths[-1] += total - sum(widths)
    return widths


def _rows(rows: tuple[Row, ...], look: _Look, first: int = 0) -> Iterator[str]:
    """The rows as XML. `covered` gives every grid place its cell, so a cell from above becomes a vMerge that goes on.

    What was written in a column once is written again as it was: `known` has it by text, and under None a cell that
    only goes on.
    """
    last = len(look.widths)
    xml_of: dict[bool, list[dict[str | None, str]]] = {keep: [{} for _ in range(last)] for keep in (False, True)}
    for number, (row, cells) in enumerate(zip(rows, covered(rows, last), strict=True), first):
        here = xml_of[row.keep]
        own = iter(row.cells)
        start = next(own, None)
        pieces = []
        column = 0
        while column < last:
            cell = cells[column]
            _, runs, rowspan, colspan = cell
            starts = cell is start
            if starts:
                start = next(own, None)
            if colspan == 1 and (not starts or (rowspan == len(runs) == 1 and not runs[0][1])):
                key = runs[0][0] if starts else None
                xml = here[column].get(key)
                if xml is None:
                    xml = here[column][key] = _cell(cell, look, starts, row.keep)
            else:
                xml = _cell(cell, look, starts, row.keep)
            pieces.append(xml)
            column += colspan
        bookmark = _bookmark(row, number) if row.key else ""
        yield f"{_row_start(row, look)}{_CLOSE.join(pieces)}{bookmark}{_CLOSE}</w:tr>"


_CLOSE = "</w:p></w:tc>"


def _cell(cell: Cell, look: _Look, starts: bool, keep: bool) -> str:
    """Returns the XML of a cell at its first row or at a later one of its span, up to the end of its text."""
    column, runs, rowspan, colspan = cell
    width = sum(look.widths[column : column + colspan])
    span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    merge = "" if rowspan == 1 else '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    kept = "<w:keepNext/>" if keep else ""
    text = "".join([run_xml(run, look.tracked) for run in runs]) if starts else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look.styles[column]}"/>{kept}</w:pPr>{text}'
    )


def _row_start(row: Row, look: _Look) -> str:
    return f"<w:tr><w:trPr>{look.row}{change(row.mark, look.tracked)}</w:trPr>"


def _bookmark(row: Row, number: int) -> str:
    """A hidden bookmark carries the item's id and `begins`. A name has at most 40 letters, digits and underscores."""
    start = f"_gkm{row.begins or 'l'}_"
    name = start + row.key.replace("_", "_5f").replace("-", "_2d").replace(".", "_2e")
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'
