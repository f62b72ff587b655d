"""Reads a w:tbl as a `Table`: cells at their grid columns, merges over rows, tracked rows (ECMA-376 Part 1, 17.4).

`cells_of` returns the elements themselves by their places, for `annotate`.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gkml.document import Cell, Column, Mark, Row, Run, Table
from gkml.formats.grid import formed
from gkml.formats.notes import MARK
from gkml.formats.package.read import Element
from gkml.formats.word.pictures import ALTERNATE, branch
from gkml.formats.word.slivers import Stated, without_slivers
from gkml.formats.word.styles import W, as_number, is_on, style_of, value_of
from gkml.formats.word.text import END_MARKS, MARKS, TBL, WRAPPERS, P, Story

_TWIPS = 20
"""Twentieths of a point."""
_MOST_COLUMNS = 63
"""Word's own limit."""


def _within(parent: Element, name: str) -> Iterator[Element]:
    """Yields the children of that name, also those in wrappers that only add meaning."""
    for child in parent:
        tag = child.tag
        if tag == name:
            yield child
        elif tag in WRAPPERS or tag in MARKS:
            yield from _within(child, name)
        elif tag == ALTERNATE:
            yield from _within(branch(child), name)


class _Form(NamedTuple):
    """What a w:tcPr states of its cell."""

    span: int = 1
    merge: str = ""
    goes_on: bool = False
    """Whether the cell continues the one before it, as older files state it (17.4.22)."""
    mark: Mark = ""


def read_table(table: Element, story: Story) -> Table | None:
    """Returns the table; None if it has no cell."""
    grid, stated, rows = _rows_of(table)
    heads = next((n for n, row in enumerate(rows) if not is_on(row.find(f"{W}trPr"), "tblHeader")), len(rows))
    centred: dict[int, bool] = {}
    for cell in (cell for row in stated[heads:] for cell in row if cell.colspan == 1):
        if cell.column not in centred:
            centred[cell.column] = style_of(cell.content.find(f"{W}p/{W}pPr"), story.styles).centred
    columns = [Column(width, "center" if centred.get(number) else "left") for number, width in enumerate(grid)]
    head = _rows(rows[:heads], stated[:heads], story, 0)
    return formed(columns, head, _rows(rows[heads:], stated[heads:], story, heads))


def _rows_of(table: Element) -> tuple[list[int], list[list[Stated]], list[Element]]:
    """Returns the widths of the grid, for each row its cells at their columns, and the rows."""
    grid = [as_number(column, "w") for column in table.findall(f"{W}tblGrid/{W}gridCol")]
    rows = list(_within(table, f"{W}tr"))
    tcs = [list(_within(row, f"{W}tc")) for row in rows]
    # A stated grid may be too narrow, but each cell of a row takes at least one column.
    most = max(len(grid), max(map(len, tcs), default=0)) if grid else _MOST_COLUMNS
    forms = _forms(table)
    stated = [
        _placed(row, [(cell, forms.get(cell, _PLAIN)) for cell in cells], most)
        for row, cells in zip(rows, tcs, strict=True)
    ]
    return *without_slivers(grid, stated), rows


def _placed(row: Element, cells: Sequence[tuple[Element, _Form]], most: int) -> list[Stated]:
    """Returns the cells at their columns; if the row is wider than the grid, its widest cell is cut."""
    spans = [form.span for _, form in cells]
    about = row.find(f"{W}trPr")
    before = 0 if about is None else as_number(about.find(f"{W}gridBefore"))
    column = min(before, max(most - len(cells), 0))
    surplus = column + sum(spans) - most
    if surplus > 0 and spans:
        widest = spans.index(max(spans))
        spans[widest] = max(1, spans[widest] - surplus)
    placed: list[Stated] = []
    for (cell, form), wide in zip(cells, spans, strict=True):
        span = min(wide, most)
        if form.goes_on and placed:
            placed[-1] = placed[-1]._replace(colspan=placed[-1].colspan + span)
        else:
            placed.append(Stated(column, span, form.merge, form.mark, cell))
        column += span
    return placed


_PLAIN = _Form()
_CELL_MARKS: dict[str, Mark] = {f"{W}cellIns": "inserted", f"{W}cellDel": "deleted"}
_TRACKED = {"cont": "continue", "rest": "restart"}


def _forms(table: Element) -> dict[Element, _Form]:
    """Returns the forms of the cells that are not plain, in one pass: few cells of ten thousand rows are not."""
    forms: dict[Element, _Form] = {}
    for piece in table.iter(*_STATED):
        about = piece.getparent()
        if about.tag == f"{W}tcPr":
            cell = about.getparent()
            forms[cell] = _with(forms.get(cell, _PLAIN), piece)
    return forms


_STATED = [f"{W}{name}" for name in ("gridSpan", "vMerge", "hMerge", "cellMerge", "cellIns", "cellDel")]


def _with(form: _Form, piece: Element) -> _Form:
    tag, value = piece.tag, piece.get(f"{W}val")
    if tag == f"{W}gridSpan":
        return form._replace(span=max(1, as_number(piece, default=1)))
    if tag == f"{W}vMerge":
        return form._replace(merge="restart" if value == "restart" else "continue")
    if tag == f"{W}hMerge":
        return form._replace(goes_on=value != "restart")
    if tag == f"{W}cellMerge":
        return form._replace(merge=form.merge or _TRACKED.get(piece.get(f"{W}vMerge", ""), ""))
    return form._replace(mark=_CELL_MARKS[tag])


def _rows(rows: Sequence[Element], stated: Sequence[Sequence[Stated]], story: Story, first: int) -> list[Row]:
    """Returns the rows of the head or of the body, from the row `first` on: no cell reaches from one into the other."""
    cells: list[list[Cell]] = [[] for _ in rows]
    going: dict[int, tuple[list[Cell], int]] = {}
    """For each column the merged cell of the row above: its list, and its place in it."""
    marks: list[Mark] = []
    for number, row in enumerate(stated):
        before, going = going, {}
        story.row = first + number
        marks.append(_row_mark(rows[number]))
        for tc in row:
            story.column = tc.column
            kept = before.get(tc.column) if tc.merge == "continue" else None
            if kept is not None and kept[0][kept[1]].colspan == tc.colspan:
                start, place = kept
                start[place] = start[place]._replace(rowspan=start[place].rowspan + 1)
                _covered(tc.content, story)
            else:
                kept = cells[number], len(cells[number])
                cells[number].append(Cell(tc.column, _content(tc, marks[number], story), 1, tc.colspan))
            if tc.merge:
                going[tc.column] = kept
    return [_row(*every) for every in zip(rows, map(tuple, cells), marks, strict=True)]


def _covered(cell: Element, story: Story) -> None:
    """Reports the text of a cell that a merged one covers: no program shows it, and lists do not count it."""
    if next(cell.iter(f"{W}t"), None) is not None and (text := story.aside(cell, counts=False).strip()):
        story.leave_out("隐藏文字", text)


def _content(tc: Stated, mark: Mark, story: Story) -> tuple[Run, ...]:
    """Returns the text of a cell; tables in it are lines of it."""
    runs = story.content(tc.content, tc.mark, counts=mark != "deleted")
    if story.nested:
        story.leave_out("嵌套表格")
    return runs


def _row_mark(row: Element) -> Mark:
    form = row.find(f"{W}trPr")
    return (
        "" if form is None else next((mark for name, mark in END_MARKS.items() if form.find(W + name) is not None), "")
    )


def _row(row: Element, cells: tuple[Cell, ...], mark: Mark) -> Row:
    form = row.find(f"{W}trPr")
    height = 0.0 if form is None else as_number(form.find(f"{W}trHeight")) / _TWIPS
    keep = is_on(row.find(f"{W}tc/{W}p/{W}pPr"), "keepNext")
    key, begins = _key(row)
    return Row(cells, key, mark, height, keep, begins=begins)


_BOOKMARK = re.compile("_gkm([l1-9])_(.+)")


def _key(row: Element) -> tuple[str, int]:
    """Returns the item's id and `begins` from the hidden bookmark in its row; ("", 0) without one."""
    names = (mark.get(f"{W}name", "") for mark in row.iter(f"{W}bookmarkStart"))
    match = next(filter(None, map(_BOOKMARK.fullmatch, names)), None)
    if match is None:
        return "", 0
    key = re.sub("_(5f|2d|2e)", lambda code: chr(int(code[1], 16)), match[2])
    return key, 0 if match[1] == "l" else int(match[1])


# --- what gkml appended, and the elements themselves ---


def is_appended(block: Element) -> bool:
    """Returns whether a paragraph or table is part of the list of findings that `annotate` appended.

    LibreOffice drops the mark of the table and keeps that of the title right above it.
    """
    if block.tag == TBL:
        title = block.getprevious()
        is_marked = value_of(block.find(f"{W}tblPr"), "tblCaption") == MARK
        return is_marked or (title is not None and title.tag == P and is_appended(title))
    return any(mark.get(f"{W}name") == MARK for mark in block.iterchildren(f"{W}bookmarkStart"))


def cells_of(body: Element) -> Iterator[tuple[tuple[int, int, int], Element]]:
    """Yields for each table, row and column of the document that `read` makes (from 1) the w:tc whose text stands there."""
    tables = [rows for table in _tables(body) if any(rows := _rows_of(table)[1])]
    for number, rows in enumerate(tables, 1):
        above: dict[int, Element] = {}
        for row, tcs in enumerate(rows, 1):
            for tc in tcs:
                shown = above.get(tc.column, tc.content) if tc.merge == "continue" else tc.content
                for column in range(tc.column, tc.column + tc.colspan):
                    above[column] = shown
                    yield (number, row, column + 1), shown


def _tables(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == TBL and not is_appended(child):
            yield child
        elif child.tag in WRAPPERS or child.tag in MARKS:
            yield from _tables(child)
        elif child.tag == ALTERNATE:
            yield from _tables(branch(child))
