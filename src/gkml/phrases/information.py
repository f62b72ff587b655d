"""The name and content of an item in, which kind of information it is out: decisions, results, alarms, events to come.

Only what is published itself is a kind; the rules, procedures and lists about it (处罚裁量基准, 应急预案) are not.
"""

import re
from functools import lru_cache

from gkml.phrases.patterns import regex
from gkml.phrases.script import each

_ABOUT = regex(
    "依据|程序|条件|裁量|基准|标准|制度|办法|清单|目录|流程|格式|指南|听证|规定|政策|法规|宣传|培训|救济|复议|机制"
)
_DECISION = "(?:案件)?(?:信用)?(?:决定书?|结果|信息|公示|文书)"
_KINDS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (kind, regex(name), regex(content))
    for kind, name, content in (
        ("行政处罚决定", f"行政处罚$|处罚{_DECISION}", f"行政处罚(?:等|、行政强制)?{_DECISION}|处罚决定书"),
        ("行政许可决定", f"(?:行政许可|行政审批)(?:、行政处罚)?{_DECISION}", f"行政许可(?:和|、)?(?:行政处罚)?(?:等)?{_DECISION}|许可(?:决定|结果)"),
        ("抽检结果", "抽检(?:信息|结果)?(?:公开|公示)?$", "抽检(?:结果|信息)(?:$|公示|公开|进行)"),
    )
)  # fmt: skip
DECISIONS = frozenset({"行政处罚决定", "行政许可决定"})
"""The kinds that “双公示” has published within seven working days."""
_NUMBERED = regex(r"^\s*[\d.．、()（）]+\s*")


@lru_cache(maxsize=4096)
def kinds(name: str, content: str) -> frozenset[str]:
    """The kinds of which the information is: 行政处罚决定, 行政许可决定, 抽检结果. A name that says what it is decides alone."""
    of_name = _kinds_of_name(name)
    if of_name is None:
        return frozenset()
    if not ("处罚" in content or "许可" in content or "抽检" in content):
        return of_name
    return of_name | frozenset(kind for kind, _, in_content in _KINDS if in_content.search(content))


@lru_cache(maxsize=4096)
def _kinds_of_name(name: str) -> frozenset[str] | None:
    """Returns the kinds that a name says; None where it is about them."""
    bare = _NUMBERED.sub("", name).rstrip("。 ")
    return None if _ABOUT.search(bare) else frozenset(kind for kind, in_name, _ in _KINDS if in_name.search(bare))


_SEGMENT = regex("[^、，,；;。]+")
_DOCUMENT = regex("预案|制度|办法|规定|政策|法规|指南|流程|机构|职责|演练|培训|体系|知识|科普|宣传|统计|总结|补偿|赔偿")
_DOCUMENT_ITSELF = regex("(?:预案|制度|办法|总结|规划|文书|通知书|告知书|知识|科普)\\s*$")
"""A name that says that the item is a document decides over what its content mentions."""
_URGENT = regex(
    "应急(?:处置|响应|救援|信息|通报|动态)|应对(?:情况|进展)|突发(?:公共)?(?:事件|事故|环境|卫生)|预警|召回|"
    f"{each('事故|事件|灾情|疫情|险情', '(?:的)?(?:通报|信息|情况|快报)')}|舆情|停[水电气]|消费警示|风险警示|安全警示"
)
_COMING = regex(
    f"任前公示|任职前[^，。；、]{{0,3}}公示|公务员(?:招考|招录)(?!、|，|及|和|等|信息|情况|结果|$)|^公务员(?:招考|招录)(?:信息|公告)?$|{each('招考|招聘|招录|选调|遴选', '公告')}|职位招考|"
    "民意征集|意见征集|建议征集|征求意见|征集调查|调查征集|听证(?:会)?(?:公告|通知|预告)|活动预告"
)


def urgent(name: str, content: str) -> str:
    """Returns the words that tell that people must know at once (预警, 召回, 事故通报); "" where none do."""
    if _DOCUMENT_ITSELF.search(name):
        return ""
    return _apart_from_documents(_URGENT, name) or _apart_from_documents(_URGENT, content)


def coming(name: str, content: str) -> str:
    """Returns the words of something that people must know before it happens (任前公示, 征求意见); "" where there are none."""
    if _DOCUMENT_ITSELF.search(name):
        return ""
    return _apart_from_documents(_COMING, name) or _apart_from_documents(_COMING, content)


def _apart_from_documents(words: re.Pattern[str], text: str) -> str:
    """Returns the first match of `words` outside the segments that name a document (应急预案, 征求意见制度), or ""."""
    if not words.search(text):
        return ""
    match = words.search(_SEGMENT.sub(lambda segment: "" if _DOCUMENT.search(segment[0]) else segment[0], text))
    return match[0] if match else ""


_EXPLAINED = regex("(?:政策|文件|法规)(?:措施)?(?:及|和|、)?解读|解读(?:材料|文件|信息|方案|稿)|^解读$|解读与?回应$")


@lru_cache(maxsize=4096)
def explains(name: str) -> bool:
    """Returns whether an item explains a document (政策解读): it goes out together with it."""
    return _EXPLAINED.search(name) is not None


_HANDLING = regex("核查处置|后处置|处置情况|办理|整改|审批|受理|录入|填报|移送|验收")


def handling(name: str, content: str) -> str:
    """Returns the word that tells that a period is one of handling, not of publishing (核查处置, 录入)."""
    match = _HANDLING.search(name) or _HANDLING.search(content)
    return match[0] if match else ""


_INTERNAL = regex("录入|填报|移送|报送")


@lru_cache(maxsize=4096)
def internal(name: str) -> bool:
    """Returns whether an item is work in a system for officials (信息录入, 系统填报)."""
    return _INTERNAL.search(name) is not None
