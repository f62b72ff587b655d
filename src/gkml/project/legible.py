"""A document as a reader gave it in, the same without characters that no catalog may hold out; each is reported."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gkml.document import Block, Cell, Document, Heading, LeftOut, Paragraph, Row, Run, Table
from gkml.recognise.grid import Spot
from gkml.yamltext.decode import illegal, legible

CHARACTERS = "看不见的字符"


def legible_document(document: Document) -> Document:
    """Returns the document with legible texts. Unusual line ends become usual ones, which is not reported."""
    texts = [document.title, *(run.text for block in document.blocks for run in _runs(block))]
    if all(legible(text) is text for text in texts):
        return document
    sections = tuple(each._replace(blocks=tuple(map(_legible, each.blocks))) for each in document.sections)
    left_out = (*document.left_out, *_reports(document.blocks))
    return replace(document, title=legible(document.title), sections=sections, left_out=left_out)


def _runs(block: Block) -> Iterator[Run]:
    if isinstance(block, Heading | Paragraph):
        yield from block.runs
    elif isinstance(block, Table):
        yield from (run for row in (*block.head, *block.body) for cell in row.cells for run in cell.runs)


def _legible(block: Block) -> Block:
    match block:
        case Heading():
            return block._replace(text=legible(block.text), marked=_clean(block.marked))
        case Paragraph():
            return block._replace(runs=_clean(block.runs))
        case Table():
            return replace(block, head=_rows(block.head), body=_rows(block.body))
    return block


def _rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row._replace(cells=tuple(cell._replace(runs=_clean(cell.runs)) for cell in row.cells)) for row in rows)


def _clean(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(run._replace(text=legible(run.text)) for run in runs)


def _reports(blocks: Iterable[Block]) -> Iterator[LeftOut]:
    """What is lost, by place."""
    number = 0
    for block in blocks:
        if not isinstance(block, Table):
            yield from _report("正文", "".join(run.text for run in _runs(block)))
            continue
        number += 1
        for index, row in enumerate((*block.head, *block.body), 1):
            for cell in row.cells:
                yield from _report(str(_spot(block, number, index, row, cell)), cell.text)


def _spot(table: Table, number: int, index: int, row: Row, cell: Cell) -> Spot:
    line = row.line if table.sheet and row.line else index
    return Spot(number, line, cell.column + 1 + table.left, table.sheet, row.line, table.merging)


def _report(place: str, text: str) -> Iterator[LeftOut]:
    lost = dict.fromkeys(f"U+{ord(character):04X}" for character in illegal(text))
    if lost:
        yield LeftOut(place, CHARACTERS, "、".join(lost))
