"""The styles of a workbook in, what matters of the look of its cells out."""

import re
from typing import NamedTuple

from gkml.document import Mark
from gkml.formats.number_formats import BUILT_IN
from gkml.formats.package import Element, parsed
from gkml.formats.unreadable import whole

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class CellLook(NamedTuple):
    """The look of a cell. `format` is the code of its number format."""

    bordered: bool = False
    centred: bool = False
    size: float = 0
    mark: Mark = ""
    format: str = "General"


def looks_of(xml: bytes) -> list[CellLook]:
    """The looks by the number that cells refer to them with."""
    if not xml:
        return []
    root = parsed(xml)
    fonts = [(_size(font), mark_of(font)) for font in root.iterfind(f"{S}fonts/{S}font")]
    borders = [_has_line(border) for border in root.iterfind(f"{S}borders/{S}border")]
    own = {f.get("numFmtId", ""): f.get("formatCode", "")[:255] for f in root.iterfind(f"{S}numFmts/{S}numFmt")}
    looks: list[CellLook] = []
    for form in root.iterfind(f"{S}cellXfs/{S}xf"):
        font, border = whole(form.get("fontId"), 0, len(fonts)), whole(form.get("borderId"), 0, len(borders))
        size, mark = fonts[font] if font < len(fonts) else (0.0, "")
        alignment = form.find(f"{S}alignment")
        centred = alignment is not None and alignment.get("horizontal") in {"center", "centerContinuous"}
        number = form.get("numFmtId", "0")
        code = own.get(number) or BUILT_IN.get(whole(number, 0, 999), "General")
        looks.append(CellLook(border < len(borders) and borders[border], centred, size, mark, code))
    return looks


def _size(font: Element) -> float:
    size = font.find(f"{S}sz")
    stated = "" if size is None else size.get("val", "")
    return float(stated) if re.fullmatch(r"\d{1,3}(\.\d{1,3})?", stated) else 0.0


def _has_line(border: Element) -> bool:
    return any(side.get("style", "none") != "none" for side in border)


def mark_of(font: Element | None) -> Mark:
    """How our writer sets what was inserted or deleted; the colours tell it from a stranger's underlining."""
    if font is None:
        return ""
    colour = font.find(f"{S}color")
    rgb = "" if colour is None else colour.get("rgb", "")
    if rgb == "FF006100" and font.find(f"{S}u") is not None:
        return "inserted"
    return "deleted" if rgb == "FF9C0006" and font.find(f"{S}strike") is not None else ""
