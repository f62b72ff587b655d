"""Reads the rows of a directory into items: the names of all levels, the values, and the place of each value."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gkml.catalog.profile import LISTS, Column, Profile
from gkml.recognise.account import Ledger
from gkml.recognise.bands import NO_BANDS, bands
from gkml.recognise.directory import Directory
from gkml.recognise.displaced import DisplacedLabels
from gkml.recognise.form import headings
from gkml.recognise.grid import Grid, GridPlace, Line, Spot
from gkml.recognise.names import NUMBER, Levels, Name, Reading
from gkml.recognise.values import CellValue, value_of
from gkml.recognise.wording import rejoined, same_above

_CONTINUED = "跨页的一行，接在上一行的同一格之后"
_ONE_ITEM = "一个事项分几行写，接在上一行的同一格之后"
_WHOSE = "这一行没有事项名称，不知属于哪个事项"


@dataclass(slots=True)
class DraftItem:
    """One item of a directory: its names from the top level down to its own, and its fields with their spots."""

    names: list[Name]
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)


class TableForm(NamedTuple):
    """The form of a directory, and the form's column for each column of the table."""

    directory: Directory
    form: Profile
    columns: Sequence[Column | None]


class Reader:
    """Reads rows one after the other; a class, because a row depends on the row above it."""

    def __init__(self, sheet: TableForm, ledger: Ledger, reading: Reading, *, banded: bool = False) -> None:
        """`banded` if rows may name groups above the levels of the form."""
        directory, form, self.columns = sheet
        self.directory, self.form, self.ledger, self.reading = directory, form, ledger, reading
        self.headings = headings(self.columns, directory.head.paths)
        self.levels = Levels(directory, self.columns, form.numbering, ledger, reading)
        lines = [line for _, line in directory.rows]
        captions = {row: prose.text for row, prose in directory.captions.items()}
        can_band = banded and not self.levels.keyed
        self.bands = bands(lines, captions, self.levels.number, self.levels.columns) if can_band else NO_BANDS
        self.displaced = None if reading.verbatim else DisplacedLabels.of(lines, self.levels)
        self.texts: list[str] = []
        """The values of the row above by column, with 同上 resolved; `current` are those of this row."""
        self.current: list[str] = []

    @property
    def merged_levels(self) -> list[int]:
        """The levels (from 1) with a cell that is merged over several rows."""
        return [column.level for n in self.levels.merged if (column := self.columns[n])]

    def entries(self) -> Iterator[DraftItem]:
        """Yields the items in order; sets the fate of every cell in the ledger."""
        last: DraftItem | None = None
        above: list[Name] = []
        for number, (grid, line) in enumerate(self.directory.rows):
            self.current = [place.text for place in line.places]
            if number in self.bands.held:
                above = self._bands_above(grid, line, number, above)
            if number in self.bands.rows:
                self.ledger.whole(grid, line, "written")
                continue
            if self.displaced and self.displaced.is_label_alone(line):
                self.ledger.whole(grid, line, "label")
                continue
            entry = self._entry(grid, line, last, at_break=number in self.directory.breaks)
            if entry is None:
                continue
            self.texts, last = self.current, entry
            entry.names = [*above, *entry.names]
            above = [name._replace(new=False) for name in above]
            yield entry

    def _bands_above(self, grid: Grid, line: Line, number: int, before: Sequence[Name]) -> list[Name]:
        """Returns the names of the bands in force at a row; a band that begins here is new."""
        names = [Name(rejoined(b.text).strip(), True, grid.spot(line, b.column)) for b in self.bands.held[number]]
        kept = [old for old, name in zip(before, names[:-1], strict=False) if old.text == name.text]
        return [*kept, *names[len(kept) :]]

    def _entry(self, grid: Grid, line: Line, last: DraftItem | None, *, at_break: bool) -> DraftItem | None:
        """Returns the item that a row begins; None if it begins none."""
        if self.displaced:
            names = self.displaced.names(grid, line, self.levels.columns, self.ledger)
        else:
            role = self.levels.role(grid, line)
            if role == "more" and last:
                self._add_row(grid, line, last)
                return None
            if role == "emptied":
                self.levels.refuse_emptied(grid, line)
            is_named = role in {"item", "member"}
            names = self.levels.names(grid, line, is_member=role == "member", at_break=at_break) if is_named else []
        if not names:
            self._nameless(grid, line, last, at_break=at_break)
            return None
        entry = DraftItem(names, line.key)
        for column, place in enumerate(line.places):
            if column not in self.levels.columns:
                self._field(entry, grid, line, column, place)
        return entry

    # --- fields ---

    def _field(self, entry: DraftItem, grid: Grid, line: Line, column: int, place: GridPlace) -> None:
        value = self._value(grid, line, column, place)
        if value is not None:
            self._put(entry, column, value, grid.spot(line, column))

    def _value(self, grid: Grid, line: Line, column: int, place: GridPlace) -> CellValue | None:
        """Returns the value of a cell and sets its fate; None if the cell has no value of its own."""
        shown, text = self.columns[column], place.text
        if shown and shown.shows == "number":
            self._number(grid, line, column, place)
            return None
        covered = place.above or place.left
        self.ledger.set(grid, line, column, "merged" if covered else "written" if text.strip() else "blank")
        if place.left:
            return None
        if self.reading.resolves and same_above(text):
            if not self.texts:
                self.ledger.refuse(grid, line, column, "上面没有可以承接的一行")
                return None
            self.ledger.set(grid, line, column, "same_above")
            text = self.current[column] = self.texts[column]
        value = value_of(text, shown, self.form, verbatim=self.reading.verbatim)
        if value.problem:
            self.ledger.refuse(grid, line, column, value.problem)
        elif value.guess:
            self.ledger.guess(grid.spot(line, column), place.text, value.guess)
        return value

    def _put(self, entry: DraftItem, column: int, value: CellValue, spot: Spot) -> None:
        shown = self.columns[column]
        if shown is None or shown.shows == "extra":
            if value.text:
                entry.values.setdefault("extra", {})[self.headings[column]] = value.text
                entry.spots[f"extra/{self.headings[column]}"] = spot
        elif shown.shows in LISTS:
            if value.entries or not shown.tick:
                entry.values.setdefault(shown.shows, [])
                entry.values[shown.shows] += value.entries
            entry.spots.setdefault(shown.shows, spot)
            if value.options:
                entry.values["options"] = value.options
        else:
            entry.values[shown.shows] = value.text
            entry.spots[shown.shows] = spot

    def _number(self, grid: Grid, line: Line, column: int, place: GridPlace) -> None:
        text = place.text.strip()
        if text and not NUMBER.fullmatch(text) and not same_above(text):
            self.ledger.refuse(grid, line, column, "序号列里不是序号")
            return
        merged = place.above or place.left
        self.ledger.set(grid, line, column, "merged" if merged else "number" if text else "blank")

    # --- rows that begin no item ---

    def _add_row(self, grid: Grid, line: Line, last: DraftItem) -> None:
        """Adds the values of a further row to an item, without values that the item already has."""
        proved = self.levels.is_one_item(grid, line)
        for column, place in enumerate(line.places):
            if column in self.levels.columns:
                covered = place.above or place.left
                self.ledger.set(grid, line, column, "merged" if covered else "written" if place.text else "blank")
            elif (value := self._value(grid, line, column, place)) is not None and not place.above:
                self._add(last, column, value, grid.spot(line, column), proved=proved)
        self.texts = self.current

    def _add(self, last: DraftItem, column: int, value: CellValue, spot: Spot, *, proved: bool) -> None:
        shown = self.columns[column]
        is_list = shown is not None and shown.shows in LISTS
        old = self._old(last, column)
        if is_list:
            new = [each for each in value.entries if each not in (old or ())]
            if new and old and not (proved and shown and shown.shows == "basis"):
                self.ledger.guess(spot, "、".join(value.entries), _ONE_ITEM)
            self._put(last, column, value._replace(entries=tuple(new)), spot)
        elif value.text and value.text not in (old or "").split("\n"):
            if old and not (proved and shown and shown.shows == "content"):
                self.ledger.guess(spot, value.text, _ONE_ITEM)
            self._put(last, column, CellValue(f"{old}\n{value.text}" if old else value.text), spot)

    def _old(self, entry: DraftItem, column: int) -> Any:
        """Returns the value that an item has in a column; None without any."""
        shown = self.columns[column]
        if shown is None or shown.shows == "extra":
            return entry.values.get("extra", {}).get(self.headings[column])
        return entry.values.get(shown.shows)

    def _nameless(self, grid: Grid, line: Line, last: DraftItem | None, *, at_break: bool) -> None:
        """Adds a row without a name to the row above if a page break divides them; else refuses its cells."""
        for column, place in enumerate(line.places):
            if self.ledger.is_refused(grid.spot(line, column)):
                continue
            if place.above or place.left:
                self.ledger.set(grid, line, column, "merged")
            elif not place.text.strip():
                self.ledger.set(grid, line, column, "blank")
            elif not (last and at_break and self._goes_on(grid, line, column, last)):
                self.ledger.refuse(grid, line, column, _WHOSE)

    def _goes_on(self, grid: Grid, line: Line, column: int, last: DraftItem) -> bool:
        """Joins the rest of a text that a page divided; returns False if the text above cannot continue."""
        shown, text = self.columns[column], line.places[column].text
        if not (shown and isinstance(last.values.get(shown.shows), str)):
            return False
        self.ledger.set(grid, line, column, "written")
        last.values[shown.shows] = rejoined(f"{last.values[shown.shows]}\n{rejoined(text)}")
        self.ledger.guess(grid.spot(line, column), text, _CONTINUED)
        return True
