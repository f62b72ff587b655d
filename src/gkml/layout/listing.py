"""Takes a plain list and returns a `Document`: a title, and a table with one heading row and no merged cells."""

from collections.abc import Collection, Sequence

from gkml.document import Cell, Column, Document, Heading, Properties, Row, Run, Section, Table

_NARROW = 8.0


def listing(
    title: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
    filters: Collection[str] = (),
    sheet: str = "期限",
) -> Document:
    """Returns the list as a document.

    `columns` are headings with their shares of the width; a narrow one is centred. `filters` names the columns that a
    page offers for filtering, `sheet` the sheet of a workbook.
    """
    total = sum(share for _, share in columns)
    geometry = tuple(
        Column(share / total, "center" if share <= _NARROW else "left", filter=heading in filters)
        for heading, share in columns
    )
    head = Row(tuple(Cell(place, (Run(heading),)) for place, (heading, _) in enumerate(columns)))
    body = tuple(Row(tuple(Cell(place, (Run(text),)) for place, text in enumerate(texts))) for texts in rows)
    blocks = (Heading(title, 0), Table(geometry, (head,), body, sheet))
    return Document(title, (Section(blocks),), Properties(product=title))
