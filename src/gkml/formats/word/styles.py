"""Reads the styles of a Word package: the headings that they make, their numbers, and how they change what is shown."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from gkml.formats.package.read import Element, Parts, parsed, relations
from gkml.formats.signs import is_of_signs
from gkml.formats.unreadable import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


def transitional(xml: bytes) -> bytes:
    """Returns a part in the usual namespaces, also if the file is of the strict kind (Part 1, annex A)."""
    if b"http://purl.oclc.org/ooxml/" in xml:
        for strict, usual in _STRICT.items():
            xml = xml.replace(strict, usual)
    return xml


def as_number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """Returns an attribute that is a whole number; `default` if it, or the element, is missing."""
    return default if element is None else whole(element.get(W + name), default, 10**6)


def value_of(parent: Element | None, name: str) -> str:
    """Returns the value of a child element; "" if it is missing."""
    element = None if parent is None else parent.find(W + name)
    return "" if element is None else str(element.get(f"{W}val", ""))


def is_on(parent: Element | None, name: str) -> bool:
    """Returns whether a toggle property is on: an element that is present may state that it is off (17.17.4)."""
    element = None if parent is None else parent.find(W + name)
    return element is not None and states_on(element)


def states_on(element: Element) -> bool:
    """Returns whether a toggle element states that it is on."""
    return element.get(f"{W}val") not in {"0", "false", "off"}


class Numbered(NamedTuple):
    """The number (w:numId) and the level in its list that a paragraph or its style states; None if it states none."""

    number: str | None = None
    level: int | None = None


class Shown(NamedTuple):
    """How text is shown: hidden, struck out, in a font of signs ("" for any other font)."""

    hidden: bool = False
    struck: bool = False
    font: str = ""


class Style(NamedTuple):
    """A style: the level of the heading that it makes (None if it makes none), its look, and how its text is shown."""

    level: int | None = None
    centred: bool = False
    size: float = 0
    numbered: Numbered = Numbered()
    shown: Shown = Shown()


Styles = Mapping[str, Style]


def styles(parts: Parts, document: str) -> Styles:
    """Returns the styles by id; `document` is the name of the part that uses them."""
    name = next((r.target for r in relations(parts, document).values() if r.kind == "styles"), "")
    xml = parts.get(name)
    elements = parsed(xml).iterchildren(f"{W}style") if xml else ()
    stated = {element.get(f"{W}styleId", ""): element for element in elements}
    resolved: dict[str, Style] = {}
    for identifier in stated:
        _resolve(identifier, stated, resolved)
    return resolved | {_OURS[n]: resolved[i] for i, element in stated.items() if (n := _name(element)) in _OURS}


_OURS = {
    "目录标题": "GkmlTitle",
    "目录正文标题": "GkmlHeading1",
    "目录一级小标题": "GkmlHeading2",
    "目录二级小标题": "GkmlHeading3",
    "目录三级小标题": "GkmlHeading4",
    "目录表文字": "GkmlCell",
}
"""The ids of the styles of gkml by name: LibreOffice keeps the names and changes the ids."""


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _resolve(identifier: str, stated: Mapping[str, Element], styles: dict[str, Style]) -> Style:
    """Returns the style with what it inherits from the one that it is based on (17.7.4.3)."""
    if identifier in styles or identifier not in stated:
        return styles.get(identifier, Style())
    styles[identifier] = Style()  # ends the recursion of a style that is based on itself
    element = stated[identifier]
    based = element.find(f"{W}basedOn")
    above = Style() if based is None else _resolve(based.get(f"{W}val", ""), stated, styles)
    form = element.find(f"{W}pPr")
    looks = element.find(f"{W}rPr")
    size = 0.0 if looks is None else as_number(looks.find(f"{W}sz")) / 2
    styles[identifier] = Style(
        _level(identifier, element, form, above),
        _is_centred(form, above.centred),
        size or above.size,
        numbered_of(None if form is None else form.find(f"{W}numPr"), above.numbered),
        shown_by(looks, above.shown),
    )
    return styles[identifier]


def numbered_of(element: Element | None, above: Numbered) -> Numbered:
    """Returns what a w:numPr states, and what the style states where it is silent (17.3.1.19)."""
    if element is None:
        return above
    number, level = above
    for piece in element:
        if piece.tag == _NUMBER:
            number = piece.get(_VALUE, "")
        elif piece.tag == _LEVEL:
            level = as_number(piece)
    return Numbered(number, level)


def shown_by(looks: Element | None, above: Shown) -> Shown:
    """Returns how a w:rPr shows its text; `above` is what the style states."""
    hidden, struck, font = above
    for piece in () if looks is None else looks:
        tag = piece.tag
        if tag == _FONTS:
            fonts = [name for name in (piece.get(_ASCII), piece.get(_HIGH)) if name]
            # Chinese text is not changed by a font of signs, so it counts for either half of the letters.
            font = next(filter(is_of_signs, fonts), "") if fonts else font
        elif tag == _VANISH:
            hidden = states_on(piece)
        elif tag in _STRIKES:
            struck = states_on(piece)
    return Shown(hidden, struck, font)


_NUMBER, _LEVEL, _VALUE = f"{W}numId", f"{W}ilvl", f"{W}val"
_FONTS, _ASCII, _HIGH, _VANISH = f"{W}rFonts", f"{W}ascii", f"{W}hAnsi", f"{W}vanish"
_STRIKES = {f"{W}strike", f"{W}dstrike"}


def _level(identifier: str, element: Element, form: Element | None, above: Style) -> int | None:
    name = _name(element)
    if own := _own(_OURS.get(name, identifier)):
        return own.level
    return 0 if name.lower() == "title" else _outline(form, above.level)


def _own(identifier: str) -> Style | None:
    """Returns the style of a heading that gkml wrote, whatever a template makes of it."""
    heading = re.fullmatch(r"GkmlTitle|GkmlHeading(\d)", identifier)
    return heading and Style(int(heading[1] or 0), True)


def _outline(form: Element | None, default: int | None) -> int | None:
    """Returns the heading level: outline level 0 is 1; outline level 9 is running text, None (17.3.1.20)."""
    element = None if form is None else form.find(f"{W}outlineLvl")
    if element is None:
        return default
    level = as_number(element, default=9) + 1
    return level if level < 10 else None


def _is_centred(form: Element | None, default: bool) -> bool:
    element = None if form is None else form.find(f"{W}jc")
    return default if element is None else element.get(f"{W}val") == "center"


def style_of(form: Element | None, by_id: Styles) -> Style:
    """Returns the style of a paragraph, with what the paragraph itself states instead."""
    element = None if form is None else form.find(f"{W}pStyle")
    identifier = "" if element is None else element.get(f"{W}val", "")
    style = by_id.get(identifier) or _own(identifier) or Style()
    return style._replace(level=_outline(form, style.level), centred=_is_centred(form, style.centred))
