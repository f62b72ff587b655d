"""A name in, the number that it is written with out: `1.2 食品抽检` is 1.2, `（三）办事指南` is 3."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.numeral import number
from gkml.phrases.patterns import regex

_CHINESE = "[一二三四五六七八九十百]{1,5}"
_PREFIX = regex(
    rf"\s*(?:(?P<dotted>\d{{1,3}}(?:[.．]\d{{1,3}})+)[.．、]?(?!\d|%|％|倍)|[（(](?P<bracketed>\d{{1,3}}|{_CHINESE})[）)]"
    rf"|(?P<single>\d{{1,3}}|{_CHINESE})(?P<end>[、.．)）])(?!\d))\s*"
)


class Ordinal(NamedTuple):
    """`style` tells apart what cannot stand in one list: 1. / 1、 / 一、 / （一） / 1.1; `rest` is the name without it."""

    style: str
    figures: tuple[int, ...]
    text: str
    rest: str


@lru_cache(maxsize=4096)
def ordinal(name: str) -> Ordinal | None:
    """Returns the number before a name, or None; `2024年度预算` and `110报警` have none."""
    match = _PREFIX.match(name)
    if not match or not name[match.end() :]:
        return None
    rest = name[match.end() :]
    if match["dotted"]:
        figures = tuple(int(figure) for figure in re.split("[.．]", match["dotted"]))
        return Ordinal(".".join("1" for _ in figures), figures, match["dotted"], rest)
    mark = match["bracketed"] or match["single"]
    chinese = not mark.isdecimal()
    shape = "一" if chinese else "1"
    style = f"（{shape}）" if match["bracketed"] else shape + match["end"].replace("．", ".").replace(")", "）")
    return Ordinal(style, (number(mark),), match[0].strip(), rest)


def split_label(first: str, second: str) -> bool:
    """Returns whether two neighbouring names are one label that a page break has cut: `3.公共` and `服务`."""
    numbered = ordinal(first)
    return numbered is not None and len(numbered.rest) <= 3 and ordinal(second) is None and len(second.strip()) <= 4
