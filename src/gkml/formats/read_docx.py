"""Word: the bytes of a .docx in, a `Document` out, read by the rules of WordprocessingML (ECMA-376 Part 1, 17).

What `docx.write` wrote comes back whole but for: column shares, rounded to twips; row heights, `filter`, `choices`
and `new_page`, which Word is not told; the alignment of a column that only wide cells start in; keys of more than 34 letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from gkml.document import Block, Cell, Column, Document, Heading, Mark, Paragraph, Row, Run, Table
from gkml.formats.grid import formed, joined, limited
from gkml.formats.package import Element, main_part, members, properties, title
from gkml.formats.unreadable import UnreadableFile, legal, reading
from gkml.formats.word_styles import Style, Styles, W, as_number, style_of, styles

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TWIPS = 20
"""Twentieths of a point."""
_MOST_COLUMNS = 63
"""Word's own limit."""


def read(data: bytes) -> Document:
    """The document. Raises `UnreadableFile`."""
    with reading("Word（.docx）"):
        parts = members(data)
        name, root = main_part(parts, "word/document.xml")
        body = root.find(f"{W}body")
        if body is None:
            raise UnreadableFile("打不开：不是 Word 文档（.docx）；严格格式的 Open XML 请另存为普通 .docx")
        known = styles(parts, name)
        blocks = limited(_blocks(body, known))
        titles = [block.text for block in blocks if isinstance(block, Heading) and not block.level]
        about = replace(properties(parts), paper=_paper(root))
        if size := known.get("GkmlCell", Style()).size:
            about = replace(about, font_size=size)
        return Document(titles[0] if titles else legal(title(parts)), blocks, about)


def _paper(root: Element) -> Literal["A4", "A3"]:
    sizes = (max(as_number(page, "w"), as_number(page, "h")) for page in root.iter(f"{W}pgSz"))
    return "A3" if max(sizes, default=0) > 1000 * _TWIPS else "A4"


def _on(parent: Element | None, name: str) -> bool:
    """Whether a property that is on or off is on: it may be there and say no (17.17.4)."""
    element = None if parent is None else parent.find(W + name)
    return element is not None and element.get(f"{W}val") not in {"0", "false", "off"}


# --- blocks and runs ---

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo")}  # fmt: skip
_MARKS: dict[str, Mark] = {
    f"{W}ins": "inserted",
    f"{W}moveTo": "inserted",
    f"{W}del": "deleted",
    f"{W}moveFrom": "deleted",
}


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The children of that name, also those in wrappers that only add meaning."""
    for child in parent:
        if child.tag == name:
            yield child
        elif child.tag in _WRAPPERS or child.tag in _MARKS:
            yield from _within(child, name)


def _blocks(parent: Element, known: Styles, after_table: bool = False) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{W}tbl":
            table = _table(child, known)
            if table is not None:
                yield table
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, known, after_table)
        elif child.tag == f"{W}p" and not (after_table and _is_spacer(child)):
            yield _text_block(child, known)
        after_table = child.tag == f"{W}tbl"


def _is_spacer(paragraph: Element) -> bool:
    """A paragraph that is there because Word wants one after a table: no text, and a line of a point at most."""
    spacing = paragraph.find(f"{W}pPr/{W}spacing")
    if spacing is None or spacing.get(f"{W}lineRule") != "exact" or as_number(spacing, "line", _TWIPS) > _TWIPS:
        return False
    return next(_runs(paragraph), None) is None


def _text_block(paragraph: Element, known: Styles) -> Heading | Paragraph:
    runs = joined(_runs(paragraph))
    level = style_of(paragraph.find(f"{W}pPr"), known).level
    return Paragraph(runs) if level is None else Heading("".join(run.text for run in runs), level)


def _runs(parent: Element, mark: Mark = "") -> Iterator[Run]:
    for child in parent:
        if child.tag == f"{W}r":
            if text := "".join(map(_text, child)):
                yield Run(text, mark)
        elif child.tag in _MARKS:
            yield from _runs(child, "deleted" if mark == "deleted" else _MARKS[child.tag])
        elif child.tag in _WRAPPERS:
            yield from _runs(child, mark)


_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_TEXTS = {f"{W}t", f"{W}delText"}
_FOLDED = re.compile("[\t\r\n]")


def _text(piece: Element) -> str:
    """The text of one child of a run; line ends and tabs are elements, those in a text are spaces (17.3.3)."""
    if piece.tag in _TEXTS:
        text = _FOLDED.sub(" ", piece.text or "")
        return text if piece.get(_SPACE) == "preserve" else text.strip(" ")
    if piece.tag == f"{W}sym":
        code = piece.get(f"{W}char", "")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    # A break of the page or column says nothing of the text.
    return "" if piece.get(f"{W}type") in {"page", "column"} else _SIGNS.get(piece.tag, "")


# --- tables ---


class _Stated(NamedTuple):
    """A w:tc: where it stands, and whether it goes on with the cell above (17.4.84)."""

    column: int
    colspan: int
    merge: str
    content: Element


def _table(table: Element, known: Styles) -> Table | None:
    grid = [as_number(column, "w") for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    rows = list(_within(table, f"{W}tr"))
    heads = next((n for n, row in enumerate(rows) if not _on(row.find(f"{W}trPr"), "tblHeader")), len(rows))
    tcs = [list(_within(row, f"{W}tc")) for row in rows]
    # A grid may be told too narrow, but never for the cells that a row has.
    most = max(len(grid), max(map(len, tcs), default=0)) if grid else _MOST_COLUMNS
    stated = [_placed(row, cells, most) for row, cells in zip(rows, tcs, strict=True)]
    centred: dict[int, bool] = {}
    for cell in (cell for row in stated[heads:] for cell in row if cell.colspan == 1):
        if cell.column not in centred:
            centred[cell.column] = style_of(cell.content.find(f"{W}p/{W}pPr"), known).centred
    columns = [Column(width, "center" if centred.get(number) else "left") for number, width in enumerate(grid)]
    return formed(columns, _rows(rows[:heads], stated[:heads]), _rows(rows[heads:], stated[heads:]))


def _placed(row: Element, cells: Sequence[Element], most: int) -> list[_Stated]:
    """The cells at their columns; where a row is wider than the grid, its widest cell is cut to it."""
    abouts = [cell.find(f"{W}tcPr") for cell in cells]
    spans = [1 if about is None else max(1, as_number(about.find(f"{W}gridSpan"), default=1)) for about in abouts]
    form = row.find(f"{W}trPr")
    before = 0 if form is None else as_number(form.find(f"{W}gridBefore"))
    column = min(before, max(most - len(cells), 0))
    surplus = column + sum(spans) - most
    if surplus > 0 and spans:
        widest = spans.index(max(spans))
        spans[widest] = max(1, spans[widest] - surplus)
    placed: list[_Stated] = []
    for cell, about, span in zip(cells, abouts, spans, strict=True):
        merged = None if about is None else about.find(f"{W}vMerge")
        merge = "" if merged is None else merged.get(f"{W}val", "continue")
        placed.append(_Stated(column, min(span, most), merge, cell))
        column += min(span, most)
    return placed


def _rows(rows: Sequence[Element], stated: Sequence[Sequence[_Stated]]) -> list[Row]:
    """The rows of the head or of the body: no cell reaches from the one into the other."""
    cells: list[list[Cell]] = [[] for _ in rows]
    going: dict[int, tuple[list[Cell], int]] = {}
    """For each column the merged cell that the row above belongs to: in which list, at which place."""
    for number, row in enumerate(stated):
        before, going = going, {}
        for tc in row:
            kept = before.get(tc.column) if tc.merge == "continue" else None
            if kept is not None and kept[0][kept[1]].colspan == tc.colspan:
                start, place = kept
                start[place] = start[place]._replace(rowspan=start[place].rowspan + 1)
            else:
                kept = cells[number], len(cells[number])
                cells[number].append(Cell(tc.column, _content(tc.content), 1, tc.colspan))
            if tc.merge:
                going[tc.column] = kept
    return [_row(element, tuple(own)) for element, own in zip(rows, cells, strict=True)]


def _content(cell: Element) -> tuple[Run, ...]:
    """The text of a cell, its paragraphs (and those of tables in it) on lines of their own."""
    runs: list[Run] = []
    for number, paragraph in enumerate(cell.iter(f"{W}p")):
        runs += [Run("\n")] * bool(number)
        runs += _runs(paragraph)
    return joined(runs)


_ROW_MARKS: dict[str, Mark] = {"ins": "inserted", "del": "deleted"}


def _row(row: Element, cells: tuple[Cell, ...]) -> Row:
    form = row.find(f"{W}trPr")
    mark: Mark = ""
    height = 0.0
    if form is not None:
        mark = next((mark for name, mark in _ROW_MARKS.items() if form.find(W + name) is not None), "")
        height = as_number(form.find(f"{W}trHeight")) / _TWIPS
    keep = _on(row.find(f"{W}tc/{W}p/{W}pPr"), "keepNext")
    return Row(cells, _key(row), mark, height, keep)


def _key(row: Element) -> str:
    """The item's id from the hidden bookmark in its row."""
    names = (mark.get(f"{W}name", "") for mark in row.iter(f"{W}bookmarkStart"))
    name = next((name for name in names if name.startswith("_gkml_")), "")
    return re.sub("_(5f|2d|2e)", lambda code: chr(int(code[1], 16)), name.removeprefix("_gkml_"))
