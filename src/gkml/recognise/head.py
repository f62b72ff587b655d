"""A grid in, its heading out: which rows it takes up, and what each column below it shows."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gkml.recognise.grid import Grid, Line
from gkml.recognise.headings import Meaning, bare, meaning
from gkml.recognise.wording import is_placeholder

_SOUGHT = 40
"""Rows from the top of a table in which its heading is looked for."""
_DEEPEST = 3
_LEAST, _SURE = 3, 6
"""Known headings that make a row a heading: where they are half of it, and whatever else it holds."""
_MOST_LEVELS = 9
"""A form has no more of them."""


class Head(NamedTuple):
    """A heading of the rows `first` to `last`. For each column its headings from the top, and what it shows."""

    first: int
    last: int
    paths: tuple[tuple[str, ...], ...]
    columns: tuple[Meaning | None, ...]


def head_of(grid: Grid) -> Head | None:
    """The first heading of a table; None where it has none."""
    for line in grid.lines[:_SOUGHT]:
        if is_heading(line):
            head = _head(grid, line)
            return head if any(shown and shown.shows == "level" for shown in head.columns) else None
    return None


def is_heading(line: Line) -> bool:
    """Returns whether a row has as many known headings as a heading row has."""
    texts = line.own()
    known = sum(1 for text in texts if len(text) < 40 and meaning((text,)))
    return known >= _SURE or (known >= _LEAST and known * 2 >= len(texts))


def _head(grid: Grid, first: Line) -> Head:
    rows = [first]
    below = [line for line in grid.lines if first.number < line.number < first.number + _DEEPEST]
    for line in below:
        if not _goes_on(rows, line, grid.table.merging):
            break
        rows.append(line)
    paths = tuple(_path(rows, column, grid.table.merging) for column in range(len(first.places)))
    return Head(first.number, rows[-1].number, paths, told_apart(paths))


def _goes_on(rows: Sequence[Line], line: Line, merging: bool) -> bool:
    """Whether a row is a further one of the heading: cells above reach into it, or it names what they leave blank."""
    above = [place.above for place in line.places]
    if merging and any(above):
        return not all(above)
    texts = [place.text for place in line.places]
    if all(text.strip() for text in texts[:1]) or not any(texts):
        return False
    named = [column for column, text in enumerate(texts) if text.strip()]
    return len(named) > 1 and all(meaning(_path([*rows, line], column, merging)) for column in named)


def _path(rows: Sequence[Line], column: int, merging: bool) -> tuple[str, ...]:
    """The headings of a column; in files that cannot merge, a blank heading is that of the column on its left."""
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


def told_apart(paths: Sequence[tuple[str, ...]]) -> tuple[Meaning | None, ...]:
    """Returns what the columns show, nothing twice; levels have the numbers that all headings state, else from the left."""
    found = [meaning(path) for path in paths]
    stated = [each.level for each in found if each and each.shows == "level"]
    is_stated = sorted(stated) == list(range(1, len(stated) + 1)) and len(stated) <= _MOST_LEVELS
    deepest = 0
    for column, each in enumerate(found):
        if each is None or each.shows != "level":
            continue
        if deepest == _MOST_LEVELS or (
            not each.deep and any(m and m.shows == "level" and m.deep for m in found[:column])
        ):
            found[column] = None  # 信息类别 behind 业务事项 stands over nothing
            continue
        deepest += 1
        found[column] = each if is_stated else each._replace(level=deepest)
    seen: dict[tuple[str, int, str], int] = {}
    for column in sorted(range(len(found)), key=lambda column: _rank(paths[column])):
        each = found[column]
        if each is None:
            continue
        key = (each.shows, each.level, each.tick)
        if key in seen or (each.tick and (each.shows, 0, "") in seen):
            found[column] = None
        seen.setdefault(key, column)
    return tuple(found)


_USUAL = ("渠道", "载体", "公开内容", "公开主体", "公开依据", "公开时限", "公开对象", "公开方式")


def _rank(path: tuple[str, ...]) -> bool:
    """Of two columns that would show the same, the one with the usual heading does."""
    return not any(word in bare("".join(path)) for word in _USUAL)


def without_blank_levels(head: Head, lines: Iterable[Line], *, verbatim: bool) -> Head:
    """Returns the heading with level columns that name nothing in any row shown as nothing, if a deeper level has names.

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
