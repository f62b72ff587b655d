"""Divides a document into prose and tables; a table has the text of every place and whether a merged cell covers it."""

from collections.abc import Iterator
from typing import NamedTuple

from gkml.diagnostics.quoting import visible
from gkml.document import Document, Heading, Paragraph, Run, Table, covered, letters_of


class Spot(NamedTuple):
    """The place of a cell for users: numbers count from 1; `line` is the line of the page or text, 0 if there is none."""

    table: int
    row: int
    column: int
    sheet: str = ""
    line: int = 0
    merging: bool = True

    def __str__(self) -> str:
        if self.sheet:
            return f"{visible(self.sheet)}!{letters_of(self.column - 1)}{self.row}"
        if self.line and not self.merging:
            return f"第{self.line}行 第{self.column}列"
        of_page = f"（第{self.line}行）" if self.line else ""
        return f"表{self.table} 第{self.row}行 第{self.column}列{of_page}"


class GridPlace(NamedTuple):
    """A place of the grid: the text of its cell, and whether the cell begins above or to the left."""

    text: str
    above: bool = False
    left: bool = False


class Line(NamedTuple):
    """A row of a grid. `number` counts from 0 in its table; a `deleted` row was struck out and not yet removed."""

    number: int
    places: tuple[GridPlace, ...]
    key: str
    deleted: bool
    line: int
    begins: int = 0

    def own(self) -> list[str]:
        """Returns the texts of the cells that begin in this row, without blank ones."""
        return [place.text for place in self.places if place.text and not (place.above or place.left)]


class Grid(NamedTuple):
    """A table; `number` counts the document's tables from 1."""

    number: int
    table: Table
    lines: tuple[Line, ...]

    def spot(self, line: Line, column: int) -> Spot:
        table = self.table
        row = line.line if table.sheet and line.line else line.number + 1
        return Spot(self.number, row, column + 1 + table.left, table.sheet, line.line, table.merging)


class Prose(NamedTuple):
    """A paragraph or heading (`level` None or from 0)."""

    text: str
    level: int | None = None


def parts(document: Document) -> Iterator[Prose | Grid]:
    """Yields the blocks of the document in order."""
    number = 0
    for block in document.blocks:
        if isinstance(block, Heading):
            yield Prose(block.text, block.level)
        elif isinstance(block, Paragraph):
            yield Prose(_kept(block.runs))
        elif isinstance(block, Table):
            number += 1
            yield Grid(number, block, tuple(_lines(block)))


def _lines(table: Table) -> Iterator[Line]:
    number = 0
    for rows in (table.head, table.body):
        for row, over in zip(rows, covered(rows, len(table.columns)), strict=True):
            starts = {cell.column for cell in row.cells}
            places = tuple(
                GridPlace(_kept(cell.runs), cell.column not in starts, cell.column != column)
                for column, cell in enumerate(over)
            )
            yield Line(number, places, row.key, row.mark == "deleted", row.line, row.begins)
            number += 1


def _kept(runs: tuple[Run, ...]) -> str:
    """Returns the text with its tracked changes accepted."""
    if len(runs) == 1 and runs[0].mark != "deleted":
        return runs[0].text
    return "".join(run.text for run in runs if run.mark != "deleted")
