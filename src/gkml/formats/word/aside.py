"""Reports what a Word package holds beside its text: notes, headers, macros, external links. None is followed or run."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gkml.document import LeftOut
from gkml.formats.notes import AUTHOR
from gkml.formats.package.read import Element, Parts, parsed, relations
from gkml.formats.unreadable import excerpt
from gkml.formats.word.styles import W
from gkml.formats.word.text import Story

WHOLE = "全文"
"""The place of what has no place of its own."""
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注"}
_MARGINS = {"header": "页眉", "footer": "页脚"}
_PAGE_NUMBER = re.compile(r"[\s\dIVXivx〇一二三四五六七八九十百第页共总/·.,，、()（）~～—–―－_-]*")
"""A header or footer that states no more than the number of the page."""


def notes(parts: Parts, document: str, story: Story) -> dict[tuple[str, str], str | None]:
    """Returns the text of each comment and note by kind and id; None for the comments that `annotate` wrote."""
    texts: dict[tuple[str, str], str | None] = {}
    for relation in relations(parts, document).values():
        kind = _NOTES.get(relation.kind)
        xml = parts.get(relation.target) if kind else None
        if kind and xml:
            for note in parsed(xml).iterchildren(f"{W}comment", f"{W}footnote", f"{W}endnote"):
                ours = note.get(f"{W}author") == AUTHOR
                texts[kind, note.get(f"{W}id", "")] = None if ours else story.aside(note, counts=False)
    return texts


def unreferenced(root: Element, notes: Mapping[tuple[str, str], str | None]) -> Iterator[LeftOut]:
    """Returns the comments that have no place in the text."""
    comments = {own: text for (kind, own), text in notes.items() if kind == "批注" and text is not None}
    used = {element.get(f"{W}id", "") for element in root.iter(f"{W}commentReference")} if comments else set()
    return (LeftOut(WHOLE, "批注", text) for own, text in comments.items() if own not in used)


def margins(parts: Parts, document: str, sections: Sequence[Element], story: Story) -> Iterator[LeftOut]:
    """Yields the headers and footers that state more than the number of the page, each text once."""
    used = {r.get(f"{_R}id") for s in sections for r in s.iterchildren(f"{W}headerReference", f"{W}footerReference")}
    reported: set[tuple[str, str]] = set()
    for identifier, relation in relations(parts, document).items():
        margin = _MARGINS.get(relation.kind)
        xml = parts.get(relation.target) if margin and identifier in used else None
        if not margin or not xml:
            continue
        story.section = margin
        text = story.aside(parsed(xml), counts=False).strip()
        if not _PAGE_NUMBER.fullmatch(text) and (margin, text) not in reported:
            reported.add((margin, text))
            yield LeftOut(margin, margin, excerpt(text))
    story.section = ""


def elsewhere(parts: Parts) -> Iterator[LeftOut]:
    """Yields macros, and what the file would fetch from outside; a link that a user clicks is part of the text."""
    if any(b"vbaProject" in xml for name, xml in parts.items() if name.endswith(".rels")):
        yield LeftOut(WHOLE, "宏")
    for name, xml in parts.items():
        if name.endswith(".rels") and b"External" in xml:
            for link in parsed(xml).iterchildren("{*}Relationship"):
                if link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
                    yield LeftOut(WHOLE, "外部链接", excerpt(link.get("Target", "")))
