"""HTML: reads a page as a `Document`: its headings, paragraphs and tables, and what it has besides them.

What `html.write` wrote is read back whole except for: column shares, rounded to a hundredth of a percent; row heights,
`keep`, `new_page` and what is for editors; paper and font size; headings below the table, which the page has as notes.

Pages of others are read as a browser shows them: see `shown`. A layout table is one that holds another table and is no
grid of texts otherwise; its content is read, not its grid.
"""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Block, Document, Heading, LeftOut, Mark, Paragraph, Properties, Role, Run, Section, Table
from gkml.formats.grid import heading, joined, limited
from gkml.formats.html.mhtml import is_archive, page_of
from gkml.formats.html.shown import shown
from gkml.formats.html.tables import NO_TEXT, PageStyle, block_mark, folded, groups, mark_of, read_table, runs, trimmed
from gkml.formats.package.read import Element
from gkml.formats.unreadable import ENCODINGS, UnreadableFile, decoded, legal, reading

_HEADINGS = {f"h{level + 1}": level for level in range(6)}
_STATED = {str(level): level for level in range(1, 6)}
"""Levels that our writer states beside a heading."""
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "br",
}  # fmt: skip
"""Elements that do not end the line; nor do elements with a prefix, which Word leaves."""
_NOT_WALKED = {*NO_TEXT, "head"}
_NO_HEADING = -1
_CHARSET = re.compile(rb"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_LONG_TAG = re.compile(rb"<[^<>]{4000}[^<>]*")
_MOST_ATTRIBUTES = 1000
_WIDTH = re.compile(r"\.([\w-]+)\s*\{\s*width:\s*([\d.]{1,9})%\s*;?\s*\}")


def read(data: bytes, encoding: str | None = None) -> Document:
    """Returns the document. `encoding` counts if the page is not UTF-8, before its own. Raises `UnreadableFile`."""
    with reading("HTML"):
        markup = _text(data, encoding).encode()
        root = _parsed(markup)
        markup = markup.lower()
        ours = _meta(root, "generator") == "gkml"
        page = PageStyle(ours, _widths(root) if ours else {})
        title = legal((root.findtext(".//title") or "").strip())
        left_out: tuple[LeftOut, ...] = () if page.ours else shown(root, markup)
        blocks = limited(_our_blocks(root, page) if page.ours else _blocks(root, page, markup.count(b"<table") > 1))
        if not blocks:
            raise UnreadableFile("网页里没有标题、段落或表格")
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        properties = _properties(root) if page.ours else Properties()
        return Document(titles[0] if titles else title, (Section(blocks),), properties, left_out)


def _text(data: bytes, encoding: str | None) -> str:
    """Returns the page without the characters that no element can hold; a form feed is white space."""
    if is_archive(data):
        data, stated = page_of(data)
        encoding = encoding or (stated if stated in ENCODINGS else None)
    named = _CHARSET.search(data[:4096])
    stated = named[1].decode().lower() if named else ""
    return legal(decoded(data, encoding or (stated if stated in ENCODINGS else None)).replace("\f", " "))


def _parsed(markup: bytes) -> Element:
    # The parser compares each attribute of a tag with all the others.
    for tag in _LONG_TAG.finditer(markup):
        if len(tag[0].split()) > _MOST_ATTRIBUTES:
            raise UnreadableFile(f"网页里一个标记有 {_MOST_ATTRIBUTES} 个以上的属性，不读")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(markup, parser)
    if root is None:
        raise UnreadableFile("网页是空的")
    # The parser repairs what is not well formed, but stops at limits of its own.
    if any(entry.level == etree.ErrorLevels.FATAL for entry in parser.error_log):
        raise UnreadableFile("网页嵌套太深，或一处文字太长，不读")
    return root


def _meta(root: Element, name: str) -> str:
    head = root.find("head")
    entries = head.iter("meta") if head is not None else ()
    return next((meta.get("content", "") for meta in entries if meta.get("name") == name), "")


def _widths(root: Element) -> dict[str, float]:
    """Returns the widths, in percent, that the page's style gives to classes."""
    matches = (match for style in root.iterfind("head/style") for match in _WIDTH.findall(style.text or ""))
    return {name: float(width) for name, width in matches if width.count(".") < 2 and width != "."}


# --- pages that gkml wrote ---


def _our_blocks(root: Element, page: PageStyle) -> Iterator[Block]:
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        kind = element.tag
        if kind in _HEADINGS:
            level = _STATED.get(element.get("data-level", ""), _HEADINGS[kind])
            yield heading(runs(element, page), level, block_mark(element))
        elif kind == "table":
            table = read_table(element, page)
            if table:
                yield table
        elif kind == "p" and element.get("class") != "about":
            yield Paragraph(runs(element, page), block_mark(element), _role(element))
        elif kind not in {*NO_TEXT, "form", "head", "p"}:
            continue
        walk.skip_subtree()


_ROLES: dict[str, Role] = {
    "prose": "body",
    "addressee": "addressee",
    "attachment": "attachment",
    "subtitle": "subtitle",
    "signature": "signature",
    "date": "date",
}
"""The roles of paragraphs by their class; all others are notes."""


def _role(element: Element) -> Role:
    classes = element.get("class", "").split()
    return _ROLES.get(classes[0], "note") if classes else "note"


# --- the pages of others ---


def _blocks(root: Element, page: PageStyle, several: bool) -> Iterator[Block]:
    """Yields the text between two ends of lines as a heading or paragraph, unless it is blank, and the tables."""
    line: list[Run] = []
    level = _NO_HEADING
    for piece in _flow(root, page, several):
        if isinstance(piece, Run):
            line.append(piece)
            continue
        texts = trimmed(joined(line))
        if any(not run.text.isspace() and run.text for run in texts):
            yield Paragraph(texts) if level == _NO_HEADING else heading(texts, level)
        line = []
        if isinstance(piece, Table):
            yield piece
        else:
            level = piece


def _flow(root: Element, page: PageStyle, several: bool) -> Iterator[Run | Table | int]:
    """Yields the page in pieces: runs, tables, and at the end of a line the level of the heading that begins there."""
    layout = _layout_tables(root, several)
    marks: list[Mark] = [""]
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        kind, text = element.tag, element.text if event == "start" else element.tail
        if kind not in _INLINE and ":" not in kind:
            yield _HEADINGS.get(kind, _NO_HEADING) if event == "start" else _NO_HEADING
        if event == "end":
            marks.pop()
        else:
            marks.append(mark_of(element, marks[-1]))
            if kind == "br":
                yield Run("\n", marks[-1])
            if kind in _NOT_WALKED or (kind == "table" and element not in layout):
                yield from _captioned(element, page) if kind == "table" else ()
                walk.skip_subtree()
                continue
        if text:
            yield Run(folded(text), marks[-1])
    yield _NO_HEADING


def _captioned(element: Element, page: PageStyle) -> Iterator[Run | Table | int]:
    """Yields the captions of a table and the table."""
    for caption in element.iterchildren("caption"):
        yield from runs(caption, page)
        yield _NO_HEADING
    table = read_table(element, page)
    if table:
        yield table


def _layout_tables(root: Element, several: bool) -> set[Element]:
    """Returns the tables that only lay out the page."""
    holding = {next(table.iterancestors("table"), None) for table in root.iter("table")} if several else set()
    return {table for table in holding if table is not None and not _is_grid(table)}


def _is_grid(table: Element) -> bool:
    """Returns whether a table that holds tables has more rows of several texts than rows with tables in them."""
    plain = holding = 0
    for _, rows in groups(table):
        for row in rows:
            cells = list(row.iterchildren("td", "th"))
            if any(cell.find(".//table") is not None for cell in cells):
                holding += 1
            else:
                plain += sum(any(text.strip() for text in cell.itertext()) for cell in cells) > 1
    return plain > max(1, holding)


def _properties(root: Element) -> Properties:
    spans = root.findall(".//p[@class='about']/span")
    editions = (text.removeprefix("版本：") for span in spans if (text := span.text or "").startswith("版本："))
    issued = _meta(root, "gkml-issued") or next(
        (time.get("datetime", "") for time in root.iterfind(".//p[@class='about']//time")), ""
    )
    try:
        issued = date.fromisoformat(issued).isoformat()
    except ValueError:
        issued = ""
    return Properties(
        id=_meta(root, "gkml-id"),
        edition=_meta(root, "gkml-edition") or next(editions, ""),
        agency=_meta(root, "author"),
        issued=issued,
        source=_meta(root, "gkml-source"),
        product=_meta(root, "gkml-product"),
    )
