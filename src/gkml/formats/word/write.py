"""Word: a `Document` in, the bytes of a .docx out.

Everything around the text (styles, page numbers, fonts) comes from a template: `templates/docx/`, or any Word file. The
text itself is written as XML in one pass: python-docx takes thirty times as long row by row.
"""

import re
from collections.abc import Iterator

from gkml.document import Block, Chart, Document, PageSetup, Picture, Section, Table, begins_page, line_height
from gkml.formats import Looks
from gkml.formats.package.write import XML, about, zipped
from gkml.formats.word.write_figure import figure_xml, with_figures
from gkml.formats.word.write_table import table_xml
from gkml.formats.word.write_text import TWIPS, numbered, paragraph_xml, twips, with_styles

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"


def write(document: Document, looks: Looks) -> bytes:
    """Returns the document in the given looks: the parts of a Word file."""
    parts = {**looks, _STYLES: _styles(looks[_STYLES].decode(), document).encode()}
    references = _references(parts.pop(_DOCUMENT, b""))
    parts = with_figures(parts, document) | about(document)
    return zipped(parts, {_DOCUMENT: numbered(_document(document, references))})


def _styles(styles: str, document: Document) -> str:
    """Returns the style sheet with the size and line height of the table's text, and a style for each role."""
    size = document.properties.font_size
    filled = styles.replace("@size@", f"{size * 2:.0f}").replace("@line@", f"{line_height(size) * TWIPS:.0f}")
    return with_styles(filled, document)


_OWN_FOOTERS = '<w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'


def _references(document: bytes) -> str:
    """The header and footer references of a template's own document; those of the built-in looks if it has none."""
    references = re.findall(r"<w:(?:header|footer)Reference\b[^>]*/>", document.decode(errors="replace"))
    return "".join(references) if document else _OWN_FOOTERS


def _document(document: Document, references: str) -> Iterator[str]:
    """Yields the text in pieces."""
    yield f"{XML}<w:document {_W} {_R}><w:body>"
    sections = document.sections or (Section(()),)
    first = figures = 0
    for number, section in enumerate(sections, 1):
        end = f"<w:sectPr>{references}{_page(section.page)}</w:sectPr>"
        for place, block in enumerate(section.blocks):
            figures += isinstance(block, Picture | Chart)
            new_page = place > 0 and begins_page(block, section.blocks[place - 1])
            yield from _block(block, section.page, (new_page, first + place, figures), document.properties.tracked)
        if number < len(sections):
            yield _spacer(end)
        elif _ends_with_change(section):
            yield _spacer()
        first += len(section.blocks)
    yield f"{end}</w:body></w:document>"


def _page(page: PageSetup) -> str:
    landscape = ' w:orient="landscape"' if page.landscape else ""
    top, right, bottom, left = map(twips, page.margins)
    return (
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{landscape}/><w:pgMar w:top="{top}" w:right="{right}" '
        f'w:bottom="{bottom}" w:left="{left}" w:header="720" w:footer="600" w:gutter="0"/>'
    )


def _ends_with_change(section: Section) -> bool:
    """Returns whether the last paragraph came or went: it goes by becoming one with the next, so it needs one."""
    last = section.blocks[-1] if section.blocks else None
    return last is not None and not isinstance(last, Table | Picture | Chart) and bool(last.mark)


def _block(block: Block, page: PageSetup, places: tuple[bool, int, int], tracked: bool) -> Iterator[str]:
    """`places` are whether the block starts a page, its number in the document, and that of the figure that it is."""
    new_page, number, figure = places
    if isinstance(block, Table):
        yield from table_xml(block, page.text_width, number, tracked)
        # Word needs a paragraph after a table; a small one does not start a page of its own.
        yield _spacer(keep=bool(block.body) and block.body[-1].keep)
    elif isinstance(block, Picture | Chart):
        yield figure_xml(block, figure, page)
    else:
        yield paragraph_xml(block, tracked, new_page)


def _spacer(end: str = "", keep: bool = False) -> str:
    """A paragraph of one point without text; `end` closes the section that it stands in (17.6.18)."""
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr>{kept}<w:spacing w:line="20" w:lineRule="exact"/>{end}</w:pPr></w:p>'
