"""Finds residue of programs in a text: bookmarks and fields of Word, tags and entities of pages, errors of Excel."""

import html
import re
from typing import NamedTuple

from gkml.phrases.patterns import regex

_REMOVED = regex(
    r"\[bookmark:[^\]]{0,400}\]|_x000D_|_GoBack(?![A-Za-z])|_Toc\d+|\bPAGEREF\s+_\w+(?:\s+\\h)?|(?:\{\s*)?HYPERLINK\s+\"[^\"]{0,4000}\"(?:\s+\\[a-z])*(?:\s*\})?"
    r"|<!--.{0,4000}?-->|</?(?:span|p|div|td|tr|table|font|strong|em|b|i|u|a|o:p|label|img|h[1-6]|li|ul)(?:\s[^<>]*)?/?>|&#?\w{2,8};|\?{2,}|(?<=[》）])\s*\?(?=\s*$)",
    re.IGNORECASE,
)
_BREAK = regex(r"(?:(?<!\s)\s+)?<br\s*/?>\s*", re.IGNORECASE)
_INPUT = regex(r"<input\b[^<>]*>", re.IGNORECASE)
_BROKEN = regex(
    r"错误[！!]\s*未(?:找到引用源|定义书签)。?|Error! (?:Reference source not found|Bookmark not defined)\.?"
    r"|\[object Object\]|\ufffd|锟斤拷|\$\{[^{}]*\}|\{\{[^{}]*\}\}|#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)"
)
_NOTHING = regex(r"(?:undefined|null|None|NaN)\Z")
_HINT = regex(r"[<\[_&#{$\ufffd锟!！HhPpUuNn?]")
"""A character of each pattern; the search for a set of characters is ten times as fast as that for words."""


class Residue(NamedTuple):
    """The residue, and the text without it; None if the original text is unknown."""

    found: str
    value: str | None
    safe: bool


def residue(text: str) -> Residue | None:
    if not _HINT.search(text):
        return None
    broken = _BROKEN.search(text) or _NOTHING.match(text.strip())
    if broken:
        return Residue(broken[0], None, False)
    ticked = _INPUT.search(text)
    first = _first_removed(text) or _BREAK.search(text) or ticked
    if first is None:
        return None
    value = _INPUT.sub("", _REMOVED.sub(_meaning, _BREAK.sub("\n", text))).strip()
    return Residue(first[0], value or None, ticked is None)


def _first_removed(text: str) -> re.Match[str] | None:
    return next((match for match in _REMOVED.finditer(text) if _meaning(match) != match[0]), None)


def _meaning(match: re.Match[str]) -> str:
    """Returns the character of an entity; "" for other texts."""
    left = match[0]
    if not left.startswith("&"):
        return ""
    plain = html.unescape(left)
    return " " if plain == "\u00a0" else plain
