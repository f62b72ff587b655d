"""The words of the register of slips in, their misspellings out: each word with one character mistyped, or its first lost."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import permutations
from typing import Any

from gkml.phrases.patterns import regex
from gkml.registers.fact import Fact, facts

_BEFORE = frozenset("，。、；：（“ \n.．0123456789")
"""Characters behind which a word begins for certain."""
_COUNTED = regex("(?<![0-9一二两三四五六七八九十百几多每各这那整数若干某单])个(?:部门|单位|科室|乡镇|街道)")
"""个 for 各 before what is counted."""
_TITLE = re.compile("《[^》]{0,400}》")


class Slips(Fact):
    """Words, those that are no words without their first character, elements of lists, characters mistyped for others."""

    source: str
    words: tuple[str, ...]
    headless: tuple[str, ...]
    elements: tuple[str, ...]
    confusable: Mapping[str, str]


def slips(text: str) -> Iterator[tuple[int, str]]:
    """Yields the place and the wrong word of each slip in a text that is not in a title in 《》."""
    matches = list(_pattern().finditer(text))
    if "个" in text:
        matches = sorted((*matches, *_COUNTED.finditer(text)), key=re.Match.start)
    titles = [match.span() for match in _TITLE.finditer(text)] if matches else []
    for match in matches:
        place, word = match.start(), match[0]
        begins = place == 0 or text[place - 1] in _BEFORE
        if (begins or word not in _headless()) and not any(start < place < end for start, end in titles):
            yield place, word


def right(word: str) -> str:
    """Returns the right word for a wrong one from `slips`."""
    if word[0] == "个":
        return f"各{word[1:]}"
    return _misspelt().get(word) or _glued().get(word) or _headless()[word]


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(_any_of({**_headless(), **_glued(), **_misspelt()}))


@cache
def _misspelt() -> Mapping[str, str]:
    """Returns each misspelling by one character with its right word."""
    register = _slips()
    wrong = {each: word for word in register.words for each in _mistyped(word, register.confusable)}
    return {each: word for each, word in wrong.items() if each not in register.words}


@cache
def _headless() -> Mapping[str, str]:
    """Returns each word without its first character, with the whole word."""
    return {word[1:]: word for word in _slips().headless}


@cache
def _glued() -> Mapping[str, str]:
    """Returns each two elements without a sign between them, with the sign."""
    return {one + other: f"{one}、{other}" for one, other in permutations(_slips().elements, 2)}


@cache
def _slips() -> Slips:
    return Slips.model_validate(facts("slips"))


def _mistyped(word: str, confusable: Mapping[str, str]) -> Iterator[str]:
    for place, character in enumerate(word):
        yield from (word[:place] + other + word[place + 1 :] for other in confusable.get(character, ""))


def _any_of(words: Mapping[str, str]) -> str:
    """Returns an expression that matches one of the words, and that looks at each character once."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for character in word:
            branch = branch.setdefault(character, {})
    return _expression(tree)


def _expression(tree: Mapping[str, Any]) -> str:
    branches = [re.escape(character) + (_expression(below) if below else "") for character, below in tree.items()]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
