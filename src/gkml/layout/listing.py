"""A plain list in, a `Document` out: a title and a table of one heading row, nothing merged."""

from collections.abc import Collection, Sequence

from gkml.document import Cell, Column, Document, Heading, Properties, Row, Run, Table

_NARROW = 8.0


def listing(
    title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], filters: Collection[str] = ()
) -> Document:
    """Columns are headings with their shares of the width; a narrow one is centred. `filters` are those to choose by."""
    total = sum(share for _, share in columns)
    geometry = tuple(
        Column(share / total, "center" if share <= _NARROW else "left", filter=heading in filters)
        for heading, share in columns
    )
    head = Row(tuple(Cell(place, (Run(heading),)) for place, (heading, _) in enumerate(columns)))
    body = tuple(Row(tuple(Cell(place, (Run(text),)) for place, text in enumerate(texts))) for texts in rows)
    return Document(title, (Heading(title, 0), Table(geometry, (head,), body)), Properties(sheet="期限"))
