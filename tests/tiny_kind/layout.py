"""A notice in, a document with a table of its points out."""

from gkml.document import Cell, Column, Document, Heading, Properties, Row, Run, Section, Table
from tests.tiny_kind.model import Entry


def lay_out(entry: Entry, digest: str) -> Document:
    notice = entry.document
    rows = tuple(Row((Cell(0, (Run(point.text),)),), notice.ids["points", n]) for n, point in enumerate(notice.points))
    table = Table((Column(1.0),), (Row((Cell(0, (Run("内容"),)),)),), rows)
    properties = Properties(id=notice.id, edition=notice.edition, source=digest)
    return Document(notice.title, (Section((Heading(notice.title, 0), table)),), properties)
