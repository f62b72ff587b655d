"""CSV: reads a file as a `Document` of one table.

What `csv.write` wrote has a byte order mark, commas, a first row without a blank, and rows of one width: a title, or a
heading over several columns, would leave blanks beside it. The first row is its head; merges, keys, marks, prose and the
title are not in the file. A heading that contains a slash is read as a group and its column.

Other files have no head: the file does not state which rows are headings. The separator is the one that cuts most rows
into equally many cells. A leading ' is removed before =, +, -, @, ', a tab or a carriage return: the writer adds it.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from gkml.document import Cell, Column, Document, Row, Run, Section, Table
from gkml.formats.grid import formed, headed, joined, limited, refuse_beyond
from gkml.formats.unreadable import UnreadableFile, decoded, reading

_GUARDED = tuple("'" + start for start in "=+-@\t\r'")
_SEPARATORS = ",\t;|，"
_SAMPLE = 500
"""How many rows prove a separator."""


class _Line(NamedTuple):
    """The texts of a row, and the line of the file where it begins."""

    texts: list[str]
    line: int


def read(data: bytes, encoding: str | None = None) -> Document:
    """Returns the document; `encoding` counts if the file is not UTF-8. Raises `UnreadableFile`."""
    with reading("CSV"):
        text = decoded(data, encoding)
        separator, stated = _separator(text)
        ours = data.startswith(b"\xef\xbb\xbf") and _is_ours(text, separator)
        separator = "," if ours else separator
        refuse_beyond(text.count(separator) + text.count("\n") + text.count("\r"))
        rows = list(_rows(text, separator))[stated:]
        while rows and not ours and not any(rows[-1].texts):
            rows.pop()
        if not rows:
            raise UnreadableFile("CSV 文件是空的，没有表格")
        table = _our_table(rows) if ours else _table(rows)
        return Document("", (Section(limited((table,) if table else ())),))


def _rows(text: str, separator: str) -> Iterator[_Line]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begin = 1
    try:
        for texts in lines:
            if texts:
                yield _Line([_plain(text) for text in texts], begin)
            begin = lines.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(f"打不开：不是完好的 CSV 文件，第 {lines.line_num} 行的引号不成对，或一格太长") from error


def _plain(text: str) -> str:
    return text[1:] if text.startswith(_GUARDED) else text


# --- the separator ---


def _separator(text: str) -> tuple[str, int]:
    """Returns what separates cells, and how many rows declare it (`sep=;` as Excel reads it)."""
    first = text[:8].splitlines()[0] if text else ""
    if first.startswith("sep=") and len(first) == 5:
        return first[4], 1
    return max(_SEPARATORS, key=lambda separator: _proof(text, separator)), 0


def _proof(text: str, separator: str) -> tuple[bool, int, int]:
    """Returns whether a separator cuts, how many of the first rows into equally many cells, and into how many."""
    try:
        counts = Counter(len(row.texts) for row in islice(_rows(text, separator), _SAMPLE))
    except UnreadableFile:
        return False, 0, 0
    several = {width: number for width, number in counts.items() if width > 1}
    if not several:
        return False, 0, 0
    width = max(several, key=lambda width: (several[width], width))
    return True, several[width], width


# --- the table ---


def _is_ours(text: str, separator: str) -> bool:
    """Returns whether commas cut all rows into equally many cells, and another separator not its heading."""
    try:
        rows = [row.texts for row in _rows(text, ",")]
    except UnreadableFile:
        return False
    if not rows or not all(rows[0]) or any(len(texts) != len(rows[0]) for texts in rows):
        return False
    return len(rows[0]) > 1 or separator not in rows[0][0]


def _our_table(rows: list[_Line]) -> Table | None:
    (head, line), *body = rows
    refuse_beyond(len(head) * len(rows))
    paths = [tuple(text.split("/")) for text in head]
    headings = [row._replace(line=line) for row in headed(paths)]
    return formed([Column(1)] * len(head), headings, list(map(_row, body)))


def _table(rows: list[_Line]) -> Table | None:
    width = max(max((n for n, text in enumerate(texts, 1) if text), default=1) for texts, _ in rows)
    refuse_beyond(width * len(rows))
    cut = [_row(row._replace(texts=row.texts[:width])) for row in rows]
    table = formed([Column(1)] * width, [], cut)
    return replace(table, merging=False) if table else None


def _row(row: _Line) -> Row:
    return Row(tuple([Cell(n, joined([Run(text)])) for n, text in enumerate(row.texts)]), line=row.line)
