"""What a Word package holds beside its text: notes, headers, macros, links to elsewhere; told, never followed or run."""

import re
from collections.abc import Iterator, Mapping, Sequence

from gkml.document import LeftOut
from gkml.formats.package.read import Element, Parts, parsed, relations
from gkml.formats.word.styles import W
from gkml.formats.word.text import Story

WHOLE = "全文"
"""The place of what belongs to no place."""
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = {"comments": "批注", "footnotes": "脚注", "endnotes": "尾注"}
_MARGINS = {"header": "页眉", "footer": "页脚"}
_PAGE_NUMBER = re.compile(r"[\s\dIVXivx〇一二三四五六七八九十百第页共总/·.,，、()（）~～—–―－_-]*")
"""The signs that a footer needs which says no more than the page and how many there are."""


def notes(parts: Parts, document: str, story: Story) -> dict[tuple[str, str], str]:
    """The text of each comment and note by kind and id."""
    found: dict[tuple[str, str], str] = {}
    for relation in relations(parts, document).values():
        kind = _NOTES.get(relation.kind)
        xml = parts.get(relation.target) if kind else None
        if kind and xml:
            for note in parsed(xml).iterchildren(f"{W}comment", f"{W}footnote", f"{W}endnote"):
                found[kind, note.get(f"{W}id", "")] = story.aside(note, counts=False)
    return found


def unreferenced(root: Element, known: Mapping[tuple[str, str], str]) -> Iterator[LeftOut]:
    """The comments that stand at no place of the text."""
    comments = {own: text for (kind, own), text in known.items() if kind == "批注"}
    used = {element.get(f"{W}id", "") for element in root.iter(f"{W}commentReference")} if comments else set()
    return (LeftOut(WHOLE, "批注", text) for own, text in comments.items() if own not in used)


def margins(parts: Parts, document: str, sections: Sequence[Element], story: Story) -> Iterator[LeftOut]:
    """The headers and footers that say more than the number of the page, each text once."""
    used = {r.get(f"{_R}id") for s in sections for r in s.iterchildren(f"{W}headerReference", f"{W}footerReference")}
    told: set[tuple[str, str]] = set()
    for identifier, relation in relations(parts, document).items():
        what = _MARGINS.get(relation.kind)
        xml = parts.get(relation.target) if what and identifier in used else None
        if not what or not xml:
            continue
        story.section = what
        text = story.aside(parsed(xml), counts=False).strip()
        if not _PAGE_NUMBER.fullmatch(text) and (what, text) not in told:
            told.add((what, text))
            yield LeftOut(what, what, text)
    story.section = ""


def elsewhere(parts: Parts) -> Iterator[LeftOut]:
    """Macros, and what the file would fetch from outside; links that a reader clicks are part of the text."""
    if any(b"vbaProject" in xml for name, xml in parts.items() if name.endswith(".rels")):
        yield LeftOut(WHOLE, "宏")
    for name, xml in parts.items():
        if name.endswith(".rels") and b"External" in xml:
            for link in parsed(xml).iterchildren("{*}Relationship"):
                if link.get("TargetMode") == "External" and not link.get("Type", "").endswith("/hyperlink"):
                    yield LeftOut(WHOLE, "外部链接", link.get("Target", ""))
