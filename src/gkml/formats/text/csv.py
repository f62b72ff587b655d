"""CSV: a `Document` in, its rows out, merges filled; UTF-8 with BOM, for Excel takes it for GBK otherwise."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain

from gkml.document import Chart, Document, Table
from gkml.formats import Looks

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def write(document: Document, looks: Looks) -> bytes:
    """Headings (group and leaf joined by a slash), then rows; an empty line between one table and the next.

    Text that Excel would run as a formula gets a ' before it. So does text that starts with one: what was added can be
    told from what was there.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    for number, table in enumerate(_tables(document)):
        if number:
            out.write("\r\n")
        rows.writerows(table)
    return out.getvalue().encode("utf-8-sig")


def _tables(document: Document) -> Iterator[Iterator[Iterable[str]]]:
    """Yields the rows of each table and of each chart's figures, headings first."""
    for block in document.blocks:
        if isinstance(block, Table):
            head = ["/".join(path) for path in block.headings()]
            yield (map(_inert, texts) for texts in chain([head], (texts for _, texts in block.filled())))
        elif isinstance(block, Chart):
            # The figures themselves may be negative.
            heading, *figures = block.figures()
            yield chain([map(_inert, heading)], ([_inert(row[0]), *row[1:]] for row in figures))


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
