"""A catalog in, the bytes of one output format out: layout, pages where it is for paper, and the format's writer."""

from collections.abc import Sequence

from gkml.catalog.model import Entry
from gkml.document import Document
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.project.libreoffice import to_pdf
from gkml.project.workspace import Home

WRITERS = {
    "docx": "word.write",
    "xlsx": "excel.write",
    "html": "html.write",
    "csv": "text.csv",
    "md": "text.md",
    "json": "text.json",
}
"""The writer of each format, in `formats/`; a PDF is made of the Word file by LibreOffice."""
FORMATS = tuple(WRITERS)


def documents(entry: Entry, source: str = "") -> tuple[Document, Document]:
    """The directory as it stands on a screen, and as it stands on paper."""
    screen = layout(entry.catalog, entry.profile, source)
    return screen, paginate(screen)


def write(screen: Document, paper: Document, form: str, home: Home) -> bytes:
    """The document in one of `FORMATS`. Each writer is imported when it is first needed."""
    match form:
        case "docx":
            from gkml.formats.word import write as docx

            return docx.write(paper, home.looks("docx"))
        case "xlsx":
            from gkml.formats.excel import write as xlsx

            return xlsx.write(paper, home.looks("page"))
        case "html":
            from gkml.formats.html import write as html

            return html.write(screen, home.looks("page"))
        case "csv":
            from gkml.formats.text import csv

            return csv.write(screen)
        case "md":
            from gkml.formats.text import md

            return md.write(screen)
        case "json":
            from gkml.formats.text import json

            return json.write(screen)
    raise ValueError(form)


def compile(entry: Entry, forms: Sequence[str], home: Home, source: str = "") -> dict[str, bytes]:
    """The catalog in each of `forms`; `source` is a hash of its file."""
    screen, paper = documents(entry, source)
    made: dict[str, bytes] = {}
    for form in forms:
        if form == "pdf":
            made[form] = to_pdf(made.get("docx") or write(screen, paper, "docx", home))
        else:
            made[form] = write(screen, paper, form, home)
    return made
