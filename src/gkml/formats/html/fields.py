"""The text that a browser shows for fields of a form and for icons, which are elements without text of their own."""

import re

from gkml.formats.package.read import Element

_TYPED = {"", "text", "search", "tel", "url", "email", "number", "date", "time", "month", "week", "datetime-local"}
"""The types of `input` that show their value."""
_TICK = {"check", "checked", "checkmark", "ok", "tick", "gou", "duigou", "duihao", "xuanzhong"}
_CROSS = {"times", "xmark", "cross", "cha", "cuo"}
MAY_HAVE_ICONS = re.compile(
    rb"class\s*=[^<>]{0,200}(?:check|ok|tick|gou|duihao|xuanzhong|times|xmark|cross|cha|cuo|square)"
)
"""What a page in lower case contains if it has icons."""


def field_text(field: Element) -> str:
    """Returns what an `input`, `select` or `textarea` shows; a box to tick as ☑ or ☐."""
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


def icon_text(element: Element) -> str:
    """Returns the sign that an icon font draws for an empty element with a class such as `fa-check`; "" if it is none."""
    if len(element) or (element.text or "").strip():
        return ""
    words = set(re.split("[^a-z]+", element.get("class", "").lower()))
    if "unchecked" in words or (words & {"checkbox", "square"} and not words & _TICK):
        return "☐"
    return "√" if words & _TICK else "×" if words & _CROSS else ""
