"""Takes plain lists and returns them as tables or as a `Document`: one heading row, no merged cells."""

from collections.abc import Collection, Sequence

from gkml.document import Cell, Column, Document, Heading, Properties, Row, Run, Section, Table

Columns = Sequence[tuple[str, float]]
"""Headings with their shares of the width; a narrow column is centred."""
NARROW = 8.0


def listing(
    title: str,
    columns: Columns,
    rows: Sequence[Sequence[str]],
    filters: Collection[str] = (),
    sheet: str = "期限",
) -> Document:
    """Returns the list as a document.

    `columns` are headings with their shares of the width; a narrow one is centred. `filters` names the columns that a
    page offers for filtering, `sheet` the sheet of a workbook.
    """
    blocks = (Heading(title, 0), list_table(columns, rows, sheet, filters=filters))
    return Document(title, (Section(blocks),), Properties(product=title))


def list_table(
    columns: Columns,
    rows: Sequence[Sequence[str]],
    sheet: str,
    numbers: Collection[str] = (),
    filters: Collection[str] = (),
    keys: Sequence[str] = (),
) -> Table:
    """Returns the table of a list: columns in `numbers` hold numbers, those in `filters` can be filtered on a page.

    `keys` are the ids of its rows, if they have any.
    """
    total = sum(share for _, share in columns)
    geometry = [
        Column(
            share / total,
            "center" if share <= NARROW else "left",
            filter=heading in filters,
            number="amount" if heading in numbers else "",
        )
        for heading, share in columns
    ]
    return table([heading for heading, _ in columns], geometry, rows, sheet, keys)


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
