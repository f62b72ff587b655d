"""Finds the heading of a table: its rows, and the meaning of each column."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gkml.recognise.grid import Grid, Line
from gkml.recognise.headings import Meaning, bare, meaning
from gkml.recognise.wording import is_placeholder

_SOUGHT = 40
"""The number of rows from the top of a table that are searched for its heading."""
_DEEPEST = 3
_LEAST, _SURE = 3, 6
"""The known headings that make a row a heading: if they are at least half of its texts; in any row."""
_MOST_LEVELS = 9
"""The limit of the table forms."""


class Head(NamedTuple):
    """A heading in the rows `first` to `last`; for each column its headings from the top, and its meaning."""

    first: int
    last: int
    paths: tuple[tuple[str, ...], ...]
    columns: tuple[Meaning | None, ...]


def head_of(grid: Grid) -> Head | None:
    """Returns the first heading of a table; None if it has none."""
    for line in grid.lines[:_SOUGHT]:
        if is_heading(line):
            head = _head(grid, line)
            return head if any(shown and shown.shows == "level" for shown in head.columns) else None
    return None


def is_heading(line: Line) -> bool:
    """Returns whether a row has as many known headings as a heading row has."""
    texts = line.own()
    hits = sum(1 for text in texts if len(text) < 40 and meaning((text,)))
    return hits >= _SURE or (hits >= _LEAST and hits * 2 >= len(texts))


def _head(grid: Grid, first: Line) -> Head:
    rows = [first]
    below = [line for line in grid.lines if first.number < line.number < first.number + _DEEPEST]
    for line in below:
        if not _continues(rows, line, grid.table.merging):
            break
        rows.append(line)
    paths = tuple(_path(rows, column, grid.table.merging) for column in range(len(first.places)))
    return Head(first.number, rows[-1].number, paths, meanings_of(paths))


def _continues(rows: Sequence[Line], line: Line, merging: bool) -> bool:
    """Returns whether a row continues the heading: cells above extend into it, or it fills their blanks."""
    above = [place.above for place in line.places]
    if merging and any(above):
        return not all(above)
    texts = [place.text for place in line.places]
    if all(text.strip() for text in texts[:1]) or not any(texts):
        return False
    named = [column for column, text in enumerate(texts) if text.strip()]
    return len(named) > 1 and all(meaning(_path([*rows, line], column, merging)) for column in named)


def _path(rows: Sequence[Line], column: int, merging: bool) -> tuple[str, ...]:
    """Returns the headings of a column; in files that cannot merge, a blank heading repeats that on its left."""
    path: list[str] = []
    for line in rows:
        place = line.places[column]
        text = place.text
        if (
            not merging
            and not text.strip()
            and line is rows[0]
            and len(rows) > 1
            and rows[1].places[column].text.strip()
        ):
            text = next((p.text for p in reversed(line.places[:column]) if p.text.strip()), "")
        if not place.above and text.strip():
            path.append(" ".join(text.split()))
    return tuple(path)


def meanings_of(paths: Sequence[tuple[str, ...]]) -> tuple[Meaning | None, ...]:
    """Returns the meanings of the columns, each once; levels are numbered by their headings, or else from the left."""
    meanings = [meaning(path) for path in paths]
    stated = [each.level for each in meanings if each and each.shows == "level"]
    is_stated = sorted(stated) == list(range(1, len(stated) + 1)) and len(stated) <= _MOST_LEVELS
    deepest = 0
    for column, each in enumerate(meanings):
        if each is None or each.shows != "level":
            continue
        if deepest == _MOST_LEVELS or (
            not each.deep and any(m and m.shows == "level" and m.deep for m in meanings[:column])
        ):
            meanings[column] = None  # 信息类别 behind 业务事项 stands over nothing
            continue
        deepest += 1
        meanings[column] = each if is_stated else each._replace(level=deepest)
    columns_of: dict[tuple[str, int, str], int] = {}
    for column in sorted(range(len(meanings)), key=lambda column: _rank(paths[column])):
        each = meanings[column]
        if each is None:
            continue
        key = (each.shows, each.level, each.tick)
        if key in columns_of or (each.tick and (each.shows, 0, "") in columns_of):
            meanings[column] = None
        columns_of.setdefault(key, column)
    return tuple(meanings)


_USUAL = ("渠道", "载体", "公开内容", "公开主体", "公开依据", "公开时限", "公开对象", "公开方式")


def _rank(path: tuple[str, ...]) -> bool:
    """Returns False for a usual heading, so that its column precedes others with the same meaning."""
    return not any(word in bare("".join(path)) for word in _USUAL)


def without_blank_levels(head: Head, lines: Iterable[Line], *, verbatim: bool) -> Head:
    """Returns the heading without the meaning of level columns that are empty in all rows, if a deeper level has names.

    A placeholder such as a dash names nothing, unless the cells are `verbatim`.
    """
    own = ((n, place.text) for line in lines for n, place in enumerate(line.places) if not place.left)
    filled = {n for n, text in own if text.strip() and (verbatim or not is_placeholder(text))}
    levels = [n for n, shown in enumerate(head.columns) if shown and shown.shows == "level"]
    deepest = max((n for n in levels if n in filled), default=0)
    blank = {n for n in levels if n not in filled and n < deepest}
    if not blank:
        return head
    columns: list[Meaning | None] = []
    for n, shown in enumerate(head.columns):
        above = sum(each < n for each in blank)
        is_level = shown is not None and shown.shows == "level"
        columns.append(
            None if n in blank else shown._replace(level=shown.level - above) if shown and is_level else shown
        )
    return head._replace(columns=tuple(columns))


def same_head(line: Line, head: Head) -> bool:
    """Returns whether a row repeats one row of the heading, as at the top of a page."""
    texts = ["" if place.above or place.left else bare(place.text) for place in line.places]
    filled = sum(1 for text in texts if text)
    for depth in range(head.last - head.first + 1):
        wanted = [bare(path[depth]) if depth < len(path) else "" for path in head.paths]
        hits = sum(1 for text, other in zip(texts, wanted, strict=False) if text and text == other)
        if hits >= 2 and hits * 10 >= filled * 6:
            return True
    return False
