"""Word: a `Document` in, the bytes of a .docx out.

Everything around the text (styles, page numbers, fonts) comes from a template: `templates/docx/`, or any Word file. The
text itself is written as XML in one pass: python-docx takes thirty times as long row by row.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from gkml.document import (
    PAPERS,
    Block,
    Cell,
    Document,
    Heading,
    Paper,
    Paragraph,
    Properties,
    Row,
    Run,
    Table,
    covered,
    line_height,
)

Parts = Mapping[str, bytes]
"""The members of a Word package by name."""

EDITOR = "gkml"
REVISED = "2000-01-01T00:00:00Z"
"""The date of tracked changes: they need one, and the same input must give the same bytes."""

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TWIPS = 20
"""Twentieths of a point."""


def write(document: Document, template: Parts) -> bytes:
    """The document in the looks of `template`."""
    size, line = document.properties.font_size, line_height(document.properties.font_size)
    looks = {"@size@": f"{size * 2:.0f}", "@line@": f"{line * _TWIPS:.0f}"}
    parts = {name: _filled(name, data, looks) for name, data in template.items()}
    references = _references(parts.pop(_DOCUMENT, b""))
    parts["docProps/core.xml"] = _core(document).encode()
    parts["docProps/app.xml"] = _APP.encode()
    parts["docProps/custom.xml"] = _custom(document.properties).encode()
    return _zipped(parts, _document(document, references))


_DOCUMENT = "word/document.xml"


def _filled(name: str, data: bytes, looks: Mapping[str, str]) -> bytes:
    if name != "word/styles.xml":
        return data
    text = data.decode()
    for mark, value in looks.items():
        text = text.replace(mark, value)
    return text.encode()


def _zipped(parts: Parts, document: Iterator[str]) -> bytes:
    """The parts as a zip that depends on nothing else: content types first as readers like it, the text last.

    The text is compressed as it comes: of ten thousand rows it is 23 MB.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            package.writestr(_member(name), parts[name])
        with package.open(_member(_DOCUMENT), "w") as stream:
            for piece in document:
                stream.write(piece.encode())
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    # Level 3 takes half the time of the usual 6; a catalog of 62 items grows by a tenth.
    member._compresslevel = 3  # type: ignore[attr-defined]  # public as compress_level from Python 3.13 on
    member.create_system = 0
    return member


_OWN_FOOTERS = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'


def _references(document: bytes) -> str:
    """The header and footer references of a template's own document; those of the built-in looks where it has none."""
    found = re.findall(r"<w:(?:header|footer)Reference\b[^>]*/>", document.decode(errors="replace"))
    return "".join(found) if document else _OWN_FOOTERS


def _document(document: Document, references: str) -> Iterator[str]:
    """The text in pieces."""
    paper = PAPERS[document.properties.paper]
    yield f"{_XML}<w:document {_W} {_R}><w:body>"
    for number, block in enumerate(document.blocks):
        yield from _block(block, number, document, paper)
    yield (
        f'<w:sectPr>{references}<w:pgSz w:w="{_twips(paper.width)}" w:h="{_twips(paper.height)}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_twips(paper.top)}" w:right="{_twips(paper.side)}" w:bottom="{_twips(paper.bottom)}" '
        f'w:left="{_twips(paper.side)}" w:header="720" w:footer="600" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _twips(points: float) -> int:
    return round(points * _TWIPS)


def _block(block: Block, number: int, document: Document, paper: Paper) -> Iterator[str]:
    if isinstance(block, Table):
        yield from _table(block, paper)
        # Word needs a paragraph after a table; a small one does not start a page of its own.
        yield '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    elif isinstance(block, Heading):
        style = "GkmlTitle" if block.level == 0 else f"GkmlHeading{block.level}"
        new_page = "<w:pageBreakBefore/>" if block.level == 0 and number else ""
        yield f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{new_page}</w:pPr>{_run(Run(block.text))}</w:p>'
    else:
        yield _paragraph(block, _style_of_paragraph(document, number))


def _style_of_paragraph(document: Document, number: int) -> str:
    """Running text before the table's title is prose; what stands beside the table is a note to it."""
    title = next((n for n, b in enumerate(document.blocks) if isinstance(b, Heading) and b.level == 0), 0)
    return "GkmlBody" if number < title else "GkmlNote"


def _paragraph(block: Paragraph, style: str) -> str:
    runs = "".join(_run(run) for run in block.runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _table(table: Table, paper: Paper) -> Iterator[str]:
    widths = _widths(table, paper)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GkmlTable"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0420"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )
    styles = ["GkmlHead"] * len(widths)
    yield from _rows(table.head, widths, styles, "<w:cantSplit/><w:tblHeader/>")
    styles = ["GkmlCellCenter" if column.align == "center" else "GkmlCell" for column in table.columns]
    yield from _rows(table.body, widths, styles, "<w:cantSplit/>")
    yield "</w:tbl>"


def _widths(table: Table, paper: Paper) -> list[int]:
    """Column widths in twips that sum to the text width; borders stand half outside it."""
    total = _twips(paper.text_width)
    widths = [int(column.share * total) for column in table.columns]
    widths[-1] += total - sum(widths)
    return widths


def _rows(rows: tuple[Row, ...], widths: list[int], styles: list[str], properties: str) -> Iterator[str]:
    """The rows as XML. `covered` gives every grid place its cell, so a cell from above becomes a vMerge that goes on.

    What was written in a column once is written again as it was: `known` has it by text, and under None a cell that
    only goes on.
    """
    last = len(widths)
    known: dict[bool, list[dict[str | None, str]]] = {keep: [{} for _ in widths] for keep in (False, True)}
    for number, (row, cells) in enumerate(zip(rows, covered(rows, last), strict=True)):
        here = known[row.keep]
        own = iter(row.cells)
        first = next(own, None)
        pieces = []
        column = 0
        while column < last:
            cell = cells[column]
            _, runs, rowspan, colspan = cell
            starts = cell is first
            if starts:
                first = next(own, None)
            if colspan == 1 and (not starts or (rowspan == len(runs) == 1 and not runs[0][1])):
                key = runs[0][0] if starts else None
                xml = here[column].get(key)
                if xml is None:
                    xml = here[column][key] = _cell(cell, widths, styles[column], starts, row.keep)
            else:
                xml = _cell(cell, widths, styles[column], starts, row.keep)
            pieces.append(xml)
            column += colspan
        bookmark = _bookmark(row.key, number) if row.key else ""
        yield f"{_row_start(row, properties)}{_CLOSE.join(pieces)}{bookmark}{_CLOSE}</w:tr>"


_CLOSE = "</w:p></w:tc>"


def _cell(cell: Cell, widths: list[int], style: str, starts: bool, keep: bool) -> str:
    """The XML of a cell at its first row or at a later one of its span, up to the end of its text."""
    column, runs, rowspan, colspan = cell
    width = sum(widths[column : column + colspan])
    span = f'<w:gridSpan w:val="{colspan}"/>' if colspan > 1 else ""
    merge = "" if rowspan == 1 else '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>"
    kept = "<w:keepNext/>" if keep else ""
    text = "".join(map(_run, runs)) if starts else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{text}'
    )


def _row_start(row: Row, properties: str) -> str:
    mark = f"<w:{_MARKS[row.mark]} {_revision()}/>" if row.mark else ""
    return f"<w:tr><w:trPr>{properties}{mark}</w:trPr>"


def _bookmark(key: str, number: int) -> str:
    """A hidden bookmark carries the item's id for the way back. Bookmark names know letters, digits and underscores."""
    name = "_gkml_" + key.replace("_", "_5f").replace("-", "_2d").replace(".", "_2e")
    return f'<w:bookmarkStart w:id="{number}" w:name="{name[:40]}"/><w:bookmarkEnd w:id="{number}"/>'


_MARKS = {"inserted": "ins", "deleted": "del"}


def _revision() -> str:
    return f'w:id="0" w:author="{EDITOR}" w:date="{REVISED}"'


_RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_KEEP_SPACES = ' xml:space="preserve"'


def _run(run: Run) -> str:
    if not run.text:
        return ""
    tag = "w:delText" if run.mark == "deleted" else "w:t"
    text = _escaped(run.text)
    spaces = _KEEP_SPACES if " " in text else ""
    for sign, element in (("\n", "<w:br/>"), ("\t", "<w:tab/>")):
        if sign in text:
            text = text.replace(sign, f"</{tag}>{element}<{tag}{spaces}>")
    xml = f"{_RUN}<{tag}{spaces}>{text}</{tag}></w:r>"
    return f"<w:{_MARKS[run.mark]} {_revision()}>{xml}</w:{_MARKS[run.mark]}>" if run.mark else xml


def _escaped(text: str) -> str:
    """For XML text. (The standard library's own comes with an HTTP client, which takes longer to import than to use.)"""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# --- what the file says about itself ---

_APP = (
    f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>gkml</Application></Properties>"
)


def _core(document: Document) -> str:
    about = document.properties
    date = f"{about.issued or '2000-01-01'}T00:00:00Z"
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_escaped(document.title)}</dc:title><dc:creator>{_escaped(about.agency)}</dc:creator>"
        f'<dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f"<cp:version>{_escaped(about.edition)}</cp:version></cp:coreProperties>"
    )


def _custom(about: Properties) -> str:
    named = {"gkml-id": about.id, "gkml-source": about.source}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{_escaped(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named.items(), 2)
    )
    return (
        f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    )
