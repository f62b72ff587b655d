"""The fate of every cell: written, folded, or not understood. Each cell has one fate, so that the counts add up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from gkml.recognise.grid import Grid, Line, Spot

Fate = Literal[
    "written", "blank", "merged", "heading", "number", "same_above", "label", "title", "note", "deleted", "placeholder",
    "unknown",
]  # fmt: skip
FOLDED: dict[Fate, str] = {
    "blank": "空白",
    "merged": "合并单元格所盖的格",
    "heading": "表头（含各页重复的）",
    "number": "序号（编译时重新编排）",
    "same_above": "“同上”（已换成上一行的文字）",
    "label": "归位的分类名称",
    "title": "表内的标题、单位等行",
    "note": "表内的注释、落款",
    "deleted": "修订中已删除的行",
    "placeholder": "占位的“—”“/”“无”",
}
"""The Chinese names of the fates of folded cells."""


class Doubt(NamedTuple):
    """A cell that was not understood or only guessed: its place, its text, and the reason."""

    spot: Spot
    text: str
    why: str
    guessed: bool

    @property
    def kind(self) -> str:
        return "推断" if self.guessed else "没有看懂"


class Account(NamedTuple):
    """The account of a document: the number of cells with each fate, and all doubts in the order of the cells."""

    fates: dict[Fate, int]
    doubts: tuple[Doubt, ...]

    @property
    def cells(self) -> int:
        return sum(self.fates.values())

    @property
    def folded(self) -> int:
        return sum(count for fate, count in self.fates.items() if fate in FOLDED)

    @property
    def clean(self) -> bool:
        return not self.doubts


class Ledger:
    """Collects fates while a document is read; mutable, because every stage writes to it.

    Every cell starts as not understood and stays so unless a stage sets its fate.
    """

    def __init__(self, grids: Iterable[Grid]) -> None:
        self._grids = {grid.number: grid for grid in grids}
        self._fates: dict[int, list[list[Fate]]] = {
            grid.number: [["unknown"] * len(line.places) for line in grid.lines] for grid in self._grids.values()
        }
        self._doubts: dict[Spot, Doubt] = {}

    def set(self, grid: Grid, line: Line, column: int, fate: Fate) -> None:
        self._fates[grid.number][line.number][column] = fate

    def whole(self, grid: Grid, line: Line, fate: Fate) -> None:
        """Sets one fate for all cells of a row except blank and covered ones."""
        for column, place in enumerate(line.places):
            merged = place.above or place.left
            self.set(grid, line, column, "merged" if merged else fate if place.text.strip() else "blank")

    def guess(self, spot: Spot, text: str, why: str) -> None:
        self._doubts.setdefault(spot, Doubt(spot, text, why, True))

    def refuse(self, grid: Grid, line: Line, column: int, why: str) -> None:
        spot = grid.spot(line, column)
        self.set(grid, line, column, "unknown")
        self._doubts[spot] = Doubt(spot, line.places[column].text, why, False)

    def is_refused(self, spot: Spot) -> bool:
        """Returns whether a cell is already reported as not understood."""
        return spot in self._doubts and not self._doubts[spot].guessed

    def closed(self) -> Account:
        """Returns the account; a cell without a fate is a doubt."""
        counts: Counter[Fate] = Counter()
        for number, rows in self._fates.items():
            for line, fates in zip(self._grids[number].lines, rows, strict=True):
                counts.update(fates)
                if "unknown" in fates:
                    self._add_unread(self._grids[number], line, fates)
        return Account(dict(counts), tuple(sorted(self._doubts.values())))

    def _add_unread(self, grid: Grid, line: Line, fates: Sequence[Fate]) -> None:
        for column in _places(fates):
            spot = grid.spot(line, column)
            self._doubts.setdefault(spot, Doubt(spot, line.places[column].text, "不属于目录的表", False))


def _places(fates: Sequence[Fate]) -> Iterator[int]:
    return (column for column, fate in enumerate(fates) if fate == "unknown")
