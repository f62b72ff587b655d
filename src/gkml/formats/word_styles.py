"""The paragraph styles of a Word package: what they make a heading of, and how they look."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from gkml.formats.package import Element, Parts, parsed, relations
from gkml.formats.unreadable import whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def as_number(element: Element | None, name: str = "val", default: int = 0) -> int:
    """A whole number among the attributes of an element that may be missing."""
    return default if element is None else whole(element.get(W + name), default, 10**6)


class Style(NamedTuple):
    """What matters here of a paragraph style: the level of the heading that it makes, and its look."""

    level: int | None = None
    centred: bool = False
    size: float = 0


Styles = Mapping[str, Style]


def styles(parts: Parts, document: str) -> Styles:
    """The paragraph styles by id; `document` is the name of the part that they are for."""
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
    size = as_number(element.find(f"{W}rPr/{W}sz")) / 2 or above.size
    centred = _is_centred(form, above.centred)
    styles[identifier] = Style(_level(identifier, element, form, above), centred, size)
    return styles[identifier]


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
