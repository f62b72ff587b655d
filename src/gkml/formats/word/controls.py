"""Boxes to tick, lists to choose from and enclosed characters of Word: the element in, the sign or text that shows out."""

import re

from gkml.formats.package.read import Element
from gkml.formats.signs import is_of_signs, signs
from gkml.formats.word.styles import W, as_number, is_on

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKED, _EMPTY = "☑", "☐"


def tick_boxes(root: Element) -> None:
    """Puts the sign of each check box (a content control) in the place of whatever its text shows, for its state counts."""
    for box in list(root.iter(f"{_W14}checkbox")):
        control = next(box.iterancestors(f"{W}sdt"), None)
        content = None if control is None else control.find(f"{W}sdtContent")
        if content is None:
            continue
        checked = box.find(f"{_W14}checked")
        ticked = checked is not None and checked.get(f"{_W14}val", "1") not in {"0", "false", "off"}
        _say(content, _TICKED if ticked else _EMPTY)


def _say(content: Element, sign: str) -> None:
    """Leaves one run with text in the content, and no looks that could turn the sign into another one."""
    for run in list(content.iter(f"{W}r")):
        for piece in list(run):
            if piece.tag in _SAYS or piece.tag == f"{W}rPr":
                run.remove(piece)
        if sign:
            text = run.makeelement(f"{W}t")
            text.text, sign = sign, ""
            run.append(text)


_SAYS = {f"{W}t", f"{W}sym"}


def form_result(form: Element | None) -> str:
    """What a box or list of an old form shows (17.16.7, 17.16.9); "" where the text of the field does."""
    box = None if form is None else form.find(f"{W}checkBox")
    if box is not None:
        told = "default" if box.find(f"{W}checked") is None else "checked"
        return _TICKED if is_on(box, told) else _EMPTY
    choices = None if form is None else form.find(f"{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in choices.iterchildren(f"{W}listEntry")]
    chosen = as_number(choices.find(f"{W}result"), default=as_number(choices.find(f"{W}default")))
    return entries[chosen] if chosen < len(entries) else ""


def symbol(element: Element) -> str:
    """The sign that a w:sym shows (17.3.3.30)."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "")
    if not re.fullmatch("[0-9A-Fa-f]{4}", code):
        return ""
    sign = chr(int(code, 16))
    return signs(sign, font) if is_of_signs(font) else sign


def enclosed(code: str) -> str:
    """What a field shows that draws characters over one another: 带圈字符 is written that way, a number as `○,1`."""
    over = re.search(r"(?i)^\s*eq\b.*\\o.*\(\s*([^,]*)[,;]([^)]*)\)", code)
    if over is None:
        return ""
    inner = over[2].strip()
    circled = over[1].strip() in {"○", "◯"} and inner.isdecimal() and 0 < int(inner) <= 20
    return chr(0x2460 + int(inner) - 1) if circled else inner
