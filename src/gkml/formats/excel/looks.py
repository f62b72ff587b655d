"""Reads the styles of a workbook as the looks of its cells."""

import re
from typing import NamedTuple

from gkml.document import Mark
from gkml.formats.excel.number_formats import BUILT_IN
from gkml.formats.package.read import Element, parsed
from gkml.formats.signs import is_of_signs
from gkml.formats.unreadable import UnreadableFile, whole

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class CellLook(NamedTuple):
    """The look of a cell. `format` is the code of its number format, `font` a font of signs or ""."""

    bordered: bool = False
    centred: bool = False
    size: float = 0
    mark: Mark = ""
    format: str = "General"
    font: str = ""


_MOST_FORMS = 100_000
"""Excel itself keeps no more than 65,490."""


class Looks:
    """The looks of a workbook by the number that cells refer to; each is made when it is needed."""

    def __init__(self, xml: bytes) -> None:
        root = parsed(xml or b"<styleSheet/>")
        self._fonts = root.findall(f"{S}fonts/{S}font")
        self._borders = root.findall(f"{S}borders/{S}border")
        self._own = {
            f.get("numFmtId", ""): f.get("formatCode", "")[:255] for f in root.iterfind(f"{S}numFmts/{S}numFmt")
        }
        forms = root.find(f"{S}cellXfs")
        if forms is not None and len(forms) > _MOST_FORMS:
            raise UnreadableFile(
                f"工作簿里的单元格格式超过 {_MOST_FORMS // 10_000} 万种，不读；请把表复制到新的工作簿再读"
            )
        self._forms = [] if forms is None else forms.findall(f"{S}xf")

    def __len__(self) -> int:
        return len(self._forms)

    def __getitem__(self, number: int) -> CellLook:
        form = self._forms[number]
        font, border = _at(self._fonts, form.get("fontId")), _at(self._borders, form.get("borderId"))
        alignment = form.find(f"{S}alignment")
        centred = alignment is not None and alignment.get("horizontal") in {"center", "centerContinuous"}
        code = self._own.get(form.get("numFmtId", "0")) or BUILT_IN.get(whole(form.get("numFmtId"), 0, 999), "General")
        bordered = border is not None and _has_line(border)
        return CellLook(bordered, centred, 0.0 if font is None else _size(font), mark_of(font), code, sign_font(font))


def _at(elements: list[Element], number: str | None) -> Element | None:
    place = whole(number, 0, len(elements))
    return elements[place] if place < len(elements) else None


def _size(font: Element) -> float:
    size = font.find(f"{S}sz")
    stated = "" if size is None else size.get("val", "")
    return float(stated) if re.fullmatch(r"\d{1,3}(\.\d{1,3})?", stated) else 0.0


def _has_line(border: Element) -> bool:
    return any(side.get("style", "none") != "none" for side in border)


def mark_of(font: Element | None) -> Mark:
    """Returns "deleted" for a font that is struck out, and "inserted" for the look that gkml gives to insertions."""
    if font is None:
        return ""
    strike = font.find(f"{S}strike")
    if strike is not None and strike.get("val", "1") not in {"0", "false"}:
        return "deleted"
    colour = font.find(f"{S}color")
    rgb = "" if colour is None else colour.get("rgb", "")
    return "inserted" if rgb == INSERTED and font.find(f"{S}u") is not None else ""


INSERTED = "FF006100"
"""The colour tells an insertion of gkml from the underlining of others."""


def sign_font(font: Element | None) -> str:
    """Returns the name of a font of signs; "" for any other font."""
    name = None if font is None else next(font.iterchildren(f"{S}name", f"{S}rFont"), None)
    family = "" if name is None else name.get("val", "")
    return family if is_of_signs(family) else ""
