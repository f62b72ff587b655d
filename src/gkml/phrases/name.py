"""The name of an item in, what it is about out: numbers, spaces, punctuation and empty endings taken away for comparing."""

import re
from functools import lru_cache

from gkml.phrases.patterns import regex
from gkml.phrases.script import SPACES

_PREFIX = regex(
    r"^\s*(?:[（(]?[一二三四五六七八九十百]+[）)、.．]|第[一二三四五六七八九十百\d]+[类项章节]|[（(]\d+[）)]|\d+(?:[.．]\d+)*[、.．)）]?)\s*"
)
_PUNCTUATION = regex(rf"[{SPACES}“”‘’\"'《》〈〉（）()【】\[\]、，。；：:;,.·/／—\-_]+")
_ENDINGS = ("等情况", "等信息", "情况", "信息", "公开", "公示", "等")
_SEPARATORS = regex(r"[、，,；;/／]|以及|(?<!共)和|(?<![涉普波])及(?!时|其)")
_QUOTED = regex(r"“[^”]{0,400}”|《[^》]{0,400}》|（[^）]{0,400}）|\([^)]{0,400}\)")


@lru_cache(maxsize=4096)
def essence(name: str) -> str:
    """`1.1 食品生产经营监督检查信息` and `食品生产经营监督检查` are the same thing: 食品生产经营监督检查.

    A name that is nothing but an ending (信息公开) keeps it.
    """
    numbered = _PREFIX.match(name)
    bare = "".join(_PUNCTUATION.split(name[numbered.end() :] if numbered else name))
    while bare.endswith(_ENDINGS):
        ending = next((e for e in _ENDINGS if bare.endswith(e) and len(bare) - len(e) >= 2), None)
        if ending is None:
            break
        bare = bare.removesuffix(ending)
    return bare or _PUNCTUATION.sub("", name)


def parts(name: str) -> tuple[str, ...]:
    """The essences of the things that a name joins (by 、 和 及 …), each once; quotations and brackets hold together."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    whole = _QUOTED.sub(hold, _PREFIX.sub("", name, count=1))
    pieces = [essence(re.sub("\x00(\\d+)\x00", lambda m: held[int(m[1])], piece)) for piece in _SEPARATORS.split(whole)]
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1)) or (essence(name),)


@lru_cache(maxsize=512)
def bigrams(text: str) -> frozenset[str]:
    """Returns the pairs of neighbouring characters: Chinese has no word boundaries to compare by."""
    return frozenset(map(str.__add__, text, text[1:])) or frozenset({text})
