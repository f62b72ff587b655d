"""JSON: a `Document` in, its rows out, keyed by column heading and with the items' ids: what scripts and tests read."""

import json
from typing import Any

from gkml.document import Chart, Document, Table
from gkml.formats import Looks

KEY = "id"


def write(document: Document, looks: Looks) -> bytes:
    """`{"id", "title", "edition", "columns", "column_paths", "rows": [{"id", <leaf heading>: text, …}]}`, merges filled.

    A document of no table or of several has `"tables": [{"columns", "column_paths", "rows"}, …]` instead of the last
    three; one with charts has `"figures": [{"title", "unit", "rows": [{"": category, <series>: text, …}]}]` besides.
    """
    properties = document.properties
    tables = [_table(table) for table in document.tables()]
    figures = [_figures(block) for block in document.blocks if isinstance(block, Chart)]
    dump = {
        "id": properties.id,
        "title": document.title,
        "edition": properties.edition,
        **(tables[0] if len(tables) == 1 else {"tables": tables}),
        **({"figures": figures} if figures else {}),
    }
    return (json.dumps(dump, ensure_ascii=False, indent=1) + "\n").encode()


def _table(table: Table) -> dict[str, Any]:
    paths = table.headings()
    headings = [path[-1] if path else "" for path in paths]
    rows = [{KEY: row.key, **dict(zip(headings, texts, strict=True))} for row, texts in table.filled()]
    return {"columns": headings, "column_paths": paths, "rows": rows}


def _figures(chart: Chart) -> dict[str, Any]:
    names = ["", *(series.name for series in chart.series)]
    rows = [dict(zip(names, texts, strict=True)) for texts in chart.figures()[1:]]
    return {"title": chart.title, "unit": chart.unit, "rows": rows}
