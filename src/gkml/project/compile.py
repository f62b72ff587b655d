"""A catalog in, the bytes of one output format out: layout, pages where it is for paper, and the format's writer."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import Any

from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.formats import FORMATS, Format, LooksError
from gkml.kinds import KINDS
from gkml.layout.last_page import in_parts
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
        return to_pdf(write(screen, in_parts(paper), "docx", home))
    looks = home.looks(chosen.looks) if chosen.looks else {}
    try:
        output: bytes = writer(chosen).write(paper if chosen.on_paper else screen, looks)
    except LooksError as error:
        raise GkmlError(str(error)) from error
    return output


def writer(chosen: Format) -> Any:
    """Returns the module that writes the format."""
    return import_module(f"gkml.formats.{chosen.module}")


def outputs(
    entry: AnyEntry, forms: Sequence[str], home: Home, source: str = ""
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yields each of `forms` with the function that makes its bytes (and may raise `GkmlError`); `source` is a hash of the file."""
    if not forms:
        return
    screen, paper = documents(entry, source)
    for form in forms:
        if form == "json" and (dump := KINDS[entry.kind].json):
            yield form, partial(dump, entry)
        else:
            yield form, partial(write, screen, paper, form, home)


def compile(entry: AnyEntry, forms: Sequence[str], home: Home, source: str = "") -> dict[str, bytes]:
    """Returns the catalog in each of `forms`; `source` is a hash of its file."""
    return {form: output() for form, output in outputs(entry, forms, home, source)}
