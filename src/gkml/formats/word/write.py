"""Word: a `Document` in, the bytes of a .docx out.

Everything around the text (styles, page numbers, fonts) comes from a template: `templates/docx/`, or any Word file. The
text itself is written as XML in one pass: python-docx takes thirty times as long row by row.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from gkml.document import (
    PAPERS,
    Block,
    Cell,
    Document,
    Heading,
    Paper,
    Paragraph,
    Row,
    Run,
    Table,
    covered,
    line_height,
)
from gkml.formats import Looks
from gkml.formats.package.write import XML, about, escaped, zipped

EDITOR = "gkml"
REVISED = "2000-01-01T00:00:00Z"
"""The date of tracked changes: they need one, and the same input must give the same bytes."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TWIPS = 20
"""Twentieths of a point."""


def write(document: Document, looks: Looks) -> bytes:
    """The document in the given looks."""
    size, line = document.properties.font_size, line_height(document.properties.font_size)
    sizes = {"@size@": f"{size * 2:.0f}", "@line@": f"{line * _TWIPS:.0f}"}
    parts = {name: _filled(name, data, sizes) for name, data in looks.items()}
    references = _references(parts.pop(_DOCUMENT, b""))
    return zipped(parts | about(document), {_DOCUMENT: _numbered(_document(document, references))})


_DOCUMENT = "word/document.xml"


def _filled(name: str, data: bytes, sizes: Mapping[str, str]) -> bytes:
    if name != "word/styles.xml":
        return data
    text = data.decode()
    for mark, value in sizes.items():
        text = text.replace(mark, value)
    return text.encode()


_OWN_FOOTERS = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'


def _references(document: bytes) -> str:
    """The header and footer references of a template's own document; those of the built-in looks where it has none."""
    found = re.findall(r"<w:(?:header|footer)Reference\b[^>]*/>", document.decode(errors="replace"))
    return "".join(found) if document else _OWN_FOOTERS


def _document(document: Document, references: str) -> Iterator[str]:
    """The text in pieces."""
    paper = PAPERS[document.properties.paper]
    yield f"{XML}<w:document {_W} {_R}><w:body>"
    for number, block in enumerate(document.blocks):
        yield from _block(block, number, document, paper)
    if document.blocks and not isinstance(document.blocks[-1], Table) and document.blocks[-1].mark:
        # A paragraph goes by becoming one with the next: the last one needs one to go into.
        yield _SPACER
    yield (
        f'<w:sectPr>{references}<w:pgSz w:w="{_twips(paper.width)}" w:h="{_twips(paper.height)}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_twips(paper.top)}" w:right="{_twips(paper.side)}" w:bottom="{_twips(paper.bottom)}" '
        f'w:left="{_twips(paper.side)}" w:header="720" w:footer="600" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _twips(points: float) -> int:
    return round(points * _TWIPS)


def _block(block: Block, number: int, document: Document, paper: Paper) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block, paper, number, document.properties.tracked)
        # Word needs a paragraph after a table; a small one does not start a page of its own.
        yield _SPACER
    elif isinstance(block, Heading):
        style = "GkmlTitle" if block.level == 0 else f"GkmlHeading{block.level}"
        new_page = "<w:pageBreakBefore/>" if block.level == 0 and number else ""
        yield _paragraph(block, style, document.properties.tracked, new_page)
    else:
        yield _paragraph(block, _style_of_paragraph(document, number), document.properties.tracked)


_SPACER = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'


def _style_of_paragraph(document: Document, number: int) -> str:
    """Running text before the table's title is prose; what stands beside the table is a note to it."""
    title = next((n for n, b in enumerate(document.blocks) if isinstance(b, Heading) and b.level == 0), 0)
    return "GkmlBody" if number < title else "GkmlNote"


def _paragraph(block: Heading | Paragraph, style: str, tracked: bool, new_page: str = "") -> str:
    """The mark of a paragraph that came or went is that of its end (17.13.5.15, 17.13.5.20)."""
    runs = "".join(_run(run, tracked) for run in block.runs)
    mark = f"<w:rPr><w:{_MARKS[block.mark]} {_revision()}/></w:rPr>" if block.mark and tracked else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{new_page}{mark}</w:pPr>{runs}</w:p>'


class _Look(NamedTuple):
    """How the rows of a part of the table are written: widths and styles by column, what holds for every row."""

    widths: list[int]
    styles: list[str]
    row: str
    tracked: bool


def _table(table: Table, paper: Paper, number: int, tracked: bool) -> Iterator[str]:
    """`number` is the table's place in the document: ids of bookmarks are unique in it (17.13.6.2)."""
    widths = _widths(table, paper)
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


def _widths(table: Table, paper: Paper) -> list[int]:
    """Column widths in twips that sum to the text width; borders stand half outside it."""
    total = _twips(paper.text_width)
    widths = [int(column.share * total) for column in table.columns]
    widths[-1] += total - sum(widths)
    return widths


def _rows(rows: tuple[Row, ...], look: _Look, first: int = 0) -> Iterator[str]:
    """The rows as XML. `covered` gives every grid place its cell, so a cell from above becomes a vMerge that goes on.

    What was written in a column once is written again as it was: `known` has it by text, and under None a cell that
    only goes on.
    """
    last = len(look.widths)
    known: dict[bool, list[dict[str | None, str]]] = {keep: [{} for _ in range(last)] for keep in (False, True)}
    for number, (row, cells) in enumerate(zip(rows, covered(rows, last), strict=True), first):
        here = known[row.keep]
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
    """The XML of a cell at its first row or at a later one of its span, up to the end of its text."""
    column, runs, rowspan, colspan = cell
    width = sum(look.widths[column : column + colspan])
    span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    merge = "" if rowspan == 1 else '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    kept = "<w:keepNext/>" if keep else ""
    text = "".join([_run(run, look.tracked) for run in runs]) if starts else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{look.styles[column]}"/>{kept}</w:pPr>{text}'
    )


def _row_start(row: Row, look: _Look) -> str:
    mark = f"<w:{_MARKS[row.mark]} {_revision()}/>" if row.mark and look.tracked else ""
    return f"<w:tr><w:trPr>{look.row}{mark}</w:trPr>"


def _bookmark(row: Row, number: int) -> str:
    """A hidden bookmark carries the item's id and `begins`. A name has at most 40 letters, digits and underscores."""
    start = f"_gkm{row.begins or 'l'}_"
    name = start + row.key.replace("_", "_5f").replace("-", "_2d").replace(".", "_2e")
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'


_MARKS = {"inserted": "ins", "deleted": "del"}


def _revision() -> str:
    return f'w:id="{_ID}" w:author="{EDITOR}" w:date="{REVISED}"'


_ID = "\x00"
"""Stands for the id of a tracked change until all of them are counted; no text holds it, for XML and YAML refuse it."""


def _numbered(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces with an id of its own for each tracked change (17.13.5)."""
    ids = count(1)
    for piece in pieces:
        yield re.sub(_ID, lambda _: str(next(ids)), piece) if _ID in piece else piece


_RUNS = {
    "": '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>',
    "deleted": '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:strike/><w:color w:val="9C0006"/></w:rPr>',
    "inserted": '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:color w:val="006100"/><w:u w:val="single"/></w:rPr>',
}
_KEEP_SPACES = ' xml:space="preserve"'


def _run(run: Run, tracked: bool) -> str:
    if not run.text:
        return ""
    tag = "w:delText" if run.mark == "deleted" and tracked else "w:t"
    text = escaped(run.text)
    spaces = _KEEP_SPACES if " " in text else ""
    for sign, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        if sign in text:
            text = text.replace(sign, f"</{tag}>{element}<{tag}{spaces}>")
    xml = f"{_RUNS['' if tracked else run.mark]}<{tag}{spaces}>{text}</{tag}></w:r>"
    return f"<w:{_MARKS[run.mark]} {_revision()}>{xml}</w:{_MARKS[run.mark]}>" if run.mark and tracked else xml
