"""Figures: pictures from files, and charts from numbers."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG file, its size on paper in points, and the text for readers who do not see it."""

    data: bytes
    alt: str
    width: float
    height: float

    @property
    def kind(self) -> Literal["png", "jpeg"]:
        """Raises `ValueError` for other kinds of files."""
        if self.data.startswith(b"\x89PNG\r\n\x1a\n"):
            return "png"
        if self.data.startswith(b"\xff\xd8\xff"):
            return "jpeg"
        raise ValueError("a picture is a PNG or a JPEG file")

    def __post_init__(self) -> None:
        assert self.kind


class Series(NamedTuple):
    """A named row of figures of a chart, one for each category; None if there is no figure."""

    name: str
    values: tuple[int | Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures to draw as bars or lines: for each category one of each series. `unit` is that of all figures (件, 万元).

    `alt` says what the chart shows, for readers who do not see it; `width` and `height` are its size on paper in points.
    """

    kind: Literal["bar", "line"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    alt: str = ""
    width: float = 420
    height: float = 240

    def __post_init__(self) -> None:
        if not self.categories or not self.series:
            raise ValueError("a chart has a category and a series at least")
        if any(len(series.values) != len(self.categories) for series in self.series):
            raise ValueError("each series of a chart has a value for each category")

    def figures(self) -> list[tuple[str, ...]]:
        """Returns the figures as a table, headings first: a row for each category, a column for each series."""
        head = (self.unit, *(series.name for series in self.series))
        values = zip(*(map(number_text, series.values) for series in self.series), strict=True)
        return [head, *((name, *row) for name, row in zip(self.categories, values, strict=True))]


def number_text(value: int | Decimal | None) -> str:
    """Returns the digits of a figure as they are printed, without an exponent; "" for None."""
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
