"""Reports what a workbook has besides the texts of its cells: macros, links, comments, pictures. None is run or followed."""

import posixpath
from collections.abc import Collection, Iterator, Mapping, Sequence

from gkml.document import LeftOut, letters_of
from gkml.formats.notes import SEPARATOR, is_own
from gkml.formats.package.read import Element, Parts, local, parsed, relations
from gkml.formats.unreadable import excerpt, whole


def beside_book(parts: Parts, workbook: str) -> Iterator[LeftOut]:
    """Macros and links to other files."""
    for kind, target in relations(parts, workbook).values():
        if kind == "vbaProject":
            yield LeftOut("", "宏")
        elif kind == "externalLink":
            yield LeftOut("", "外部链接", _linked(parts, target))


def _linked(parts: Parts, target: str) -> str:
    """Returns the file that a link leads to."""
    folder, base = posixpath.split(target)
    xml = parts.get(posixpath.join(folder, "_rels", f"{base}.rels").lower())
    links = parsed(xml) if xml else ()
    return next((excerpt(link.get("Target", "")) for link in links if link.get("TargetMode") == "External"), "")


def beside_sheet(parts: Parts, part: str, sheet: str) -> Iterator[LeftOut]:
    """Yields the comments, text boxes, pictures and charts of a sheet; not the comments that `annotate` wrote."""
    for kind, target in relations(parts, part).values():
        if kind == "comments" and target in parts:
            yield from _comments(parsed(parts[target]), sheet)
        elif kind == "drawing" and target in parts:
            yield from _drawn(parsed(parts[target]), sheet)


def _comments(comments: Element, sheet: str) -> Iterator[LeftOut]:
    authors = [author.text or "" for author in comments.iterfind("{*}authors/{*}author")]
    for comment in comments.iter("{*}comment"):
        number = whole(comment.get("authorId"), 0, len(authors))
        text = _text(comment).partition(SEPARATOR)[0]
        if not is_own("" if number == len(authors) else authors[number].strip(), text):
            yield LeftOut(_place(sheet, comment.get("ref", "")), "批注", excerpt(text))


def _place(sheet: str, cell: str) -> str:
    return f"{sheet}!{cell}" if cell else sheet


def _text(element: Element) -> str:
    """Returns the text in an element, a paragraph a line; phonetic text is no part of it."""
    pieces: list[str] = []
    for child in element.iter("{*}t", "{*}p"):
        if local(child) == "p":
            pieces.append("\n" if pieces else "")
        elif local(child.getparent()) != "rPh":
            pieces.append(child.text or "")
    return "".join(pieces)


_DRAWN = {"pic": "图片", "graphicFrame": "图表"}


def _drawn(drawing: Element, sheet: str) -> Iterator[LeftOut]:
    """Yields what a drawing holds, each at the cell where its anchor begins (20.5.2)."""
    for anchor in drawing:
        place = _place(sheet, _anchored(anchor))
        # A fallback for older programs repeats the shape.
        fallbacks = set(anchor.iter("{*}Fallback"))
        for shape in anchor.iter("{*}pic", "{*}sp", "{*}graphicFrame"):
            if not fallbacks.isdisjoint(shape.iterancestors("{*}Fallback")):
                continue
            if local(shape) != "sp":
                yield LeftOut(place, _DRAWN[local(shape)])
            elif text := excerpt(_text(shape)):
                yield LeftOut(place, "文本框", text)


def _anchored(anchor: Element) -> str:
    start = anchor.find("{*}from")
    if start is None:
        return ""
    row, column = whole(start.findtext("{*}row"), 0, 2**20), whole(start.findtext("{*}col"), 0, 2**14)
    return f"{letters_of(column)}{row + 1}"


# --- what is hidden ---


def hidden_parts(
    sheet: str,
    rows: Sequence[int],
    columns: Sequence[tuple[int, int]],
    cells: Mapping[int, Collection[int]],
    ours: bool,
) -> Iterator[LeftOut]:
    """Yields the hidden rows and columns that have cells; they are read. In the sheets of gkml one column is meant to be hidden."""
    for first, last in _stretches(sorted(set(rows))):
        yield LeftOut(f"{sheet}!{first + 1}:{last + 1}", "隐藏的行")
    if columns and not ours:
        used = set().union(*cells.values()) if cells else set()
        hidden = {number for first, last in columns for number in range(first, last + 1)}
        for first, last in _stretches(sorted(used & hidden)):
            yield LeftOut(f"{sheet}!{letters_of(first)}:{letters_of(last)}", "隐藏的列")


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yields ascending numbers as stretches of neighbours, first and last."""
    start = 0
    for place, number in enumerate(numbers):
        if place + 1 == len(numbers) or numbers[place + 1] != number + 1:
            yield numbers[start], number
            start = place + 1
