"""Reads a cell of 责任科室: the offices that it names, which of them are vague, and whether one leads."""

import re
from functools import lru_cache
from typing import NamedTuple

from gkml.phrases.patterns import regex
from gkml.phrases.pieces import masked, pieces

_JOINTS = regex(r"[、，,；;／/。\n]|\s+|以及|及|[和与]|会同|联合")
_GENERIC = "(?:业务|职能|责任|相关|有关|主管|内设|职能)?(?:科室|处室|股室|科（室）|科\\(室\\)|处（室）|部门|机构|单位)"
_ALL = regex(
    rf"^(?:局|本局|本单位|机关)?(?:内设|所属|直属|局属|下属|二层|二级)?各.{{0,12}}?(?:科|股|处|室|所|队|站|中心|{_GENERIC})(?:[（(][^）)]*[）)])?$"
)
_VAGUE = regex(
    "^.*(?:科室|处室|股室|科（室）|科\\(室\\))$"
    "|^.*(?:相关|有关|责任|承办|主办|起草)(?:业务|职能)?(?:科|股|处)$|^(?:.*等)?业务(?:科|股|处)$"
    "|^.*(?:相关|有关|责任|承办|主办|牵头|业务|职能|主管|起草|制定|产生|归口|对口|所属|直属|下属|局属|二层)(?:业务|职能|责任|管理)?(?:部门|机构|单位)$"
    "|^(?:全局|全体|全系统|机关|局机关|业务口|相关人员|责任人|专人)$"
)
_TAIL = regex(
    r"(?:按.*|根据.*|依据.*)?(?:等)?(?:具体|分别|共同|主要)?(?:负责|承办|牵头|主办|配合|协助|组织|实施|落实|办理|参与|为主)*$"
)
_BY_DUTY = regex(r"(?:按照?|根据|依据)(?:业务|职责|职能|各自|工作).*")
_LEAD = regex(
    r"牵头|主办|为主|主要负责|总负责|负责(?!人)|配合|协助|协办|会同|会办|组织实施|具体|汇总|统筹|（主）|第一|分别"
)
_OFFICE = regex(
    r".*(?:科|室|处|股|办|中心|局|队|所|站|委|会|部|院|馆|组|厅|政府|街道|公司|大学|学校|部门|单位|机构)(?:[（(][^）)]*[）)])?$"
)
_SENTENCE = regex(
    r"(?m)负责\Z|\A由.*(?:负责|承办|办理)|^[^按\n]*按.*(?:分工|职责)|^(?:(?!根据).)*根据.*(?:负责|确定)|^[^谁\n]*谁.*谁"
)
_LONGEST = 200
"""The maximum length of the name of an office; no pattern is tried on longer texts."""


class Office(NamedTuple):
    """An office that a cell names; `vague` if it is no particular one."""

    name: str
    vague: bool


@lru_cache(maxsize=4096)
def offices(text: str) -> tuple[Office, ...]:
    """Returns the offices of a cell, without 牵头, 负责 and similar words."""
    names: list[str] = []
    held = ""
    for piece in pieces(_BY_DUTY.sub("", text), _JOINTS):
        held += (piece.before if held else "") + piece.text
        name = _without_tail(held).strip()
        # 行政许可和行政处罚信息相关科室 is one: what is left of the joint does not end like an office.
        if not name or len(held) > _LONGEST or _OFFICE.match(name) or _is_vague(name):
            names.append(name)
            held = ""
    names.append(_without_tail(held).strip())
    return tuple(Office(name, _is_vague(name)) for name in names if name)


def _is_vague(name: str) -> bool:
    return len(name) <= _LONGEST and bool(_ALL.match(name) or _VAGUE.match(name))


def _without_tail(text: str) -> str:
    """Returns the text without the words of duty at its end: 办公室牵头负责 becomes 办公室."""
    return _TAIL.sub("", text) if len(text) <= _LONGEST else text


@lru_cache(maxsize=4096)
def several(text: str) -> tuple[str, ...]:
    """Returns the offices that a cell joins; if a piece does not end like an office, the cell is one name (文化和旅游股)."""
    names: list[str] = []
    held = ""
    for piece in pieces(text, _JOINTS):
        held += (piece.before if held else "") + piece.text
        if len(piece.text) <= _LONGEST and _OFFICE.match(_without_tail(piece.text)):
            names.append(_without_tail(held))
            held = ""
    return tuple(dict.fromkeys(name for name in names if name))


def says_who_leads(text: str) -> bool:
    """Returns whether a cell states who leads: （牵头）, 配合, 会同."""
    return bool(_LEAD.search(text))


@lru_cache(maxsize=4096)
def is_sentence(text: str) -> bool:
    """Returns whether a cell is a statement and not a name: 办公室负责, 各科室按分工负责, or an end with a full stop."""
    bare = text.strip()
    return bare.endswith(("。", "；", ";")) or bool(_SENTENCE.search(masked(bare)))


def without_predicate(text: str) -> str:
    """Returns the name alone: 办公室负责。 becomes 办公室; words that state who leads stay."""
    bare = text.strip().rstrip("。；;")
    plain = re.sub(r"(?:具体|主要|统一)?负责$", "", re.sub("^由", "", bare))
    return plain.strip() if not says_who_leads(plain) else bare


_PARTY = regex(r"(?:党委|党组|党总支|党支部|纪委|纪检组|纪检监察组|团委|工会|妇委会|妇联|机关工委)$")
_SELF = {"本局", "本机关", "本单位", "我局", "市局", "县局", "区局"}
_COORDINATION = regex(r"(?:联席会议|领导小组|工作专班)(?:办公室|办|秘书处)?$")
_LOWER = regex(r"^各(?:县|市(?!场)|区|旗|辖区|乡|镇|街道|分局|派出|基层|片区|城区|开发区|县级)")
_AGENCY = regex(r".*(?:局|人民政府|镇政府|乡政府|街道办事处|街道办|委员会|管委会|发改委|卫健委|住建委|厅|总局)$")
_OF_PLACE = regex(r"^(?:全?国家?|中共|.{0,8}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)|上级|上一级)")
_SUBORDINATE = regex(r"(?:执法|稽查|监察|管理|维护|检验|检测|服务|养护|工程|公路|分)局$")


@lru_cache(maxsize=4096)
def outside(name: str, agency: str) -> str:
    """Returns in Chinese what a name is that is no office of the agency; "" if it may be one."""
    if _PARTY.search(name):
        return ""
    if name in _SELF or (len(name) > 2 and agency.endswith(name)):
        return "整个机关"
    if _LOWER.match(name):
        return "下级单位"
    if _COORDINATION.search(name):
        return "议事协调机构"
    if _AGENCY.match(name) and _OF_PLACE.match(name) and not (agency and name.startswith(agency)):
        return "" if name.endswith("分局") or _SUBORDINATE.search(name) else "另一个机关"
    return ""
