"""Word: reads a .docx as a `Document`, by the rules of WordprocessingML (ECMA-376 Part 1, 17).

What `word.write` wrote is read back whole except for: column shares, rounded to twips; row heights, `filter`, what is for editors,
and `new_page`, which is not in the file; the alignment of a column that only wide cells start in; keys of more than 34 letters.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from gkml.document import Block, Document, Heading, LeftOut, Margins, PageSetup, Paragraph, Role, Section
from gkml.formats.grid import heading, sectioned
from gkml.formats.notes import APPENDED
from gkml.formats.package.read import Element, Parts, main_part, members, properties, title
from gkml.formats.unreadable import UnreadableFile, legal, reading
from gkml.formats.word.aside import elsewhere, margins, notes, unreferenced
from gkml.formats.word.controls import placeholders, tick_boxes
from gkml.formats.word.numbering import Numbering, numbering
from gkml.formats.word.pictures import ALTERNATE, branch
from gkml.formats.word.styles import Style, W, as_number, style_of, styles, transitional
from gkml.formats.word.tables import is_appended, read_table
from gkml.formats.word.text import MARKS, TBL, WRAPPERS, P, Story, end_mark

_TWIPS = 20
"""Twentieths of a point."""


def read(data: bytes) -> Document:
    """Returns the document. Raises `UnreadableFile`."""
    with reading("Word（.docx）"):
        parts = {name: transitional(xml) for name, xml in members(data).items()}
        name, root = main_part(parts, "word/document.xml")
        body = root.find(f"{W}body")
        if body is None:
            raise UnreadableFile("打不开：不是 Word 文档（.docx）")
        if b"checkbox" in parts[name]:
            tick_boxes(root)
        if b"showingPlcHdr" in parts[name]:
            placeholders(root)
        story = _story(parts, name)
        story.notes = notes(parts, name, story)
        sections = _sections(body, story)
        blocks = chain.from_iterable(section.blocks for section in sections)
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        about = properties(parts)
        if size := story.styles.get("GkmlCell", Style()).size:
            about = replace(about, font_size=size)
        ends = list(body.iter(f"{W}sectPr"))
        beside = (*unreferenced(root, story.notes), *margins(parts, name, ends, story), *elsewhere(parts))
        return Document(titles[0] if titles else legal(title(parts)), sections, about, (*story.left_out, *beside))


def _story(parts: Parts, name: str) -> Story:
    styles_by_id = styles(parts, name)
    xml = parts[name]
    looks = _LOOKS.search(xml) is not None or any(any(style.shown) for style in styles_by_id.values())
    numbered = b"numPr" in xml or any(style.numbered.number for style in styles_by_id.values())
    lists = numbering(parts, name, lambda style: styles_by_id.get(style, Style()).numbered.number or "")
    return Story(styles_by_id, lists if numbered else Numbering(), looks)


_LOOKS = re.compile(rb"vanish|strike|dings|symbol", re.IGNORECASE)


# --- sections ---


def _sections(body: Element, story: Story) -> tuple[Section, ...]:
    """Returns the sections that have blocks; one without, if none has."""
    return sectioned([(_page(form), _blocks(children, story)) for children, form in _groups(body)])


def _groups(body: Element) -> Iterator[tuple[list[Element], Element | None]]:
    """Yields the children of each section with its w:sectPr, which stands in its last paragraph, or at last in the body."""
    children: list[Element] = []
    for child in body:
        children.append(child)
        form = child.find(f"{W}pPr/{W}sectPr") if child.tag == P else None
        if form is not None:
            yield children, form
            children = []
    yield children, body.find(f"{W}sectPr")


def _page(form: Element | None) -> PageSetup:
    """Returns the pages that a w:sectPr describes (17.6.17), on A3 if they are larger than A4."""
    size, edges = (None if form is None else form.find(W + name) for name in ("pgSz", "pgMar"))
    width, height = as_number(size, "w"), as_number(size, "h")
    sides = zip(Margins._fields, Margins(), strict=True)
    margins = Margins(*(as_number(edges, side, round(usual * _TWIPS)) / _TWIPS for side, usual in sides))
    return PageSetup("A3" if max(width, height) > 1000 * _TWIPS else "A4", size is None or width > height, margins)


# --- blocks ---


def _blocks(parent: Iterable[Element], story: Story, after_table: bool = False) -> Iterator[Block]:
    for child in parent:
        tag = child.tag
        if tag == TBL and not is_appended(child):
            table = read_table(child, story)
            story.row = -1
            if table is not None:
                story.table += 1
                yield table
        elif tag in WRAPPERS or tag in MARKS:
            yield from _blocks(child, story, after_table)
        elif tag == ALTERNATE:
            yield from _blocks(branch(child), story, after_table)
        elif tag == P and not is_appended(child) and not is_spacer(child, after_table=after_table):
            block = _text_block(child, story)
            if block.text or block.mark or next(child.iter(f"{W}drawing"), None) is None:
                yield block
            story.paragraph += 1
        elif tag == TBL:
            story.left_out.append(LeftOut("", APPENDED))
        elif tag == f"{W}altChunk":
            story.leave_out("嵌入文件")
        after_table = tag == TBL or (tag == P and end_mark(child.find(f"{W}pPr")) != "")


def is_spacer(paragraph: Element, *, after_table: bool) -> bool:
    """Returns whether a paragraph is only there because Word needs one: after a table or a last paragraph that came or
    went, or for the end of a section. It has no text, and a line of a point at most."""
    if not after_table and paragraph.find(f"{W}pPr/{W}sectPr") is None:
        return False
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    if spacing is None or spacing.get(f"{W}lineRule") != "exact" or as_number(spacing, "line", _TWIPS) > _TWIPS:
        return False
    # LibreOffice adds a run that has looks only.
    return all(piece.tag == f"{W}rPr" for run in paragraph.iter(f"{W}r") for piece in run)


def _text_block(paragraph: Element, story: Story) -> Heading | Paragraph:
    runs = story.runs(paragraph)
    form = paragraph.find(f"{W}pPr")
    level, mark = style_of(form, story.styles).level, end_mark(form)
    return Paragraph(runs, mark, _role(form)) if level is None else heading(runs, level, mark)


_ROLES: dict[str, Role] = {
    "GkmlBody": "body",
    "GkmlAddressee": "addressee",
    "GkmlAttachment": "attachment",
    "GkmlSubtitle": "subtitle",
    "GkmlSignature": "signature",
    "GkmlDate": "date",
}
"""The roles of paragraphs in styles of our own; all others are notes."""


def _role(form: Element | None) -> Role:
    style = None if form is None else form.find(f"{W}pStyle")
    return "note" if style is None else _ROLES.get(style.get(f"{W}val", ""), "note")
