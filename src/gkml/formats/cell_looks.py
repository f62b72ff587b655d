"""The styles of a workbook in, what matters of the look of its cells out; and a number as a cell of that look shows it."""

import re
from datetime import datetime, time, timedelta
from math import isinf
from typing import NamedTuple

from gkml.document import Mark
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
    since_1904: bool = False


def looks_of(xml: bytes, since_1904: bool) -> list[CellLook]:
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
        code = own.get(number) or _BUILT_IN.get(whole(number, 0, 999), "General")
        looks.append(CellLook(border < len(borders) and borders[border], centred, size, mark, code, since_1904))
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


_DATE = "yyyy-mm-dd"
_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys([*range(14, 18), *range(27, 32), 36, *range(50, 59)], _DATE)}
_BUILT_IN |= dict.fromkeys([18, 19, 20, 21, *range(32, 36), 45, 46, 47], "h:mm:ss") | {22: "yyyy-mm-dd h:mm:ss"}
"""Formats that a file need not spell out (18.8.30), those of a Chinese Excel among them."""
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def shown_number(value: str, look: CellLook) -> str:
    """A number as text: a date by ISO 8601, a percentage as one, leading zeros kept; others as they are, 15 digits."""
    if not re.fullmatch(r"[+-]?\d{1,20}(\.\d{0,20})?([eE][+-]?\d{1,3})?", value.strip()):
        return value
    number = float(value)
    if isinf(number):
        return value
    code = _QUOTED.sub("", look.format.split(";")[0]).lower()
    if re.search("[ymdhs]", code):
        return _date(number, look.since_1904, re.search("[hs]", code) is not None) or value
    if code.endswith("%"):
        return f"{number * 100:.{min(code.partition('.')[2].count('0'), 9)}f}%"
    if re.fullmatch("0{1,20}", code) and number >= 0:
        return f"{number:0{len(code)}.0f}"
    whole_number = number.is_integer() and abs(number) < 1e15
    return str(int(number)) if whole_number else f"{number:.15g}"


def _date(days: float, since_1904: bool, with_time: bool) -> str:
    """The moment that a number of days stands for (18.17.4.1); "" where it is before or beyond the calendar."""
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and days < 61:
        first += timedelta(days=1)  # Excel's year 1900 has a 29 February
    try:
        moment = first + timedelta(seconds=round(days * 86400))
    except OverflowError:
        return ""
    if 0 <= days < 1 and with_time:
        return moment.time().isoformat()
    return moment.isoformat(" ") if with_time and moment.time() != time() else moment.date().isoformat()
