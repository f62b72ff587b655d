"""The result of an update: changes taken, conflicts, missing rows, and the new text."""

from typing import Literal, NamedTuple

from gkml.diagnostics import Diagnostic
from gkml.document import LeftOut
from gkml.merge.versions import Value
from gkml.recognise.account import Doubt

Kind = Literal[
    "field", "name", "group", "moved", "order", "new", "removed", "title", "subtitle", "notes", "preface", "defaults"
]
Side = Literal["", "ours", "theirs"]


class Options(NamedTuple):
    """Whose value to take if both sides changed it; whether missing rows are abolished, and the reason."""

    prefer: Side = ""
    remove: bool = False
    reason: str = ""


class Point(NamedTuple):
    """A place that is compared: an item (`key` "" for the catalog itself), a field, its places in the catalog and the sheet."""

    kind: Kind
    key: str
    name: str
    field: str
    heading: str
    here: str
    there: str


class TakenChange(NamedTuple):
    """A change that is taken from the sheet."""

    point: Point
    old: Value
    new: Value


class Conflict(NamedTuple):
    """A value that both sides changed differently."""

    point: Point
    base: Value
    mine: Value
    theirs: Value


class MissingRow(NamedTuple):
    """A row that was sent out and is not in the sheet."""

    key: str
    name: str
    here: str


class Merged(NamedTuple):
    """The result of a merge; `text` is the catalog's new text, or None if there are no changes or if they cannot be written.

    `waiting`: missing rows that stay until they are removed with a reason; `copied`: rows with the id of an earlier row;
    `doubts`: cells that were not understood; `refused`: why the new text is no valid catalog; `settled`: the side whose
    value was taken in conflicts; `left_out`: content of the file besides rows and text (comments, text boxes …);
    `recovered`: rows that had lost their id and were recognised by their text.
    """

    text: str | None
    changes: tuple[TakenChange, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    waiting: tuple[MissingRow, ...] = ()
    copied: tuple[Point, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    refused: tuple[Diagnostic, ...] = ()
    settled: Side = ""
    left_out: tuple[LeftOut, ...] = ()
    recovered: tuple[Point, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Whether the changes cannot be written."""
        return bool(self.doubts or self.refused or (self.conflicts and not self.settled))


class MergeLog:
    """Collects decisions; mutable, because every stage adds to it."""

    def __init__(self, prefer: Side) -> None:
        self.prefer = prefer
        self.changes: list[TakenChange] = []
        self.conflicts: list[Conflict] = []
        self.copied: list[Point] = []
        self.recovered: list[Point] = []

    def takes(self, point: Point, base: Value, mine: Value, theirs: Value) -> bool:
        """Decides whether the sheet's value is taken, and records it."""
        if theirs in (base, mine):
            return False
        if mine == base:
            return self.changed(point, mine, theirs)
        return self.settles(point, base, mine, theirs)

    def changed(self, point: Point, old: Value, new: Value) -> bool:
        """Records a change that only the sheet made; returns True."""
        self.changes.append(TakenChange(point, old, new))
        return True

    def settles(self, point: Point, base: Value, mine: Value, theirs: Value) -> bool:
        """Records a conflict; returns whether the sheet's value is taken."""
        self.conflicts.append(Conflict(point, base, mine, theirs))
        if self.prefer == "theirs":
            self.changes.append(TakenChange(point, mine, theirs))
        return self.prefer == "theirs"
