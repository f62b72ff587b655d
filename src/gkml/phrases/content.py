"""The 公开内容 of a cell in, its elements out: 检查制度、检查标准、检查结果等 are three; and which of them another cell dropped."""

from collections.abc import Sequence
from functools import lru_cache

from gkml.phrases.name import bigrams, essence, parts
from gkml.phrases.patterns import regex

_JOINTS = regex(r"[、，,；;。\n]|以及")
_HELD = regex("（[^（）]*）|\\([^()]*\\)")
_AND_SO_ON = regex("等(?:内容|事项|方面|要素|资料|材料|数据)$")
KEPT = 0.6
"""Part of an element's pairs of characters that another cell must have to say the same."""


@lru_cache(maxsize=4096)
def elements(content: str) -> tuple[str, ...]:
    """The things that a content lists, without brackets and empty endings; an enumeration in quotation marks is one text."""
    parts = (essence(part) for part in _JOINTS.split(_HELD.sub("", content)) if part.strip())
    return tuple(dict.fromkeys(part for part in parts if len(part) > 1))


def dropped(wanted: str, present: Sequence[str]) -> list[str]:
    """Returns the elements of one content that several texts together do not have, in their own words or nearly."""
    joined = "\n".join(present)
    missing = [element for element in elements(wanted) if element not in joined]
    pairs = frozenset[str]().union(*map(bigrams, present)) if missing else frozenset[str]()
    return [element for element in missing if len(bigrams(element) & pairs) < KEPT * len(bigrams(element))]


def lost(wanted: str, present: Sequence[str]) -> list[str]:
    """What one content lists and several texts together do not have any more, joined things (简历及工作分工) apart.

    What is still there under a more general name (办公地址 as 地址), or a fuller one (简历 as 个人简历), is not lost.
    """
    there = [element for text in present for element in elements(text)]
    heads = {part for element in there for part in (element, *_joined(element))}
    missing: list[str] = []
    for element in (_AND_SO_ON.sub("", element) for element in elements(wanted)):
        if any(element in text for text in there):
            continue
        for part in _joined(element):
            is_covered = any(part in text for text in there) or any(part.endswith(head) for head in heads)
            if not is_covered and dropped(part, present):
                missing.append(part)
    return list(dict.fromkeys(missing))


def _joined(element: str) -> tuple[str, ...]:
    """简历及工作分工 joins 简历 and 工作分工; what stands in front of the first (领导的相片) belongs to it."""
    return parts(element)
