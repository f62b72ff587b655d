"""One sheet of a review: its section, its table (columns with numbers and filters), and how its texts are shown."""

from collections.abc import Collection, Iterable, Sequence

from gkml.diagnostics.quoting import visible
from gkml.document import Block, Column, Heading, PageSetup, Paragraph, Run, Section, Table
from gkml.layout.listing import table

Columns = Sequence[tuple[str, float]]
"""Headings with their shares of the width; a narrow column is centred."""
NARROW = 8.0


def list_table(
    columns: Columns,
    rows: Sequence[Sequence[str]],
    sheet: str,
    numbers: Collection[str],
    filters: Collection[str],
    keys: Sequence[str] = (),
) -> Table:
    """Returns the table of a list; columns in `numbers` hold numbers, those in `filters` can be filtered on a page."""
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


def lines(text: str) -> str:
    """Returns a text of several lines without characters that steer a terminal or turn writing round."""
    return "\n".join(map(visible, text.split("\n")))


def note(text: str) -> Paragraph:
    return Paragraph((Run(visible(text)),))


def section(title: str, blocks: Iterable[Block], *, wide: bool = False) -> Section:
    """Returns the blocks under a title, on A4 or, if `wide`, on A3."""
    return Section((Heading(title, 0), *blocks), PageSetup("A3" if wide else "A4"))
