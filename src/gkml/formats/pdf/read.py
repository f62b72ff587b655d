"""PDF: bytes in, a `Document` out: ruled tables as grids, the lines between them as paragraphs.

A PDF has no paragraphs: lines are joined where the next one is not indented. Page numbers are left out. A scan has no text
layer and is refused. Reading is by pdfplumber (an extra of the package: `gkml[pdf]`).
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from gkml.document import Block, Cell, Document, Paragraph, Row, Run, Section, Table
from gkml.formats.grid import formed, joined, limited
from gkml.formats.unreadable import UnreadableFile, check_size

MAX_PAGES = 500
FEWEST_CHARACTERS = 20
"""Characters a page, on average, below which a file is taken for a scan."""
LONGEST_CAPTION = 20
"""Characters of a caption row within a table."""
_NUMBER = re.compile(r"\s*[-—–－]?\s*\d{1,4}\s*[-—–－]?\s*")
_SAME = 2.0
"""Points within which two edges or base lines are one."""
_STARTS = re.compile(r"（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|\d+[.、．]")


def read(data: bytes, encoding: str | None = None) -> Document:
    """Raises `UnreadableFile` for a scan, for a file with a password, and if pdfplumber is not installed."""
    check_size(data)
    blocks: list[Block] = []
    characters = 0
    with _opened(data) as pdf:
        if len(pdf.pages) > MAX_PAGES:
            raise UnreadableFile(f"PDF 超过 {MAX_PAGES} 页，不像一份报告")
        for page in pdf.pages:
            characters += len(page.chars)
            blocks += _page(page)
            page.close()
        pages = len(pdf.pages)
    if characters < FEWEST_CHARACTERS * pages:
        raise UnreadableFile("这份 PDF 是扫描件，没有文字；请用原来的 Word 文件，或先做文字识别")
    return Document("", (Section(limited(_rejoined(blocks))),))


def _opened(data: bytes) -> Any:
    try:
        import pdfplumber
    except ImportError as error:
        raise UnreadableFile("读 PDF 要装 pdfplumber：pip install 'gkml[pdf]'；也可以用原来的 Word 文件") from error
    try:
        return pdfplumber.open(io.BytesIO(data))
    except Exception as error:  # pdfminer raises its own, and many of Python's, on a broken file
        raise UnreadableFile("打不开：PDF 文件已损坏，或设了密码；请另存一份不设密码的") from error


def _page(page: Any) -> list[Block]:
    """Returns the blocks of a page from the top; a failure of the library is a broken file."""
    try:
        tables = [boxes for table in page.find_tables() if (boxes := _boxes(table))]
        outside = page
        for boxes in tables:
            outside = outside.outside_bbox(_around(boxes), relative=False, strict=False)
        lines = outside.extract_text_lines(return_chars=False, strip=True) if outside.chars else []
        placed: list[tuple[float, Block]] = [(_around(boxes)[1], grid) for boxes in tables if (grid := _grid(boxes))]
    except Exception as error:
        raise UnreadableFile(f"PDF 的第 {page.page_number} 页读不出来，文件可能已损坏；请另存一份再读") from error
    placed += _paragraphs(_without_number(lines), [top for top, _ in placed])
    return [block for _, block in sorted(placed, key=lambda each: each[0])]


Box = tuple[float, float, float, float]
"""Left, top, right and bottom of a cell, in points from the top left of the page."""


def _boxes(table: Any) -> dict[Box, str]:
    """Returns the texts of a table's cells by their boxes; {} if it is no grid but a frame around prose.

    Rows of one cell above the first real row are prose in a frame too, but for the nearest one if it is short (a caption);
    so are those below the last one.
    """
    rows = [
        {cell: text or "" for cell, text in zip(row.cells, texts, strict=True) if cell}
        for row, texts in zip(table.rows, table.extract(), strict=True)
    ]
    real = [number for number, row in enumerate(rows) if len(row) > 1]
    if not real:
        return {}
    first, last = real[0], real[-1]
    first -= int(first > 0 and _is_caption(rows[first - 1]))
    last += int(last + 1 < len(rows) and _is_caption(rows[last + 1]))
    return {box: text for row in rows[first : last + 1] for box, text in row.items()}


def _is_caption(row: dict[Box, str]) -> bool:
    return all(len(text) <= LONGEST_CAPTION and not _STARTS.match(text) for text in row.values())


def _around(boxes: dict[Box, str]) -> Box:
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _grid(boxes: dict[Box, str]) -> Table | None:
    """Returns the table with its merged cells, by the edges of the cells' boxes."""
    across, down = _edges(b[i] for b in boxes for i in (0, 2)), _edges(b[i] for b in boxes for i in (1, 3))
    rows: list[list[Cell]] = [[] for _ in range(max(0, len(down) - 1))]
    for box, text in sorted(boxes.items(), key=lambda each: (each[0][1], each[0][0])):
        left, top, right, bottom = (_place(edges, value) for edges, value in zip((across, down) * 2, box, strict=True))
        if top < len(rows) and left < len(across) - 1:
            runs = joined([Run(_cell_text(text))])
            rows[top].append(Cell(left, runs, max(1, bottom - top), max(1, right - left)))
    return formed((), (), [Row(tuple(sorted(row, key=lambda cell: cell.column))) for row in rows])


def _edges(values: Iterable[float]) -> list[float]:
    """Returns the distinct edges in order, those within `_SAME` points taken for one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda place: abs(edges[place] - value))


def _cell_text(text: str) -> str:
    """A cell's lines joined: Chinese wraps anywhere, and a vertical label has a character a line."""
    return "".join(line.strip() for line in text.split("\n"))


# --- prose ---


def _without_number(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns the lines without a page number at the top or the bottom."""
    return [line for n, line in enumerate(lines) if n not in {0, len(lines) - 1} or not _NUMBER.fullmatch(line["text"])]


def _paragraphs(lines: list[dict[str, Any]], tables: list[float]) -> Iterator[tuple[float, Block]]:
    """Lines joined to paragraphs; one begins at an indented or numbered line, below a table, and where the type size changes."""
    margin = min((float(line["x0"]) for line in lines), default=0.0)
    right = max((float(line["x1"]) for line in lines), default=0.0)
    texts: list[str] = []
    top = before = 0.0
    is_full = False
    for line in lines:
        height = float(line["bottom"]) - float(line["top"])
        begins = (
            float(line["x0"]) > margin + height * 0.8
            or not is_full
            or any(before < table < float(line["top"]) for table in tables)
            or _STARTS.match(line["text"]) is not None
        )
        if texts and begins:
            yield top, _paragraph(texts)
            texts = []
        if not texts:
            top = float(line["top"])
        texts.append(_narrowed(line["text"]))
        before, is_full = float(line["top"]), float(line["x1"]) > right - 2.5 * height
    if texts:
        yield top, _paragraph(texts)


def _paragraph(texts: list[str]) -> Paragraph:
    return Paragraph(joined([Run("".join(texts))]))


def _narrowed(text: str) -> str:
    """A line without the spaces that justified setting puts between Chinese characters."""
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef])", "", text)


def _rejoined(blocks: list[Block]) -> Iterator[Block]:
    """A paragraph that runs over a page break is one: the first part ends without a full stop and the second is not numbered."""
    waiting: Paragraph | None = None
    for block in blocks:
        if waiting is not None:
            if isinstance(block, Paragraph) and _goes_on(waiting.text, block.text):
                waiting = Paragraph(joined([Run(waiting.text + block.text)]))
                continue
            yield waiting
        waiting = block if isinstance(block, Paragraph) else None
        if waiting is None:
            yield block
    if waiting is not None:
        yield waiting


def _goes_on(text: str, following: str) -> bool:
    return len(text) > 40 and text[-1] not in "。；：！？”）" and not _STARTS.match(following)
