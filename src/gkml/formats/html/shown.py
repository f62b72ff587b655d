"""A page in; the same page with what a browser shows as text, without what it does not show, and a word on each of these.

Ticks, fields and numbers of lists become text where they stand; hidden parts, pictures and frames are taken out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from gkml.document import LeftOut
from gkml.formats.html.hidden import Hidden, has_styles, hidden_by, hidden_in
from gkml.formats.package.read import Element
from gkml.formats.unreadable import legal, whole

_SILENT = ("script", "style", "noscript", "xml", "datalist")
"""What is no text of the page, and needs no word: programs, looks, and the islands of data that Word leaves."""
_PICTURES = dict.fromkeys(("object", "applet", "video", "audio", "embed"), "嵌入的对象")
_PICTURES |= {"iframe": "内嵌网页", "frame": "内嵌网页", "svg": "图片", "canvas": "图片", "img": "图片"}
"""What is told of each; what can hold others comes first."""
_FIELDS = ("input", "select", "textarea")
_TYPED = {"", "text", "search", "tel", "url", "email", "number", "date", "time", "month", "week", "datetime-local"}
_LAST_LINE = 65535
"""The parser counts no further."""


def line_of(element: Element) -> int:
    """The line of the page on which the element begins; 0 where the parser has stopped counting."""
    line = element.sourceline or 0
    return line if line < _LAST_LINE else 0


def shown(root: Element, markup: bytes) -> tuple[LeftOut, ...]:
    """Makes the page what a browser shows of it; what was seen and taken out is returned in its order.

    `markup` is the page in small letters: what it does not mention need not be looked for.
    """
    special: dict[str, list[Element]] = defaultdict(list)
    for element in root.iter(*_SILENT, *_PICTURES, *_FIELDS, "ol", "pre"):
        special[element.tag].append(element)
    for number, item in _numbered(special["ol"]):
        _put_before(item, number)
    gone: set[Element] = set()
    """What is out of the page, or within what is."""
    found = [*_without_hidden(hidden_in(root, hidden_by(special["style"]), markup), gone)]
    found += _without_pictures((element for tag in _PICTURES for element in special[tag]), gone)
    for tag in _SILENT:
        for element in special[tag]:
            _become(element, "")
    for tag in _FIELDS:
        for element in special[tag]:
            _become(element, _value(element))
    for element in special["pre"]:
        if not len(element):
            _become(element, (element.text or "").removeprefix("\n"), "div")
    if has_styles(markup):
        _settle_word(root)
    return tuple(told for _, told in sorted(found, key=lambda pair: pair[0]))


def _told(element: Element, what: str, text: str) -> tuple[int, LeftOut]:
    line = line_of(element)
    return line or _LAST_LINE, LeftOut(f"网页第{line}行" if line else "网页", what, text)


def _text(element: Element) -> str:
    return " ".join(legal(" ".join(element.xpath(".//text()[not(parent::script or parent::style)]"))).split())


def _become(element: Element, text: str, tag: str = "span") -> None:
    """Makes the element one of that text alone, its lines kept; taken out, each would cost as much as the text around it."""
    del element[:]
    element.attrib.clear()
    element.tag = tag
    element.text, *lines = text.split("\n")
    for line in lines:
        end = element.makeelement("br")
        end.tail = line
        element.append(end)


def _outermost(elements: Iterable[Element], within: set[Element]) -> list[Element]:
    """The elements, given in the order of the page, that are within none of the others; all that they hold joins `within`."""
    kept: list[Element] = []
    for element in elements:
        if element not in within:
            kept.append(element)
            within.update(element.iterdescendants())
    return kept


# --- hidden parts ---


def _without_hidden(found: Iterable[tuple[Element, Hidden]], gone: set[Element]) -> Iterator[tuple[int, LeftOut]]:
    how = dict(found)
    for element in _outermost(how, gone):
        text = _text(element)
        if text:
            is_table = element.tag in {"table", "tr", "tbody"} or element.find(".//table") is not None
            yield _told(element, "隐藏的表格" if is_table else "隐藏的文字", text)
        if how[element] is Hidden.KEEPS_PLACE and element.tag in {"td", "th", "tr"}:
            for cell in [element] if element.tag != "tr" else element.findall("td") + element.findall("th"):
                del cell[:]
                cell.text = None
        else:
            _become(element, "")


# --- pictures and frames ---


def _without_pictures(found: Iterable[Element], gone: set[Element]) -> Iterator[tuple[int, LeftOut]]:
    for element in _outermost(found, gone):
        alt = legal(" ".join(element.get("alt", element.get("title", "")).split()))
        if _is_tick(alt):
            _become(element, alt)
            continue
        name = _file_name(element.get("src") or element.get("data") or "")
        yield _told(element, _PICTURES[element.tag], alt or name or _text(element))
        _become(element, "")


def _is_tick(alt: str) -> bool:
    """Whether a picture stands for a sign: its text is one or two signs, no letter and no digit."""
    return 0 < len(alt) <= 2 and not any(sign.isalnum() for sign in alt)


def _file_name(address: str) -> str:
    if address.startswith("data:"):
        return ""
    return legal(address.partition("?")[0].rstrip("/").rpartition("/")[2])[:200]


# --- fields ---


def _value(field: Element) -> str:
    if field.tag == "textarea":
        return "".join(field.itertext())
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if "selected" in option.attrib]
        if not chosen and "multiple" not in field.attrib:
            chosen = options[:1]
        return "、".join(" ".join("".join(option.itertext()).split()) for option in chosen)
    kind = field.get("type", "").strip().lower()
    if kind in {"checkbox", "radio"}:
        return "☑" if "checked" in field.attrib else "☐"
    return str(field.get("value", "")) if kind in _TYPED else ""


# --- numbers of lists ---


def _numbered(lists: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    """The items of numbered lists with the number that stands before each."""
    for ordered in lists:
        if re.search(r"list-style(-type)?\s*:\s*none", ordered.get("style", "")):
            continue
        items = ordered.findall("li")
        step = -1 if "reversed" in ordered.attrib else 1
        number = _integer(ordered.get("start"), len(items) if step < 0 else 1)
        for item in items:
            number = _integer(item.get("value"), number)
            yield f"{_numeral(number, item.get('type') or ordered.get('type', '1'))}. ", item
            number += step


def _integer(text: str | None, default: int) -> int:
    sign, digits = (-1, text[1:]) if text and text.startswith("-") else (1, text)
    number = whole(digits, -1, 999_999)
    return default if number < 0 else sign * number


def _numeral(number: int, kind: str) -> str:
    if kind in {"a", "A"} and number > 0:
        letters = ""
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord(kind) + rest) + letters
        return letters
    if kind in {"i", "I"} and 0 < number < 4000:
        roman = _roman(number)
        return roman if kind == "I" else roman.lower()
    return str(number)


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def _put_before(item: Element, text: str) -> None:
    """Puts the text where the text of the item begins, in its first paragraph where it has one."""
    place = item
    while not (place.text or "").strip() and len(place) and place[0].tag in {"p", "div", "span"}:
        place = place[0]
    place.text = text + (place.text or "").lstrip(" \t\n\f\r")


# --- what Word writes ---


def _settle_word(root: Element) -> None:
    """Spaces that Word made unbreakable to keep them are spaces again; text that is struck out by its style is deleted."""
    spaced: list[Element] = []
    for element in root.xpath("descendant::*[@style]"):
        style = element.get("style", "").replace(" ", "")
        if "mso-spacerun" in style or "mso-list:Ignore" in style or "mso-tab-count" in style:
            spaced.append(element)
        elif element.tag == "span" and "text-decoration:line-through" in style:
            element.tag = "s"
    for element in _outermost(spaced, set()):
        _space_plainly(element)


def _space_plainly(element: Element) -> None:
    for part in element.iter():
        part.text = (part.text or "").replace("\xa0", " ")
        if part is not element:
            part.tail = (part.tail or "").replace("\xa0", " ")
