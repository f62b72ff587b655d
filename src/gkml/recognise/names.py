"""Reads the level cells of rows: the names of the item and of the groups above it."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from gkml.catalog.profile import Column
from gkml.recognise.account import Ledger
from gkml.recognise.directory import Directory
from gkml.recognise.grid import Grid, GridPlace, Line, Spot
from gkml.recognise.labels import continued
from gkml.recognise.wording import is_placeholder, rejoined, same_above

NUMBER = re.compile(r"\s*[（(]?(?:[0-9０-９A-Za-z.\-—_/]+|[一二三四五六七八九十百零〇]+)[）)、.．]?\s*")
BLANK = "名称空着又没有合并单元格，归在上一行的同一级之下"
SAME_NAME = "与上面合并的格同名，当作同一组"
UNNAMED = "（未写名称）"
_FIRST_BLANK = f"名称空着，上面也没有可以承接的，先写作“{UNNAMED}”"
_FROM_CONTENT = "没有自己的名称，取公开内容的开头作名称"
_EMPTIED = "事项名称空着"
_FIRST_CLAUSE = re.compile(r"[^。；;：:，,\n]{1,40}")

Role = Literal["item", "member", "more", "emptied", "none"]
"""What a row is: an item; an item that only its group names; more of the item above; an item whose name was emptied;
a row without any name."""


class Name(NamedTuple):
    """The name of an item or group at one level; `new` if it begins in this row and is not that of the row above."""

    text: str
    new: bool
    spot: Spot


class Reading(NamedTuple):
    """How cells are read: `verbatim` if gkml built the file, so that spaces and line breaks are meant; `resolves` if
    同上 stands for the text above it; `deepens` if the form may get one level more than the table has columns for.
    """

    verbatim: bool
    resolves: bool
    deepens: bool


class _Span(NamedTuple):
    """The extent of a merged level cell: its rows, whether deeper levels have names in them, and the numbers of their own."""

    rows: int
    named_below: bool
    numbers: int


class Levels:
    """Reads the level columns row by row; a class, because a blank cell repeats the row above."""

    def __init__(
        self, directory: Directory, columns: Sequence[Column | None], numbering: str, ledger: Ledger, reading: Reading
    ) -> None:
        levels = [(column.level, n) for n, column in enumerate(columns) if column and column.shows == "level"]
        self.columns = [n for _, n in sorted(levels)]
        self.number = next((n for n, column in enumerate(columns) if column and column.shows == "number"), None)
        self.content = next((n for n, column in enumerate(columns) if column and column.shows == "content"), None)
        self.merged = {n for n in self.columns if any(line.places[n].above for _, line in directory.rows)}
        self.keyed = any(line.key for _, line in directory.rows)
        self.numbering, self.ledger, self.reading = numbering, ledger, reading
        self.above: list[Name] = []
        self.number_above = ""
        self.is_deeper = False
        """Whether an item is one level below the last level column."""
        self._starts = {(g.number, n): starts for g in directory.grids for n, starts in _starts(g, self.columns)}
        self._spans = self._measured(directory)

    # --- what a row is ---

    def role(self, grid: Grid, line: Line) -> Role:
        """Returns the role of a row; the rows under a merged name decide whether it is one item or a group."""
        deepest = self._deepest(line)
        if deepest < 0:
            return "none"
        span = self._spans[grid.number, deepest, self._starts[grid.number, line.number][deepest]]
        if span.rows == 1:
            return "item"
        if self.keyed:
            # Each printed row is an item; where its name shares a cell with others, the name below it was emptied.
            return "emptied" if deepest + 1 < len(self.columns) else "item"
        above = line.places[self.columns[deepest]].above
        can_hold = deepest + 1 < len(self.columns) or self.reading.deepens
        is_group = can_hold and (span.named_below or span.numbers > 1)
        if not is_group:
            return "more" if above else "item"
        return "more" if above and span.numbers > 1 and not self._own_number(line) else "member"

    def is_one_item(self, grid: Grid, line: Line) -> bool:
        """Returns whether a row with the role "more" has no number of its own and its merged name covers no other names."""
        deepest = self._deepest(line)
        if deepest < 0 or self._own_number(line):
            return False
        span = self._spans[grid.number, deepest, self._starts[grid.number, line.number][deepest]]
        return not span.named_below and span.numbers < 2

    def _deepest(self, line: Line) -> int:
        """Returns the depth (from 0) of the deepest name of a row, -1 without any; a dash is no name."""
        filled = [n for n, column in enumerate(self.columns) if (p := line.places[column]).text.strip() and not p.left]
        while len(filled) > 1 and self._is_placeholder(line.places[self.columns[filled[-1]]]):
            filled.pop()
        return filled[-1] if filled else -1

    def _is_placeholder(self, place: GridPlace) -> bool:
        return not self.reading.verbatim and is_placeholder(place.text)

    def _own_number(self, line: Line) -> str:
        place = line.places[self.number] if self.number is not None else GridPlace("")
        return "" if place.above or not NUMBER.fullmatch(place.text) else place.text.strip()

    def _measured(self, directory: Directory) -> dict[tuple[int, int, int], _Span]:
        """Returns the spans by table, depth and first row."""
        spans: dict[tuple[int, int, int], _Span] = {}
        for grid, line in directory.rows:
            deepest, numbered = self._deepest(line), bool(self._own_number(line))
            for depth, start in enumerate(self._starts[grid.number, line.number]):
                key = (grid.number, depth, start)
                old = spans.get(key, _Span(0, False, 0))
                spans[key] = _Span(old.rows + 1, old.named_below or deepest > depth, old.numbers + numbered)
        return spans

    # --- the names of a row ---

    def names(self, grid: Grid, line: Line, *, is_member: bool, at_break: bool) -> list[Name]:
        """Returns the names from the top level down to the item's own; none if the first of them cannot be known.

        `at_break` says that a table or a page begins with this row.
        """
        deepest = self._deepest(line)
        names: list[Name] = []  # one for each level, also where a placeholder states that there is none
        skipped: set[int] = set()
        for depth, column in enumerate(self.columns):
            place = line.places[column]
            if depth > deepest:
                self._without_name(grid, line, column)
            elif place.left:
                self.ledger.set(grid, line, column, "merged")
            elif name := self._name(grid, line, depth, names, is_group=depth < deepest or is_member):
                names.append(name)
                if depth < deepest and self._is_placeholder(GridPlace(name.text)):
                    skipped.add(depth)
                    self._without_name(grid, line, column)
                elif name.text == place.text and not name.new and place.above is False and not at_break:
                    self._doubt_same_name(grid, line, depth)
            else:
                return []
        if is_member:
            names.append(self._from_content(grid, line))
            self.is_deeper |= len(names) > len(self.columns)
        elif names and not names[-1].new:
            names[-1] = names[-1]._replace(new=True)
        self.above = names
        names = [name for depth, name in enumerate(names) if depth not in skipped]
        self.number_above = line.places[self.number].text.strip() if self.number is not None else ""
        return names

    def _without_name(self, grid: Grid, line: Line, column: int) -> None:
        place = line.places[column]
        merged = place.above or place.left
        self.ledger.set(grid, line, column, "merged" if merged else "placeholder" if place.text.strip() else "blank")

    def _name(self, grid: Grid, line: Line, depth: int, names: Sequence[Name], *, is_group: bool) -> Name | None:
        """Returns the name at one level; `names` are those of the levels above it in this row."""
        column = self.columns[depth]
        place, spot = line.places[column], grid.spot(line, column)
        text = place.text if self.reading.verbatim else rejoined(place.text)
        above = self.above[depth] if depth < len(self.above) else None
        under = all(not name.new for name in names)
        if place.above and above and under:
            self.ledger.set(grid, line, column, "merged")
            if self.keyed and not text.strip():
                # The row with the name was deleted: only the ids tell whose merged cell this was.
                self.ledger.guess(spot, "", BLANK)
            return above._replace(new=False)
        if place.above and text.strip():
            self.ledger.set(grid, line, column, "merged")
            return Name(text, True, spot)
        if not text.strip() or (self.reading.resolves and same_above(text)):
            return self._inherited(grid, line, column, above, under=under)
        if above and under and is_group and continued(text) == above.text and not self.keyed:
            self.ledger.set(grid, line, column, "label")
            return above._replace(new=False)
        self.ledger.set(grid, line, column, "written")
        goes_on = bool(above and under and is_group and above.text == text and self._goes_on(depth, line))
        return Name(text, not goes_on, spot)

    def _inherited(self, grid: Grid, line: Line, column: int, above: Name | None, *, under: bool) -> Name | None:
        """Returns the name above for a blank cell or 同上; a guess where cells can be merged and this one is not."""
        text = line.places[column].text
        if above is None:
            if self.keyed or text.strip():
                self.ledger.refuse(grid, line, column, "名称空着，上面也没有可以承接的")
                return None
            self.ledger.set(grid, line, column, "blank")
            self.ledger.guess(grid.spot(line, column), "", _FIRST_BLANK)
            return Name(UNNAMED, True, grid.spot(line, column))
        if text.strip():
            self.ledger.set(grid, line, column, "same_above")
        else:
            self.ledger.set(grid, line, column, "blank" if grid.table.merging else "merged")
            if grid.table.merging:
                self.ledger.guess(grid.spot(line, column), "", BLANK)
        return above._replace(new=not under)

    def _goes_on(self, depth: int, line: Line) -> bool:
        """Returns whether a name equal to the one above is the same group: not marked as another, no new number."""
        if line.begins:
            return depth + 1 < line.begins
        if depth or self.number is None:
            return True
        number = line.places[self.number].text.strip()
        if self.numbering == "leaf-in-top":
            return number != "1" or self.number_above == "1"
        return self.numbering != "top" or not number or number == self.number_above

    def _doubt_same_name(self, grid: Grid, line: Line, depth: int) -> None:
        """Reports a cell that is taken as part of the merged cell above it only because of its name."""
        column = self.columns[depth]
        counted = self.numbering == "top" and not depth and self.number is not None
        if self.keyed or column not in self.merged or (counted and line.places[self.number or 0].text.strip()):
            return
        self.ledger.guess(grid.spot(line, column), line.places[column].text, SAME_NAME)

    def _from_content(self, grid: Grid, line: Line) -> Name:
        """Returns the first clause of the content as the name of an item that only its group names."""
        column = self.content if self.content is not None else self.columns[-1]
        clause = _FIRST_CLAUSE.match(line.places[column].text.strip())
        spot = grid.spot(line, column)
        self.ledger.guess(spot, line.places[column].text, _FROM_CONTENT)
        return Name(clause[0] if clause else UNNAMED, True, spot)

    def refuse_emptied(self, grid: Grid, line: Line) -> None:
        """Reports a row that has lost its name, in a file that gkml built."""
        self.ledger.refuse(grid, line, self.columns[self._deepest(line) + 1], _EMPTIED)


def _starts(grid: Grid, columns: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yields each row of a table (from 0) with the first row of the cell in each of the columns."""
    starts = [0] * len(columns)
    for place, line in enumerate(grid.lines):
        starts = [
            old if line.places[column].above and place else line.number
            for column, old in zip(columns, starts, strict=True)
        ]
        yield line.number, starts
