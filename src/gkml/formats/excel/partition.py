"""A document in, its sheets out: which blocks stand on which sheet of a workbook, and how the sheets are called."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gkml.document import Block, Document, Heading, PageSetup, Paragraph, Table


class Printed(NamedTuple):
    """A sheet as printed: its blocks, of which one is a table or none; its pages."""

    name: str
    blocks: tuple[Block, ...]
    page: PageSetup

    @property
    def table(self) -> Table | None:
        return next((block for block in self.blocks if isinstance(block, Table)), None)


class Partition(NamedTuple):
    """The printed sheets, for each the name of the sheet with its rows for filters ("": none), and the text before the first title."""

    printed: list[Printed]
    flat_names: list[str]
    prose: tuple[Block, ...]


def partition(document: Document) -> Partition:
    """Each table has a sheet of its own, which begins at a heading or section before it; the text after it stays there.

    What stands before the title (without a title: before the table) is a sheet of prose.
    """
    blocks = document.blocks
    titles = [place for place, block in enumerate(blocks) if isinstance(block, Heading) and not block.level]
    tables = [place for place, block in enumerate(blocks) if isinstance(block, Table)]
    start = min(titles[:1] + tables[:1], default=0)
    while start and isinstance(line := blocks[start - 1], Paragraph) and line.role == "attachment":
        start -= 1
    groups = list(_groups(document, start)) or [((), document.page)]
    wording = document.wording
    taken = {wording.prose_sheet.casefold()}
    printed, flat_names = [], []
    for group, page in groups:
        table = next((block for block in group if isinstance(block, Table)), None)
        printed.append(Printed(_unique((table and table.sheet) or wording.sheet, taken), group, page))
        flat_names.append(_unique(wording.flat_sheet, taken) if wording.flat_sheet else "")
    return Partition(printed, flat_names, blocks[:start])


def _groups(document: Document, start: int) -> Iterator[tuple[tuple[Block, ...], PageSetup]]:
    """Yields the blocks from `start` on, a group for each table; the pages are those of its section."""
    here: list[Block] = []
    after: list[Block] = []
    page, cut = document.page, False
    for block, section_page, begins in _placed(document, start):
        has_table = any(isinstance(each, Table) for each in here)
        cut = has_table and (cut or begins or isinstance(block, Heading))
        if not isinstance(block, Table):
            (after if cut else here).append(block)
            continue
        if has_table:
            yield tuple(here), page
            here, after, cut = after, [], False
        here.append(block)
        page = section_page
    if here or after:
        yield (*here, *after), page


def _placed(document: Document, start: int) -> Iterator[tuple[Block, PageSetup, bool]]:
    """Each block from `start` on with its pages, and whether it begins a section."""
    number = 0
    for section in document.sections:
        for place, block in enumerate(section.blocks):
            if number >= start:
                yield block, section.page, place == 0
            number += 1


_ILLEGAL = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 31


def _unique(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, capitals or not; adds it to those that are taken."""
    stem = _ILLEGAL.sub(" ", name).strip(" '")[:_LONGEST] or "1"
    for candidate in _numbered(stem):
        if candidate.casefold() not in taken:
            taken.add(candidate.casefold())
            return candidate
    raise AssertionError("names do not run out")


def _numbered(stem: str) -> Iterable[str]:
    yield stem
    for number in range(2, 1_000_000):
        yield f"{stem[: _LONGEST - len(str(number))]}{number}"
