"""Reads a cell of 公开渠道: the channels that it joins, whether each is a channel, and its kind."""

import re
from functools import lru_cache

from gkml.phrases.patterns import regex
from gkml.phrases.pieces import masked, pieces

_SITE = "(?:网站|官网|外网|门户|网页|网)"
_SYSTEM = "(?:系统|平台|客户端|数据库)"
_ACCOUNT = "(?:公众号|服务号|订阅号|政务号|微信|微博|微信视频号|视频号|抖音号?|快手号?|头条号?|小程序|[Aa][Pp][Pp]|两微一端|新媒体|融媒体)"
_PRINT = "(?:公报|年鉴|报刊|报纸|日报|晚报|期刊|简报|广播|电视|电台|电视台|广播站|大喇叭|村村响|媒体|载体|发布会|听证会|通气会)"
_PLACE = (
    "(?:查阅点|查阅室|查阅中心|查阅场所|档案馆|图书馆|服务中心|服务大厅|办事大厅|大厅|服务厅|办税厅|服务站|便民站|服务点|窗口|专区|场所"
    "|公示栏|公开栏|公告栏|宣传栏|信息栏|公示牌|公示墙|电子屏幕?|显示屏|触摸屏|查询机|一体机|现场|入户|横幅|展板|手册|折页|明白卡)"
)
_DIRECT = "(?:精准推送|热线|短信|电话|信箱|邮箱|信函|12345|12315)"
_CHANNEL = regex(rf".*(?:{_SITE}|{_SYSTEM}|{_ACCOUNT}|{_PRINT}|{_PLACE}|{_DIRECT})(?:等)?(?:[（(][^）)]*[）)])?$", re.S)
_HAS_SECTIONS = regex(rf".*(?:{_SITE}|(?:系统|平台))(?:[（(][^）)]*[）)])?$", re.S)
_OWN_SITE = regex(rf".*{_SITE}(?:[（(][^）)]*[）)])?$", re.S)
_ACCOUNTS = regex(rf".*{_ACCOUNT}(?:[（(][^）)]*[）)])?$", re.S)
_PLACES = regex(rf".*{_PLACE}$", re.S)
_JOINTS = regex(r"[、，,；;／/|｜\n\t]|\s+|以及|[和及](?!时)")
_SOFT = {"", "和", "及", "以及"}
_NUMBER = regex(r"(?:^|(?<=[\s;；]))\d{1,2}[.．、)）]\s*(?=\D)")
_SHORT = 4


LONGEST = 400
"""The maximum length of a cell of channels; a longer cell is prose and is not searched."""


@lru_cache(maxsize=4096)
def is_channel(text: str) -> bool:
    """Returns whether a text ends like the name of a channel: 网站, 平台, 公众号, 公示栏 …"""
    return len(text) <= LONGEST and bool(_CHANNEL.match(text.strip()))


@lru_cache(maxsize=4096)
def has_sections(text: str) -> bool:
    """Returns whether a channel has sections of its own: a site, a platform, a system."""
    return len(text) <= LONGEST and bool(_HAS_SECTIONS.match(text.strip()))


@lru_cache(maxsize=4096)
def is_site(text: str) -> bool:
    """Returns whether a channel is a web site, of any owner, and no system."""
    return len(text) <= LONGEST and bool(_OWN_SITE.match(text.strip()))


@lru_cache(maxsize=4096)
def is_account(text: str) -> bool:
    """Returns whether a channel is an account or an app: 公众号, 微博, 两微一端."""
    return len(text) <= LONGEST and bool(_ACCOUNTS.match(text.strip()))


@lru_cache(maxsize=4096)
def channels_in(text: str) -> tuple[str, ...]:
    """Returns the channels that a text joins, or the text alone if one of its pieces is no channel.

    社区/企事业单位/村公示栏 stays whole, because 社区 is no channel. So do 广播/电视, which is as short as an option, and two
    names of one place (公开查阅点/政务公开专区).
    """
    if len(text) > LONGEST:
        return (text,)
    names: list[str] = []
    held = ""
    for piece in pieces(_NUMBER.sub("", text), _JOINTS):
        if held and piece.before.strip() not in _SOFT:
            return (text,)
        held += (piece.before if held else "") + piece.text
        if is_channel(held):
            names.append(held)
            held = ""
    slashed = "/" in masked(text) or "／" in masked(text)
    one = slashed and (any(len(name) < _SHORT for name in names) or all(map(_PLACES.match, names)))
    if held or len(names) < 2 or one:
        return (text,)
    return tuple(dict.fromkeys(names))


_SEVERAL = regex(r"[、，,；;]|或者?|和|以及|及(?!时)|与")
_PROMISE = regex(
    r"(?:通过|经由|依托|利用|统一在|应在|须在|要在|将在|在(?<![0-9所现存正自]在))(?P<what>(?:(?!通过|经由|依托|利用)[^。；;：:，,]){2,60}?)(?:等(?:多种)?(?:渠道|方式|平台|媒体|载体|途径)?)?"
    r"[，,]?(?:及时|依法|主动|统一|同步|向社会|面向社会|对外|进行|予以|上)*(?:公示|公布|公开|发布)(?!系统|平台|网|栏|专栏|会|厅|台)"
)


class Promise(tuple[str, ...]):
    """The channels that a duty names; if `one`, any of them suffices (或)."""

    one: bool = False


@lru_cache(maxsize=4096)
def promised(text: str) -> tuple[Promise, ...]:
    """Returns the channels through which a duty requires publication: 通过…系统和部门网站等渠道进行公示."""
    promises: list[Promise] = []
    for match in _PROMISE.finditer(text):
        names = Promise(piece.text for piece in pieces(match["what"], _SEVERAL) if is_channel(piece.text))
        names.one = "或" in match["what"]
        if names:
            promises.append(names)
    return tuple(promises)


_ACTS = "(?:新闻报道|新闻宣传|宣传报道|媒体报道|宣传|报道|发布|公示|公告|公布|公开|通报|通知|告知|送达|上网公开|信息公开|政务公开)"
_WAYS = "(?:主动|依申请|依职权|不予|全文|主动公开|依申请公开|依职权公开|不予公开|部分公开)"
_AUDIENCE = "(?:全社会|社会公众|社会|公众|全体公民|特定群体|申请人|行政相对人|向社会公开|面向社会)"
_TIME = regex(
    r"^(?:长期|常年|及时|实时|即时|随时|定期|不定期|年度|动态更新|每[年季月周日].*|.*\d+\s*个?(?:工作日|自然日|日|天)(?:以?内)?(?:公开)?)$"
)
_BODY = regex(r"^.{0,30}(?:人民政府|村委会|村民委员会|居委会|居民委员会)(?:[（(].*[）)])?$")
_OFFICE = regex(r"^.{0,30}(?:(?<!邮)局|委员会|部门|科|科室|股|股室|处室|办公室|办公厅|单位)$")


@lru_cache(maxsize=4096)
def no_channel(text: str) -> str:
    """Returns in Chinese what a text is that is no channel; "" if it may be one."""
    bare = text.strip()
    if len(text) > LONGEST or is_channel(bare):
        return ""
    if re.fullmatch(_WAYS, bare):
        return "公开方式"
    if re.fullmatch(_ACTS, bare):
        return "公开活动"
    if re.fullmatch(_AUDIENCE, bare):
        return "公开对象"
    if _TIME.match(bare):
        return "时限"
    return "机关" if _BODY.match(bare) else "部门" if _OFFICE.match(bare) else ""
