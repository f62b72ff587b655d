"""A table of a page in, a `Table` out: cells placed by the algorithm of the HTML standard (4.9.12, forming a table).

Our own pages keep white space as it is; in others it is folded as a browser does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Cell, Column, Mark, Row, Run, Table
from gkml.formats.grid import EMPTY, formed, joined, refuse_beyond
from gkml.formats.html.shown import line_of
from gkml.formats.package.read import Element
from gkml.formats.unreadable import legal, whole


class Page(NamedTuple):
    """What holds for all of a page: whether our writer wrote it, and the widths of classes in percent."""

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
"""What starts a line of its own."""
_SPACE = re.compile("[ \t\n\f\r]+")
_SPACES = re.compile(" +")
_LINE_END = re.compile(" ?\n[ \n]*")
_PADDING = " \n\xa0"


def runs(element: Element, page: Page) -> tuple[Run, ...]:
    """The text of an element, its insertions and deletions marked."""
    if not len(element):
        text = element.text
        if not text:
            return EMPTY
        if text.isprintable() and (page.ours or ("  " not in text and text == text.strip())):
            # Nearly every cell.
            return (Run(text),)
    found = joined(_pieces(element, page.ours))
    return found if page.ours else trimmed(found)


def _pieces(element: Element, verbatim: bool) -> Iterator[Run]:
    marks: list[Mark] = [""]
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        text = node.text if event == "start" else node.tail
        if event == "end":
            marks.pop()
            if node is element:
                return
        else:
            mark = MARKS.get(node.tag, marks[-1])
            marks.append("deleted" if marks[-1] == "deleted" else mark)
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
    """The text with every stretch of white space as one space."""
    return _SPACE.sub(" ", text)


def trimmed(found: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without space and padding at the ends, and without space around the ends of lines."""
    kept = [run._replace(text=_LINE_END.sub("\n", _SPACES.sub(" ", run.text))) for run in found]
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip(_PADDING))
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(_PADDING))
    return joined(kept)


# --- the grid ---


def read_table(table: Element, page: Page) -> Table | None:
    """The table; None where it has no cell."""
    parts = groups(table)
    if parts and all(kind != "thead" for kind, _ in parts):
        # Where no head is said, the first rows are one if they are headings throughout.
        first = parts[0][1]
        heads = next(
            (n for n, row in enumerate(first) if row.find("th") is None or row.find("td") is not None), len(first)
        )
        parts[:1] = [("thead", first[:heads]), (parts[0][0], first[heads:])]
    centred: dict[int, bool] = {}
    head = [row for kind, rows in parts if kind == "thead" for row in _rows(rows, page, {})]
    body = [row for kind, rows in parts if kind == "tbody" for row in _rows(rows, page, centred)]
    foot = [row for kind, rows in parts if kind == "tfoot" for row in _rows(rows, page, centred)]
    return formed(_columns(table, page, centred), head, body + foot)


def groups(table: Element) -> list[tuple[str, list[Element]]]:
    """The row groups; neighbouring rows in none make one."""
    found: list[tuple[str, list[Element]]] = []
    loose: list[Element] = []
    for child in table:
        if child.tag == "tr":
            if not loose:
                found.append(("tbody", loose))
            loose.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            found.append((child.tag, child.findall("tr")))
            loose = []
    return found


def _rows(rows: Sequence[Element], page: Page, centred: dict[int, bool]) -> Iterator[Row]:
    """The rows of one group, which no cell reaches out of. `centred` learns how the first cell of each column is set."""
    free: list[int] = []
    """For each column the row from which on it is free of the cells above."""
    known: list[dict[str | None, Cell]] = []
    """For each column the cells of one place by their text: equal ones are one object."""
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for element in row.iterchildren("td", "th"):
            while column < len(free) and free[column] > number:
                column += 1
            said = element.keys()
            down = across = 1
            if "rowspan" in said or "colspan" in said:
                down, across = _spans(element, len(rows) - number)
            end = column + across
            if end > len(free):
                known += [{} for _ in range(len(free), end)]
                free += [0] * (end - len(free))
                refuse_beyond(end * len(rows))
            if down > 1:
                free[column:end] = [max(until, number + down) for until in free[column:end]]
            if across == 1 and column not in centred:
                centred[column] = _is_centred(element, page)
            if down == across == 1 and not len(element):
                text = element.text
                cell = known[column].get(text)
                if cell is None:
                    cell = known[column][text] = Cell(column, runs(element, page))
            else:
                cell = Cell(column, runs(element, page), down, across)
            cells.append(cell)
            column = end
        yield Row(tuple(cells), *_named(row, page), line=line_of(row))


def _spans(cell: Element, left: int) -> tuple[int, int]:
    """How many rows and columns the cell is said to reach over, where so many rows are left."""
    down, across = whole(cell.get("rowspan"), 1, 65534), whole(cell.get("colspan"), 1, 1000)
    return min(down or left, left), max(1, across)


def _is_centred(cell: Element, page: Page) -> bool:
    if page.ours:
        return "c" in cell.get("class", "").split()
    return cell.get("align") == "center" or bool(_CENTRED.search(cell.get("style", "")))


def _named(row: Element, page: Page) -> tuple[str, Mark]:
    """The item that a row of our own pages is, and its mark."""
    if not page.ours:
        return "", ""
    name = row.get("id", "")
    return legal(name[2:]) if name.startswith("i-") else "", mark_of(row)


def mark_of(element: Element) -> Mark:
    """Whether a row, paragraph or heading of our own pages came or went as a whole."""
    classes = element.get("class")
    marks: tuple[Mark, ...] = ("inserted", "deleted")
    return next((mark for mark in marks if mark in classes.split()), "") if classes else ""


# --- columns ---

_CENTRED = re.compile(r"text-align:\s*center")
_PERCENT = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)\s*(?:%|px)?")


def _columns(table: Element, page: Page, centred: Mapping[int, bool]) -> list[Column]:
    shares = [
        share
        for column in _cols(table)
        for share in [_share(column, page)] * max(1, whole(column.get("span"), 1, 1000))
    ]
    headings = [th for head in table.iterchildren("thead") for th in head.iter("th")] if page.ours else []
    filtered = {whole(th.get("data-column"), -1, len(shares)) for th in headings if th.get("data-filter") == ""}
    return [Column(share, "center" if centred.get(n) else "left", n in filtered) for n, share in enumerate(shares)]


def _cols(table: Element) -> Iterator[Element]:
    for child in table.iterchildren("colgroup", "col"):
        yield from (child,) if child.tag == "col" else child.iterchildren("col")


def _share(column: Element, page: Page) -> float:
    named = page.widths.get(column.get("class", ""), 0.0)
    stated = re.search(r"width:\s*([^;]+)", column.get("style", ""))
    found = _PERCENT.fullmatch((stated[1] if stated else column.get("width", "")).strip())
    return named or (float(found[1]) if found else 0.0)
