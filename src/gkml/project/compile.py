"""A catalog in, the bytes of one output format out: layout, pages where it is for paper, and the format's writer."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from gkml.document import Document
from gkml.formats import FORMATS, Format
from gkml.kinds import KINDS
from gkml.layout.pages import paginate
from gkml.project.libreoffice import to_pdf
from gkml.project.workspace import Home
from gkml.schema.documents import AnyEntry


def documents(entry: AnyEntry, source: str = "") -> tuple[Document, Document]:
    """Returns the document as it stands on a screen, and as it stands on paper."""
    screen = KINDS[entry.kind].lay_out(entry, source)
    return screen, paginate(screen)


def write(screen: Document, paper: Document, form: str, home: Home) -> bytes:
    """Returns the document in one of `FORMATS`. Each writer is imported when it is first needed."""
    chosen = FORMATS[form]
    if not chosen.module:
        return to_pdf(write(screen, paper, "docx", home))
    looks = home.looks(chosen.looks) if chosen.looks else {}
    output: bytes = writer(chosen).write(paper if chosen.on_paper else screen, looks)
    return output


def writer(chosen: Format) -> Any:
    """Returns the module that writes the format."""
    return import_module(f"gkml.formats.{chosen.module}")


def compile(entry: AnyEntry, forms: Sequence[str], home: Home, source: str = "") -> dict[str, bytes]:
    """Returns the catalog in each of `forms`; `source` is a hash of its file."""
    screen, paper = documents(entry, source)
    outputs: dict[str, bytes] = {}
    for form in forms:
        outputs[form] = (
            to_pdf(outputs["docx"]) if form == "pdf" and "docx" in outputs else write(screen, paper, form, home)
        )
    return outputs
