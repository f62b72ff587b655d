"""A page in, the elements that a browser hides out: by their attributes, their own style, or the page's rules for classes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from gkml.formats.package.read import Element


class Hidden(Enum):
    """How an element is hidden: as if it were not there, or as an empty place of its size."""

    GONE = "gone"
    KEEPS_PLACE = "keeps place"
    NOT = "not"


_DISPLAY = re.compile(r"(?:^|[;\s])display\s*:\s*([\w-]+)", re.IGNORECASE)
_VISIBILITY = re.compile(r"(?:^|[;\s])visibility\s*:\s*(hidden|collapse)", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_SELECTOR = re.compile(r"\w{0,20}[.#][\w-]+")


def hidden_by(styles: Iterable[Element]) -> Mapping[str, Hidden]:
    """What the rules of style elements say of `.class`, `tag.class`, `#id`; others, and those within `@media`, are not looked at."""
    said: dict[str, Hidden] = {}
    for style in styles:
        for selectors, declarations in _rules(_COMMENT.sub(" ", style.text or "")):
            how = _said(declarations)
            if how is None:
                continue
            for selector in selectors.split(","):
                if _SELECTOR.fullmatch(selector.strip()):
                    said[selector.strip()] = how
    return {selector: how for selector, how in said.items() if how is not Hidden.NOT}


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The rules that stand in no block of another one."""
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


def _said(declarations: str) -> Hidden | None:
    """What a list of declarations says of hiding; None where it says nothing."""
    displays = _DISPLAY.findall(declarations)
    if displays and displays[-1].lower() == "none":
        return Hidden.GONE
    found = _VISIBILITY.search(declarations)
    if found:
        return Hidden.GONE if found[1].lower() == "collapse" else Hidden.KEEPS_PLACE
    return Hidden.NOT if displays else None


def has_styles(markup: bytes) -> bool:
    """Whether any element may have a style of its own."""
    return bool(re.search(rb"style\s*=", markup))


def hidden_in(root: Element, by: Mapping[str, Hidden], markup: bytes) -> list[tuple[Element, Hidden]]:
    """The elements that are hidden themselves, in the order of the page; `markup` is the page in small letters."""
    tests = ["self::template"] if b"<template" in markup else []
    tests += ["@hidden"] if b"hidden" in markup else []
    tests += ["@style"] if has_styles(markup) else []
    tests += ["@class", "@id"] if by else []
    # One step with one test: sets that are joined, or led to by steps, are searched for each element anew.
    looked_at = root.xpath(f"descendant::*[{' or '.join(tests)}]") if tests else ()
    found = ((element, _how(element, by)) for element in looked_at)
    return [(element, how) for element, how in found if how is not Hidden.NOT]


def _how(element: Element, by: Mapping[str, Hidden]) -> Hidden:
    own = _said(element.get("style", ""))
    if own is not None:
        return own
    if "hidden" in element.attrib or element.tag == "template":
        return Hidden.GONE
    if by:
        names = ["." + name for name in element.get("class", "").split()]
        names += ["#" + element.get("id", "")]
        for name in names:
            how = by.get(name) or by.get(f"{element.tag}{name}")
            if how:
                return how
    return Hidden.NOT
