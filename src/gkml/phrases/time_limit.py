"""The words of a 公开时限 cell in, what they mean out: which kind of limit, counted from what, how long, in which unit.

Only a copy is folded for reading; what is printed is never touched. What has no computable date says why.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from gkml.phrases.limit_grammar import fold, impossible, scan, whole_cell, without_exception
from gkml.phrases.limit_part import Part

STATUTE = 20
"""Working days within which information must be disclosed (《政府信息公开条例》第二十六条)."""
ADVICE = "请写成“信息形成或变更之日起20个工作日内”一类的说法"
LONGEST = 600
"""Characters of a cell that are read; a longer one is no time limit."""


@dataclass(frozen=True)
class TimeLimit:
    """A cell as it was read: its parts, the clause that lets other law decide, and the `rest` that nobody understood.

    `fault` is why nothing of it was read: it names a day that cannot be.
    """

    text: str
    parts: tuple[Part, ...] = ()
    exception: str = ""
    rest: str = ""
    fault: str = ""

    @cached_property
    def main(self) -> Part | None:
        """The part that a date is asked of: the first that makes one, else the first."""
        return next((part for part in self.parts if part.computable != "no"), self.parts[0] if self.parts else None)

    @cached_property
    def computable(self) -> bool:
        """Whether any part makes a date, of an event or by the calendar alone."""
        return self.main is not None and self.main.computable != "no"

    @property
    def reason(self) -> str:
        """Why no date follows, in plain Chinese; empty where one does."""
        if self.main is None:
            return self.fault or f"读不懂“{self.rest or self.text}”，没有找到期限；{ADVICE}"
        return self.main.reason


@lru_cache(maxsize=65536)
def read(text: str) -> TimeLimit:
    """Reads a cell. Never raises: what it cannot read is `rest`."""
    folded = fold(text[:LONGEST])
    whole = whole_cell(folded)
    if whole:
        return TimeLimit(text, (whole,))
    fault = impossible(folded)
    if fault:
        return TimeLimit(text, rest=text, fault=fault)
    folded, exception = without_exception(folded)
    parts, rest = scan(folded)
    if exception and not parts and not rest:
        parts = (Part("law", exception),)
    return TimeLimit(text, parts, exception, rest + text[LONGEST:])
