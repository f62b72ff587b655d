"""Plain text: reads a text as a `Document`: its lines as paragraphs, and the tables that are drawn with characters.

A table is drawn in one of these ways, which its lines prove:

- a cell on a line of its own, begun by a tab, with blank lines between the rows;
- a row on a line, its cells separated by tabs, by | as in Markdown, by the lines of a box, or by two spaces and more
  where the cells stand below one another.

No merged cell can be drawn, and what is drawn does not say which rows are headings.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from gkml.document import Block, Cell, Document, Heading, LeftOut, Paragraph, Row, Run, Section, Table
from gkml.formats.grid import formed, joined, limited, refuse_beyond
from gkml.formats.text.txt_columns import aligned
from gkml.formats.unreadable import UnreadableFile, decoded, reading

_LONE_TAB = re.compile("[ \u3000\xa0]*\t[^\t]*")
_CHECKBOX = re.compile(r"<input\b([^<>]{0,200})>", re.IGNORECASE)
_BOX = re.compile("[│┃║]")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?=\S)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_RULE = re.compile(r"[\s─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╭╮╰╯+|:=-]+")


_NEXT = {"tabs": 1, "spaces": 1, "pipes": 2, "box": 2}
"""How many lines after a row the next one of its table begins, by the way it is drawn: a rule may stand between."""


class Drawn(NamedTuple):
    """The texts of a row, and the line of the file where it begins."""

    texts: Sequence[str]
    line: int


def read(data: bytes, encoding: str | None = None) -> Document:
    """Returns the document; `encoding` counts if the file is not UTF-8. Raises `UnreadableFile`."""
    with reading("文本"):
        text = decoded(data, encoding)
        for sign in ("\n", "\r", "\t", "|", "│", "┃", "║", "  "):
            refuse_beyond(text.count(sign))
        lines = re.split("\r\n|\r|\n", text)
        left_out: list[LeftOut] = []
        tabbed = [line for line in lines if "\t" in line]
        by_cell = len(tabbed) > 1 and all(map(_LONE_TAB.fullmatch, tabbed))
        blocks = limited(_by_cell(lines, left_out) if by_cell else _by_row(lines))
        if not blocks:
            raise UnreadableFile("文件是空的")
        return Document("", (Section(blocks),), left_out=tuple(left_out))


def _table(rows: Sequence[Drawn], *, drawn_by_spaces: bool = True) -> Iterator[Table]:
    """Yields the rows as a table. Spaces beside a text are part of it only if each cell has a line of its own."""
    width = max(len(row.texts) for row in rows)
    refuse_beyond(width * len(rows))
    drawn = [
        Row(
            tuple(
                [
                    Cell(n, joined([Run(_ticked(text.strip(" ") if drawn_by_spaces else text))]))
                    for n, text in enumerate(row.texts)
                ]
            ),
            line=row.line,
        )
        for row in rows
    ]
    table = formed([], [], drawn)
    if table:
        yield replace(table, merging=False)


def _ticked(text: str) -> str:
    """Returns the text with boxes of a page as signs, each option on a line of its own."""
    if "<input" not in text.lower():
        return text
    before, *options = re.split("([☑☐])", _CHECKBOX.sub(_sign, text))
    pairs = zip(options[::2], options[1::2], strict=True)
    return "".join([before.rstrip(), *(f"\n{box}{name.strip()}" for box, name in pairs)]).strip()


def _sign(box: re.Match[str]) -> str:
    if not re.search(r"type\s*=\s*[\"']?(checkbox|radio)", box[1], re.IGNORECASE):
        return box[0]
    return "☑" if re.search(r"(^|\s)checked\b", box[1], re.IGNORECASE) else "☐"


def _paragraph(text: str) -> Iterator[Paragraph | Heading]:
    if heading := _HEADING.match(text):
        level, words = len(heading[1]), text[heading.end() :]
        words = words.rstrip(" \t").rstrip("#").rstrip(" \t") or words[:1]
        yield Heading(_unescaped(words), level if level > 1 else 0)
    elif text.strip():
        yield Paragraph(joined([Run(_ticked(text.strip(" \t")))]))


# --- a cell on a line ---


class _Chunk(NamedTuple):
    """The lines between two blank ones: those before the first cell, and the cells."""

    before: tuple[Drawn, ...]
    cells: tuple[Drawn, ...]


def _by_cell(lines: Sequence[str], left_out: list[LeftOut]) -> Iterator[Block]:
    chunks = list(_chunks(lines))
    width = next((len(chunk.cells) for chunk in chunks if chunk.cells), 0)
    if width < 2:
        # A tab indents paragraphs.
        yield from _by_row([line.strip("\t ") for line in lines])
        return
    rows: list[Drawn] = []
    for chunk in _joined(chunks, width):
        if chunk.before or not chunk.cells:
            if rows:
                yield from _table(rows, drawn_by_spaces=False)
            rows = []
            for prose in chunk.before:
                yield from _paragraph(prose.texts[0])
        for start in range(0, len(chunk.cells), width):
            cells = chunk.cells[start : start + width]
            rows.append(Drawn([cell.texts[0] for cell in cells], cells[0].line))
            if start:
                left_out.append(LeftOut(f"第{cells[0].line}行", "缺行距", _first_text(cells)))
    if rows:
        yield from _table(rows, drawn_by_spaces=False)


def _first_text(cells: Iterable[Drawn]) -> str:
    return next((text for cell in cells if (text := cell.texts[0].strip())), "")


def _chunks(lines: Sequence[str]) -> Iterator[_Chunk]:
    numbered = enumerate(lines, 1)
    for blank, group in groupby(numbered, lambda pair: not pair[1].strip(" \u3000")):
        if not blank:
            yield _chunk(list(group))


def _chunk(lines: Sequence[tuple[int, str]]) -> _Chunk:
    """Returns a chunk. A line with a tab begins a cell; a space before the tab is an empty cell whose own tab is lost."""
    before: list[Drawn] = []
    cells: list[tuple[int, list[str]]] = []
    for number, line in lines:
        space, tab, text = line.partition("\t")
        if not tab:
            if cells:
                cells[-1][1].append(line)
            else:
                before.append(Drawn((line,), number))
            continue
        if space and text:
            cells.append((number, [""]))
        cells.append((number, [text]))
    return _Chunk(tuple(before), tuple(Drawn(("\n".join(texts).strip("\n"),), number) for number, texts in cells))


def _joined(chunks: Sequence[_Chunk], width: int) -> Iterator[_Chunk]:
    """Yields the chunks, neighbours joined that are whole rows only together: a cell may hold a blank line."""
    waiting: list[_Chunk] = []
    count = 0
    for chunk in chunks:
        size = len(chunk.cells)
        if size and size % width and not (waiting and chunk.before):
            waiting.append(chunk)
            count += size
            if count % width == 0:
                yield _Chunk(waiting[0].before, tuple(cell for one in waiting for cell in one.cells))
                waiting, count = [], 0
            continue
        yield from waiting
        waiting, count = [], 0
        yield chunk
    yield from waiting


# --- a row on a line ---


def _by_row(lines: Sequence[str]) -> Iterator[Block]:
    """Yields prose and tables; pieces of one kind and width with only blank lines between them are one table."""
    rows: list[Drawn] = []
    way = ""
    for kind, drawn in _kinds(lines):
        if kind == way and (len(drawn.texts) == len(rows[-1].texts) or drawn.line - rows[-1].line <= _NEXT[kind]):
            rows.append(drawn)
            continue
        if rows:
            yield from _table(rows)
        rows, way = ([drawn], kind) if kind != "prose" else ([], "")
        if kind == "prose":
            yield from _paragraph(drawn.texts[0])
    if rows:
        yield from _table(rows)


def _kinds(lines: Sequence[str]) -> Iterator[tuple[str, Drawn]]:
    """Yields each line that is neither blank nor a rule, with the way it is drawn."""
    columns = aligned(lines)
    for number, line in enumerate(lines, 1):
        text = line.strip(" ")
        if not text:
            continue
        if "\t" in text.strip("\t") or text.count("\t") > 1:
            yield "tabs", Drawn(line.split("\t"), number)
        elif text.startswith("|") and text.endswith("|") and len(text) > 1:
            if not _RULE.fullmatch(text):
                yield "pipes", Drawn(_unpiped(text), number)
        elif _BOX.match(text):
            yield "box", Drawn([cell.strip() for cell in _BOX.split(text)[1:-1]], number)
        elif _RULE.fullmatch(text):
            continue
        elif number in columns:
            yield "spaces", Drawn(columns[number], number)
        else:
            yield "prose", Drawn((line,), number)


def _unpiped(text: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", text)[1:-1]
    return [_unescaped(re.sub("<br */?>", "\n", cell.strip())) for cell in cells]


def _unescaped(text: str) -> str:
    """Returns a text of Markdown without the backslashes before its signs."""
    return _ESCAPED.sub(r"\1", text)
