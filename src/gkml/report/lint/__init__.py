"""The reports of `gkml lint`: one file for each, found by its name, with a function `report` that takes `Results`.

It yields the text in parts, so that a report of a million diagnostics is never in memory as a whole. A report never changes
the verdict, and omits nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from gkml.diagnostics import Diagnostic


class RulePage(NamedTuple):
    """The name of a rule, the first sentence of its manual page, and the page."""

    name: str
    sentence: str
    page: str


class Results(NamedTuple):
    """The diagnostics in their order, the lines of their files by file, and the manual pages of the rules by code.

    The diagnostics may be gone through several times.
    """

    diagnostics: Iterable[Diagnostic]
    lines: Mapping[str, Sequence[str]] = {}
    color: bool = False
    pages: Mapping[str, RulePage] = {}
