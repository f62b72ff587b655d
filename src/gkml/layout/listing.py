"""Takes plain lists and returns them as tables or as a `Document`: one heading row, no merged cells."""

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
    geometry = [
        Column(share / total, "center" if share <= _NARROW else "left", filter=heading in filters)
        for heading, share in columns
    ]
    blocks = (Heading(title, 0), table([heading for heading, _ in columns], geometry, rows, sheet))
    return Document(title, (Section(blocks),), Properties(product=title))


def table(
    headings: Sequence[str],
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    sheet: str = "",
    keys: Sequence[str] = (),
) -> Table:
    """Returns the table of a list; `keys` are the ids of its rows, if they have any."""
    head = Row(tuple(Cell(place, (Run(heading),)) for place, heading in enumerate(headings)))
    body = (tuple(Cell(place, (Run(text),)) for place, text in enumerate(texts)) for texts in rows)
    named = keys or [""] * len(rows)
    return Table(tuple(columns), (head,), tuple(Row(cells, key) for cells, key in zip(body, named, strict=True)), sheet)
