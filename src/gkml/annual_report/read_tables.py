"""Tables of a published report in, the rows of the three statutory tables out, wherever their cells have shifted to.

Rows are matched by label and in the fixed order; numbers are aligned from the right, for every row has seven of them and
files break tables at pages, leave cells blank behind a label and put labels into other columns.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from gkml.annual_report.figure import figure
from gkml.annual_report.form import APPLICANTS, BLOCKS, RESULTS, ReportForm, normalised
from gkml.diagnostics import Route
from gkml.recognise.account import Ledger
from gkml.recognise.grid import Grid, Line, Spot

LIKE, LIKE_NEXT = 88, 70
"""Likeness (0 to 100) above which a label is an official one with slips; less is asked of the row that comes next."""
SEVEN = len(APPLICANTS)
FIFTEEN = len(BLOCKS) * len(RESULTS)


class ReadTables(NamedTuple):
    """The rows of the three tables as texts, the labels that differ from the form, the form of each, and where cells stood."""

    disclosures: dict[str, list[str]]
    applications: dict[str, list[str]]
    reviews: list[str]
    labels: dict[str, str]
    spots: dict[Route, Spot]


class _Cell(NamedTuple):
    """A cell that begins in its row: its column in the grid and its text."""

    column: int
    text: str


def form_of(grids: Sequence[Grid], forms: Mapping[str, ReportForm]) -> tuple[str, str]:
    """The form of the table of disclosures and that of the table of applications, by headings and rows that only one has.

    "" for a table that is not there.
    """
    texts = {normalised(place.text) for grid in grids for line in grid.lines for place in line.places if place.text}
    first = _best(
        {name: {normalised(c) for b in form.disclosures for c in b.columns[1:]} for name, form in forms.items()}, texts
    )
    rows = {name: {normalised(line.label) for line in form.lines} for name, form in forms.items()}
    return first, _best(rows, texts)


def _best(of_forms: Mapping[str, set[str]], texts: set[str]) -> str:
    """The form most of whose own words (that no other form has) are among the texts; the newest if there is no difference."""
    common = set.intersection(*of_forms.values())
    if not any(words & texts for words in of_forms.values()):
        return ""
    return max(sorted(of_forms, reverse=True), key=lambda name: len((of_forms[name] - common) & texts))


def read_tables(grids: Sequence[Grid], forms: tuple[ReportForm, ReportForm], ledger: Ledger) -> ReadTables:
    """Reads all grids of a report: `forms` are that of the disclosures and that of the applications."""
    result = ReadTables({}, {}, [], {}, {})
    for grid in grids:
        columns = {row: len(block.columns) - 1 for block in forms[0].disclosures for row in block.rows}
        for line in grid.lines:
            cells = [_Cell(n, place.text) for n, place in enumerate(line.places) if not (place.above or place.left)]
            if not any(cell.text.strip() for cell in cells):
                ledger.whole(grid, line, "blank")
                continue
            if not (
                _disclosure(grid, line, cells, columns, result, ledger)
                or _application(grid, line, cells, forms[1], result, ledger)
            ):
                _heading(grid, line, cells, forms, ledger)
        _reviews(grid, result, ledger)
    return result


def _disclosure(
    grid: Grid, line: Line, cells: list[_Cell], columns: Mapping[str, int], result: ReadTables, ledger: Ledger
) -> bool:
    if len(cells) < 2:
        return False
    label = normalised(cells[0].text)
    row = next((row for row in columns if normalised(row) == label), "")
    if not row or row in result.disclosures:
        return False
    numbers = cells[1:]
    while len(numbers) > columns[row] and not numbers[-1].text.strip():
        numbers.pop()
    if len(numbers) != columns[row]:
        return False
    result.disclosures[row] = [_clean(cell.text) for cell in numbers]
    _write(grid, line, ("disclosures", row), numbers, result, ledger)
    return True


def _application(
    grid: Grid, line: Line, cells: list[_Cell], form: ReportForm, result: ReadTables, ledger: Ledger
) -> bool:
    place = max((n for n, cell in enumerate(cells) if _is_label(cell.text)), default=-1)
    numbers = _aligned(cells[place + 1 :])
    if place < 0 or len(numbers) != SEVEN:
        return False
    label = cells[place].text
    key = _key(label, [line.key for line in form.lines if line.key not in result.applications], form)
    if not key:
        return False
    result.applications[key] = [_clean(cell.text) for cell in numbers]
    official = next(each.label for each in form.lines if each.key == key)
    if normalised(label) != normalised(official):
        result.labels[key] = " ".join(label.split())
        result.spots[("labels", key)] = grid.spot(line, cells[place].column)
    _write(grid, line, ("applications", key), numbers, result, ledger)
    return True


def _is_label(text: str) -> bool:
    return bool(text.strip()) and figure(text).number is None and figure(text).is_filled


def _aligned(cells: list[_Cell]) -> list[_Cell]:
    """The seven number cells among those behind a label: blank ones that are too many go at the end, then at the start."""
    cells = list(cells)
    while len(cells) > SEVEN and not cells[-1].text.strip():
        cells.pop()
    while len(cells) > SEVEN and not cells[0].text.strip():
        cells.pop(0)
    return cells


def _key(label: str, keys: Sequence[str], form: ReportForm) -> str:
    """The first row not yet read whose label is the text, or the likest of the next ones; "" if none is like it."""
    own = normalised(label)
    official = {line.key: normalised(line.label) for line in form.lines}
    same = next((key for key in keys if official[key] == own), "")
    if same:
        return same
    likeness = {key: ratio(_bare(own), _bare(official[key])) for key in keys}
    best = max(likeness, key=likeness.__getitem__, default="")
    return best if best and likeness[best] >= (LIKE_NEXT if best == keys[0] else LIKE) else ""


def _bare(label: str) -> str:
    """A label without its number, by which short ones would be alike."""
    return re.sub(r"^(?:（[一二三四五六七]）|[一二三四]、|\d\.)", "", label)


def _write(grid: Grid, line: Line, route: Route, numbers: Sequence[_Cell], result: ReadTables, ledger: Ledger) -> None:
    ledger.whole(grid, line, "label")
    for place, cell in enumerate(numbers):
        result.spots[(*route, place)] = grid.spot(line, cell.column)
        ledger.set(grid, line, cell.column, "written" if cell.text.strip() else "blank")
    result.spots[route] = grid.spot(line, 0)


def _reviews(grid: Grid, result: ReadTables, ledger: Ledger) -> None:
    """The one row of fifteen numbers below the headings 行政复议 and 结果维持."""
    texts = {normalised(place.text) for line in grid.lines for place in line.places}
    if result.reviews or not {"行政复议", "结果维持"} <= texts:
        return
    for line in reversed(grid.lines):
        cells = [_Cell(n, place.text) for n, place in enumerate(line.places) if not (place.above or place.left)]
        if len(cells) == FIFTEEN and not any(_is_label(cell.text) for cell in cells):
            result.reviews.extend(_clean(cell.text) for cell in cells)
            _write(grid, line, ("reviews",), cells, result, ledger)
            return


def _heading(
    grid: Grid, line: Line, cells: Sequence[_Cell], forms: tuple[ReportForm, ReportForm], ledger: Ledger
) -> None:
    """Marks the rows of headings; the label of an article that differs from the form is kept."""
    labels = _headings(*forms)
    if all(normalised(cell.text) in labels for cell in cells if cell.text.strip()):
        ledger.whole(grid, line, "heading")


def _headings(first: ReportForm, second: ReportForm) -> set[str]:
    words = {*APPLICANTS, *BLOCKS, *RESULTS, "申请人情况", "法人或其他组织", "行政诉讼", second.applications.note}
    words |= {text for block in first.disclosures for text in (block.article, *block.columns)}
    words |= {label for line in second.lines for label in line.groups}
    return {normalised(word) for word in words}


def _clean(text: str) -> str:
    return " ".join(text.split())


def rows_of(grid: Grid) -> Iterator[str]:
    """Yields the rows of a table that is none of the three, each as a line of text."""
    for line in grid.lines:
        text = " ".join(_clean(part) for part in line.own() if part.strip())
        if text:
            yield text
