"""Tables: rows of cells at absolute places of a grid, spans included, and the runs of text that cells hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Mark = Literal["", "inserted", "deleted"]


class Run(NamedTuple):
    """A stretch of text of one kind; a mark makes it a tracked change. `basis` is how a number in it was worked out.

    A page shows the basis to a reader who points at the number; it is never printed.
    """

    text: str
    mark: Mark = ""
    basis: str = ""


class Cell(NamedTuple):
    """A cell at its grid column (from 0); the row is the one that holds it, the first of its span."""

    column: int
    runs: tuple[Run, ...]
    rowspan: int = 1
    colspan: int = 1

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


class Row(NamedTuple):
    """The cells that start in this row. `key` names the item (its id); `height` is in points, 0 where nobody measured.

    `keep` asks for the same page as the row below, `new_page` for the start of one. `line` is where a row that was read
    begins: the line of the page or text, the row of the sheet, from 1; 0 where the file counts neither. `begins` is the
    level (from 1) of a group that starts here and has the name of the group just before it; 0 in all other rows.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    mark: Mark = ""
    height: float = 0
    keep: bool = False
    new_page: bool = False
    line: int = 0
    begins: int = 0


class Column(NamedTuple):
    """How a column is set: its part of the table's width (shares of one table add up to 1), and its use on a page.

    For those who edit the table: the only values it takes, what to tell them, and whether it is theirs to fill in. Cells of
    a column of counts are whole numbers from 0, of amounts numbers from 0. The lines of a cell that flows are entries, of
    which several may share a line on paper.
    """

    share: float
    align: Literal["left", "center"] = "left"
    filter: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    editable: bool = True
    number: Literal["", "count", "amount"] = ""
    flow: bool = False


Place = tuple[int, int]
"""A cell of a table's body: its row and its column, from 0."""


class Check(NamedTuple):
    """Two sums of number cells that have to be equal; `marked` is the cell that shows it if they are not."""

    marked: Place
    left: tuple[Place, ...]
    right: tuple[Place, ...]


class GridError(ValueError):
    """A table with a hole, an overlap or a cell that sticks out: a mistake of the code that laid it out."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid without holes or overlaps: `head` rows, then `body` rows; no span crosses from head to body.

    The cells of a row stand in the order of their columns. `sheet` names the table where it is a sheet of a workbook
    ("": `Wording.sheet`). Of a table that was read, `sheet` is the sheet that it stands in ("" outside of workbooks),
    `left` its first column there, from 0; `merging` is False if the file format has no merged cells. `checks` are for those
    who fill the table in.
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    sheet: str = ""
    left: int = 0
    merging: bool = True
    checks: tuple[Check, ...] = ()

    def __post_init__(self) -> None:
        for rows in (self.head, self.body):
            for _ in covered(rows, len(self.columns)):
                pass

    def headings(self) -> tuple[tuple[str, ...], ...]:
        """For each column the texts of the head above it, from the top, each spanning cell once."""
        stacks: list[list[str]] = [[] for _ in self.columns]
        for row in self.head:
            for cell in row.cells:
                for column in range(cell.column, cell.column + cell.colspan):
                    stacks[column].append(cell.text)
        return tuple(tuple(stack) for stack in stacks)

    def filled(self) -> Iterator[tuple[Row, tuple[str, ...]]]:
        """Each body row with the text of every column, merged cells repeated in all the places they cover."""
        for row, cells in zip(self.body, covered(self.body, len(self.columns)), strict=True):
            yield row, tuple([cell.text for cell in cells])


def covered(rows: tuple[Row, ...], width: int) -> Iterator[list[Cell]]:
    """For each row the cell that covers each column, spans from above included. Raises `GridError` on a bad grid.

    The list is the same one each time: it holds until the next row is asked for.
    """
    over: list[Cell] = [Cell(0, ())] * width
    free = [0] * width
    """For each column the cell that stands over it, and the row from which on it is free again."""
    for number, row in enumerate(rows):
        before = 0
        for cell in row.cells:
            start, _, rowspan, colspan = cell
            if rowspan == colspan == 1 and before <= start < width and free[start] <= number:
                # Nearly every cell: ten thousand rows are looked through three times on their way to Word.
                over[start] = cell
                free[start] = number + 1
                before = start + 1
                continue
            if not (before <= start and 0 < colspan <= width - start and 0 < rowspan <= len(rows) - number):
                raise GridError(f"cell {start} of row {number} does not fit its table")
            before = start + colspan
            for column in range(start, before) if colspan > 1 else (start,):
                if free[column] > number:
                    raise GridError(f"two cells cover column {column} of row {number}")
                over[column] = cell
                free[column] = number + rowspan
        if min(free) <= number:
            raise GridError(f"no cell covers column {free.index(min(free))} of row {number}")
        yield over


def letters_of(column: int) -> str:
    """How workbooks call a column, counted from 0: A, B … AA."""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters


CELL_SIDE, CELL_TOP = 3.0, 2.0
"""Space between a cell's border and its text, in points."""


def line_height(font_size: float) -> float:
    """The height of one line of table text, in points: the same in Word, Excel and the layout that counts on it."""
    return round(font_size * 1.35 * 2) / 2
