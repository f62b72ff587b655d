"""The styles of a Word package: what they make a heading of, how they number, hide and look."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from gkml.formats.package.read import Element, Parts, parsed, relations
from gkml.formats.unreadable import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
}


def transitional(xml: bytes) -> bytes:
    """A part in the namespaces that everybody writes, also where the file is of the strict kind (Part 1, annex A)."""
    if b"http://purl.oclc.org/ooxml/" in xml:
        for strict, usual in _STRICT.items():
            xml = xml.replace(strict, usual)
    return xml


def as_number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """A whole number among the attributes of an element that may be missing."""
    return default if element is None else whole(element.get(W + name), default, 10**6)


def value_of(parent: Element | None, name: str) -> str:
    """What a child that has but one value says; "" where there is none."""
    element = None if parent is None else parent.find(W + name)
    return "" if element is None else str(element.get(f"{W}val", ""))


def is_on(parent: Element | None, name: str) -> bool:
    """Whether a property that is on or off is on: it may be there and say no (17.17.4)."""
    element = None if parent is None else parent.find(W + name)
    return element is not None and says_yes(element)


def says_yes(element: Element) -> bool:
    """Whether an element that is on or off is on."""
    return element.get(f"{W}val") not in {"0", "false", "off"}


class Numbered(NamedTuple):
    """What a paragraph or its style says of numbers: the number, and the level in its list; None where nothing."""

    number: str | None = None
    level: int | None = None


class Style(NamedTuple):
    """What matters here of a style: the level of the heading that it makes, its look, and what it does to its text."""

    level: int | None = None
    centred: bool = False
    size: float = 0
    numbered: Numbered = Numbered()
    hidden: bool = False
    font: str = ""


Styles = Mapping[str, Style]


def styles(parts: Parts, document: str) -> Styles:
    """The styles by id; `document` is the name of the part that they are for."""
    name = next((r.target for r in relations(parts, document).values() if r.kind == "styles"), "")
    xml = parts.get(name)
    found = parsed(xml).iterchildren(f"{W}style") if xml else ()
    stated = {element.get(f"{W}styleId", ""): element for element in found}
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
"""The names of our styles, which last longer than their ids: LibreOffice gives styles new ids as it saves."""


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _resolve(identifier: str, stated: Mapping[str, Element], styles: dict[str, Style]) -> Style:
    """The style with what it takes from the one that it is based on (17.7.4.3)."""
    if identifier in styles or identifier not in stated:
        return styles.get(identifier, Style())
    styles[identifier] = Style()  # a style based on itself finds this
    element = stated[identifier]
    based = element.find(f"{W}basedOn")
    above = Style() if based is None else _resolve(based.get(f"{W}val", ""), stated, styles)
    form = element.find(f"{W}pPr")
    looks = element.find(f"{W}rPr")
    size = 0.0 if looks is None else as_number(looks.find(f"{W}sz")) / 2
    hidden, font = look_of(looks, above)
    styles[identifier] = Style(
        _level(identifier, element, form, above),
        _is_centred(form, above.centred),
        size or above.size,
        numbered_of(None if form is None else form.find(f"{W}numPr"), above.numbered),
        hidden,
        font,
    )
    return styles[identifier]


def numbered_of(element: Element | None, above: Numbered) -> Numbered:
    """What a w:numPr says, and what the style above says where it does not (17.3.1.19)."""
    if element is None:
        return above
    number, level = above
    for piece in element:
        if piece.tag == _NUMBER:
            number = piece.get(_VALUE, "")
        elif piece.tag == _LEVEL:
            level = as_number(piece)
    return Numbered(number, level)


def look_of(looks: Element | None, above: Style) -> tuple[bool, str]:
    """Whether a w:rPr hides its text, and the font that it is in."""
    hidden, font = above.hidden, above.font
    for piece in () if looks is None else looks:
        if piece.tag == _FONTS:
            font = piece.get(_ASCII) or piece.get(f"{W}hAnsi") or font
        elif piece.tag == _VANISH:
            hidden = says_yes(piece)
    return hidden, font


_NUMBER, _LEVEL, _VALUE = f"{W}numId", f"{W}ilvl", f"{W}val"
_FONTS, _ASCII, _VANISH = f"{W}rFonts", f"{W}ascii", f"{W}vanish"


def _level(identifier: str, element: Element, form: Element | None, above: Style) -> int | None:
    name = _name(element)
    if own := _own(_OURS.get(name, identifier)):
        return own.level
    return 0 if name.lower() == "title" else _outline(form, above.level)


def _own(identifier: str) -> Style | None:
    """What our writer means by a heading's style, whatever the template makes of it."""
    heading = re.fullmatch(r"GkmlTitle|GkmlHeading(\d)", identifier)
    return heading and Style(int(heading[1] or 0), True)


def _outline(form: Element | None, default: int | None) -> int | None:
    """Outline level 0 is a heading of level 1; 9 is running text (17.3.1.20)."""
    element = None if form is None else form.find(f"{W}outlineLvl")
    if element is None:
        return default
    level = as_number(element, default=9) + 1
    return level if level < 10 else None


def _is_centred(form: Element | None, default: bool) -> bool:
    element = None if form is None else form.find(f"{W}jc")
    return default if element is None else element.get(f"{W}val") == "center"


def style_of(form: Element | None, known: Styles) -> Style:
    """The style of a paragraph, with what the paragraph itself says otherwise."""
    element = None if form is None else form.find(f"{W}pStyle")
    identifier = "" if element is None else element.get(f"{W}val", "")
    style = known.get(identifier) or _own(identifier) or Style()
    return style._replace(level=_outline(form, style.level), centred=_is_centred(form, style.centred))
