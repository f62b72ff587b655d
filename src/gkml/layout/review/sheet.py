"""One sheet of a review: its section, and how its texts are shown."""

from collections.abc import Iterable

from gkml.diagnostics.quoting import visible
from gkml.document import Block, Heading, PageSetup, Paragraph, Run, Section


def lines(text: str) -> str:
    """Returns a text of several lines without characters that steer a terminal or turn writing round."""
    return "\n".join(map(visible, text.split("\n")))


def note(text: str) -> Paragraph:
    return Paragraph((Run(visible(text)),))


def section(title: str, blocks: Iterable[Block], *, wide: bool = False) -> Section:
    """Returns the blocks under a title, on A4 or, if `wide`, on A3."""
    return Section((Heading(title, 0), *blocks), PageSetup("A3" if wide else "A4"))
