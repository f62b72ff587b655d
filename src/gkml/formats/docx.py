"""Word: a `Document` in, the bytes of a .docx out.

Everything around the text (styles, page numbers, fonts) comes from a template: `templates/docx/`, or any Word file. The
text itself is written as XML in one pass: python-docx takes thirty times as long row by row.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

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
    references = _references(parts.get("word/document.xml", b""))
    parts["word/document.xml"] = _document(document, references).encode()
    parts["docProps/core.xml"] = _core(document).encode()
    parts["docProps/app.xml"] = _APP.encode()
    parts["docProps/custom.xml"] = _custom(document.properties).encode()
    return _zipped(parts)


def _filled(name: str, data: bytes, looks: Mapping[str, str]) -> bytes:
    if name != "word/styles.xml":
        return data
    text = data.decode()
    for mark, value in looks.items():
        text = text.replace(mark, value)
    return text.encode()


def _zipped(parts: Parts) -> bytes:
    """The parts as a zip that depends on nothing else: content types first as readers like it, then by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            package.writestr(member, parts[name])
    return out.getvalue()


_OWN_FOOTERS = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'


def _references(document: bytes) -> str:
    """The header and footer references of a template's own document; those of the built-in looks where it has none."""
    found = re.findall(r"<w:(?:header|footer)Reference\b[^>]*/>", document.decode(errors="replace"))
    return "".join(found) if document else _OWN_FOOTERS


def _document(document: Document, references: str) -> str:
    paper = PAPERS[document.properties.paper]
    page = (
        f'<w:sectPr>{references}<w:pgSz w:w="{_twips(paper.width)}" w:h="{_twips(paper.height)}" w:orient="landscape"/>'
        f'<w:pgMar w:top="{_twips(paper.top)}" w:right="{_twips(paper.side)}" w:bottom="{_twips(paper.bottom)}" '
        f'w:left="{_twips(paper.side)}" w:header="720" w:footer="600" w:gutter="0"/></w:sectPr>'
    )
    body = "".join(
        piece for number, block in enumerate(document.blocks) for piece in _block(block, number, document, paper)
    )
    return f"{_XML}<w:document {_W} {_R}><w:body>{body}{page}</w:body></w:document>"


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
    """The rows as XML. `covered` gives every grid place its cell, so a cell from above becomes a vMerge that goes on."""
    plain = [_CELL.format(width=w, style=s, merge="", keep="") for w, s in zip(widths, styles, strict=True)]
    empty = [_CELL.format(width=w, style=s, merge="<w:vMerge/>", keep="") for w, s in zip(widths, styles, strict=True)]
    for number, (row, cells) in enumerate(zip(rows, covered(rows, len(widths)), strict=True)):
        own = iter(row.cells)
        first = next(own, None)
        pieces = [_row_start(row, properties)]
        column = 0
        while column < len(widths):
            cell = cells[column]
            starts = cell is first
            if starts and cell.rowspan == 1 and cell.colspan == 1 and not row.keep:
                pieces.append(plain[column])
            elif not starts and cell.colspan == 1 and not row.keep:
                pieces.append(empty[column])
            else:
                pieces.append(_cell_start(cell, widths, styles, starts, row.keep))
            if starts:
                pieces.append(_runs(cell))
                first = next(own, None)
            column = cell.column + cell.colspan
            if column >= len(widths) and row.key:
                pieces.append(_bookmark(row.key, number))
            pieces.append("</w:p></w:tc>")
        pieces.append("</w:tr>")
        yield "".join(pieces)


_CELL = (
    '<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/></w:tcPr>'
    '<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
)


def _cell_start(cell: Cell, widths: list[int], styles: list[str], starts: bool, keep: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>") if cell.rowspan > 1 else ""
    width = sum(widths[cell.column : cell.column + cell.colspan])
    kept = "<w:keepNext/>" if keep else ""
    return _CELL.format(width=width, style=styles[cell.column], merge=span + merge, keep=kept)


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


def _runs(cell: Cell) -> str:
    runs = cell.runs
    if len(runs) == 1 and not runs[0].mark:
        return _run(runs[0])
    return "".join([_run(run) for run in runs])


_RUN = '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">'


def _run(run: Run) -> str:
    if not run.text:
        return ""
    text = escape(run.text)
    tag = "w:delText" if run.mark == "deleted" else "w:t"
    if "\n" in text or "\t" in text:
        text = text.replace("\n", f'</{tag}><w:br/><{tag} xml:space="preserve">')
        text = text.replace("\t", f'</{tag}><w:tab/><{tag} xml:space="preserve">')
    if not run.mark:
        return f"{_RUN}{text}</w:t></w:r>"
    start = _RUN.replace("<w:t ", f"<{tag} ")
    mark = _MARKS[run.mark]
    return f"<w:{mark} {_revision()}>{start}{text}</{tag}></w:r></w:{mark}>"


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
        f"<dc:title>{escape(document.title)}</dc:title><dc:creator>{escape(about.agency)}</dc:creator>"
        f'<dc:language>zh-CN</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created>'
        f"<cp:version>{escape(about.edition)}</cp:version></cp:coreProperties>"
    )


def _custom(about: Properties) -> str:
    named = {"gkml-id": about.id, "gkml-source": about.source}
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(named.items(), 2)
    )
    return (
        f'{_XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{properties}</Properties>"
    )
