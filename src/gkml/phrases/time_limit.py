"""Takes the text of a 公开时限 cell and returns its meaning: the kind of limit, its event, its length and its unit.

The printed text is never changed. A limit without a computable date has a reason. A text that is not understood
completely has no date.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from gkml.phrases.limit_folding import fold, impossible
from gkml.phrases.limit_grammar import scan, whole_cell, without_exception
from gkml.phrases.limit_part import Part

STATUTE = 20
"""Working days within which information must be disclosed (《政府信息公开条例》第二十六条)."""
ADVICE = "请写成“信息形成或变更之日起20个工作日内”一类的说法"
LONGEST = 600
"""Characters of a cell that are read; the rest of a longer cell is not understood."""


@dataclass(frozen=True)
class TimeLimit:
    """The reading of a cell: its parts, the clause that defers to other law, and the `rest` that was not understood.

    `fault` is set if the text names a day that cannot exist; then nothing is read.
    """

    text: str
    parts: tuple[Part, ...] = ()
    exception: str = ""
    rest: str = ""
    fault: str = ""

    @cached_property
    def main(self) -> Part | None:
        """The first part with a computable date, else the first part."""
        return next((part for part in self.parts if part.computable != "no"), self.parts[0] if self.parts else None)

    @cached_property
    def computable(self) -> bool:
        """Whether the text is understood completely and any part has a date, from an event or by the calendar alone."""
        return not self.rest and self.main is not None and self.main.computable != "no"

    @property
    def is_half_read(self) -> bool:
        """Whether a part has a date that is not given, because the rest of the text is not understood."""
        return bool(self.rest) and self.main is not None and self.main.computable != "no"

    @property
    def reason(self) -> str:
        """The reason for the missing date, in plain Chinese; "" if there is a date."""
        if self.main is None:
            return self.fault or f"读不懂“{self.rest or self.text}”，没有找到期限；{ADVICE}"
        if self.is_half_read:
            return f"“{self.rest}”没有读懂，不能只凭读懂的部分算日期；请写明白，或把与期限无关的话移到备注"
        return self.main.reason


@lru_cache(maxsize=65536)
def read(text: str) -> TimeLimit:
    """Returns the reading of a cell. Never raises; text that is not understood becomes `rest`."""
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
