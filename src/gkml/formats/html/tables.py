"""Reads a table of a page: cells are placed by the algorithm of the HTML standard (4.9.12, forming a table).

Pages that gkml wrote keep their white space; in others it is folded as a browser does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Cell, Column, Mark, Row, Run, Table
from gkml.formats.grid import EMPTY, formed, joined, refuse_beyond
from gkml.formats.html.css import declared
from gkml.formats.html.shown import STRUCK, WIDTH, line_of
from gkml.formats.package.read import Element
from gkml.formats.unreadable import legal, whole


class PageStyle(NamedTuple):
    """Whether gkml wrote the page, and the widths in percent that its rules give to classes."""

    ours: bool
    widths: Mapping[str, float]


# --- text ---

MARKS: dict[str, Mark] = {"ins": "inserted", "del": "deleted", "s": "deleted", "strike": "deleted"}
NO_TEXT = {"script", "style", "template", "noscript"}
_LINES = {
    "address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "footer",
    "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol", "p", "pre", "section",
    "table", "tr", "ul",
}  # fmt: skip
"""Elements that start a line of their own."""
_SPACE = re.compile("[ \t\n\f\r]+")
_SPACES = re.compile(" +")
_LINE_END = re.compile(" ?\n[ \n]*")
_PADDING = " \n\xa0"


def runs(element: Element, page: PageStyle) -> tuple[Run, ...]:
    """Returns the text of an element, its insertions and deletions marked."""
    if not len(element) and STRUCK not in element.attrib:
        text = element.text
        if not text:
            return EMPTY
        if text.isprintable() and (page.ours or ("  " not in text and text == text.strip())):
            # Nearly every cell.
            return (Run(text),)
    pieces = joined(_pieces(element, page.ours))
    return pieces if page.ours else trimmed(pieces)


def mark_of(element: Element, outer: Mark = "") -> Mark:
    """Returns the mark of an element's text; `outer` is that of the element around it."""
    if outer == "deleted" or STRUCK in element.attrib:
        return "deleted"
    return MARKS.get(element.tag, outer)


def _pieces(element: Element, verbatim: bool) -> Iterator[Run]:
    marks: list[Mark] = [""]
    """The marks of the elements around the place that is read, from the outermost."""
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        text = node.text if event == "start" else node.tail
        if event == "end":
            marks.pop()
            if node is element:
                return
        else:
            marks.append(mark_of(node, marks[-1]))
            if node.tag in NO_TEXT:
                walk.skip_subtree()
                continue
        if node is not element:
            if node.tag in _LINES and (event == "start" or node.tag != "br"):
                yield Run("\n", marks[-1])
            elif node.tag in {"td", "th"}:
                yield Run(" ", marks[-1])
        if text:
            yield Run(text if verbatim else folded(text), marks[-1])


def folded(text: str) -> str:
    """Returns the text with every stretch of white space as one space."""
    return _SPACE.sub(" ", text)


def trimmed(pieces: Sequence[Run]) -> tuple[Run, ...]:
    """Returns the runs without space and padding at the ends, and without space around the ends of lines."""
    kept = [run._replace(text=_LINE_END.sub("\n", _SPACES.sub(" ", run.text))) for run in pieces]
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip(_PADDING))
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(_PADDING))
    return joined(kept)


# --- the grid ---


class _Settings(NamedTuple):
    """How the columns are set, by number: whether the first cell of one column is centred, and its width."""

    centred: dict[int, bool]
    widths: dict[int, str]


def read_table(table: Element, page: PageStyle) -> Table | None:
    """Returns the table; None if it has no cell."""
    parts = groups(table)
    if parts and all(kind != "thead" for kind, _ in parts):
        # If no head is declared, the first rows are one if all their cells are headings.
        kind, first = parts[0]
        heads = next((n for n, row in enumerate(first) if not _is_heading(row)), len(first))
        parts[:1] = [("thead", first[:heads]), (kind, first[heads:])]
    body = _Settings({}, {})
    settings = {"thead": _Settings({}, body.widths), "tbody": body, "tfoot": body}
    rows: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
    for kind, elements in parts:
        rows[kind] += _rows(elements, page, settings[kind])
    return formed(_columns(table, page, body), rows["thead"], rows["tbody"] + rows["tfoot"])


def _is_heading(row: Element) -> bool:
    return row.find("th") is not None and row.find("td") is None


def groups(table: Element) -> list[tuple[str, list[Element]]]:
    """Returns the row groups (thead, tbody, tfoot) with their rows; neighbouring rows outside of groups are a tbody."""
    parts: list[tuple[str, list[Element]]] = []
    loose: list[Element] = []
    for child in table:
        if child.tag == "tr":
            if not loose:
                parts.append(("tbody", loose))
            loose.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            parts.append((child.tag, child.findall("tr")))
            loose = []
    return parts


def _rows(rows: Sequence[Element], page: PageStyle, settings: _Settings) -> Iterator[Row]:
    """Yields the rows of one group, which no cell reaches out of; `settings` receives those of the columns."""
    free: list[int] = []
    """For each column the row from which on it is free of the cells above."""
    cell_of: list[dict[str | None, Cell]] = []
    """For each column its plain cells by text: equal cells are one object."""
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for element in row.iterchildren("td", "th"):
            while column < len(free) and free[column] > number:
                column += 1
            down, across = _spans(element, len(rows) - number)
            end = column + across
            if end > len(free):
                cell_of += [{} for _ in range(len(free), end)]
                free += [0] * (end - len(free))
                refuse_beyond(end * len(rows))
            if down > 1:
                free[column:end] = [max(until, number + down) for until in free[column:end]]
            if across == 1 and (column not in settings.centred or column not in settings.widths):
                _set(settings, column, element, page)
            cells.append(_cell(element, page, Cell(column, EMPTY, down, across), cell_of[column]))
            column = end
        yield Row(tuple(cells), _key(row, page), _row_mark(row, page), line=line_of(row), begins=_begins(row, page))


def _cell(element: Element, page: PageStyle, place: Cell, cell_of: dict[str | None, Cell]) -> Cell:
    """Returns the cell at a place; plain cells of one column and text are made once."""
    if len(element) or place.rowspan > 1 or place.colspan > 1 or STRUCK in element.attrib:
        return place._replace(runs=runs(element, page))
    text = element.text
    if text not in cell_of:
        cell_of[text] = place._replace(runs=runs(element, page))
    return cell_of[text]


def _spans(cell: Element, left: int) -> tuple[int, int]:
    """Returns how many rows and columns the cell states to cover, of `left` rows that the group still has."""
    stated = cell.keys()
    if "rowspan" not in stated and "colspan" not in stated:
        return 1, 1
    down, across = whole(cell.get("rowspan"), 1, 65534), whole(cell.get("colspan"), 1, 1000)
    return min(down or left, left), max(1, across)


def _set(settings: _Settings, column: int, cell: Element, page: PageStyle) -> None:
    settings.centred.setdefault(column, _is_centred(cell, page))
    if not page.ours and (width := _stated_width(cell)):
        settings.widths.setdefault(column, width)


def _is_centred(cell: Element, page: PageStyle) -> bool:
    if page.ours:
        return "c" in cell.get("class", "").split()
    return cell.get("align") == "center" or bool(_CENTRED.search(cell.get("style", "")))


def _key(row: Element, page: PageStyle) -> str:
    """Returns the id of the item that a row of a page of gkml is."""
    name = row.get("id", "") if page.ours else ""
    return legal(name[2:]) if name.startswith("i-") else ""


def _begins(row: Element, page: PageStyle) -> int:
    level = row.get("data-begins", "") if page.ours else ""
    return int(level) if re.fullmatch("[1-9]", level) else 0


def _row_mark(row: Element, page: PageStyle) -> Mark:
    return block_mark(row) if page.ours else mark_of(row)


def block_mark(element: Element) -> Mark:
    """Returns the mark of a whole row, paragraph or heading of a page of gkml."""
    classes = element.get("class")
    marks: tuple[Mark, ...] = ("inserted", "deleted")
    return next((mark for mark in marks if mark in classes.split()), "") if classes else ""


# --- columns ---

_CENTRED = re.compile(r"text-align:\s*center")
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)\s*(%|px|pt|em|rem|cm|mm|in)?")
_POINTS = {"px": 0.75, "": 0.75, "pt": 1.0, "em": 12.0, "rem": 12.0, "cm": 28.35, "mm": 2.835, "in": 72.0}
"""Points in each unit of length."""


def _columns(table: Element, page: PageStyle, body: _Settings) -> list[Column]:
    widths = [width for column in _cols(table) for width in [_width(column, page)] * _span(column)]
    if body.widths and not any(widths):
        widths = [body.widths.get(number, "") for number in range(max(body.widths) + 1)]
    headings = [th for head in table.iterchildren("thead") for th in head.iter("th")] if page.ours else []
    filtered = {whole(th.get("data-column"), -1, len(widths)) for th in headings if th.get("data-filter") == ""}
    shares = _shares(widths)
    return [Column(share, "center" if body.centred.get(n) else "left", n in filtered) for n, share in enumerate(shares)]


def _cols(table: Element) -> Iterator[Element]:
    for child in table.iterchildren("colgroup", "col"):
        yield from (child,) if child.tag == "col" or not len(child) else child.iterchildren("col")


def _span(column: Element) -> int:
    return max(1, whole(column.get("span"), 1, 1000))


def _width(column: Element, page: PageStyle) -> str:
    share = page.widths.get(column.get("class", ""), 0.0)
    return f"{share}%" if share else _stated_width(column)


def _stated_width(element: Element) -> str:
    return declared(element.get("style", "")).width or element.get(WIDTH, "") or element.get("width", "")


def _shares(widths: Sequence[str]) -> list[float]:
    """Returns the widths as numbers of one unit, 0 if unknown: percentages if most are, else points."""
    stated = [_LENGTH.fullmatch(width.strip().lower()) for width in widths]
    percent = sum(match[2] == "%" for match in stated if match) * 2 > sum(match is not None for match in stated)
    return [float(match[1]) * _factor(match[2] or "", percent) if match else 0.0 for match in stated]


def _factor(unit: str, percent: bool) -> float:
    """Returns what a number of that unit is multiplied with; 0 if the table is measured otherwise."""
    return float(unit == "%") if percent else _POINTS.get(unit, 0.0)
