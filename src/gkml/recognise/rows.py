"""The rows of a directory in, its items out: names for each level, values for each field, and where each value stood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from gkml.catalog.profile import LISTS, Column, Profile
from gkml.recognise.account import Ledger
from gkml.recognise.bands import NO_BANDS, bands
from gkml.recognise.directory import Directory
from gkml.recognise.form import headings
from gkml.recognise.grid import Grid, Line, Place, Spot
from gkml.recognise.labels import Piece, continued, group_of, whole_labels
from gkml.recognise.values import Value, value_of
from gkml.recognise.wording import rejoined, same_above

_NUMBER = re.compile(r"\s*[（(]?(?:[0-9０-９A-Za-z.\-—_/]+|[一二三四五六七八九十百零〇]+)[）)、.．]?\s*")


BLANK = "名称空着又没有合并单元格，归在上一行的同一级之下"
"""Why a name at a higher level is a guess."""
SAME_NAME = "与上面合并的格同名，当作同一组"
"""Why a group that goes on is a guess."""


class Name(NamedTuple):
    """An item's name at one level: `new` where this row begins it, else it is that of the row above."""

    text: str
    new: bool
    spot: Spot


@dataclass(slots=True)
class Entry:
    """One row of a directory: its names from the top level down to its own, and its fields with their spots."""

    names: list[Name]
    key: str
    values: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)


class Reader:
    """Reads rows one after the other; a class, for what a row means depends on the one above it."""

    def __init__(
        self, directory: Directory, form: Profile, ledger: Ledger, *, verbatim: bool, banded: bool = False
    ) -> None:
        """`banded` says that the rows may have bands between them: then the form's own levels stand below theirs."""
        self.columns: list[Column | None] = [*form.leaves, *[None] * (len(directory.head.paths) - len(form.leaves))]
        self.levels = [n for n, column in enumerate(self.columns) if column and column.shows == "level"]
        self.levels.sort(key=lambda n: self.columns[n].level)  # type: ignore[union-attr]
        self.headings = headings(self.columns, directory.head.paths)
        self.directory, self.form, self.ledger, self.verbatim = directory, form, ledger, verbatim
        self.merges = {n for n in self.levels if any(line.places[n].above for _, line in directory.rows)}
        self.keyed = any(line.key for _, line in directory.rows)
        self.numbers = next((n for n, column in enumerate(self.columns) if column and column.shows == "number"), None)
        lines = [line for _, line in directory.rows]
        captions = {row: prose.text for row, prose in directory.captions.items()}
        known = banded and not self.keyed
        self.bands = bands(lines, captions, self.numbers, self.levels) if known else NO_BANDS
        self.texts: list[str] = []
        """What the row above says in each column, 同上 resolved; `current` is that of this row."""
        self.current: list[str] = []
        self.names: list[Name] = []

    def entries(self) -> Iterator[Entry]:
        """The items of all rows; what makes no item is in the ledger."""
        last: Entry | None = None
        labels = self._labels()
        above: list[Name] = []
        for number, (grid, line) in enumerate(self.directory.rows):
            self.current = [place.text for place in line.places]
            if number in self.bands.held:
                above = self._above(grid, line, number, above)
            if number in self.bands.rows:
                self.ledger.whole(grid, line, "written")
                continue
            if labels is not None and self._is_label_alone(line):
                self.ledger.whole(grid, line, "label")
                continue
            entry = self._entry(grid, line, labels, at_break=number in self.directory.breaks)
            if entry is None:
                self._nameless(grid, line, last if number in self.directory.breaks else None)
                continue
            self.texts, self.names, last = self.current, entry.names, entry
            entry.names = [*above, *entry.names]
            above = [name._replace(new=False) for name in above]
            yield entry

    def _above(self, grid: Grid, line: Line, number: int, before: Sequence[Name]) -> list[Name]:
        """The names of the bands that hold from a row on; those that hold already are not new."""
        names = [
            Name(rejoined(each.text).strip(), True, grid.spot(line, each.column)) for each in self.bands.held[number]
        ]
        kept = [old for old, name in zip(before, names[:-1], strict=False) if old.text == name.text]
        return [*kept, *names[len(kept) :]]

    # --- names ---

    def _entry(self, grid: Grid, line: Line, labels: Mapping[int, str] | None, *, at_break: bool) -> Entry | None:
        names = self._displaced(grid, line, labels) if labels else self._names(grid, line, at_break=at_break)
        if not names:
            return None
        entry = Entry(names, line.key)
        for column, place in enumerate(line.places):
            if column not in self.levels:
                self._field(entry, grid, line, column, place)
        return entry

    def _names(self, grid: Grid, line: Line, *, at_break: bool) -> list[Name]:  # noqa: PLR0912
        """The names of a row; none where it begins nothing."""
        names: list[Name] = []
        places = [(column, line.places[column]) for column in self.levels]
        filled = [n for n, (_, place) in enumerate(places) if place.text.strip() and not place.left]
        if not filled or (all(places[n][1].above for n in filled) and not self._says_more(line)):
            return []
        for depth, (column, place) in enumerate(places):
            spot = grid.spot(line, column)
            text = place.text if self.verbatim else rejoined(place.text)
            above = self.names[depth] if depth < len(self.names) else None
            under = all(not name.new for name in names)
            if depth > filled[-1]:
                self.ledger.set(grid, line, column, "merged" if place.above or place.left else "blank")
                continue
            if place.left:
                self.ledger.set(grid, line, column, "merged")
            elif place.above and above and under:
                names.append(above._replace(new=False))
                self.ledger.set(grid, line, column, "merged")
                if self.keyed and not text.strip():
                    # The row with the name was deleted: whose merged cell this was is told by the ids alone.
                    self.ledger.guess(spot, "", BLANK)
            elif place.above and text.strip():
                names.append(Name(text, True, spot))
                self.ledger.set(grid, line, column, "merged")
            elif not text.strip() or same_above(text):
                if not above:
                    self.ledger.refuse(grid, line, column, "名称空着，上面也没有可以承接的")
                    return []
                self._inherited(grid, line, column, same_above(text))
                names.append(above._replace(new=not under))
            elif above and under and depth < filled[-1] and continued(text) == above.text:
                names.append(above._replace(new=False))
                self.ledger.set(grid, line, column, "label")
            else:
                goes_on = under and above and above.text == text and depth < filled[-1] and self._goes_on(depth, line)
                names.append(Name(text, not goes_on, spot))
                self.ledger.set(grid, line, column, "written")
                if goes_on and self._is_doubtful(depth, column, line, at_break=at_break):
                    self.ledger.guess(spot, text, SAME_NAME)
        if names and not names[-1].new:
            names[-1] = names[-1]._replace(new=True)
        return names

    def _says_more(self, line: Line) -> bool:
        """Whether a row below a merged name has something of its own to say."""
        return any(
            p.text.strip() and not p.above and not p.left for n, p in enumerate(line.places) if n not in self.levels
        )

    def _inherited(self, grid: Grid, line: Line, column: int, said: bool) -> None:
        """A blank name of a higher level: proved where nothing can be merged and the number is blank too, else a guess."""
        if said:
            self.ledger.set(grid, line, column, "same_above")
            return
        self.ledger.set(grid, line, column, "merged" if not grid.table.merging else "blank")
        if grid.table.merging:
            self.ledger.guess(grid.spot(line, column), "", BLANK)

    def _goes_on(self, depth: int, line: Line) -> bool:
        """Returns whether a name equal to the one above is the same group: not marked as another, nor given a new number."""
        if line.begins:
            return depth + 1 < line.begins
        if depth or self.numbers is None:
            return True
        number, above = line.places[self.numbers].text.strip(), self.texts[self.numbers].strip()
        if self.form.numbering == "leaf-in-top":
            return number != "1" or above == "1"
        return self.form.numbering != "top" or not number or number == above

    def _is_doubtful(self, depth: int, column: int, line: Line, *, at_break: bool) -> bool:
        """Returns whether nothing but the name says that a merged cell goes on with the one above."""
        if self.keyed or at_break or column not in self.merges:
            return False
        counted = self.form.numbering == "top" and self.numbers is not None and not depth
        return not (counted and line.places[self.numbers or 0].text.strip())

    # --- labels that a page break displaced ---

    def _labels(self) -> dict[int, str] | None:
        """The labels of the first level by number, where they are displaced and the items' numbers prove their places."""
        if len(self.levels) < 2 or self.merges or self.verbatim:
            return None
        first, second = self.levels[:2]
        rows = [line for _, line in self.directory.rows]
        alone = [self._is_label_alone(line) for line in rows]
        if not any(alone) and all(line.places[first].text.strip() for line in rows):
            return None
        items = [
            None if label else rejoined(line.places[second].text) or None
            for line, label in zip(rows, alone, strict=True)
        ]
        found = [
            Piece(n, rejoined(text))
            for n, (line, label) in enumerate(zip(rows, alone, strict=True))
            for text in (line.own() if label else [line.places[first].text])
            if text.strip()
        ]
        return whole_labels(items, found)

    def _is_label_alone(self, line: Line) -> bool:
        texts = line.own()
        return (
            len(texts) == 1 and any(line.places[n].text == texts[0] for n in self.levels[:2]) and not group_of(texts[0])
        )

    def _displaced(self, grid: Grid, line: Line, labels: Mapping[int, str]) -> list[Name]:
        first, second = self.levels[:2]
        for column in self.levels:
            self.ledger.set(grid, line, column, "written" if line.places[column].text.strip() else "blank")
        if line.places[first].text.strip():
            self.ledger.set(grid, line, first, "label")
        item = rejoined(line.places[second].text)
        label = labels[group_of(item)]
        new = not self.names or self.names[0].text != label
        names = [Name(label, new, grid.spot(line, first)), Name(item, True, grid.spot(line, second))]
        return names + [
            Name(rejoined(line.places[n].text), True, grid.spot(line, n))
            for n in self.levels[2:]
            if line.places[n].text.strip()
        ]

    # --- fields ---

    def _field(self, entry: Entry, grid: Grid, line: Line, column: int, place: Place) -> None:
        shown, text = self.columns[column], place.text
        if shown and shown.shows == "number":
            self._number(grid, line, column, place)
            return
        self.ledger.set(
            grid, line, column, "merged" if place.above or place.left else "written" if text.strip() else "blank"
        )
        if place.left:
            return
        if not self.verbatim and same_above(text):
            if not self.texts:
                self.ledger.refuse(grid, line, column, "上面没有可以承接的一行")
                return
            self.ledger.set(grid, line, column, "same_above")
            text = self.current[column] = self.texts[column]
        value = value_of(text, shown, self.form, verbatim=self.verbatim)
        if value.problem:
            self.ledger.refuse(grid, line, column, value.problem)
        self._put(entry, column, value, grid.spot(line, column))

    def _put(self, entry: Entry, column: int, value: Value, spot: Spot) -> None:
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

    def _number(self, grid: Grid, line: Line, column: int, place: Place) -> None:
        text = place.text.strip()
        if text and not _NUMBER.fullmatch(text) and not same_above(text):
            self.ledger.refuse(grid, line, column, "序号列里不是序号")
            return
        merged = place.above or place.left
        self.ledger.set(grid, line, column, "merged" if merged else "number" if text else "blank")

    # --- rows without a name ---

    def _nameless(self, grid: Grid, line: Line, last: Entry | None) -> None:
        """A row that begins no item: behind a page break it goes on with the one above, else nobody knows."""
        unsaid = [each for each in enumerate(line.places) if not self.ledger.is_refused(grid.spot(line, each[0]))]
        if last is None:
            for column, place in unsaid:
                if place.above or place.left:
                    self.ledger.set(grid, line, column, "merged")
                elif not place.text.strip():
                    self.ledger.set(grid, line, column, "blank")
                else:
                    self.ledger.refuse(grid, line, column, "这一行没有事项名称，不知属于哪个事项")
            return
        for column, place in unsaid:
            shown = self.columns[column]
            text = rejoined(place.text)
            self.ledger.set(grid, line, column, "written" if text else "blank")
            if not text:
                continue
            if shown and isinstance(last.values.get(shown.shows), str):
                last.values[shown.shows] = rejoined(f"{last.values[shown.shows]}\n{text}")
                self.ledger.guess(grid.spot(line, column), place.text, "跨页的一行，接在上一行的同一格之后")
            else:
                self.ledger.refuse(grid, line, column, "这一行没有事项名称，不知属于哪个事项")
