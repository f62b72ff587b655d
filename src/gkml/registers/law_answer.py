"""The answer to an inquiry about a law: how it stands, whether the provision exists, other titles if it is unknown."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from gkml.phrases.citation import Provision
from gkml.registers.instruments import AS_OF
from gkml.registers.law import Law
from gkml.registers.provisions import fault
from gkml.registers.standing import Standing, bearing, nearest, standing


class LawAnswer(NamedTuple):
    """What is known of a law on a day.

    `fault` says which part of the provision does not exist, `meant` what to write instead ("" for none). `alike` are other
    titles: those that bear a short name, or the nearest of an unknown one. `as_of` is the day of the program's data.
    """

    title: str
    provision: Provision | None
    on: date
    law: Standing | None
    fault: str
    meant: str
    alike: tuple[str, ...]
    is_checked: bool
    as_of: date

    @property
    def holds(self) -> bool:
        """Whether the law is in force, as far as is known, and the provision exists, as far as can be checked."""
        return self.law is not None and self.law.status in {"现行有效", "不详"} and not self.fault


def answer(title: str, provision: Provision | None, on: date, own: Mapping[str, Law]) -> LawAnswer:
    """Returns the answer about a title, a provision of it and a day. `own` are the laws of a workspace."""
    law = standing(title, on, own)
    if law is None:
        alike = tuple(bearing(title) or nearest(title))
        return LawAnswer(title, provision, on, None, "", "", alike, False, AS_OF)
    divided = law.structure
    is_checked = bool(provision and divided and on >= divided.since)
    absent, better = fault(provision, divided) if provision and divided and is_checked else ("", "")
    return LawAnswer(title, provision, on, law, absent, better, (), is_checked, AS_OF)
