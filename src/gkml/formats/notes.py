"""Notes on the cells of a file that its reader has read; `annotate` writes them into the file."""

import re
from typing import NamedTuple

AUTHOR = "gkml"
"""The author of the comments that gkml writes: readers leave them out without a report."""
MARK = "gkml_findings"
"""The name (of a bookmark, a table, a defined name) by which readers know the list of findings that gkml appended."""
APPENDED = "gkml 附的问题清单"
"""What a reader reports of that list, once."""
SEPARATOR = "\n【gkml】\n"
"""Stands between the comment that a cell had and what gkml adds to it."""


_LINE = r"(?:错误|警告|提示) K\d{3}：.*"
_FINDINGS = re.compile(rf"{_LINE}(?:\n{_LINE})*")


def is_own(author: str, text: str) -> bool:
    """Returns whether gkml wrote a comment: by its author, or by its lines, for LibreOffice drops the authors of a workbook."""
    return author == AUTHOR or (not author and bool(_FINDINGS.fullmatch(text.strip())))


class Note(NamedTuple):
    """A text at a cell: its table (from 1) or sheet, row and column (from 1). `mark` is a colour as RRGGBB."""

    table: int
    sheet: str
    row: int
    column: int
    text: str
    mark: str = "FFEB9C"
