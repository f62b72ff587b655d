"""Writes numbers of lists in the number formats of Word (ECMA-376 Part 1, 17.18.59)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_MOST_REPEATED = 30
"""A count that would need more letters than this is written in digits."""


def ordinal(count: int, form: str) -> str:
    """Returns the number; in digits if the format is unknown or does not go so far."""
    if form.endswith(" digits"):
        return str(count).zfill(int(form.removesuffix(" digits")))
    write = _FORMS.get(form)
    return (write(count) if write and count > 0 else "") or str(count)


def _counted(count: int, digits: str, places: tuple[str, ...], full: bool) -> str:
    """Returns a number up to 9999 in words: 二十一, 一百零五. If `full`, ten is 一十, and a zero marks an empty place."""
    if count > 9999:
        return ""
    words: list[str] = []
    skipped = False
    for place, digit in zip(range(3, -1, -1), f"{count:04}", strict=True):
        value = int(digit)
        if not value:
            skipped = bool(words)
            continue
        words.append((digits[0] if skipped and full else "") + digits[value] + places[place])
        skipped = False
    return "".join(words)


def _thousands(count: int) -> str:
    words = _counted(count, "零" + _DIGITS[1:], _PLACES, True)
    return words[1:] if 10 <= count < 20 else words


def _financial(count: int) -> str:
    return _counted(count, "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), True)


def _digital(count: int) -> str:
    return str(count).translate({ord("0") + n: digit for n, digit in enumerate(_DIGITS)})


def _counting(count: int) -> str:
    return _thousands(count) if count < 100 else _digital(count).replace("〇", "○")


def _japanese(count: int) -> str:
    words = _counted(count, _DIGITS, _PLACES, False)
    return words.replace("一十", "十").replace("一百", "百").replace("一千", "千")


def _roman(count: int) -> str:
    if count > 3999:
        return ""
    words = ""
    for value, letters in zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True):
        words += letters * (count // value)
        count %= value
    return words


_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")


def _letters(count: int) -> str:
    """A to Z, then AA, BB: Word repeats the letter."""
    times, letter = divmod(count - 1, 26)
    return chr(ord("A") + letter) * (times + 1) if times < _MOST_REPEATED else ""


def _circled(count: int) -> str:
    if count <= 20:
        return chr(0x2460 + count - 1)
    return chr(0x3251 + count - 21) if count <= 35 else chr(0x32B1 + count - 36) if count <= 50 else ""


def _from(first: int, most: int) -> Callable[[int], str]:
    return lambda count: chr(first + count - 1) if count <= most else ""


def _cycle(letters: str) -> Callable[[int], str]:
    return lambda count: letters[(count - 1) % len(letters)]


def _wide(count: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(count))


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda count: f"{count:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _thousands,
    "taiwaneseCountingThousand": _thousands,
    "chineseLegalSimplified": _financial,
    "ideographLegalTraditional": _financial,
    "ideographDigital": _digital,
    "taiwaneseDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "japaneseCounting": _japanese,
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
}
