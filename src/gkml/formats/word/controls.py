"""Reads boxes to tick, lists to choose from, placeholders and enclosed characters of Word as the text that is shown."""

import re

from gkml.formats.package.read import Element
from gkml.formats.signs import is_of_signs, signs
from gkml.formats.word.styles import W, as_number, is_on, states_on

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKED, _EMPTY = "☑", "☐"


def tick_boxes(root: Element) -> None:
    """Replaces the text of each check box (a content control) by the sign of its state."""
    for box in list(root.iter(f"{_W14}checkbox")):
        control = next(box.iterancestors(f"{W}sdt"), None)
        content = None if control is None else control.find(f"{W}sdtContent")
        if content is None:
            continue
        checked = box.find(f"{_W14}checked")
        ticked = checked is not None and checked.get(f"{_W14}val", "1") not in {"0", "false", "off"}
        _replace(content, f"{W}t", _TICKED if ticked else _EMPTY)


PLACEHOLDER = "placeholder"
"""The element that `placeholders` puts in the place of text that nobody filled in."""


def placeholders(root: Element) -> None:
    """Replaces the text of each content control that shows its placeholder (17.5.2.39) by one `PLACEHOLDER` element."""
    for showing in list(root.iter(f"{W}showingPlcHdr")):
        about = showing.getparent()
        control = about.getparent()
        content = None if control is None else control.find(f"{W}sdtContent")
        if content is None or not states_on(showing) or about.find(f"{_W14}checkbox") is not None:
            continue
        texts = [text.text or "" for text in content.iter(f"{W}t")]
        _replace(content, PLACEHOLDER, "".join(texts))


def _replace(content: Element, tag: str, text: str) -> None:
    """Leaves one piece of text in the runs of the content, and no looks that could turn a sign into another one."""
    for run in list(content.iter(f"{W}r")):
        for piece in list(run):
            if piece.tag in _REPLACED:
                run.remove(piece)
        if text:
            element = run.makeelement(tag)
            element.text, text = text, ""
            run.append(element)


_REPLACED = {f"{W}t", f"{W}sym", f"{W}rPr", f"{W}br", f"{W}tab"}


def form_result(form: Element | None) -> str:
    """Returns what a box or list of an old form shows (17.16.7, 17.16.9); "" if the field has a text instead."""
    box = None if form is None else form.find(f"{W}checkBox")
    if box is not None:
        state = "default" if box.find(f"{W}checked") is None else "checked"
        return _TICKED if is_on(box, state) else _EMPTY
    choices = None if form is None else form.find(f"{W}ddList")
    if choices is None:
        return ""
    entries = [entry.get(f"{W}val", "") for entry in choices.iterchildren(f"{W}listEntry")]
    chosen = as_number(choices.find(f"{W}result"), default=as_number(choices.find(f"{W}default")))
    return entries[chosen] if chosen < len(entries) else ""


def symbol(element: Element, font: str) -> str:
    """Returns the sign that a w:sym shows (17.3.3.30); `font` is that of its run."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "") or font
    if not re.fullmatch("[0-9A-Fa-f]{4}", code):
        return ""
    sign = chr(int(code, 16))
    return signs(sign, font) if is_of_signs(font) else sign


def enclosed(code: str) -> str:
    """Returns what a field shows that overlays characters: 带圈字符 is written that way, a number as `○,1`."""
    over = re.search(r"(?i)^\s*eq\b.*\\o.*\(\s*([^,]*)[,;]([^)]*)\)", code)
    if over is None:
        return ""
    inner = over[2].strip()
    circled = over[1].strip() in {"○", "◯"} and inner.isdecimal() and 0 < int(inner) <= 20
    return chr(0x2460 + int(inner) - 1) if circled else inner
