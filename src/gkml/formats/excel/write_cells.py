"""Cells, rows and views of worksheets as XML. Clauses in brackets are those of ECMA-376 Part 1."""

from collections.abc import Iterator

from gkml.document import Row, Run

Strings = dict[tuple[Run, ...], int]
"""The shared strings with their numbers, in the order of their first use (18.4.9)."""

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TALLEST = 409.0
"""Excel's highest row, in points."""

PLAIN, TITLE, HEAD, LEFT, CENTER, NOTE, PROSE, FLAT, HEADING, SUBTITLE, SIGNATURE = range(11)
"""The cell formats of the style sheet, in its order."""


def frozen_view(rows: int, selected: bool) -> str:
    """Returns the view of a sheet whose first rows stay in sight."""
    shown = ' tabSelected="1"' if selected else ""
    if not rows:
        return f'<sheetViews><sheetView{shown} workbookViewId="0"/></sheetViews>'
    return (
        f'<sheetViews><sheetView{shown} workbookViewId="0"><pane ySplit="{rows}" topLeftCell="A{rows + 1}" '
        f'activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>'
    )


def columns_xml(widths: list[float]) -> Iterator[str]:
    """Column widths, then the hidden column of the ids."""
    yield '<sheetFormatPr defaultRowHeight="15"/><cols>'
    for number, width in enumerate(widths, 1):
        yield f'<col min="{number}" max="{number}" width="{width:.4f}" customWidth="1"/>'
    yield f'<col min="{len(widths) + 1}" max="{len(widths) + 1}" width="0" hidden="1" customWidth="1"/></cols><sheetData>'


def key_of(row: Row) -> str:
    """What the hidden column holds: the item's id, and `begins` behind a plus sign where it is not 0."""
    return f"{row.key}+{row.begins}" if row.begins else row.key


def row_xml(number: int, height: float, cells: str) -> str:
    if not height:
        return f'<row r="{number}">{cells}</row>'
    return f'<row r="{number}" ht="{min(height, TALLEST):g}" customHeight="1">{cells}</row>'


def text_cell(place: str, style: int, runs: tuple[Run, ...], strings: Strings) -> str:
    if len(runs) == 1 and not runs[0].text:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="s"><v>{strings.setdefault(runs, len(strings))}</v></c>'
