"""Makes tables without holes or overlaps from the rows of cells that a file states, and keeps them within the limits."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, groupby

from gkml.document import Block, Cell, Column, Figure, Heading, Mark, PageSetup, Row, Run, Section, Table
from gkml.formats.unreadable import MAX_BLOCKS, MAX_CELLS, MAX_TEXT, UnreadableFile, legal

EMPTY = (Run(""),)
"""The runs of a cell without text."""


_SPARSE, _SPARSE_RATIO = 50_000, 20
"""A table of more places than the first must state one cell in so many places: spans that form a ladder cost their square."""


def joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Returns the runs with neighbours of one mark joined; one empty run if there is no text."""
    texts = [Run(text, run.mark) for run in runs if (text := legal(run.text))]
    if len(texts) < 2:
        return tuple(texts) or EMPTY
    return tuple(Run("".join([run.text for run in same]), mark) for mark, same in groupby(texts, lambda run: run.mark))


def heading(runs: tuple[Run, ...], level: int, mark: Mark = "") -> Heading:
    """Returns a heading. Its text is that after all changes are accepted; the deleted text if no other is left."""
    marked = runs if any(run.mark for run in runs) else ()
    kept = [run.text for run in runs if run.mark != "deleted"] or [run.text for run in runs]
    return Heading("".join(kept), level, marked, mark)


def formed(
    columns: Sequence[Column], head: Sequence[Row], body: Sequence[Row], place: tuple[str, int] = ("", 0)
) -> Table | None:
    """Returns the table, its spans cut to the grid and its holes filled; None if there is no cell.

    `columns` may be too few, and their shares are in any unit. A column in which no cell starts is only kept if `columns`
    has it: a span over "a hundred columns" means all there are. `place` is the table's sheet and first column.
    """
    starts = [cell[0] for row in chain(head, body) for cell in row.cells]
    width = max(len(columns), max(starts, default=-1) + 1)
    if not width or not (head or body):
        return None
    places = width * (len(head) + len(body))
    refuse_beyond(places)
    if places > max(_SPARSE, _SPARSE_RATIO * len(starts)):
        raise UnreadableFile(f"表格里 {places} 格只写了 {len(starts)} 格，不像一份目录，不读")
    return Table(_shared(columns, width), _fitted(head, width), _fitted(body, width), *place)


def limited(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Returns the blocks of a file. Raises `UnreadableFile` if they have too many places or characters, or are too many."""
    kept: list[Block] = []
    places = characters = 0
    for block in blocks:
        if len(kept) == MAX_BLOCKS:
            raise UnreadableFile(f"标题、段落和表格超过 {MAX_BLOCKS // 10_000} 万个，不像一份目录")
        if isinstance(block, Table):
            places += len(block.columns) * (len(block.head) + len(block.body))
            refuse_beyond(places)
        characters += _length(block)
        if characters > MAX_TEXT:
            raise UnreadableFile(
                f"文字太多，超过 {MAX_TEXT // 10_000} 万字（合并单元格按所盖的每一格计），不像一份目录；请分成几个文件"
            )
        kept.append(block)
    return tuple(kept)


def sectioned(groups: Sequence[tuple[PageSetup, Iterable[Block]]]) -> tuple[Section, ...]:
    """Returns a section for each group that has blocks (if none has, the last one), within the bounds of `limited`."""
    sizes: list[int] = []

    def counted(blocks: Iterable[Block]) -> Iterator[Block]:
        sizes.append(0)
        for block in blocks:
            sizes[-1] += 1
            yield block

    blocks = limited(chain.from_iterable(counted(group) for _, group in groups))
    sections = [
        Section(blocks[end - size : end], page)
        for (page, _), size, end in zip(groups, sizes, accumulate(sizes), strict=True)
    ]
    return tuple(section for section in sections if section.blocks) or tuple(sections[-1:])


def _length(block: Block) -> int:
    """Returns the characters of a block, a merged cell counted at each of its places."""
    if isinstance(block, Figure):
        return 0
    if not isinstance(block, Table):
        return sum(len(run.text) for run in block.runs)
    cells = chain.from_iterable(row.cells for row in chain(block.head, block.body))
    return sum(
        (len(runs[0].text) if len(runs) == 1 else sum(len(run.text) for run in runs)) * down * across
        for _, runs, down, across in cells
    )


def refuse_beyond(places: int) -> None:
    """Raises `UnreadableFile` if a grid, or all those of a file together, has too many places."""
    if places > MAX_CELLS:
        raise UnreadableFile(f"表格太大，超过 {MAX_CELLS // 10_000} 万格，不读")


def _shared(columns: Sequence[Column], width: int) -> tuple[Column, ...]:
    shares = [column.share for column in columns if column.share > 0]
    usual = sum(shares) / len(shares) if shares else 1.0
    every = [*columns, *[Column(usual)] * (width - len(columns))]
    total = sum(column.share if column.share > 0 else usual for column in every)
    return tuple(column._replace(share=(column.share if column.share > 0 else usual) / total) for column in every)


def _fitted(rows: Sequence[Row], width: int) -> tuple[Row, ...]:
    """Returns the rows without holes; a cell that another one covers is dropped, for no program shows it."""
    free = [0] * width
    """For each column the row from which on it is free of the cells above."""
    fitted: list[Row] = []
    for number, row in enumerate(rows):
        cells = row.cells
        if _fits(cells, free, number, len(rows)):
            fitted.append(row)
        else:
            cells = tuple(_cut(cells, free, number, len(rows)))
            fitted.append(row._replace(cells=cells))
        for start, _, down, across in cells:
            if down > 1:
                free[start : start + across] = [number + down] * across
    return tuple(fitted)


def _fits(cells: Sequence[Cell], free: list[int], number: int, height: int) -> bool:
    """Returns whether the cells of a row fill exactly what is free in it, as those of nearly every row do."""
    column, width = 0, len(free)
    for start, _, down, across in cells:
        while column < width and free[column] > number:
            column += 1
        if start != column or not 0 < down <= height - number or not 0 < across <= width - column:
            return False
        column += across
        if across > 1 and max(free[start:column]) > number:
            return False
    return column == width or min(free[column:]) > number


def _cut(cells: Sequence[Cell], free: list[int], number: int, height: int) -> Iterator[Cell]:
    stated = {cell.column: cell for cell in cells}
    column, width = 0, len(free)
    while column < width:
        if free[column] > number:
            column += 1
            continue
        cell = stated.get(column) or Cell(column, EMPTY)
        end = column + 1
        while end < min(column + cell.colspan, width) and free[end] <= number:
            end += 1
        yield Cell(column, cell.runs, max(1, min(cell.rowspan, height - number)), end - column)
        column = end


def headed(paths: Sequence[Sequence[str]]) -> list[Row]:
    """Returns the head rows for columns that are named by paths: equal neighbours at the top are one heading over both.

    A path that is shorter than another ends with a cell that reaches down to the body.
    """
    depth = max(map(len, paths), default=0)
    refuse_beyond(len(paths) * depth)
    cells: list[list[Cell]] = [[] for _ in range(depth)]
    before: Sequence[str] = ()
    for column, path in enumerate(paths):
        last, same = len(path) - 1, True
        for level, text in enumerate(path):
            same = same and level < last and level < len(before) - 1 and text == before[level]
            if same:
                cells[level][-1] = cells[level][-1]._replace(colspan=cells[level][-1].colspan + 1)
            else:
                cells[level].append(Cell(column, joined([Run(text)]), depth - last if level == last else 1))
        before = path
    return [Row(tuple(row)) for row in cells]
