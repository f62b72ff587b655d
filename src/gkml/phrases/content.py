"""The 公开内容 of a cell in, its elements out: 检查制度、检查标准、检查结果等 are three; and which of them another cell dropped."""

import re
from collections.abc import Sequence
from functools import lru_cache

from gkml.phrases.name import bigrams, essence

_JOINTS = re.compile(r"[、，,；;。\n]|以及")
_HELD = re.compile("（[^（）]*）|\\([^()]*\\)")
KEPT = 0.6
"""Part of an element's pairs of characters that another cell must have to say the same."""


@lru_cache(maxsize=65536)
def elements(content: str) -> tuple[str, ...]:
    """The things that a content lists, without brackets and empty endings; an enumeration in quotation marks is one text."""
    parts = (essence(part) for part in _JOINTS.split(_HELD.sub("", content)) if part.strip())
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


def dropped(wanted: str, present: Sequence[str]) -> list[str]:
    """The elements of one content that several texts together do not have, in their own words or nearly."""
    joined = "\n".join(present)
    missing = [element for element in elements(wanted) if element not in joined]
    pairs = frozenset[str]().union(*map(bigrams, present)) if missing else frozenset[str]()
    return [element for element in missing if len(bigrams(element) & pairs) < KEPT * len(bigrams(element))]
