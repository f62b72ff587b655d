"""Markdown: a `Document` in, a page for a repository or a pull request out; merged cells are repeated in each row.

A chart is the table of its figures, a picture its text alternative.

What is marked stands in <ins> and <del>, which GitHub shows: `**` and `~~` do not work beside Chinese punctuation.
"""

import re
from collections.abc import Iterable, Sequence

from gkml.document import Chart, Document, Heading, Paragraph, Run, Table, covered
from gkml.formats import Looks

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&])")


def write(document: Document, looks: Looks) -> bytes:
    """Returns the document in GitHub's Markdown; no text of it is taken for markup."""
    pieces = []
    for block in document.blocks:
        if isinstance(block, Heading):
            pieces.append(f"{'#' * (block.level or 1)} {_runs(block.runs)}\n")
        elif isinstance(block, Paragraph):
            pieces.append(f"{_runs(block.runs)}\n")
        elif isinstance(block, Table):
            pieces.append(_table(block))
        elif isinstance(block, Chart):
            pieces.append(f"{_text(block.title)}\n\n{_figures(block)}")
        else:
            pieces.append(f"{_text(block.alt)}\n")
    return "\n".join(pieces).encode()


def _table(table: Table) -> str:
    lines = [_line(_text("/".join(path)) for path in table.headings())]
    lines.append("|" + "---|" * len(table.columns))
    lines += [_line([_runs(cell.runs) for cell in cells]) for cells in covered(table.body, len(table.columns))]
    return "\n".join(lines) + "\n"


def _figures(chart: Chart) -> str:
    """Returns the table of a chart's figures."""
    head, *rows = chart.figures()
    lines = [_line(map(_text, head)), "|" + "---|" * len(head), *(_line(map(_text, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


_TAGS = {"inserted": "ins", "deleted": "del"}


def _runs(runs: Sequence[Run]) -> str:
    return "".join(
        f"<{_TAGS[run.mark]}>{_text(run.text)}</{_TAGS[run.mark]}>" if run.mark else _text(run.text) for run in runs
    )


def _text(text: str) -> str:
    """Special characters escaped; spaces that Markdown would fold are kept, line breaks become <br>."""
    return _SPECIAL.sub(r"\\\1", text).replace("  ", "&nbsp; ").replace("\n", "<br>")
