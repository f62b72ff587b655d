"""A text in, the same with punctuation as wide as Chinese wants it and digits and letters as narrow as they are read out.

Web addresses, English, times, numbers of standards and a figure in brackets stay.
"""

import re

from gkml.phrases.patterns import regex
from gkml.phrases.script import HAN

_HINT = regex("[,;:()!?.Ａ-Ｚａ-ｚ０-９｡､]")
_HAN = regex(f"[{HAN}]")
_KEPT = regex(r"[A-Za-z]+://[^\s，。；、（）《》“”]+|www\.[\w./-]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_ADDRESS = regex("://|www\\.|@")
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。", "｡": "。", "､": "、"})
_NARROW = {
    ord(wide): chr(ord(wide) - 0xFEE0)
    for wide in "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
} | {code: chr(code - 0xFEE0) for code in range(ord("ａ"), ord("ｚ") + 1)}
_AFTER_HAN = regex(f"(?<=[{HAN}）”》〕])[,;:!?] *")
_BEFORE_HAN = regex(f"(?<=[A-Za-z0-9%])[,;] *(?=[{HAN}（“《])|[｡､]")
_LAST_DOT = regex(f"(?<=[{HAN}）”》])\\.(?=$|\n)")
_BRACKETS = regex(r"\(([^()（）]*)\)")
_LETTERS_ONLY = regex(r"[\x00-\x7f]*")
_FIGURE = regex(r"[0-9]{1,4}年?|[ivxIVX]+|[a-zA-Z]")


def in_width(text: str, path: bool = False) -> str:
    """The text as it should be. In a `path` punctuation may separate, and only brackets, digits and letters are told."""
    if not _HINT.search(text):
        return text
    if not _HAN.search(text):
        return text.translate(_NARROW)
    value, end = "", 0
    for kept in _KEPT.finditer(text) if _ADDRESS.search(text) else ():
        value += _changed(text[end : kept.start()], path) + kept[0]
        end = kept.end()
    return value + _changed(text[end:], path)


def _changed(text: str, path: bool) -> str:
    value = _BRACKETS.sub(_bracket, text.translate(_NARROW))
    if path:
        return value
    for pattern in (_AFTER_HAN, _BEFORE_HAN, _LAST_DOT):
        value = pattern.sub(lambda match: match[0].strip().translate(_WIDE), value)
    return value


def _bracket(match: re.Match[str]) -> str:
    """Wide brackets around Chinese, and behind Chinese around a word; (1), (2019) and GB/T 9704(E) stay."""
    inside, before = match[1], match.string[match.start() - 1 : match.start()]
    foreign = _LETTERS_ONLY.fullmatch(inside) is not None
    if foreign and (not inside or _FIGURE.fullmatch(inside.strip()) or not _HAN.match(before)):
        return match[0]
    return f"（{inside.strip()}）"
