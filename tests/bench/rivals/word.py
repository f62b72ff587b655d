"""Flat rows go in, a .docx comes out, written the ways that python-docx invites."""

from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell, _Row
from docx.text.run import Run

from tests.bench.flat import HEADINGS, Flat

WIDTHS = [Mm(width) for width in (12, 60, 32, 54, 26, 30, 28, 27)]
MERGED = 2  # 序号 and 具体职责


def careful(flat: Flat) -> bytes:
    """Make the whole table at once, walk its rows once, and merge by vMerge: linear, as a good user writes it."""
    document = page(flat.title)
    table = grid(document, len(flat.rows) + 1)
    rows = iter(table.rows)
    head(next(rows))
    for group in flat.groups():
        for place, texts in enumerate(group):
            fill(next(rows), texts, first=place == 0, alone=len(group) == 1)
    return saved(document)


def naive(flat: Flat) -> bytes:
    """Address every cell as `table.cell(row, column)` and merge cells by `merge`: quadratic, and common."""
    document = page(flat.title)
    table = grid(document, len(flat.rows) + 1)
    head(table.rows[0])
    for place, texts in enumerate(flat.rows, 1):
        for column, text in enumerate(texts):
            table.cell(place, column).text = text
    start = 1
    for size in flat.sizes:
        for column in range(MERGED):
            merge(table, start, start + size - 1, column)
        start += size
    return saved(document)


def page(title: str) -> WordDocument:
    """Return a landscape document whose Normal style carries the East Asian font, with its title."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    normal = document.styles["Normal"]
    assert isinstance(normal, ParagraphStyle)
    normal.font.name, normal.font.size = "宋体", Pt(9)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    normal.paragraph_format.space_after = Pt(0)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styled(paragraph.add_run(title), "方正小标宋简体", 22)
    return document


def grid(document: WordDocument, rows: int) -> Table:
    """Add a bordered table of fixed widths."""
    table: Table = document.add_table(rows=rows, cols=len(HEADINGS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    return table


def head(row: _Row) -> None:
    """Write the headings, and have the row repeated on each page."""
    for cell, text, width in zip(row.cells, HEADINGS, WIDTHS, strict=True):
        cell.width = width
        styled(cell.paragraphs[0].add_run(text), "黑体", 9)
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def fill(row: _Row, texts: list[str], *, first: bool, alone: bool) -> None:
    """Write one row; below a group's first row the merged columns stay empty and continue."""
    for column, (cell, text, width) in enumerate(zip(row.cells, texts, WIDTHS, strict=True)):
        cell.width = width
        if column < MERGED and not alone:
            cell._tc.vMerge = "restart" if first else "continue"
        if column >= MERGED or first:
            cell.text = text
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def merge(table: Table, top: int, bottom: int, column: int) -> None:
    """Merge cells downward; their texts are the same, so keep one."""
    for place in range(top + 1, bottom + 1):
        table.cell(place, column).text = ""
    text = table.cell(top, column).text
    merged: _Cell = table.cell(top, column).merge(table.cell(bottom, column))
    merged.text = text


def styled(run: Run, font: str, size: float) -> None:
    """Give a run its font, for Chinese text too."""
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def saved(document: WordDocument) -> bytes:
    """Return the document as bytes."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()
