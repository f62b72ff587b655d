"""Markdown: a `Document` in, a page for a repository or a pull request out; merged cells are repeated in each row."""

import re
from collections.abc import Iterable

from gkml.document import Document, Heading, Paragraph, Table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def write(document: Document) -> bytes:
    """The document in GitHub's Markdown; no text of it is taken for markup."""
    pieces = []
    for block in document.blocks:
        if isinstance(block, Heading):
            pieces.append(f"{'#' * (block.level or 1)} {_text(block.text)}\n")
        elif isinstance(block, Paragraph):
            pieces.append(f"{_text(block.text)}\n")
        else:
            pieces.append(_table(block))
    return "\n".join(pieces).encode()


def _table(table: Table) -> str:
    lines = [_line("/".join(path) for path in table.headings())]
    lines.append("|" + "---|" * len(table.columns))
    lines += [_line(texts) for _, texts in table.filled()]
    return "\n".join(lines) + "\n"


def _line(texts: Iterable[str]) -> str:
    return "| " + " | ".join(_text(text) for text in texts) + " |"


def _text(text: str) -> str:
    """Special characters escaped; spaces that Markdown would fold are kept, line breaks become <br>."""
    return _SPECIAL.sub(r"\\\1", text).replace("  ", "&nbsp; ").replace("\n", "<br>")
