"""Takes the lines that a form prints beside its table out of a document's text, with the values that stand in them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gkml.catalog.form_line import FormLine, Place
from gkml.recognise.grid import Prose


class Beside(NamedTuple):
    """The lines above the title, between title and table, and below the table; `values` by field of the catalog."""

    above: list[Prose]
    between: list[Prose]
    after: list[Prose]
    values: dict[str, str]


def without_form_lines(beside: Beside, lines: Sequence[FormLine], printed: Mapping[str, str] | None) -> Beside:
    """Returns the lines without those of the form.

    `printed` are the values that a file built by gkml was made from: lines that lack one were not printed. None: unknown.
    """
    expected = [line for line in lines if printed is None or not line.lacks(printed)]

    def at(*places: Place) -> list[FormLine]:
        return [line for place in places for line in expected if line.at == place]

    values: dict[str, str] = {}
    above = _taken(beside.above[::-1], at("over-title")[::-1], values)[::-1]
    between = _taken(beside.between, at("under-title"), values)
    between = _taken(between[::-1], at("over-table")[::-1], values)[::-1]
    after = _taken(beside.after[::-1], at("under-table", "signature")[::-1], values)[::-1]
    return Beside(above, between, after, beside.values | values)


def _taken(lines: list[Prose], forms: Sequence[FormLine], values: dict[str, str]) -> list[Prose]:
    """Returns the lines without those that the form's lines, in order, match at the beginning; adds their values."""
    place = 0
    for form in forms:
        read = form.read(lines[place].text) if place < len(lines) else None
        if read is not None:
            values.update(read)
            place += 1
    return lines[place:]


def lines_of(lines: Sequence[FormLine], texts: Sequence[str]) -> int:
    """Returns how many lines of a form stand among the texts around a table."""
    return sum(any(line.read(text) is not None for text in texts) for line in lines)
