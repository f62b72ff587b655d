"""A Word file, notes on its cells and a list in, the same file with comments at the cells and the list at its end out.

python-docx keeps what it does not know. Comments have no date: the same input gives the same bytes.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from gkml.document import Table
from gkml.formats.notes import AUTHOR, Note
from gkml.formats.package.read import Element, unpacked
from gkml.formats.package.write import escaped, rezipped
from gkml.formats.unreadable import UnreadableFile
from gkml.formats.word.styles import W
from gkml.formats.word.tables import cells_of

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def annotate(data: bytes, notes: Sequence[Note], title: str, table: Table) -> bytes:
    """`title` and `table` stand on pages of their own at the end. Raises `UnreadableFile`."""
    from docx.text.paragraph import Paragraph

    unpacked(data)
    document = _opened(data)
    body = document.element.body
    places = dict(cells_of(body))
    for note in notes:
        paragraph = Paragraph(_paragraph(places[note.table, note.row, note.column]), document)
        runs = paragraph.runs or [paragraph.add_run("")]
        comment = document.add_comment(runs, note.text, AUTHOR, AUTHOR)
        comment._comment_elm.attrib.pop(f"{W}date", None)
    _append(body, title, table)
    out = io.BytesIO()
    document.save(out)
    return rezipped(out.getvalue())


def _opened(data: bytes) -> Any:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        return Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise UnreadableFile("批注写不进这份 Word 文件；请在 Word 或 WPS 里另存为普通的 .docx 再试") from error


def _paragraph(cell: Element) -> Element:
    """The first paragraph of a cell that says something, else its first."""
    paragraphs = list(cell.iter(f"{W}p"))
    return next((each for each in paragraphs if each.find(f"{W}r") is not None), paragraphs[0])


def _append(body: Element, title: str, table: Table) -> None:
    """The list, in front of the last section's own properties."""
    from docx.oxml import parse_xml

    xml = "".join(
        (
            f'<w:body xmlns:w="{_SPACE}">',
            f'<w:p><w:pPr><w:pageBreakBefore/><w:jc w:val="center"/></w:pPr>{_run(title, bold=True)}</w:p>',
            *_rows(table),
            "<w:p/></w:body>",
        )
    )
    sections = [child for child in body if child.tag == f"{W}sectPr"]
    for element in list(parse_xml(xml)):
        if sections:
            sections[-1].addprevious(element)
        else:
            body.append(element)


def _rows(table: Table) -> Iterator[str]:
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    yield f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{lines}</w:tblBorders></w:tblPr><w:tblGrid>'
    yield from (f'<w:gridCol w:w="{round(column.share * 9000)}"/>' for column in table.columns)
    yield "</w:tblGrid>"
    for row in table.head:
        yield f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{_cells(row.cells, bold=True)}</w:tr>"
    for row in table.body:
        yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cells(row.cells)}</w:tr>"
    yield "</w:tbl>"


def _cells(cells: Sequence[Any], *, bold: bool = False) -> str:
    return "".join(f"<w:tc><w:tcPr/><w:p>{_run(cell.text, bold=bold)}</w:p></w:tc>" for cell in cells)


def _run(text: str, *, bold: bool = False) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(line)}</w:t>' for line in text.split("\n"))
    return f'<w:r><w:rPr>{"<w:b/>" if bold else ""}<w:sz w:val="18"/></w:rPr>{lines}</w:r>'
