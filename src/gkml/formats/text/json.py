"""JSON: a `Document` in, its rows out, keyed by column heading and with the items' ids: what scripts and tests read."""

import json

from gkml.document import Document
from gkml.formats import Looks

KEY = "id"


def write(document: Document, looks: Looks) -> bytes:
    """`{"id", "title", "edition", "columns", "column_paths", "rows": [{"id", <leaf heading>: text, …}]}`, merges filled."""
    about = document.properties
    paths: list[tuple[str, ...]] = []
    rows: list[dict[str, str]] = []
    for table in document.tables():
        paths += table.headings()
        headings = [path[-1] for path in table.headings()]
        rows += [{KEY: row.key, **dict(zip(headings, texts, strict=True))} for row, texts in table.filled()]
    dump = {
        "id": about.id,
        "title": document.title,
        "edition": about.edition,
        "columns": [path[-1] for path in paths],
        "column_paths": paths,
        "rows": rows,
    }
    return (json.dumps(dump, ensure_ascii=False, indent=1) + "\n").encode()
