"""Document formats, a module each: `write(document, looks)` returns bytes, `read(data)` a `Document`.

A format decides no text, number, order or merge: of gkml it imports `document` alone.
"""

from collections.abc import Mapping
from typing import NamedTuple

Looks = Mapping[str, bytes]
"""The files of a template by their names; empty for a format without looks."""


class LooksError(ValueError):
    """A template that cannot be used; its text says why, in one line, to the owner of the template."""


class Format(NamedTuple):
    """An output format: its writer, and what callers need to know without importing it.

    `module` is the writer's, below this package ("" for PDF, which LibreOffice makes of the Word file). `title` names the
    format to readers. A format `on_paper` takes the document with its rows measured and divided into pages. `looks` names
    the template that the writer is given: "docx", "page", or "" for none.
    """

    module: str
    title: str
    on_paper: bool = False
    looks: str = ""


FORMATS = {
    "docx": Format("word.write", "Word", on_paper=True, looks="docx"),
    "xlsx": Format("excel.write", "Excel", on_paper=True, looks="page"),
    "html": Format("html.write", "网页", looks="page"),
    "csv": Format("text.csv", "CSV"),
    "md": Format("text.md", "Markdown"),
    "json": Format("text.json", "JSON"),
    "pdf": Format("", "PDF", on_paper=True, looks="docx"),
}
"""The output formats by the suffix of their files. A new format is its module and a line here."""
