"""Writes a number as a Chinese Excel shows it by the code of its format (ECMA-376 Part 1, 18.8.30 and 18.8.31).

Fractions, and conditions on sections, are shown as plain numbers; colours, widths and fillings are ignored.
"""

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

_YEAR_MONTH, _MONTH_DAY, _DATE = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HALF, _HALF_SECONDS = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "¥#,##0;¥-#,##0", 6: "¥#,##0;¥-#,##0", 7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;¥-#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m/d/yy", 31: _DATE, 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
    34: _HALF, 35: _HALF_SECONDS, 36: _YEAR_MONTH, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '¥#,##0;¥-#,##0;¥"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '¥#,##0.00;¥-#,##0.00;¥"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: _HALF, 56: _HALF_SECONDS,
    57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""The formats of a Chinese Excel that a file refers to by number only."""

_MOST = 1e21
"""Above it, a few characters of the file would make hundreds of digits."""
_NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{0,20})?([eE][+-]?\d{1,3})?")


def shown(value: str, code: str, since_1904: bool = False) -> str:
    """Returns a number as its format shows it; any other text unchanged."""
    if not _NUMBER.fullmatch(value.strip()):
        return value
    number = float(value)
    if abs(number) >= _MOST:
        return value
    sections = _sections(code)
    section = sections[_which(number, len(sections))]
    if section.is_date:
        return _moment(number, section, since_1904) or value
    if section.digits:
        signed = number < 0 and len(sections) == 1
        text = _figures(Decimal(f"{abs(number):.15g}"), section)
        return f"-{text}" if signed and re.search("[1-9一二三四五六七八九]", text) else text
    if any(kind == "text" for kind, _ in section.pieces) or not section.pieces:
        return _general(number, section)
    return "".join(text for kind, text in section.pieces if kind == "literal")


def _which(number: float, sections: int) -> int:
    """Returns which section is used: positive; negative; zero (18.8.31)."""
    if number < 0 and sections > 1:
        return 1
    return 2 if number == 0 and sections > 2 else 0


def _general(number: float, section: "_Section") -> str:
    whole_number = number.is_integer() and abs(number) < 1e15
    plain = str(int(number)) if whole_number else f"{number:.15g}"
    if section.chinese and whole_number and 0 <= number < 100:
        plain = _numeral(int(number))
    return "".join(plain if kind == "text" else text for kind, text in section.pieces) or plain


# --- codes ---


class _Section(NamedTuple):
    """A part of a code between semicolons: its pieces, each a kind and a text.

    Kinds: literal (as it is), text (General or @), digit, dot, comma, percent, power, and those of dates: year, month,
    day, hour, minute, second, part (of a second), half (of the day), past (hours, minutes or seconds in all).
    """

    pieces: tuple[tuple[str, str], ...]
    is_date: bool
    digits: bool
    chinese: bool


_PIECE = re.compile(
    r'(?P<literal>"[^"]*"|\\.)|(?P<nothing>_.|\*.|[_*\\"]$)|\[(?P<past>h+|m+|s+)\]|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<text>General|G/通用格式|@)|(?P<half>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|(?P<year>y+|e+)|(?P<weekday>a{3,4}|d{3,4})|(?P<day>d+)"
    r"|(?P<month>m+)|(?P<hour>h+)|(?P<part>(?<=[sS\]])\.0+)|(?P<second>s+)|(?P<digit>[0#?])|(?P<dot>\.)|(?P<comma>,)|(?P<percent>%)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_DATES = {"year", "weekday", "day", "month", "hour", "second", "past", "half"}


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    if "[$-f800]" in code.lower() or "[$-x-sysdate]" in code.lower():
        code = _DATE  # the long date of the system
    elif "[$-f400]" in code.lower() or "[$-x-systime]" in code.lower():
        code = "h:mm:ss"
    parts: list[list[tuple[str, str]]] = [[]]
    chinese = False
    for piece in _PIECE.finditer(code):
        kind, text = piece.lastgroup or "", piece[0]
        if kind == "literal":
            parts[-1].append(("literal", text[1:-1] if text[0] == '"' else text[1:]))
        elif kind == "bracket":
            chinese = chinese or text.lower() == "[dbnum1]"
            money = re.fullmatch(r"\[\$([^-\]]+)(-.*)?\]", text)
            parts[-1] += [("literal", money[1])] if money else []
        elif kind == "other":
            parts += [[]] if text == ";" else []
            parts[-1] += [("literal", text)] if text != ";" else []
        elif kind != "nothing":
            parts[-1].append((kind, piece["past"] if kind == "past" else text))
    return tuple(_section(part, chinese) for part in parts[:4])


def _section(pieces: list[tuple[str, str]], chinese: bool) -> _Section:
    is_date = any(kind in _DATES for kind, _ in pieces) and not any(kind == "text" for kind, _ in pieces)
    digits = not is_date and any(kind == "digit" for kind, _ in pieces)
    fraction = digits and ("literal", "/") in pieces
    if fraction:
        pieces, digits = [("text", "@")], False
    return _Section(tuple(_timed(pieces) if is_date else pieces), is_date, digits, chinese)


def _timed(pieces: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Returns the pieces of a date format: an m is minutes after hours or before seconds; digits are literal."""
    timed: list[tuple[str, str]] = []
    parts = ["", *(kind for kind, _ in pieces if kind in _DATES), ""]
    place = 0
    for kind, text in pieces:
        place += kind in _DATES
        if kind == "month" and len(text) < 3 and (parts[place - 1] in {"hour", "past"} or parts[place + 1] == "second"):
            timed.append(("minute", text))
        else:
            timed.append((kind if kind in _DATES or kind == "part" else "literal", text))
    return timed


# --- numbers ---


def _figures(number: Decimal, section: _Section) -> str:
    """Returns the absolute value in the digits of a section, rounded half up as Excel does."""
    pieces = list(section.pieces)
    kinds = [kind for kind, _ in pieces]
    dot = kinds.index("dot") if "dot" in kinds else len(pieces)
    power = kinds.index("power") if "power" in kinds else len(pieces)
    dot = min(dot, power)
    number *= 100 ** kinds.count("percent")
    last = max((place for place, kind in enumerate(kinds[:dot]) if kind == "digit"), default=-1)
    grouped = "comma" in kinds[: max(last, 0)]
    number /= 1000 ** sum(kind == "comma" for kind in kinds[last + 1 : dot])
    decimals = [text for kind, text in pieces[dot:power] if kind == "digit"]
    exponent = 0
    if power < len(pieces):
        exponent = number.adjusted() if number else 0
        number = number.scaleb(-exponent)
        if _rounded(number, len(decimals)) >= 10:
            number, exponent = number / 10, exponent + 1
    whole, _, rest = f"{_rounded(number, len(decimals)):f}".partition(".")
    if section.chinese and not rest and int(whole) < 100:
        whole = _numeral(int(whole))
    text = _integer(pieces[:dot], whole, grouped) + _fraction(pieces[dot:power], rest)
    return text + _exponent(pieces[power:], exponent)


def _rounded(number: Decimal, places: int) -> Decimal:
    if number.adjusted() > 15:  # more digits than a stored number has
        return Decimal(int(number))
    return number.quantize(Decimal(1).scaleb(-min(places, 12)), ROUND_HALF_UP)


def _integer(pieces: list[tuple[str, str]], digits: str, grouped: bool) -> str:
    """Returns the digits in their places from the right; surplus digits precede the first place."""
    places = [place for place, (kind, _) in enumerate(pieces) if kind == "digit"]
    digits = "" if digits == "0" else digits
    if grouped:
        least = sum(pieces[place][1] == "0" for place in places)
        figures = digits.rjust(least, "0")
        if figures.isascii():
            figures = f"{int(figures):0{len(figures) + (len(figures) - 1) // 3},}" if figures else ""
        filled = {places[-1]: figures} if places else {}
    else:
        filled = {}
        for place in reversed(places):
            digit, digits = digits[-1:], digits[:-1]
            filled[place] = digit or ("0" if pieces[place][1] == "0" else "")
        if places:
            filled[places[0]] = digits + filled[places[0]]
    return "".join(_piece(kind, filled.get(place, ""), text) for place, (kind, text) in enumerate(pieces))


def _fraction(pieces: list[tuple[str, str]], digits: str) -> str:
    """Returns the digits after the dot; a # shows no zero at the end."""
    texts: list[str] = []
    places = [text for kind, text in pieces if kind == "digit"]
    digits = digits.ljust(len(places), "0")
    shown_places = max((n + 1 for n, text in enumerate(places) if text == "0" or digits[n] != "0"), default=0)
    number = 0
    for kind, text in pieces:
        if kind == "dot":
            texts.append(".")
        elif kind == "digit":
            texts.append(digits[number] if number < shown_places else "")
            number += 1
        else:
            texts.append(_piece(kind, "", text))
    return "".join(texts)


def _exponent(pieces: list[tuple[str, str]], exponent: int) -> str:
    if not pieces:
        return ""
    width = sum(kind == "digit" for kind, _ in pieces)
    sign = "-" if exponent < 0 else "+" if pieces[0][1].endswith("+") else ""
    rest = "".join(text for kind, text in pieces[1:] if kind in {"literal", "percent"})
    return f"E{sign}{abs(exponent):0{width}d}{rest}"


def _piece(kind: str, filled: str, text: str) -> str:
    return filled if kind == "digit" else text if kind in {"literal", "percent"} else ""


# --- dates ---

_WEEKDAYS = "一二三四五六日"
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]  # fmt: skip


def _moment(days: float, section: _Section, since_1904: bool) -> str:
    """Returns the moment of a number of days (18.17.4.1); "" if it is outside of the calendar."""
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    if not since_1904 and days < 61:
        first += timedelta(days=1)  # Excel's year 1900 has a 29 February
    parts = any(kind == "part" for kind, _ in section.pieces)
    try:
        seconds = days * 86400
        moment = first + (timedelta(seconds=round(seconds, 3)) if parts else timedelta(seconds=round(seconds)))
    except OverflowError:
        return ""
    if days < 0:
        return ""
    halves = any(kind == "half" for kind, _ in section.pieces)
    return "".join(_part(kind, text, moment, days, (section.chinese, halves)) for kind, text in section.pieces)


def _part(kind: str, text: str, moment: datetime, days: float, manner: tuple[bool, bool]) -> str:
    """Returns one piece of a date. `manner` is whether it has Chinese numerals, and whether hours count by half days."""
    chinese, halves = manner
    if kind == "year":
        year = f"{moment.year:04d}" if len(text) > 2 or text[0] in "eE" else f"{moment.year % 100:02d}"
        return year.translate(_DIGITS) if chinese else year
    if kind == "past":
        return f"{int(round(days * 86400) // {'h': 3600, 'm': 60, 's': 1}[text[0].lower()]):0{len(text)}d}"
    if kind in {"literal", "weekday", "half", "part"} or (kind == "month" and len(text) > 2):
        return _worded(kind, text, moment)
    number = _number_of(kind, moment, halves)
    return _numeral(number) if chinese else f"{number:0{min(len(text), 2)}d}"


def _worded(kind: str, text: str, moment: datetime) -> str:
    """Returns the pieces that are words: names of months and of days, halves of the day; and parts of a second."""
    width = len(text)
    if kind == "month":
        name = _MONTHS[moment.month - 1]
        return name[:3] if width == 3 else name[:1] if width == 5 else name
    if kind == "weekday":
        return ("星期" if width == 4 else "周" if text[0] in "dD" else "") + _WEEKDAYS[moment.weekday()]
    if kind == "half":
        return ("上午", "下午")[moment.hour >= 12] if "午" in text else ("AM", "PM")[moment.hour >= 12]
    return f".{moment.microsecond:06d}"[:width] if kind == "part" else text


def _number_of(kind: str, moment: datetime, halves: bool) -> int:
    if kind == "hour":
        return (moment.hour % 12 or 12) if halves else moment.hour
    return {"month": moment.month, "day": moment.day, "minute": moment.minute, "second": moment.second}.get(kind, 0)


_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def _numeral(number: int) -> str:
    """A number from 0 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    text = ("" if tens < 2 else str(tens)) + ("十" if tens else "") + (str(ones) if ones or not tens else "")
    return text.translate(_DIGITS)
