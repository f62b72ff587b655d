"""The Document: the one thing that every format sees. Text, order, numbers and merges are decided before it is made."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal, NamedTuple

from gkml.document.figure import Chart, Picture, Series, number_text
from gkml.document.page import Margins, PageSetup
from gkml.document.table import (
    CELL_SIDE,
    CELL_TOP,
    Cell,
    Check,
    Column,
    GridError,
    Mark,
    Place,
    Row,
    Run,
    Table,
    covered,
    letters_of,
    line_height,
)
from gkml.document.wording import Notice, Wording

__all__ = [
    "CELL_SIDE",
    "CELL_TOP",
    "Block",
    "Cell",
    "Chart",
    "Check",
    "Column",
    "Document",
    "Figure",
    "GridError",
    "Heading",
    "LeftOut",
    "Margins",
    "Mark",
    "Notice",
    "PageSetup",
    "Paragraph",
    "Picture",
    "Place",
    "Properties",
    "Role",
    "Row",
    "Run",
    "Section",
    "Series",
    "Table",
    "Wording",
    "begins_page",
    "covered",
    "letters_of",
    "line_height",
    "number_text",
]


class Heading(NamedTuple):
    """A heading within the text; level 0 is the title of the table that follows, and starts a page of its own.

    `marked` is its text with the changes in it, where there are any; `mark` says that all of it was inserted or deleted.
    """

    text: str
    level: int = 1
    marked: tuple[Run, ...] = ()
    mark: Mark = ""

    @property
    def runs(self) -> tuple[Run, ...]:
        return self.marked or (Run(self.text),)


Role = Literal["note", "lead", "body", "addressee", "attachment", "subtitle", "signature", "date"]
"""What a paragraph is for: a note beside a table, a line above it that holds for every row, running text, whom a
notice addresses, the line above a title (附件1) and the one below it, who signs, and when. Formats give each role its looks."""


class Paragraph(NamedTuple):
    """A paragraph; `mark` says that all of it was inserted or deleted."""

    runs: tuple[Run, ...]
    mark: Mark = ""
    role: Role = "note"

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


Figure = Picture | Chart
Block = Heading | Paragraph | Table | Picture | Chart


def begins_page(block: Block, before: Block | None) -> bool:
    """Returns whether a block starts a page of its own: a title, or the first of the lines that stand above it."""
    if isinstance(before, Paragraph) and before.role == "attachment":
        return False
    return (
        block.role == "attachment" if isinstance(block, Paragraph) else isinstance(block, Heading) and not block.level
    )


class Section(NamedTuple):
    """Blocks that stand on pages of one kind; a section starts a page."""

    blocks: tuple[Block, ...]
    page: PageSetup = PageSetup()


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a document. `issued` is an ISO date or "", `source` a hash of the file from which it was built.

    `product` names a list that is no directory, such as 修订对照表. `font_size` is that of tables, in points. If `tracked`,
    marks are tracked changes in formats that have them; otherwise marks are only looks.
    """

    id: str = ""
    edition: str = ""
    agency: str = ""
    issued: str = ""
    source: str = ""
    font_size: float = 9
    tracked: bool = True
    product: str = ""


class LeftOut(NamedTuple):
    """Content of a read file that no block can hold: its place, its kind (文本框, 图片, 批注 …), and its text."""

    place: str
    kind: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A title, sections of blocks, and what a file has besides them. `wording` is what formats print of their own.

    `data` is the document as JSON for programs that read a page, "" if there is none.
    """

    title: str
    sections: tuple[Section, ...]
    properties: Properties = field(default_factory=Properties)
    left_out: tuple[LeftOut, ...] = ()
    wording: Wording = field(default_factory=Wording)
    data: str = ""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all sections."""
        return tuple(chain.from_iterable(section.blocks for section in self.sections))

    @property
    def page(self) -> PageSetup:
        """The pages of the first section."""
        return self.sections[0].page if self.sections else PageSetup()

    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))

    def followed_by(self, *blocks: Block) -> "Document":
        """Returns the document with more blocks in its last section."""
        *before, last = self.sections or (Section(()),)
        return replace(self, sections=(*before, last._replace(blocks=(*last.blocks, *blocks))))
