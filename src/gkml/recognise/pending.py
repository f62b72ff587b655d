"""Reports tracked changes: deleted and struck text is left out, inserted text is read."""

from collections.abc import Iterator, Sequence

from gkml.document import Document, Heading, LeftOut, Mark, Paragraph, Run
from gkml.recognise.grid import Grid, Prose

DELETED, INSERTED = "划去或修订删除的文字", "没有接受的修订（按已接受读入）"
_MAX_TEXT = 1000


def pending(document: Document, pieces: Sequence[Prose | Grid]) -> Iterator[LeftOut]:
    """Yields one entry for each cell or paragraph with deleted text, and one for each with inserted text.

    `pieces` are those of the document's blocks, in order.
    """
    for block, piece in zip(document.blocks, pieces, strict=True):
        if isinstance(piece, Prose):
            yield from _entries("表外", block.runs, block.mark) if isinstance(block, Heading | Paragraph) else ()
            continue
        rows = (*piece.table.head, *piece.table.body)
        for line, row in zip(piece.lines, rows, strict=True):
            for cell in row.cells:
                if row.mark or len(cell.runs) > 1 or cell.runs[0].mark:
                    yield from _entries(str(piece.spot(line, cell.column)), cell.runs, row.mark)


def _entries(place: str, runs: Sequence[Run], whole: Mark) -> Iterator[LeftOut]:
    """`whole` is the mark of the row or paragraph; a run may have another one."""
    for mark, message in (("deleted", DELETED), ("inserted", INSERTED)):
        text = "".join(run.text for run in runs if (run.mark or whole) == mark)
        if text.strip():
            yield LeftOut(place, message, text[:_MAX_TEXT])
