"""The text of 公开主体 in, the bodies in it that are a kind of body and no body out: 区县交通主管部门, 公安机关."""

import re
from functools import lru_cache

from gkml.phrases.patterns import regex

_BRACKETED = regex(r"[（(](?!镇[）)])[^（()）]*[）)]")
_TIERS = regex("[县市区旗][（(][县市区旗、，]+[）)]|[省市县区旗镇乡](?:、[省市县区旗镇乡])+[两三]级")
"""县（市、区）: whichever it is; 市、区两级: both of them."""
_HIDE, _SHOW = (str.maketrans(*pair) for pair in (("（(）)、，", "⑴⑵⑶⑷⑸⑹"), ("⑴⑵⑶⑷⑸⑹", "（(）)、，")))
"""Signs inside such tiers part no bodies."""
_HIDDEN = regex("[省市县区旗镇乡][⑴-⑹省市县区旗镇乡]*[⑴-⑹][省市县区旗镇乡]?(?:[两三]级)?")
_BETWEEN = regex(r"[、，,；;/／\n]|或者?|(?:(?<=部门)|(?<=政府)|(?<=机关)|(?<=机构))[和及与]")
"""What parts bodies; 和 is part of many a name (自然资源和规划)."""
_TIER = "(?:国家|省级?|自治区|市级|州级|地级|区级|县级|旗级|镇级|乡级|区县级?|县区级?|市县级?|省市县?级?|乡镇级?|镇街级?|[市县区旗](?=.*(?:主管|行政|监督管理|监管)部门))"
"""A tier and no place: nothing stands before it."""
_FIELD = (
    "[^、，；省市县区旗镇乡村本各]{0,6}(?:城市|市场|市政|市容|农村|乡村|城乡|城镇)?[^、，；省市县区旗镇乡村本各]{0,10}"
)
"""What a body deals with: no name of a place ends in it."""
TOWNS = "(?:各)?(?:乡镇|镇街|街镇|[镇乡]|乡[（(]镇[）)])(?:人民)?政府|(?:各)?街道办事处|(?:各)?乡镇街道|镇街|乡镇(?:街道)?便民服务中心"
"""The towns of a county, by no name; a town's own directory writes its name."""
_GENERIC = regex(
    rf"(?:县级以上|(?:地方)?各级|地方|本级|同级|上级|所在地|属地|各)?(?:地方)?(?:各级)?{_TIER}?(?:以上)?(?:地方)?(?:各级)?(?:人民)?(?:政府)?(?:的)?{_FIELD}部门"
    rf"|(?:县级以上|(?:地方)?各级|地方|{_TIER})?(?:公安|税务|司法行政|海关|登记|检察|审判|监察|审计|执法|行政|审批|行政审批|许可)机关"
    rf"|(?:县级以上|(?:地方)?各级|地方|{_TIER})?(?:消防救援|医疗保障经办|社会保险经办|社保经办|公共就业服务|法律援助|公证)机构"
    r"|(?:县级以上|(?:地方)?各级|地方|地方各级|本级|[省市县区镇乡]级|区县|市县|县区)(?:地方)?(?:人民)?政府"
    rf"|{TOWNS}"
    r"|(?:各|有关|相关)(?:有关|相关|责任|职能)?单位"
)
_ALL_TOWNS = regex(f"各(?:{TOWNS})")
"""Beside other bodies these are every town and no kind of body."""
_LONGEST = 80
"""Characters of a cell that names bodies; a longer one is prose."""


@lru_cache(maxsize=1024)
def generic(text: str) -> tuple[str, ...]:
    """Returns the bodies of a text that are no particular body, in their order."""
    if len(text) > _LONGEST:
        return ()
    listed = parts(text)
    bodies = tuple(part for part in listed if _GENERIC.fullmatch(_HIDDEN.sub("县级", _TIERS.sub(_hidden, part))))
    particular = tuple(body for body in bodies if not _ALL_TOWNS.fullmatch(body))
    return (text.strip(),) if bodies and len(listed) == 1 else particular


def parts(text: str) -> tuple[str, ...]:
    """Returns the bodies of a text without what stands in brackets."""
    hidden = _TIERS.sub(_hidden, text)
    return tuple(part.strip().translate(_SHOW) for part in _BETWEEN.split(_BRACKETED.sub("", hidden)) if part.strip())


def _hidden(tiers: re.Match[str]) -> str:
    return tiers[0].translate(_HIDE)
