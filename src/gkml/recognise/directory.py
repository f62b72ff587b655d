"""Finds the directories of a document: each with its title, heading and rows; joins tables that continue one directory."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from gkml.recognise.account import Ledger
from gkml.recognise.bands import is_caption
from gkml.recognise.grid import Grid, Line, Prose
from gkml.recognise.head import Head, head_of, is_heading, same_head

_TITLE = re.compile(r"[^。；]{0,80}(?:目录|清单|目录表|一览表|清单表|标准表|事项表)(?:[（(][^（）()]{1,20}[）)])?\s*")
_SIGNED = re.compile(
    r"\s*(?:注|备注|说明|附注|填表说明|填报说明|填表|制表|填报|审核|审批|联系|经办|负责人|分管|主要领导|科室|单位|部门|日期|时间|电话|签[字章名])"
    r"[^。]{0,12}[:：]|\s*注\s*\d*[.、:：]|\s*\d{4}年\d{1,2}月(?:\d{1,2}日)?\s*"
)


@dataclass(slots=True)
class Directory:
    """A directory of a document; mutable, because each table that continues it adds rows."""

    head: Head
    first: Grid
    before: list[Prose]
    rows: list[tuple[Grid, Line]] = field(default_factory=list)
    after: list[Prose] = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    """Places among the rows where a new table or page begins."""
    captions: dict[int, Prose] = field(default_factory=dict)
    """Counted lines right above a table, by the place of its first row: 一、机构职能."""
    grids: list[Grid] = field(default_factory=list)

    @property
    def titles(self) -> set[str]:
        """Returns the lines above the table, without spaces."""
        return {_plain(each.text) for each in self.before}


def directories(parts: Iterable[Prose | Grid], ledger: Ledger) -> Iterator[Directory]:
    """Yields each directory with all of its tables; ignores a table of another width without a known heading."""
    current: Directory | None = None
    prose: list[Prose] = []
    for part in _divided(parts):
        if isinstance(part, Prose):
            prose.append(part)
            continue
        head = head_of(part)
        if current and not head and _says_title(part, current) and _title_of(part.lines[0]) not in current.titles:
            current.after += prose
            yield current
            current, prose = Directory(current.head, part, []), []
        title = next((n for n, each in enumerate(prose) if is_title(each)), None)
        is_titled = title is not None or (head is not None and _has_new_title(part, head, current))
        if head and not (current and current.head.columns == head.columns and not is_titled):
            if current:
                split = len(prose) if title is None else title
                current.after += prose[:split]
                prose = prose[split:]
                yield current
            current = Directory(head, part, prose)
            prose = []
        elif current is None or (head is None and len(part.lines[0].places) != len(current.head.paths)):
            if current and all(_SIGNED.match(text) for line in part.lines for text in line.own()):
                current.after += [*prose, *_signatures(part, ledger)]
                prose = []
            continue
        above = prose if current.rows else current.before
        if head and above and is_caption(above[-1].text) and not is_title(above[-1]):
            current.captions[len(current.rows)] = above.pop()
        current.after, prose = current.after + prose, []
        _take(part, head, current, ledger)
    if current:
        current.after += prose
        yield current


def _divided(parts: Iterable[Prose | Grid]) -> Iterator[Prose | Grid]:
    """Yields the parts; a table that holds several directories is divided above the title of each."""
    title = ""
    for part in parts:
        if isinstance(part, Prose):
            title = _plain(part.text) if is_title(part) else title
            yield part
            continue
        title = _title_above_heading(part) or title
        starts = [0, *(n for n in range(1, len(part.lines)) if _begins_directory(part, n, title)), len(part.lines)]
        yield from (part._replace(lines=part.lines[first:end]) for first, end in pairwise(starts))


_NEAR = 4
"""Rows below a title in which the heading begins."""


def _title_above_heading(grid: Grid) -> str:
    """Returns the title among the rows above the heading of a table, "" without any."""
    above = takewhile(lambda line: not is_heading(line), grid.lines[:_NEAR])
    return next(filter(None, map(_title_of, above)), "")


def _begins_directory(grid: Grid, number: int, first: str) -> bool:
    """Returns whether a row is the title of a further directory; a title like the `first` needs no heading below it."""
    line, above = grid.lines[number], grid.lines[number - 1]
    if not _title_of(line) or _title_of(above):
        return False
    if _is_like(line, first) and not is_heading(above):
        return True
    return any(is_heading(below) for below in grid.lines[number + 1 : number + 1 + _NEAR])


def _title_of(line: Line) -> str:
    """Returns the title of a directory that is the only text of a row, "" for other rows."""
    texts = [text for text in line.own() if text.strip()]
    return _plain(texts[0]) if len(texts) == 1 and is_title(Prose(texts[0])) else ""


_SAME_END = 4
"""Characters at the end of titles of one kind that are the same: …公开目录."""


def _is_like(line: Line, title: str) -> bool:
    """Returns whether a row has only a title, at its left, of the same kind as another title, and is no band."""
    own = _title_of(line)
    is_first = bool(line.places[0].text.strip()) and not any(place.above for place in line.places)
    return is_first and bool(own) and own[-_SAME_END:] == title[-_SAME_END:] and not is_caption(own)


def _says_title(grid: Grid, current: Directory) -> bool:
    """Returns whether a table without a heading begins with a title like that of the current directory."""
    is_alike = len(grid.lines[0].places) == len(current.head.paths)
    return is_alike and any(_is_like(grid.lines[0], title) for title in current.titles)


def _has_new_title(grid: Grid, head: Head, current: Directory | None) -> bool:
    """Returns whether a table has a title above its heading that differs from that of the current directory."""
    titles = {title for line in grid.lines if line.number < head.first and (title := _title_of(line))}
    return bool(titles - (current.titles if current else set()))


def _plain(text: str) -> str:
    return "".join(text.split())


def is_title(prose: Prose) -> bool:
    """Returns whether a line is the title of a directory."""
    return prose.level == 0 or bool(_TITLE.fullmatch(" ".join(prose.text.split())))


def _take(grid: Grid, head: Head | None, directory: Directory, ledger: Ledger) -> None:
    """Adds the rows of a table to a directory, and the rows of its heading and above it to the account."""
    directory.breaks.add(len(directory.rows))
    directory.grids.append(grid)
    titles = directory.titles
    is_titled = not head and (not directory.rows or _says_title(grid, directory)) and bool(_title_of(grid.lines[0]))
    below = head.first if head else grid.lines[0].number + is_titled
    for line in grid.lines:
        if line.number < below:
            ledger.whole(grid, line, "title")
            directory.before += [Prose(text) for text in line.own() if _plain(text) not in titles]
        elif head and line.number <= head.last:
            ledger.whole(grid, line, "heading")
        elif line.deleted:
            ledger.whole(grid, line, "deleted")
        elif not any(place.text.strip() for place in line.places):
            ledger.whole(grid, line, "blank")
        elif same_head(line, directory.head):
            ledger.whole(grid, line, "heading")
            directory.breaks.add(len(directory.rows))
        else:
            directory.rows.append((grid, line))


def _signatures(grid: Grid, ledger: Ledger) -> Iterator[Prose]:
    """Returns the texts of a table of signatures as notes."""
    for line in grid.lines:
        ledger.whole(grid, line, "note")
        yield from map(Prose, line.own())


def uncaptioned(directory: Directory) -> None:
    """Puts captions that group nothing back among the lines around the directory."""
    directory.before += [prose for row, prose in directory.captions.items() if not row]
    directory.after[:0] = [prose for row, prose in directory.captions.items() if row]


def notes_below(directory: Directory, ledger: Ledger) -> list[str]:
    """Removes the rows of notes and signatures from the end of the rows and returns their texts from the top."""
    notes: list[list[str]] = []
    while directory.rows and _is_note(directory.rows[-1][1]):
        grid, line = directory.rows.pop()
        ledger.whole(grid, line, "note")
        notes.append(line.own())
    return [text for texts in reversed(notes) for text in texts]


def _is_note(line: Line) -> bool:
    """Returns whether a row is no item: one cell over the whole width, or only signatures."""
    texts = line.own()
    if not texts or any(place.above for place in line.places):
        return False
    if len(texts) == 1 and all(place.left or place.text for place in line.places):
        return len(line.places) > 2
    return all(_SIGNED.match(text) for text in texts)
