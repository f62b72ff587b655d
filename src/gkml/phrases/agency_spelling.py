"""The name of an agency in; what it is written out in full, and where a text spells it wrongly, out."""

from functools import lru_cache

from gkml.phrases.patterns import regex

_FULL = (
    ("市场监督管理", regex("市场监管|市监(?=局)")),
    ("人力资源和社会保障", regex("人社|人力资源社会保障|人力资源与社会保障")),
    ("卫生健康", regex("卫健|卫生和健康|卫生与健康")),
    ("住房和城乡建设", regex("住建|住房城乡建设|住房与城乡建设")),
    ("发展和改革", regex("发改|发展改革|发展与改革")),
    ("文化和旅游", regex("文旅|文化旅游|文化与旅游")),
    ("工业和信息化", regex("工信|工业信息化|工业与信息化")),
    ("退役军人事务", regex("退役军人(?!事务)")),
    ("应急管理", regex("应急(?=局|厅|部)")),
    ("医疗保障", regex("医保")),
    ("交通运输", regex("交通(?=局|厅)")),
    ("城市管理", regex("城管")),
    ("农业农村", regex("农业和农村|农业与农村")),
)
"""The names of departments since 2018 and how else they are written."""
_OWN = frozenset("分支总县区新省市州盟旗镇乡东西南北中")
"""Characters that make another agency of a name."""
_SPLIT = regex("[、，,；;/／]")


@lru_cache(maxsize=4096)
def in_full(name: str) -> str:
    for full, others in _FULL:
        name = others.sub(full, name)
    return name


def agencies(text: str) -> list[str]:
    """Returns the names that a text lists."""
    return [part for part in map(str.strip, _SPLIT.split(text)) if part]


def misspelt(text: str, agency: str) -> str:
    """A stretch of the text that is this agency's name but for one character left out or put in; "" where none is."""
    start = text.find(agency[:2]) if len(agency) >= 5 else -1
    while start >= 0:
        if not text.startswith(agency, start):
            for length in (len(agency) - 1, len(agency) + 1):
                part = text[start : start + length]
                if len(part) == length and part[-1] == agency[-1] and _one_off(part, agency):
                    return part
        start = text.find(agency[:2], start + 1)
    return ""


def _one_off(part: str, agency: str) -> bool:
    longer, shorter = (part, agency) if len(part) > len(agency) else (agency, part)
    place = next((n for n, pair in enumerate(zip(longer, shorter, strict=False)) if pair[0] != pair[1]), len(shorter))
    extra = longer[place]
    return longer[:place] + longer[place + 1 :] == shorter and not (longer is part and extra in _OWN)
