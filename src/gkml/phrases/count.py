"""A sentence in, the numbers out that it declares for the directory: 3个方面15类公开事项, 共62项, 一级事项5个."""

from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.numeral import NUMERAL, number
from gkml.phrases.patterns import regex


class Declared(NamedTuple):
    """So many of something: `level` counts from 1 where the words name one, 0 means items of whatever level fits."""

    number: int
    level: int
    text: str


_FOLDED = str.maketrans("０１２３４５６７８９", "0123456789")
_SENTENCE = regex("[。；;！\n]")
_OF_THIS = regex("目录|公开事项|本表|事项清单|《指引》")
_LEVELS = "一二三四五六"
_THING = "(?:主动公开|依申请公开|政务公开|政府信息公开|公开)?(?:的)?(?:事项|信息|内容|目录)"
_ASPECTS = regex(
    rf"(?P<aspects>{NUMERAL})个?(?:方面|大类|领域)(?:、|，|,|和|共计?|的|，共计?)?"
    rf"(?P<count>{NUMERAL})(?:个|小)?(?:类|项|小类|子项){_THING}"
)
_OF_LEVEL = regex(
    rf"(?P<before>{NUMERAL})[个项类](?P<level>[{_LEVELS}])级(?:公开)?(?:事项|目录|指标)"
    rf"|(?P<named>[{_LEVELS}])级(?:公开)?(?:事项|目录|指标)(?:共计?|有|为|：)?(?P<behind>{NUMERAL})[个项类]"
)
_ALL = regex(rf"(?:共计|合计|总计|共有?|梳理出?|涵盖|包括|包含)(?P<count>{NUMERAL})[个项类条]{_THING}")


@lru_cache(maxsize=4096)
def declared(text: str) -> tuple[Declared, ...]:
    """What the sentences say that speak of the directory; a number of anything else (5项任务, 26个领域) is left alone."""
    counts: list[Declared] = []
    for sentence in _SENTENCE.split(text.translate(_FOLDED)):
        if not _OF_THIS.search(sentence):
            continue
        for match in _ASPECTS.finditer(sentence):
            counts.append(Declared(number(match["aspects"]), 1, match[0]))
            counts.append(Declared(number(match["count"]), 0, match[0]))
        for match in _OF_LEVEL.finditer(sentence):
            level = _LEVELS.index(match["level"] or match["named"]) + 1
            counts.append(Declared(number(match["before"] or match["behind"]), level, match[0]))
        counts += [Declared(number(match["count"]), 0, match[0]) for match in _ALL.finditer(sentence)]
    return tuple(dict.fromkeys(counts))
