"""CSV: a `Document` in, its rows out, merges filled; UTF-8 with BOM, for Excel takes it for GBK otherwise."""

import csv
import io

from gkml.document import Document
from gkml.formats import Looks

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def write(document: Document, looks: Looks) -> bytes:
    """Headings (group and leaf joined by a slash), then rows.

    Text that Excel would run as a formula gets a ' before it. So does text that starts with one: what was added can be
    told from what was there.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    for table in document.tables():
        rows.writerow(_inert("/".join(path)) for path in table.headings())
        rows.writerows(map(_inert, texts) for _, texts in table.filled())
    return out.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
