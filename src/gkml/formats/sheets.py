"""The members of a workbook in, its sheets out: texts as a reader sees them, looks, merges, heights and widths.

Read here rather than by openpyxl, which fills every cell of a merged range and of a link's range while it loads: a file
of one kilobyte can ask for seventeen billion.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from gkml.document import Mark, Run
from gkml.formats.cell_looks import CellLook, S, looks_of, mark_of, shown_number
from gkml.formats.grid import joined, refuse_beyond
from gkml.formats.package import Element, Parts, main_part, parsed, relations
from gkml.formats.unreadable import UnreadableFile, whole

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROWS, _COLUMNS, _LONGEST = 2**20, 2**14, 2**15
"""Excel's own limits."""


class Value(NamedTuple):
    """A cell: its text (None where it has no value, only a look)."""

    runs: tuple[Run, ...] | None
    look: CellLook


class Range(NamedTuple):
    """A rectangle of cells, from 0, its last row and column in it."""

    row: int
    column: int
    last_row: int
    last_column: int


class Width(NamedTuple):
    """The width of columns, in characters, from the first to the last of them."""

    first: int
    last: int
    width: float
    hidden: bool


class Sheet(NamedTuple):
    """A worksheet. `repeated` are the rows that print on each page or stay in view, first and last; `new_pages` start one."""

    name: str
    hidden: bool
    rows: Mapping[int, Mapping[int, Value]]
    heights: Mapping[int, float]
    merges: list[Range]
    widths: list[Width]
    repeated: tuple[int, int] | None
    new_pages: frozenset[int]
    paper: Literal["A4", "A3"]


def read_sheets(parts: Parts, printed: str, prose: str) -> list[Sheet]:
    """The worksheets in their order; in a workbook with a sheet `printed` only that one and `prose`."""
    name, root = main_part(parts, "xl/workbook.xml")
    listed = root.findall(f"{S}sheets/{S}sheet")
    if not listed:
        raise UnreadableFile("打不开：不是 Excel 工作簿（.xlsx）；严格格式的 Open XML 请另存为普通 .xlsx")
    related = relations(parts, name)
    by_kind = {relation.kind: parts.get(relation.target, b"") for relation in related.values()}
    early = root.find(f"{S}workbookPr")
    since_1904 = early is not None and early.get("date1904") in {"1", "true"}
    titles = _print_titles(root)
    worksheets = {key: relation.target for key, relation in related.items() if relation.kind == "worksheet"}
    ours = any(entry.get("name") == printed for entry in listed)
    book = _Book(looks_of(by_kind.get("styles", b""), since_1904), _shared(by_kind.get("sharedStrings", b"")))
    sheets: dict[str, Sheet] = {}
    cells = 0
    for number, entry in enumerate(listed):
        name, target = entry.get("name", ""), worksheets.get(entry.get(_R_ID, ""), "")
        if target in sheets or target not in parts or (ours and name not in {printed, prose}):
            continue
        hidden = entry.get("state", "visible") != "visible"
        sheets[target] = _sheet(parsed(parts[target]), name, hidden, book, titles.get(number))
        cells += sum(map(len, sheets[target].rows.values()))
        refuse_beyond(cells)
    return list(sheets.values())


class _Book(NamedTuple):
    """What the sheets of a workbook share."""

    looks: list[CellLook]
    strings: list[tuple[Run, ...]]


def _sheet(root: Element, name: str, hidden: bool, book: _Book, titles: tuple[int, int] | None) -> Sheet:
    rows: dict[int, dict[int, Value]] = {}
    heights: dict[int, float] = {}
    number, cells = -1, 0
    for element in root.iterfind(f"{S}sheetData/{S}row"):
        number = whole(element.get("r"), number + 2, _ROWS + 1) - 1
        if not 0 <= number < _ROWS:
            raise UnreadableFile("工作表的行号超出 Excel 的范围，不读")
        if values := dict(_values(element, book)):
            rows.setdefault(number, {}).update(values)
            heights[number] = _height(element)
        cells += len(values)
        refuse_beyond(cells)
    return Sheet(
        name=name,
        hidden=hidden,
        rows=rows,
        heights=heights,
        merges=list(_merges(root)),
        widths=list(_widths(root)),
        repeated=titles or _frozen(root),
        # A break is told by the row above it, counted from 1: that is the row below, counted from 0.
        new_pages=frozenset(whole(row.get("id"), -1, _ROWS) for row in root.iterfind(f"{S}rowBreaks/{S}brk")),
        paper=_paper(root),
    )


# --- cells ---

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def _column(letters: str) -> int:
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column - 1


def _values(row: Element, book: _Book) -> Iterator[tuple[int, Value]]:
    column = -1
    for cell in row.iterchildren(f"{S}c"):
        place = _PLACE.fullmatch(cell.get("r", ""))
        column = _column(place[1]) if place else column + 1
        if column >= _COLUMNS:
            raise UnreadableFile("工作表的列号超出 Excel 的范围，不读")
        number = whole(cell.get("s"), 0, len(book.looks))
        look = book.looks[number] if number < len(book.looks) else CellLook()
        yield column, Value(_runs(cell, look, book.strings), look)


def _runs(cell: Element, look: CellLook, shared: list[tuple[Run, ...]]) -> tuple[Run, ...] | None:
    """The text of a cell as it shows, by its type (18.18.11); of a formula, the value that was stored."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return None if inline is None else _marked(_string(inline), look.mark)
    value = cell.findtext(f"{S}v")
    if value is None:
        return None
    if kind == "s":
        place = whole(value, len(shared), len(shared))
        return _marked(shared[place], look.mark) if place < len(shared) else None
    shown = shown_number(value, look) if kind == "n" else value
    if kind == "b":
        shown = {"0": "FALSE", "1": "TRUE"}.get(value.strip(), value)
    return _marked(joined([Run(_plain(shown))]), look.mark)


def _marked(runs: tuple[Run, ...], mark: Mark) -> tuple[Run, ...]:
    """The runs, those that say nothing of their own marked as the whole cell is."""
    if not mark or not runs[0].text:
        return runs
    return joined(Run(text, own or mark) for text, own in runs)


def _shared(xml: bytes) -> list[tuple[Run, ...]]:
    return [_string(item) for item in parsed(xml).iterchildren(f"{S}si")] if xml else []


def _string(item: Element) -> tuple[Run, ...]:
    """A string: one text or several runs; how it is pronounced (rPh) is not part of it (18.4.8)."""
    runs: list[Run] = []
    for child in item:
        if child.tag == f"{S}t":
            runs.append(Run(_plain(child.text or "")))
        elif child.tag == f"{S}r":
            runs.append(Run(_plain(child.findtext(f"{S}t") or ""), mark_of(child.find(f"{S}rPr"))))
    if sum(len(run.text) for run in runs) > _LONGEST:
        raise UnreadableFile(f"工作簿里一格的文字超过 {_LONGEST} 字，不读")
    return joined(runs)


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _plain(text: str) -> str:
    """`_x000D_` stands for the character of that number (22.9.2.19)."""
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) if "_x" in text else text


# --- the rest of a sheet ---


def _decimal(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"\d{1,6}(\.\d{1,20})?", text) else 0.0


def _height(row: Element) -> float:
    """The height that somebody set, 0 where Excel fits it to the text."""
    return _decimal(row.get("ht")) if row.get("customHeight") in {"1", "true"} else 0.0


def _merges(root: Element) -> Iterator[Range]:
    found = root.findall(f"{S}mergeCells/{S}mergeCell")
    refuse_beyond(len(found))
    for merge in found:
        ends = [_PLACE.fullmatch(end) for end in merge.get("ref", "").split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:
            rows = sorted(int(end[2]) - 1 for end in ends if end)
            columns = sorted(_column(end[1]) for end in ends if end)
            yield Range(rows[0], columns[0], rows[1], columns[1])


def _widths(root: Element) -> Iterator[Width]:
    last = -1
    for column in root.iterfind(f"{S}cols/{S}col"):
        # No column is told twice.
        first = max(whole(column.get("min"), 1, _COLUMNS) - 1, last + 1)
        last = whole(column.get("max"), first + 1, _COLUMNS) - 1
        yield Width(first, last, _decimal(column.get("width")), column.get("hidden") in {"1", "true"})


def _print_titles(workbook: Element) -> dict[int, tuple[int, int]]:
    """For each sheet, by its place, the rows that are printed on every page."""
    titles: dict[int, tuple[int, int]] = {}
    for name in workbook.iterfind(f"{S}definedNames/{S}definedName"):
        rows = re.search(r"!\$(\d{1,7}):\$(\d{1,7})$", name.text or "")
        if name.get("name") == "_xlnm.Print_Titles" and rows:
            titles[whole(name.get("localSheetId"), -1, 10**6)] = int(rows[1]) - 1, int(rows[2]) - 1
    return titles


def _frozen(root: Element) -> tuple[int, int] | None:
    for pane in root.iterfind(f"{S}sheetViews/{S}sheetView/{S}pane"):
        rows = whole(pane.get("ySplit"), 0, _ROWS)
        if rows and pane.get("state") in {"frozen", "frozenSplit"}:
            return 0, rows - 1
    return None


def _paper(root: Element) -> Literal["A4", "A3"]:
    setup = root.find(f"{S}pageSetup")
    return "A3" if setup is not None and setup.get("paperSize") == "8" else "A4"
