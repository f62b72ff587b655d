"""What becomes of an update: changes taken, conflicts, rows that are gone, and the new text."""

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
    """Whose value to take where both have changed one; whether rows that are gone are abolished, and the reason."""

    prefer: Side = ""
    remove: bool = False
    reason: str = ""


class Point(NamedTuple):
    """What is compared: an item (`key` "" for the catalog itself) and a field, where it stands here and in the sheet."""

    kind: Kind
    key: str
    name: str
    field: str
    heading: str
    here: str
    there: str


class Change(NamedTuple):
    """A change that is taken from the sheet."""

    point: Point
    old: Value
    new: Value


class Conflict(NamedTuple):
    """A value that has been changed on both sides, to different ones."""

    point: Point
    base: Value
    mine: Value
    theirs: Value


class Gone(NamedTuple):
    """A row that the sheet does not have any more."""

    key: str
    name: str
    here: str


class Merged(NamedTuple):
    """`text` is the catalog's new text; None where nothing is to be written: no changes, or something in the way.

    `waiting` are rows that are gone and stay until they are removed with a reason; `copied` are rows whose id an earlier
    row has as well; `doubts` are cells that were not understood; `refused` says why the new text would be no catalog; `settled`
    whose value was taken where there are conflicts; `left_out` is what the file has besides its rows and text (comments,
    text boxes …); `recovered` are rows that had lost their id and were known by their text.
    """

    text: str | None
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    waiting: tuple[Gone, ...] = ()
    copied: tuple[Point, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    refused: tuple[Diagnostic, ...] = ()
    settled: Side = ""
    left_out: tuple[LeftOut, ...] = ()
    recovered: tuple[Point, ...] = ()

    @property
    def is_stopped(self) -> bool:
        """Whether something keeps the changes from being written."""
        return bool(self.doubts or self.refused or (self.conflicts and not self.settled))


class Tally:
    """Takes down what was decided; a class, for every stage adds to it."""

    def __init__(self, prefer: Side) -> None:
        self.prefer = prefer
        self.changes: list[Change] = []
        self.conflicts: list[Conflict] = []
        self.copied: list[Point] = []
        self.recovered: list[Point] = []

    def takes(self, point: Point, base: Value, mine: Value, theirs: Value) -> bool:
        """Whether the sheet's value is taken."""
        if theirs in (base, mine):
            return False
        if mine == base:
            return self.changed(point, mine, theirs)
        return self.settles(point, base, mine, theirs)

    def changed(self, point: Point, old: Value, new: Value) -> bool:
        """A change that only the sheet has made is taken."""
        self.changes.append(Change(point, old, new))
        return True

    def settles(self, point: Point, base: Value, mine: Value, theirs: Value) -> bool:
        """Whether the sheet's value is taken where both sides have changed it."""
        self.conflicts.append(Conflict(point, base, mine, theirs))
        if self.prefer == "theirs":
            self.changes.append(Change(point, mine, theirs))
        return self.prefer == "theirs"
