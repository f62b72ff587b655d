"""A `Document` in, the bytes of one format out: what `due`, `calendar`, `diff` and `lint` hand over as a table."""

from typing import TYPE_CHECKING

from gkml.project.workspace import Home

if TYPE_CHECKING:
    from gkml.document import Document

TABLES = ("csv", "xlsx", "html", "md")


def rendered(document: "Document", form: str, home: Home) -> bytes:
    """Returns the document as plain text for a terminal (`text`), or in one of `formats.FORMATS`."""
    if form == "text":
        from gkml.formats.text import txt

        return txt.write(document, {})
    from gkml.layout.pages import paginate
    from gkml.project import compile as compiler

    return compiler.write(document, paginate(document), form, home)
