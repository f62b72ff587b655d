"""TSV: a `Document` in, its rows out, separated by tabs, for pasting into a table; merged cells are repeated."""

from gkml.document import Document
from gkml.formats import Looks


def write(document: Document, looks: Looks) -> bytes:
    """Headings, then rows; white space within a cell becomes one space."""
    lines: list[str] = []
    for table in document.tables():
        rows = [["/".join(path) for path in table.headings()], *(texts for _, texts in table.filled())]
        lines += ["\t".join(" ".join(text.split()) for text in row) for row in rows]
    return "".join(f"{line}\n" for line in lines).encode()
