"""Notes on the cells of a file that its reader has read; `annotate` writes them into the file."""

from typing import NamedTuple

AUTHOR = "gkml"


class Note(NamedTuple):
    """A text at a cell: its table (from 1) or sheet, row and column (from 1). `mark` is a colour as RRGGBB."""

    table: int
    sheet: str
    row: int
    column: int
    text: str
    mark: str = "FFEB9C"
