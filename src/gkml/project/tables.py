"""What `due` and `calendar` hand over: a table in one of the formats, to the screen or to a file."""

import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.formats.text import txt
from gkml.layout.pages import paginate
from gkml.project import compile as compiler
from gkml.project.files import display
from gkml.project.workspace import Home
from gkml.project.writing import put_output

TABLES = ("csv", "xlsx", "html", "md")


def table(document: Document, form: str, home: Home) -> bytes:
    """The document as plain text for a terminal (`text`), or in one of `TABLES`."""
    if form == "text":
        return txt.write(document, {})
    return compiler.write(document, paginate(document), form, home)


def deliver(made: bytes, file: Path | None, inputs: Iterable[Path] = ()) -> None:
    """Writes to the file (none of `inputs`), or to standard output. Raises `GkmlError` for a workbook at a terminal."""
    if file:
        put_output(file, made, inputs)
        typer.echo(f"写好了：{display(file)}")
        return
    if made.startswith(b"PK") and sys.stdout.isatty():
        raise GkmlError("Word、Excel 文件不能显示在屏幕上；请加 --output-file 文件名")
    sys.stdout.flush()
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
