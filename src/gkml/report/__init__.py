"""One file a report: what was found in, text or bytes out. A report never changes the verdict, and leaves nothing out."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gkml.diagnostics import Diagnostic


class Results(NamedTuple):
    """What a report is made of: the diagnostics in their order, and the lines of the files that they are in, by file."""

    diagnostics: Sequence[Diagnostic]
    lines: Mapping[str, Sequence[str]] = {}
    color: bool = False
