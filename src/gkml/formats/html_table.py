"""A table of a page in, a `Table` out: cells placed by the algorithm of the HTML standard (4.9.12, forming a table).

Our own pages keep white space as it is; in others it is folded as a browser does.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from gkml.document import Cell, Column, Mark, Row, Run, Table
from gkml.formats.grid import formed, joined, refuse_beyond
from gkml.formats.package import Element
from gkml.formats.unreadable import legal, whole


class Page(NamedTuple):
    """What holds for all of a page: whether our writer wrote it, and the widths of classes in percent."""

    ours: bool
    widths: Mapping[str, float]


# --- text ---

_MARKS: dict[str, Mark] = {"ins": "inserted", "del": "deleted", "s": "deleted"}
_LINES = {"br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
"""What starts a line of its own."""
_NO_TEXT = {"script", "style", "template", "noscript"}
_SPACE = re.compile("[ \t\n\f\r]+")
_SPACES = re.compile(" +")
_LINE_END = re.compile(" ?\n[ \n]*")


def runs(element: Element, page: Page) -> tuple[Run, ...]:
    """The text of an element, its insertions and deletions marked."""
    if not len(element) and page.ours:
        return joined([Run(element.text or "")])
    found = joined(_pieces(element, page.ours))
    return found if page.ours else _trimmed(found)


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
            mark = _MARKS.get(node.tag, marks[-1])
            marks.append("deleted" if marks[-1] == "deleted" else mark)
            if node.tag in _NO_TEXT:
                walk.skip_subtree()
                continue
        if node.tag in _LINES and node is not element and (event == "start" or node.tag != "br"):
            yield Run("\n", marks[-1])
        if text:
            yield Run(text if verbatim else _SPACE.sub(" ", text), marks[-1])


def _trimmed(found: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without space at the ends and around the ends of lines."""
    trimmed = [run._replace(text=_LINE_END.sub("\n", _SPACES.sub(" ", run.text))) for run in found]
    trimmed[0] = trimmed[0]._replace(text=trimmed[0].text.lstrip(" \n"))
    trimmed[-1] = trimmed[-1]._replace(text=trimmed[-1].text.rstrip(" \n"))
    return joined(trimmed)


# --- the grid ---


def read_table(table: Element, page: Page) -> Table | None:
    """The table; None where it has no cell."""
    groups = _groups(table)
    if groups and all(kind != "thead" for kind, _ in groups):
        # Where no head is said, the first rows are one if they are headings throughout.
        first = groups[0][1]
        heads = next(
            (n for n, row in enumerate(first) if row.find("th") is None or row.find("td") is not None), len(first)
        )
        groups[:1] = [("thead", first[:heads]), (groups[0][0], first[heads:])]
    centred: dict[int, bool] = {}
    head = [row for kind, rows in groups if kind == "thead" for row in _rows(rows, page, {})]
    body = [row for kind, rows in groups if kind == "tbody" for row in _rows(rows, page, centred)]
    foot = [row for kind, rows in groups if kind == "tfoot" for row in _rows(rows, page, centred)]
    return formed(_columns(table, page, centred), head, body + foot)


def _groups(table: Element) -> list[tuple[str, list[Element]]]:
    """The row groups; neighbouring rows in none make one."""
    groups: list[tuple[str, list[Element]]] = []
    loose: list[Element] = []
    for child in table:
        if child.tag == "tr":
            if not loose:
                groups.append(("tbody", loose))
            loose.append(child)
        elif child.tag in {"thead", "tbody", "tfoot"}:
            groups.append((child.tag, child.findall("tr")))
            loose = []
    return groups


def _rows(rows: Sequence[Element], page: Page, centred: dict[int, bool]) -> Iterator[Row]:
    """The rows of one group, which no cell reaches out of. `centred` learns how the first cell of each column is set."""
    left: list[int] = []
    """For each column how many rows more the cell that covers it reaches down."""
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for element in row.iterchildren("td", "th"):
            while column < len(left) and left[column]:
                column += 1
            across = max(1, whole(element.get("colspan"), 1, 1000))
            down = whole(element.get("rowspan"), 1, 65534) or len(rows)
            down = min(down, len(rows) - number)
            end = column + across
            left += [0] * (end - len(left))
            refuse_beyond(len(left) * len(rows))
            left[column:end] = [max(count, down) for count in left[column:end]]
            if across == 1 and column not in centred:
                centred[column] = _is_centred(element, page)
            cells.append(Cell(column, runs(element, page), down, across))
            column = end
        left = [count and count - 1 for count in left]
        yield Row(tuple(cells), _key(row, page), _row_mark(row))


def _is_centred(cell: Element, page: Page) -> bool:
    if page.ours:
        return "c" in cell.get("class", "").split()
    return cell.get("align") == "center" or bool(_CENTRED.search(cell.get("style", "")))


def _key(row: Element, page: Page) -> str:
    name = row.get("id", "")
    return legal(name[2:]) if page.ours and name.startswith("i-") else ""


def _row_mark(row: Element) -> Mark:
    marks: tuple[Mark, ...] = ("inserted", "deleted")
    return next((mark for mark in marks if mark in row.get("class", "").split()), "")


# --- columns ---

_CENTRED = re.compile(r"text-align:\s*center")
_PERCENT = re.compile(r"(\d{1,6}(?:\.\d{1,9})?)\s*(?:%|px)?")


def _columns(table: Element, page: Page, centred: Mapping[int, bool]) -> list[Column]:
    shares = [
        share
        for column in table.iter("col")
        for share in [_share(column, page)] * max(1, whole(column.get("span"), 1, 1000))
    ]
    filtered = {whole(th.get("data-column"), -1, len(shares)) for th in table.iter("th") if th.get("data-filter") == ""}
    return [Column(share, "center" if centred.get(n) else "left", n in filtered) for n, share in enumerate(shares)]


def _share(column: Element, page: Page) -> float:
    named = page.widths.get(column.get("class", ""), 0.0)
    stated = re.search(r"width:\s*([^;]+)", column.get("style", ""))
    found = _PERCENT.fullmatch((stated[1] if stated else column.get("width", "")).strip())
    return named or (float(found[1]) if found else 0.0)
