"""A number as a directory writes it in, an int out: 20, ２０, 二十, 两, 廿."""

NUMERAL = "(?:[0-9]{1,5}|[零〇一二两三四五六七八九十百廿卅]{1,7})"
"""A regular expression for one numeral in text that has been folded (full-width digits made narrow)."""

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"廿": 20, "卅": 30}


def number(numeral: str) -> int:
    """Returns the value of what `NUMERAL` matches: 二十 is 20, 一百零五 is 105, 二〇 is 20."""
    if numeral.isdecimal():
        return int(numeral)
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total, digit = 0, 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
            continue
        scale = _TENS.get(character)
        total += scale if scale else (digit or 1) * (100 if character == "百" else 10)
        digit = 0
    return total + digit


def chinese(value: int) -> str:
    """A number from 0 to 99 in Chinese: 十二, 二十."""
    tens, ones = divmod(value, 10)
    if not tens:
        return "零一二三四五六七八九"[ones]
    return ("" if tens == 1 else "零一二三四五六七八九"[tens]) + "十" + ("一二三四五六七八九"[ones - 1] if ones else "")
