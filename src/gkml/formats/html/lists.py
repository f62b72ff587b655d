"""Numbers the items of a page's numbered lists: a browser shows the numbers, and no text of the page holds them."""

import re
from collections.abc import Iterable, Iterator

from gkml.formats.ordinals import ordinal
from gkml.formats.package.read import Element
from gkml.formats.unreadable import legal, whole

_UNNUMBERED = re.compile(r"list-style(-type)?\s*:\s*none")


def number_items(lists: Iterable[Element]) -> None:
    """Puts the number of each item before its text."""
    for item, number in (pair for each in lists for pair in _numbered(each)):
        place = item
        while not (place.text or "").strip() and len(place) and place[0].tag in {"p", "div", "span"}:
            place = place[0]
        place.text = number + legal(place.text or "").lstrip(" \t\n\f\r")


def _numbered(ordered: Element) -> Iterator[tuple[Element, str]]:
    """Yields the items of an `ol` with their numbers."""
    if _UNNUMBERED.search(ordered.get("style", "")):
        return
    items = ordered.findall("li")
    step = -1 if "reversed" in ordered.attrib else 1
    number = _integer(ordered.get("start"), len(items) if step < 0 else 1)
    for item in items:
        number = _integer(item.get("value"), number)
        yield item, f"{_numeral(number, item.get('type') or ordered.get('type', '1'))}. "
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
    return ordinal(number, {"i": "lowerRoman", "I": "upperRoman"}.get(kind, "decimal"))
