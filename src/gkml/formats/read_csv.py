"""CSV: bytes in, a `Document` of one table out: the first row is its head, the others its body.

What `csv.write` wrote comes back as its filled cells: merges, keys, marks, prose and the title are not in the file. A
heading with a slash of its own is taken for a group and its column. A leading ' is taken away before =, +, -, @, ', a
tab or a carriage return, for the writer puts one there.
"""

import csv
import io

from gkml.document import Cell, Column, Document, Row, Run
from gkml.formats.grid import formed, headed, joined, refuse_beyond
from gkml.formats.unreadable import UnreadableFile, decoded, reading

_GUARDED = tuple("'" + start for start in "=+-@\t\r'")


def read(data: bytes) -> Document:
    """The document. Raises `UnreadableFile`."""
    with reading("CSV"):
        lines = csv.reader(io.StringIO(decoded(data), newline=""), strict=True)
        try:
            rows = [[_plain(text) for text in line] for line in lines if line]
        except csv.Error as error:
            raise UnreadableFile(
                f"打不开：不是完好的 CSV 文件，第 {lines.line_num} 行的引号不成对，或一格太长"
            ) from error
        if not rows:
            raise UnreadableFile("CSV 文件是空的，没有表格")
        head, *body = rows
        width = max(map(len, rows))
        refuse_beyond(width * len(rows))
        paths = [tuple(text.split("/")) for text in head] + [("",)] * (width - len(head))
        table = formed([Column(1)] * width, headed(paths), [_row(texts) for texts in body])
        return Document("", (table,) if table else ())


def _plain(text: str) -> str:
    return text[1:] if text.startswith(_GUARDED) else text


def _row(texts: list[str]) -> Row:
    return Row(tuple(Cell(column, joined([Run(text)])) for column, text in enumerate(texts)))
