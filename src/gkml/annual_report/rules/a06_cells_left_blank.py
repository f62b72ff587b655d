"""应填数字的格子空着，或写了“/”“—”。

没有的填0：空着的格子，读的人不知道是零还是漏填。一张表（第四部分的一组）只提示一次，写明有几格。

错误：

    reviews: ["", "", "", "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]  # A06

正确：

    reviews: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
"""

from collections.abc import Iterator
from decimal import Decimal

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import Figure, printed
from gkml.annual_report.form import BLOCKS, RESULTS
from gkml.diagnostics import Findings, Route

SEVERITY = "warning"

Cells = list[tuple[Route, Figure]]


def check(entry: ReportEntry) -> Findings:
    for name, cells in _blocks(entry):
        blank = [route for route, cell in cells if not cell.is_filled]
        if blank:
            which = f"整组{len(blank)}格" if len(blank) == len(cells) else f"有{len(blank)}格"
            yield blank[0], f"{name}{which}没有填数字；没有的请填0{_closing(entry, blank)}"


def _blocks(entry: ReportEntry) -> Iterator[tuple[str, Cells]]:
    tables, file = entry.tables, entry.file
    for row, columns in tables.disclosures.items():
        cells: Cells = [((file, "disclosures", row, n), cell) for n, cell in enumerate(columns.values())]
        yield f"第二部分“{row}”", cells
    yield (
        "第三部分的表",
        [
            ((file, "applications", key, n), cell)
            for key, row in tables.applications.items()
            for n, cell in _own(key, row)
        ],
    )
    width = len(RESULTS)
    for number, block in enumerate(BLOCKS):
        places = range(number * width, min((number + 1) * width, len(tables.reviews)))
        yield f"第四部分“{block}”", [((file, "reviews", place), tables.reviews[place]) for place in places]


def _own(key: str, row: tuple[Figure, ...]) -> list[tuple[int, Figure]]:
    """Returns the cells of a row; the total of an outcome is left to A03b if the row has other figures."""
    cells = list(enumerate(row))
    return cells[:-1] if key not in BALANCED and any(cell.is_filled for cell in row[:-1]) else cells


BALANCED = frozenset({"new", "prev", "tot", "next"})
"""The rows of A01."""


def _closing(entry: ReportEntry, blank: list[Route]) -> str:
    """Returns the value that would close A01 if the only blank of its four totals is among these cells."""
    rows = entry.tables.applications
    four = [rows[key][6].number for key in ("new", "prev", "tot", "next") if key in rows]
    if len(four) < 4 or four.count(None) != 1:
        return ""
    signed = [(1, four[0]), (1, four[1]), (-1, four[2]), (-1, four[3])]
    difference = sum((sign * number for sign, number in signed if number is not None), Decimal())
    return f"（按勾稽关系，空着的总计应是{printed(abs(difference))}）"
