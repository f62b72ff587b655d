"""Writes notes into a Word file: comments at its cells, and a list at its end that `word.read` knows by its mark.

What gkml wrote into the file before is removed first. python-docx keeps what it does not know. Comments have no date:
the same input gives the same bytes.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any

from gkml.document import Table
from gkml.formats.notes import AUTHOR, MARK, Note
from gkml.formats.package.read import Element, unpacked
from gkml.formats.package.write import escaped, rezipped
from gkml.formats.unreadable import editing
from gkml.formats.word.read import is_spacer
from gkml.formats.word.styles import W
from gkml.formats.word.tables import cells_of, is_appended
from gkml.formats.word.text import TBL, P

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BOOKMARK = 2**31 - 7
"""The id of the bookmark: no other one in the file has it."""
_SPACER = '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
"""Word wants a paragraph after a table; the reader takes this one for none."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def annotate(data: bytes, notes: Sequence[Note], title: str, table: Table) -> bytes:
    """`title` and `table` stand on pages of their own at the end. Raises `UnreadableFile`."""
    unpacked(data)
    with editing("Word"):
        return rezipped(_annotated(data, notes, title, table))


def _annotated(data: bytes, notes: Sequence[Note], title: str, table: Table) -> bytes:
    from docx import Document
    from docx.text.paragraph import Paragraph

    document = Document(io.BytesIO(data))
    body = document.element.body
    _clear(document)
    places = dict(cells_of(body)) if notes else {}
    for note in notes:
        paragraph = Paragraph(_paragraph(places[note.table, note.row, note.column]), document)
        runs = paragraph.runs or [paragraph.add_run("")]
        comment = document.add_comment(runs, note.text, AUTHOR, AUTHOR)
        comment._comment_elm.attrib.pop(f"{W}date", None)
    _append(body, title, table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _clear(document: Any) -> None:
    """Removes the list and the comments that an earlier `annotate` wrote."""
    body = document.element.body
    blocks = [block for block in body if block.tag in {P, TBL} and is_appended(block)]
    for block in blocks:
        spacer = block.getnext() if block.tag == TBL else None
        if spacer is not None and is_spacer(spacer, after_table=True):
            body.remove(spacer)
        body.remove(block)
    _clear_comments(body, document.part._comments_part.element)


def _clear_comments(body: Element, comments: Element) -> None:
    own = {comment.get(f"{W}id"): comment for comment in comments if comment.get(f"{W}author") == AUTHOR}
    for comment in own.values():
        comments.remove(comment)
    for mark in list(body.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")):
        if mark.get(f"{W}id") in own:
            parent = mark.getparent()
            parent.remove(mark)
            if parent.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in parent):
                parent.getparent().remove(parent)


def _paragraph(cell: Element) -> Element:
    """Returns the first paragraph of a cell that has text, else its first."""
    paragraphs = list(cell.iter(f"{W}p"))
    return next((each for each in paragraphs if each.find(f"{W}r") is not None), paragraphs[0])


def _append(body: Element, title: str, table: Table) -> None:
    """Puts the list before the properties of the last section."""
    from docx.oxml import parse_xml

    xml = "".join(
        (
            f'<w:body xmlns:w="{_SPACE}">',
            f'<w:p><w:pPr><w:pageBreakBefore/><w:jc w:val="center"/></w:pPr>'
            f'<w:bookmarkStart w:id="{_BOOKMARK}" w:name="{MARK}"/><w:bookmarkEnd w:id="{_BOOKMARK}"/>'
            f"{_run(title, bold=True)}</w:p>",
            *_rows(table),
            f"{_SPACER}</w:body>",
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
    yield f'<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{lines}</w:tblBorders>'
    yield f'<w:tblCaption w:val="{MARK}"/></w:tblPr><w:tblGrid>'
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
