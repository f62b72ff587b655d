"""The rules of a page's style sheet that depend on its tables: widths, headings beside cells on a phone, frozen columns, paper."""

from collections.abc import Iterator

from gkml.document import Document, Table

_FROZEN = 12
"""Widths of a letter that columns which stay in sight may take."""
_SCREEN = 60
"""The least width of a table that is not shown as cards, in widths of a letter (page.css)."""


def column_classes(table: Table, number: int) -> list[str]:
    """Returns the classes of the columns of a page's tables: k0, k1 … of the first, t2k0 … of the second."""
    table_class = f"t{number}" if number > 1 else ""
    return [f"{table_class}k{place}" for place in range(len(table.columns))]


def has_cards(table: Table) -> bool:
    """Tells whether the rows of a table are cards on a phone: figures are compared along rows and columns, texts are read."""
    return not any(column.number for column in table.columns)


def table_css(document: Document) -> str:
    """Returns the rules."""
    tables = [(table, column_classes(table, number)) for number, table in enumerate(document.tables(), 1)]
    widths = "".join(
        f".{name}{{width:{column.share:.2%}}}"
        for table, names in tables
        for name, column in zip(names, table.columns, strict=True)
    )
    labels = "".join(rule for table, names in tables if has_cards(table) for rule in _labels(table, names))
    frozen = "".join(rule for table, names in tables for rule in _frozen(table, names))
    size = f"{document.page.paper} {'landscape' if document.page.landscape else 'portrait'}"
    return (
        f"{widths}@media screen and (max-width:40rem){{{labels}}}"
        f"@media screen and (min-width:40.01rem) and (max-width:60rem){{{frozen}}}@page{{size:{size}}}"
    )


def _labels(table: Table, names: list[str]) -> Iterator[str]:
    """Yields the heading of each column, which stands before its cells where rows are cards."""
    for name, path in zip(names, table.headings(), strict=True):
        yield f".cards td.{name}{{width:auto}}"
        if path:
            yield f".cards td.{name}::before{{content:{_string(path[-1])}}}"


def _frozen(table: Table, names: list[str]) -> Iterator[str]:
    """Yields the rules of the first columns, which stay in sight while the others are moved under them."""
    left = 0.0
    for place, (name, column, path) in enumerate(zip(names, table.columns, table.headings(), strict=True)):
        width = column.share * _SCREEN
        if left + width > _FROZEN or len(path) > 1:
            return
        cells = f"td.{name},.sheet th[data-column='{place}']"
        yield f".sheet {cells}{{position:sticky;left:{left:.2f}rem;background:var(--paper)}}"
        yield f".sheet th[data-column='{place}']{{z-index:1;background:var(--head)}}"
        left += width


def _string(text: str) -> str:
    """Returns a text as a string of CSS, in which no character ends the string or the style element."""
    return '"' + "".join(c if c.isalnum() or c in " （）()、" else f"\\{ord(c):x} " for c in text) + '"'
