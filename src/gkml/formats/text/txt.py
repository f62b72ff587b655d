"""Plain text: a `Document` in, its tables in columns and its paragraphs out, as a terminal shows them.

A Chinese character is two wide. Headings, and columns without a text in any row, are left out; nothing is cut.
"""

from collections.abc import Sequence
from unicodedata import east_asian_width

from gkml.document import Chart, Document, Paragraph, Picture, Table
from gkml.formats import Looks

_GAP = "  "


def write(document: Document, looks: Looks) -> bytes:
    """The rows of every table, of the figures of every chart, headings first; line breaks in a cell become spaces."""
    lines: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            lines += _table(block.headings(), [texts for _, texts in block.filled()])
        elif isinstance(block, Chart):
            head, *rows = block.figures()
            lines += [block.title, *_table([[text] for text in head], rows)]
        elif isinstance(block, Paragraph):
            lines.append(block.text)
        elif isinstance(block, Picture):
            lines.append(block.alt)
    return "".join(f"{line}\n" for line in lines).encode()


def _table(headings: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> list[str]:
    used = [place for place in range(len(headings)) if not rows or any(texts[place] for texts in rows)]
    lines = [["/".join(headings[place]) for place in used]]
    lines += [[" ".join(texts[place].split()) for place in used] for texts in rows]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return [_GAP.join(map(_padded, line, widths)).rstrip() for line in lines]


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
