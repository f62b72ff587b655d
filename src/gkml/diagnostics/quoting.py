"""How messages quote values: on one line, of bounded length, and without characters that steer a terminal."""

import re
from collections.abc import Iterable
from unicodedata import category

_LONGEST = 60
"""Characters of a value that a message quotes."""
_SEEN = {"\n": "\\n", "\t": "\\t"}


def shown(text: str) -> str:
    """A value as a message quotes it: on one line, every character to be seen, and not longer than a line."""
    cut = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    if cut.isprintable():
        return cut
    return "".join(c if c.isprintable() else _SEEN.get(c) or f"\\u{ord(c):04x}" for c in cut)


def without_keys(text: str) -> str:
    """Returns a message without the keys of YAML files in brackets after their Chinese names: for those who write none."""
    return _KEY.sub(lambda match: match[1] or "", text)


_KEY = re.compile("(“[^“”]*”)|（[a-z][a-z0-9_.-]*）")


def visible(text: str) -> str:
    """A text without characters that steer a terminal or turn writing round: those are shown by their numbers."""
    if text.isprintable():
        return text
    return "".join(c if category(c) not in _STEERING else _SEEN.get(c) or f"\\u{ord(c):04x}" for c in text)


_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def quoted_once(message: str) -> str:
    """Returns a message with ‘’ for quotation marks inside of others (GB/T 15834—2011 4.8); the same if its marks are uneven."""
    if "““" not in message and "””" not in message:
        return message
    depth, characters = 0, []
    for character in message:
        depth -= character == "”"
        inner = depth > 0
        characters.append({"“": "‘", "”": "’"}.get(character, character) if inner else character)
        depth += character == "“"
        if not 0 <= depth <= _DEEPEST:
            return message
    return "".join(characters) if depth == 0 else message


_DEEPEST = 2
"""Quotation marks within each other, those of the message among them."""
_BRIEF = 24
"""The number of characters that identify a long value."""


def brief(text: str) -> str:
    """A value as a message names it where the whole of it is at fault: the head of a long one is enough."""
    return shown(text if len(text) <= _BRIEF else text[:_BRIEF] + "…")


_NEAR = 10
"""Characters that are quoted on either side of a place in a long value."""


def around(text: str, start: int, end: int) -> str:
    """A value as a message quotes it where only a place in it is at fault: that place with what is beside it."""
    if len(text) <= _LONGEST:
        return shown(text)
    first, last = max(0, start - _NEAR), min(len(text), end + _NEAR)
    return f"{'…' if first else ''}{shown(text[first:last])}{'…' if last < len(text) else ''}"


def compared(text: str, better: str) -> tuple[str, str]:
    """Two values as a message quotes them where one is better: of long ones, the first place where they differ."""
    if max(len(text), len(better)) <= _LONGEST:
        return shown(text), shown(better)
    pairs = enumerate(zip(text, better, strict=False))
    start = next((place for place, (one, other) in pairs if one != other), min(len(text), len(better)))
    return around(text, start, start + 1), around(better, start, start + 1)


def nearest(word: str, known: Iterable[str]) -> str:
    """A question that names the known word most like `word`; "" if none is like it."""
    from difflib import get_close_matches

    close = get_close_matches(word[:100], list(known), n=1, cutoff=0.6)
    return f"是不是“{close[0]}”？" if close else ""
