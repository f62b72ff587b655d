"""Diagnostics in, diagnostics out: a fault that a file has again and again is one diagnostic that says how often."""

import re
from collections.abc import Collection, Sequence

from gkml.catalog.cells import SLIPS
from gkml.diagnostics import Diagnostic

Habit = tuple[str, str, str]
"""A file, the code of a rule and its message, without the value concerned."""
_QUOTED = re.compile("“[^“”]*(?:“[^“”]*”[^“”]*)*”")


def folded(diagnostics: Sequence[Diagnostic], once: Collection[str]) -> list[Diagnostic]:
    """Returns the diagnostics in their order, of each habit under a rule whose code is in `once` only the first.

    The messages of a habit differ in the first quoted value and in the advice; as many as `SLIPS` are no habit.
    """
    habits: dict[Habit, list[Diagnostic]] = {}
    for each in diagnostics:
        if each.code in once:
            habits.setdefault(_habit(each), []).append(each)
    shown: list[Diagnostic] = []
    for each in diagnostics:
        alike = habits.get(_habit(each), []) if each.code in once else []
        if len(alike) <= SLIPS:
            shown.append(each)
        elif alike[0] is each:
            shown.append(_counted(each, len(alike)))
    return shown


def _habit(diagnostic: Diagnostic) -> Habit:
    problem, _ = diagnostic.problem_and_advice()
    return diagnostic.file, diagnostic.code, _QUOTED.sub("", problem, count=1)


def _counted(diagnostic: Diagnostic, count: int) -> Diagnostic:
    """Returns the diagnostic with the number of places where the file has its fault."""
    problem, advice = diagnostic.problem_and_advice()
    message = f"{problem}（这样的共{count}处）" + (f"；{advice}" if advice else "")
    return diagnostic._replace(message=message)
