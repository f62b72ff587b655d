"""The paper that a section of a document is set on. Sizes are in points."""

from typing import Literal, NamedTuple


class Margins(NamedTuple):
    """The margins of a page, in points."""

    top: float = 56.7
    right: float = 56.7
    bottom: float = 51.0
    left: float = 56.7


_SIZES = {"A4": (595.3, 841.9), "A3": (841.9, 1190.55)}
"""The short and the long side of a sheet, in points."""


class PageSetup(NamedTuple):
    """The pages of a section: paper, orientation, margins."""

    paper: Literal["A4", "A3"] = "A4"
    landscape: bool = True
    margins: Margins = Margins()

    @property
    def width(self) -> float:
        return _SIZES[self.paper][self.landscape]

    @property
    def height(self) -> float:
        return _SIZES[self.paper][not self.landscape]

    @property
    def text_width(self) -> float:
        return self.width - self.margins.left - self.margins.right

    @property
    def text_height(self) -> float:
        return self.height - self.margins.top - self.margins.bottom
