"""How wide a text is in print, and how much fits into a column, counted in half-width characters."""

from gkml.document import CELL_SIDE


def width(text: str) -> int:
    """Returns the width of a text. UTF-8 gives an ASCII character one byte and a Chinese one three (or four for two units)."""
    return len(text) + (len(text.encode()) - len(text)) // 2


def room_of(share: float, text_width: float, size: float) -> int:
    """Returns how many half-width characters of `size` points fit on a line of a column with this share of the page."""
    return int((share * text_width - 2 * CELL_SIDE) / (size / 2))
