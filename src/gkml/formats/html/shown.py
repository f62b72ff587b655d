"""Changes a page into what a browser shows of it, and returns what it takes out.

Ticks, fields, icons and numbers of lists become text; hidden parts, pictures and frames are taken out; what is struck
out gets the attribute `STRUCK`, a width from a rule of the page the attribute `WIDTH`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gkml.document import LeftOut
from gkml.formats.html.css import Hidden, Look, has_styles, looks_in, rules
from gkml.formats.html.fields import MAY_HAVE_ICONS, field_text, icon_text
from gkml.formats.html.lists import number_items
from gkml.formats.package.read import Element
from gkml.formats.signs import is_of_signs, signs
from gkml.formats.unreadable import excerpt, legal

STRUCK = "gkml-struck"
"""The attribute of elements whose text is struck out by a style."""
WIDTH = "gkml-width"
"""The attribute of elements whose width is given by a rule of the page."""
_SILENT = ("script", "style", "noscript", "xml", "datalist")
"""What is no text of the page and is not reported: programs, looks, and the islands of data that Word leaves."""
_PICTURES = dict.fromkeys(("object", "applet", "video", "audio", "embed"), "嵌入的对象")
_PICTURES |= {"iframe": "内嵌网页", "frame": "内嵌网页", "svg": "图片", "canvas": "图片", "img": "图片"}
"""The name of each in a report; elements that can hold others come first."""
_FIELDS = ("input", "select", "textarea")
_ICONS = ("i", "em", "b", "span")
_LAST_LINE = 65535
"""The parser counts no further."""

_Reported = tuple[int, LeftOut]
"""A line of the page, and what was taken out there."""


def line_of(element: Element) -> int:
    """Returns the line of the page on which the element begins; 0 if the parser has stopped counting."""
    line = element.sourceline or 0
    return line if line < _LAST_LINE else 0


def shown(root: Element, markup: bytes) -> tuple[LeftOut, ...]:
    """Makes the page what a browser shows of it; returns what was visible and is taken out, in the order of the page.

    `markup` is the page in lower case: what it does not mention is not searched for.
    """
    special: dict[str, list[Element]] = defaultdict(list)
    for element in root.iter(*_SILENT, *_PICTURES, *_FIELDS, *_MARKED, "ol", "pre"):
        special[element.tag].append(element)
    number_items(special["ol"])
    looks = looks_in(root, rules(special["style"]), markup)
    removed: set[Element] = set()
    """The elements that are taken out, and those within them."""
    reports = [*_without_hidden(looks, removed)]
    reports += _without_pictures((element for tag in _PICTURES for element in special[tag]), removed)
    for tag in _SILENT:
        for element in special[tag]:
            _become(element, "")
    for element in (element for tag in _FIELDS for element in special[tag] if element not in removed):
        _become(element, field_text(element))
    for element in special["pre"]:
        if not len(element):
            _become(element, (element.text or "").removeprefix("\n"), "div")
    if MAY_HAVE_ICONS.search(markup):
        _settle_icons(root)
    _settle_looks([(element, look) for element, look in looks if element not in removed], special, removed)
    if has_styles(markup):
        _settle_spaces(root)
    return tuple(report for _, report in sorted(reports, key=lambda pair: pair[0]))


def _reported(element: Element, kind: str, text: str) -> _Reported:
    line = line_of(element)
    return line or _LAST_LINE, LeftOut(f"网页第{line}行" if line else "网页", kind, excerpt(text))


def _text(element: Element) -> str:
    return " ".join(" ".join(element.xpath(".//text()[not(parent::script or parent::style)]")).split())


def _become(element: Element, text: str, tag: str = "span") -> None:
    """Makes the element one of that text alone, lines kept. To remove the element would cost as much as the text around it."""
    del element[:]
    element.attrib.clear()
    element.tag = tag
    element.text, *lines = legal(text).split("\n")
    for line in lines:
        end = element.makeelement("br")
        end.tail = line
        element.append(end)


def _outermost(elements: Iterable[Element], within: set[Element]) -> list[Element]:
    """Returns the elements that are in none of the others; they and all in them join `within`. Outer elements come first."""
    kept: list[Element] = []
    for element in elements:
        if element not in within:
            kept.append(element)
            within.update(element.iter())
    return kept


# --- hidden parts, pictures and frames ---


def _without_hidden(looks: Iterable[tuple[Element, Look]], removed: set[Element]) -> Iterator[_Reported]:
    hidden = {element: look.hidden for element, look in looks if look.hidden in {Hidden.GONE, Hidden.KEEPS_PLACE}}
    for element in _outermost(hidden, removed):
        text = _text(element)
        if text:
            is_table = element.tag in {"table", "tr", "tbody"} or element.find(".//table") is not None
            yield _reported(element, "隐藏的表格" if is_table else "隐藏的文字", text)
        if hidden[element] is Hidden.KEEPS_PLACE and element.tag in {"td", "th", "tr"}:
            for cell in [element] if element.tag != "tr" else element.findall("td") + element.findall("th"):
                del cell[:]
                cell.text = None
        else:
            _become(element, "")


def _without_pictures(pictures: Iterable[Element], removed: set[Element]) -> Iterator[_Reported]:
    for element in _outermost(pictures, removed):
        alt = " ".join(legal(element.get("alt", element.get("title", ""))).split())
        kind = _PICTURES[element.tag]
        name = _file_name(element.get("src") or element.get("data") or "")
        if not _is_tick(alt):
            yield _reported(element, kind, alt or name or _text(element))
        _become(element, alt if _is_tick(alt) else "")


def _is_tick(alt: str) -> bool:
    """Returns whether a picture stands for a sign: its text is one or two signs, no letter and no digit."""
    return 0 < len(alt) <= 2 and not any(sign.isalnum() for sign in alt)


def _file_name(address: str) -> str:
    if address.startswith("data:"):
        return ""
    return legal(address.partition("?")[0].rstrip("/").rpartition("/")[2])[:200]


# --- text that looks change ---

_MARKED = ("s", "strike", "del")


def _settle_looks(
    looks: Iterable[tuple[Element, Look]], special: dict[str, list[Element]], removed: set[Element]
) -> None:
    """Translates text in fonts of signs, adds generated text, and marks what is struck out."""
    fonts: dict[Element, str] = {}
    struck = [element for tag in _MARKED for element in special[tag] if element not in removed]
    for element, look in looks:
        if look.font:
            fonts[element] = look.font
        if look.struck:
            struck.append(element)
        if look.width:
            element.set(WIDTH, legal(look.width))
        if look.before:
            element.text = legal(look.before) + (element.text or "")
        if look.after:
            _append(element, legal(look.after))
    for element in _outermost([element for element, font in fonts.items() if is_of_signs(font)], set()):
        _translate(element, fonts, fonts[element])
    for element in _outermost(struck, set()):
        for each in [element, *element.iter("td", "th")]:
            each.set(STRUCK, "")


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _translate(element: Element, fonts: dict[Element, str], font: str) -> None:
    """Makes the letters of the element signs, but in parts that have another font."""
    element.text = signs(legal(element.text), font) if element.text and is_of_signs(font) else element.text
    for child in element:
        _translate(child, fonts, fonts.get(child, font))
        child.tail = signs(legal(child.tail), font) if child.tail and is_of_signs(font) else child.tail


def _settle_icons(root: Element) -> None:
    """Puts the signs of icons into the cells of tables; elsewhere they are buttons of the page."""
    for element in root.iter(*_ICONS):
        if (sign := icon_text(element)) and next(element.iterancestors("td", "th"), None) is not None:
            element.text = sign


def _settle_spaces(root: Element) -> None:
    """Makes spaces plain that Word wrote as unbreakable ones to keep them."""
    marks = ("mso-spacerun", "mso-list:Ignore", "mso-tab-count")
    styled = root.xpath("descendant::*[contains(@style, 'mso-')]")
    spaced = [e for e in styled if any(mark in e.get("style").replace(" ", "") for mark in marks)]
    for element in _outermost(spaced, set()):
        for part in element.iter():
            part.text = legal(part.text or "").replace("\xa0", " ")
            if part is not element:
                part.tail = legal(part.tail or "").replace("\xa0", " ")
