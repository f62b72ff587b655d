"""The reports of `gkml lint`: one file for each, found by its name, with a function `report` that takes `Results`.

A report never changes the verdict, and omits nothing.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gkml.diagnostics import Diagnostic


class RulePage(NamedTuple):
    """The name of a rule, the first sentence of its manual page, and the page."""

    name: str
    sentence: str
    page: str


class Results(NamedTuple):
    """The diagnostics in their order, the lines of their files by file, and the manual pages of the rules by code."""

    diagnostics: Sequence[Diagnostic]
    lines: Mapping[str, Sequence[str]] = {}
    color: bool = False
    pages: Mapping[str, RulePage] = {}
