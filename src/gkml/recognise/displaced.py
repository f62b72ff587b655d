"""The level cells of a table whose labels page breaks displaced in, the names of its items out."""

from collections.abc import Sequence
from typing import NamedTuple, Self

from gkml.recognise.account import Ledger
from gkml.recognise.grid import Grid, Line
from gkml.recognise.labels import LabelPiece, group_of, whole_labels
from gkml.recognise.names import Levels, Name
from gkml.recognise.wording import rejoined


class DisplacedLabels(NamedTuple):
    """The labels of the first level by number, and the columns of the first two levels."""

    labels: dict[int, str]
    first: int
    second: int

    @classmethod
    def of(cls, lines: Sequence[Line], levels: Levels) -> Self | None:
        """Returns the labels if they are displaced and the numbers of the items prove where they belong, else None."""
        if len(levels.columns) < 2 or levels.merged:
            return None
        first, second = levels.columns[:2]
        self = cls({}, first, second)
        alone = [self.is_label_alone(line) for line in lines]
        if not any(alone) and all(line.places[first].text.strip() for line in lines):
            return None
        items = [
            None if label else rejoined(line.places[second].text) or None
            for line, label in zip(lines, alone, strict=True)
        ]
        pieces = [
            LabelPiece(n, rejoined(text))
            for n, (line, label) in enumerate(zip(lines, alone, strict=True))
            for text in (line.own() if label else [line.places[first].text])
            if text.strip()
        ]
        labels = whole_labels(items, pieces)
        return self._replace(labels=labels) if labels is not None else None

    def is_label_alone(self, line: Line) -> bool:
        """Returns whether a row holds nothing but a label or a piece of one."""
        texts = line.own()
        is_level = len(texts) == 1 and texts[0] in (line.places[self.first].text, line.places[self.second].text)
        return is_level and not group_of(texts[0])

    def names(self, grid: Grid, line: Line, columns: Sequence[int], ledger: Ledger) -> list[Name]:
        """Returns the names of a row: the label that the number of its item proves, the item, and what is below it."""
        for column in columns:
            ledger.set(grid, line, column, "written" if line.places[column].text.strip() else "blank")
        if line.places[self.first].text.strip():
            ledger.set(grid, line, self.first, "label")
        item = rejoined(line.places[self.second].text)
        if group_of(item) not in self.labels:
            return []
        names = [
            Name(self.labels[group_of(item)], False, grid.spot(line, self.first)),
            Name(item, True, grid.spot(line, self.second)),
        ]
        deeper = [n for n in columns[2:] if line.places[n].text.strip()]
        return names + [Name(rejoined(line.places[n].text), True, grid.spot(line, n)) for n in deeper]
