"""What is said of the cells of a file that its own reader has read: the notes that `annotate` writes beside them."""

from typing import NamedTuple

from gkml.formats.unreadable import MAX_BYTES, UnreadableFile


class Note(NamedTuple):
    """Something to say at a cell: its table (from 1) or sheet, row and column as a user counts them. `mark` is a colour."""

    table: int
    sheet: str
    row: int
    column: int
    text: str
    mark: str = "FFEB9C"


AUTHOR = "gkml"


def refuse_large(size: int) -> None:
    """Raises `UnreadableFile` where a file would hold more than is kept in memory."""
    if size > MAX_BYTES:
        raise UnreadableFile(f"文件展开后超过 {MAX_BYTES >> 20} MiB，不写批注")
