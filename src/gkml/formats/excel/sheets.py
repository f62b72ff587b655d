"""Reads the sheets of a workbook: texts as they are shown, looks, merges, heights and widths.

openpyxl is not used: it makes a cell of each place of a merged range and of a link's range while it loads, seventeen
billion for a file of one kilobyte.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from gkml.document import LeftOut, Margins, PageSetup, letters_of
from gkml.formats.excel.beside import beside_book, beside_sheet, hidden_parts
from gkml.formats.excel.looks import Looks, S
from gkml.formats.excel.merges import Range, covered, merges
from gkml.formats.excel.values import COLUMNS, ROWS, Book, Value, beside
from gkml.formats.grid import refuse_beyond
from gkml.formats.notes import APPENDED, MARK
from gkml.formats.package.plain_xml import Stated, plain_sheet, plain_strings
from gkml.formats.package.read import Element, Parts, Relation, main_part, parsed, relations
from gkml.formats.unreadable import UnreadableFile, excerpt, whole

TRUE = {"1", "true"}
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Width(NamedTuple):
    """The width in characters of the columns from `first` to `last`."""

    first: int
    last: int
    width: float
    hidden: bool


class Sheet(NamedTuple):
    """A worksheet. `repeated` are the first and last row that print on each page or stay in view; `new_pages` start one.

    `rows` has no text that a merged cell covers: `left_out` has it.
    """

    name: str
    ours: bool
    rows: Mapping[int, Mapping[int, Value]]
    heights: Mapping[int, float]
    merges: list[Range]
    widths: list[Width]
    repeated: tuple[int, int] | None
    new_pages: frozenset[int]
    page: PageSetup
    left_out: tuple[LeftOut, ...]


class Ours(NamedTuple):
    """The names of the sheets in the workbooks of gkml: the printed ones, the text before them, the flat copies."""

    printed: tuple[str, ...]
    prose: str
    copy: str


_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    _STRICT + b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    _STRICT + b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


def usual(parts: Parts) -> Parts:
    """Returns the members; those of strict Open XML in the usual namespaces."""
    if _STRICT not in parts.get("_rels/.rels", b""):
        return parts
    named = dict(parts)
    for strict, transitional in _USUAL.items():
        named = {name: xml.replace(strict, transitional) for name, xml in named.items()}
    return named


def read_sheets(parts: Parts, names: Ours, is_ours: bool) -> tuple[list[Sheet], list[LeftOut]]:
    """Returns the worksheets in order (of a workbook of gkml the printed one and its preface), and what is not read."""
    workbook, root = main_part(parts, "xl/workbook.xml")
    listed = root.findall(f"{S}sheets/{S}sheet")
    if not listed:
        raise UnreadableFile("打不开：不是 Excel 工作簿（.xlsx）")
    related = relations(parts, workbook)
    book, titles, appended = _book(parts, root, related.values()), _print_titles(root), _appended(root)
    called = {entry.get("name", "") for entry in listed}
    ours = any(name in called for name in names.printed) and (is_ours or names.copy in called)
    left_out = list(beside_book(parts, workbook))
    sheets: dict[str, Sheet] = {}
    cells = 0
    for number, entry in enumerate(listed):
        name, relation = entry.get("name", ""), related.get(entry.get(_R_ID, ""), Relation("", ""))
        if relation.target in sheets or (ours and name.rstrip("0123456789") == names.copy):
            continue
        if name in appended:
            left_out.append(LeftOut("", APPENDED))
            continue
        if unread := _unread(entry, relation, parts, ours and name in {*names.printed, names.prose}, ours):
            left_out.append(LeftOut(name, unread))
            continue
        sheet = _sheet(parts[relation.target], name, ours, book, titles.get(number))
        sheets[relation.target] = sheet
        left_out += [*sheet.left_out, *beside_sheet(parts, relation.target, name)]
        cells += sum(map(len, sheet.rows.values()))
        refuse_beyond(cells)
    return list(sheets.values()), left_out


def _book(parts: Parts, workbook: Element, related: Iterable[Relation]) -> Book:
    by_kind = {relation.kind: parts.get(relation.target, b"") for relation in related}
    properties = workbook.find(f"{S}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in TRUE
    strings = by_kind.get("sharedStrings", b"")
    items = plain_strings(strings) or list(parsed(strings).iterchildren(f"{S}si")) if strings else []
    return Book(Looks(by_kind.get("styles", b"")), items, since_1904)


def _appended(workbook: Element) -> set[str]:
    """Returns the names of the sheets that `annotate` appended."""
    names = workbook.iterfind(f"{S}definedNames/{S}definedName")
    references = (name.text or "" for name in names if name.get("name", "").startswith(MARK))
    return {reference.rpartition("!")[0].strip("'").replace("''", "'") for reference in references}


def _unread(entry: Element, relation: Relation, parts: Parts, wanted: bool, ours: bool) -> str:
    """Returns what a sheet is that is not read; "" if it is read."""
    if relation.kind == "chartsheet":
        return "图表"
    if relation.kind == "xlMacrosheet":
        return "宏"
    if relation.kind != "worksheet" or relation.target not in parts:
        return "读不出的工作表"
    if wanted:
        return ""
    if entry.get("state", "visible") != "visible":
        return "隐藏的工作表"
    return "目录以外的工作表" if ours else ""


Rows = Iterable[tuple[Mapping[str, str], Iterable[Stated | Element]]]
"""The attributes and the cells of each row."""


def _tree(xml: bytes) -> tuple[Element, Rows]:
    """Returns a worksheet that is not written plainly, and its rows."""
    root = parsed(xml)
    rows = root.iterfind(f"{S}sheetData/{S}row")
    return root, ((row.attrib, row.iterchildren(f"{S}c")) for row in rows)


class _Rows(NamedTuple):
    """The rows of a sheet that have cells: these, the heights, and the numbers of the hidden ones."""

    cells: dict[int, dict[int, Value]]
    heights: dict[int, float]
    hidden: list[int]


def _sheet(xml: bytes, name: str, ours: bool, book: Book, titles: tuple[int, int] | None) -> Sheet:
    root, stated = plain_sheet(xml) or _tree(xml)
    rows, ranges, widths = _rows(stated, book, ours), list(merges(root)), list(_widths(root))
    hidden = [(width.first, width.last) for width in widths if width.hidden]
    left_out = [*beside(root, name), *_uncovered(rows.cells, ranges, name)]
    left_out += hidden_parts(name, rows.hidden, hidden, rows.cells, ours)
    return Sheet(
        name=name,
        ours=ours,
        rows=rows.cells,
        heights=rows.heights,
        merges=ranges,
        widths=widths,
        repeated=titles or _frozen(root),
        # A break names the row above it, counted from 1: that is the row below, counted from 0.
        new_pages=frozenset(whole(row.get("id"), -1, ROWS) for row in root.iterfind(f"{S}rowBreaks/{S}brk")),
        page=_page(root),
        left_out=tuple(left_out),
    )


def _rows(stated: Rows, book: Book, ours: bool) -> _Rows:
    rows = _Rows({}, {}, [])
    number, cells = -1, 0
    for attributes, row in stated:
        number = whole(attributes.get("r"), number + 2, ROWS + 1) - 1
        if not 0 <= number < ROWS:
            raise UnreadableFile("工作表的行号超出 Excel 的范围，不读")
        if values := book.values(row, blanks=ours):
            rows.cells.setdefault(number, {}).update(values)
            rows.heights[number] = _height(attributes)
            if attributes.get("hidden") in TRUE:
                rows.hidden.append(number)
        cells += len(values)
        refuse_beyond(cells)
    return rows


def _uncovered(rows: dict[int, dict[int, Value]], ranges: list[Range], sheet: str) -> Iterator[LeftOut]:
    """Takes out the texts that merged ranges cover, and reports each that the range does not show."""
    shown: dict[int, set[str]] = {}
    for merge in ranges:
        value = rows.get(merge.row, {}).get(merge.column)
        if value and value.runs:
            shown.setdefault(merge.column, set()).add(value.text)
    for row, column in sorted(covered(rows, ranges)):
        value = rows[row][column]
        rows[row][column] = value._replace(runs=None)
        if value.text.strip() and value.text not in shown.get(column, ()):
            yield LeftOut(f"{sheet}!{letters_of(column)}{row + 1}", "合并单元格盖住的文字", excerpt(value.text))


# --- the rest of a sheet ---


def _decimal(text: str | None) -> float:
    return float(text) if text and re.fullmatch(r"\d{1,6}(\.\d{1,20})?", text) else 0.0


def _height(row: Mapping[str, str]) -> float:
    """Returns the height that somebody set, 0 if Excel fits it to the text."""
    return _decimal(row.get("ht")) if row.get("customHeight") in TRUE else 0.0


def _widths(root: Element) -> Iterator[Width]:
    end = -1
    for column in root.iterfind(f"{S}cols/{S}col"):
        # No column counts twice.
        first = max(whole(column.get("min"), 1, COLUMNS) - 1, end + 1)
        last = whole(column.get("max"), first + 1, COLUMNS) - 1
        if first <= last:
            yield Width(first, last, _decimal(column.get("width")), column.get("hidden") in TRUE)
            end = last


def _print_titles(workbook: Element) -> dict[int, tuple[int, int]]:
    """Returns for each sheet, by its number, the first and last row that print on every page."""
    titles: dict[int, tuple[int, int]] = {}
    for name in workbook.iterfind(f"{S}definedNames/{S}definedName"):
        rows = re.search(r"!\$(\d{1,7}):\$(\d{1,7})$", name.text or "")
        if name.get("name") == "_xlnm.Print_Titles" and rows:
            titles[whole(name.get("localSheetId"), -1, 10**6)] = int(rows[1]) - 1, int(rows[2]) - 1
    return titles


def _frozen(root: Element) -> tuple[int, int] | None:
    for pane in root.iterfind(f"{S}sheetViews/{S}sheetView/{S}pane"):
        rows = whole(pane.get("ySplit"), 0, ROWS)
        if rows and pane.get("state") in {"frozen", "frozenSplit"}:
            return 0, rows - 1
    return None


def _page(root: Element) -> PageSetup:
    """Returns the pages that a sheet is printed on (18.3.1.63, 18.3.1.62); margins are stated in inches."""
    setup, edges = root.find(f"{S}pageSetup"), root.find(f"{S}pageMargins")
    paper: Literal["A4", "A3"] = "A3" if setup is not None and setup.get("paperSize") == "8" else "A4"
    landscape = setup is not None and setup.get("orientation") == "landscape"
    stated = {} if edges is None else edges.attrib
    sides = zip(Margins._fields, Margins(), strict=True)
    return PageSetup(
        paper, landscape, Margins(*(round(_decimal(stated.get(side)) * 72, 2) or usual for side, usual in sides))
    )
