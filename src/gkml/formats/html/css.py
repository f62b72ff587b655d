"""The looks of a page's elements that change what a reader sees: hidden, struck out, set in a font of signs, given text.

A look comes from the element's own attributes and style, and from the page's rules for `.class`, `tag.class` and `#id`.
Other selectors, and rules within `@media`, are ignored.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import NamedTuple

from gkml.formats.package.read import Element
from gkml.formats.signs import is_of_signs


class Hidden(Enum):
    """How an element is hidden: as if it were absent, or as an empty place of its size."""

    GONE = "gone"
    KEEPS_PLACE = "keeps place"
    NOT = "not"


class Look(NamedTuple):
    """The properties of a style; None or "" if it does not state one. `font` is a font of signs, "-" is any other font."""

    hidden: Hidden | None = None
    struck: bool | None = None
    font: str = ""
    before: str = ""
    after: str = ""
    width: str = ""


Looks = Mapping[str, Look]
"""The looks that a page's rules give, by selector."""

_PLAIN = Look()
_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([\w-]+)", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|[;\s])visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)
_DECORATION = re.compile(r"(?:^|[;\s])text-decoration(?:-line)?\s*:([^;]*)", re.IGNORECASE)
_FAMILY = re.compile(r"(?:^|[;\s])font(?:-family)?\s*:([^;]*)", re.IGNORECASE)
_SIZE = re.compile(r"^.*\d(?:pt|px|em|rem|%)?(?:/\S+)?\s+")
_CONTENT = re.compile(r"""(?:^|[;\s])content\s*:\s*["']([^"'\n]{1,50})["']""", re.IGNORECASE)
_WIDTH = re.compile(r"(?:^|[;\s])width\s*:\s*([^;]+)", re.IGNORECASE)
_CODE = re.compile(r"\\([0-9A-Fa-f]{1,5})\s?")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_SELECTOR = re.compile(r"(\w{0,20}[.#][\w-]+)(?:::?(before|after))?")


def rules(styles: Iterable[Element]) -> Looks:
    """Returns the looks that the page's style elements give to `.class`, `tag.class` and `#id`."""
    looks: dict[str, Look] = {}
    for style in styles:
        for selectors, declarations in _blocks(_COMMENT.sub(" ", style.text or "")):
            for selector in selectors.split(","):
                if match := _SELECTOR.fullmatch(selector.strip()):
                    look = _generated(declarations, match[2]) if match[2] else declared(declarations)
                    looks[match[1]] = _over(look, looks.get(match[1], _PLAIN))
    return {selector: look for selector, look in looks.items() if look != _PLAIN}


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yields the selectors and declarations of each rule that stands in no other rule's block."""
    depth, start, selectors = 0, 0, ""
    for brace in re.finditer("[{}]", css):
        text = css[start : brace.start()]
        start = brace.end()
        if brace[0] == "{":
            depth += 1
            if depth == 1:
                selectors = text.rpartition(";")[2].replace("<!--", "").strip()
        else:
            if depth == 1 and not selectors.startswith("@"):
                yield selectors, text
            depth = max(0, depth - 1)


def declared(declarations: str) -> Look:
    """Returns the look that a list of declarations gives."""
    if ":" not in declarations:
        return _PLAIN
    decorations, widths = _DECORATION.findall(declarations), _WIDTH.findall(declarations)
    struck = "line-through" in decorations[-1].lower() if decorations else None
    return Look(_hiding(declarations), struck, _font(declarations), width=widths[-1].strip() if widths else "")


def _hiding(declarations: str) -> Hidden | None:
    displays = _DISPLAY.findall(declarations)
    if displays and displays[-1].lower() == "none":
        return Hidden.GONE
    visibility = _VISIBILITY.search(declarations)
    if visibility:
        return Hidden.GONE if visibility[1].lower() == "collapse" else Hidden.KEEPS_PLACE
    return Hidden.NOT if displays else None


def _font(declarations: str) -> str:
    families = _FAMILY.findall(declarations)
    return _sign_font(families[-1].split(",")[0]) if families else ""


def _sign_font(family: str) -> str:
    name = _SIZE.sub("", family[:100]).strip(" \t\n'\"")
    return name if is_of_signs(name) else "-"


def _generated(declarations: str, place: str) -> Look:
    content = _CONTENT.search(declarations)
    text = _CODE.sub(lambda code: chr(int(code[1], 16)), content[1]) if content else ""
    return Look(before=text) if place == "before" else Look(after=text)


def _over(upper: Look, lower: Look) -> Look:
    """Returns the upper look, completed with properties of the lower one."""
    return Look(
        lower.hidden if upper.hidden is None else upper.hidden,
        lower.struck if upper.struck is None else upper.struck,
        upper.font or lower.font,
        upper.before or lower.before,
        upper.after or lower.after,
        upper.width or lower.width,
    )


def has_styles(markup: bytes) -> bool:
    """Returns whether any element may have a style of its own; `markup` is the page in lower case."""
    return bool(re.search(rb"style\s*=", markup))


def looks_in(root: Element, by: Looks, markup: bytes) -> list[tuple[Element, Look]]:
    """Returns the elements that have a look, in the order of the page; `markup` is the page in lower case."""
    tests = ["self::template"] if b"<template" in markup else []
    tests += ["@hidden"] if b"hidden" in markup else []
    tests += ["@style"] if has_styles(markup) else []
    tests += ["@class", "@id"] if by else []
    tests += ["@face"] if re.search(rb"face\s*=", markup) else []
    # One step with one test: for joined sets, libxml2 searches the page again for each element.
    elements = root.xpath(f"descendant::*[{' or '.join(tests)}]") if tests else ()
    looks_by_style: dict[str, Look] = {}
    pairs = ((element, _look_of(element, by, looks_by_style)) for element in elements)
    return [(element, look) for element, look in pairs if look != _PLAIN]


def _look_of(element: Element, by: Looks, looks_by_style: dict[str, Look]) -> Look:
    style = element.get("style", "")
    look = looks_by_style.get(style)
    if look is None:
        look = looks_by_style[style] = declared(style)
    if face := element.get("face", ""):
        look = look._replace(font=look.font or _sign_font(face.split(",")[0]))
    if look.hidden is None and ("hidden" in element.attrib or element.tag == "template"):
        look = look._replace(hidden=Hidden.GONE)
    return _with_rules(element, look, by) if by else look


def _with_rules(element: Element, look: Look, by: Looks) -> Look:
    names = [*(f".{name}" for name in element.get("class", "").split()), f"#{element.get('id', '')}"]
    for name in names:
        for selector in (name, f"{element.tag}{name}"):
            if selector in by:
                look = _over(look, by[selector])
    return look
