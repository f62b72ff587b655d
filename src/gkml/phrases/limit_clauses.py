"""The clauses of a 公开时限: a pattern for each and a function that makes its part. The first match counts, so order matters."""

import re

from gkml.phrases.limit_days import DAY_CLAUSES
from gkml.phrases.limit_part import Kind, Part, Unit
from gkml.phrases.limit_words import (
    AMOUNT_WORDS,
    PERIOD,
    TO,
    Clause,
    Maker,
    Match,
    N,
    Pending,
    amount,
    is_calendar,
    period_of,
)
from gkml.phrases.numeral import number
from gkml.phrases.patterns import regex

_PUBLISH = "(?:公开|公布|公示|公告|发布|更新|调整|维护|报送|上报|上网|发放|组织|开展|编制|通报|披露|提供|清理|修订|完成|召开|举办)"
_AT_LEAST = "(?:至少|不得?少于|不得?低于|最少|不低于|不小于)"
_ENDS = "(?=[,;。()]|$)"


# --- stretches of time ---


def _within(match: Match, pending: Pending) -> Part | None:
    """Reads a stretch of time that is counted from the pending event; without 内 after a word of showing, a display time."""
    n, unit, low = amount(match)
    if n == 0 or _is_mere_number(match, pending) or is_calendar(pending.trigger):
        return None
    if match["before"] and not _AFTER.search(pending.words):
        return _ahead(match, pending) if pending.words else None
    if _is_least(pending):
        # A least time has no last day.
        return (
            None if match["inside"] else Part("display", scope=_FEWER.sub("", pending.scope), n=n, unit=unit, low=low)
        )
    return _stretch(match, pending)


def _stretch(match: Match, pending: Pending) -> Part:
    n, unit, low = amount(match)
    if _PAST.search(pending.words):
        return Part("retention", scope=pending.scope, n=n, unit=unit)
    if not match["inside"] and pending.shown and not pending.trigger and not re.search("之日|[起后]$", pending.words):
        return Part("display", scope=_FEWER.sub("", pending.scope), n=n, unit=unit, low=low)
    if not match["inside"] and (pending.shown or _SHOWN.search(pending.words)) and not _LIMITS.search(pending.words):
        return Part("display", scope=_FEWER.sub("", pending.scope), n=n, unit=unit, low=low)
    if re.match("关联", pending.scope) or _OTHER_DOCUMENT.search(pending.trigger):
        return Part("sync", trigger=pending.trigger or pending.scope, n=n, unit=unit, low=low)
    kind: Kind = "reply" if _ANSWERS.search(pending.after) or _ASKED.search(pending.trigger) else "within"
    return Part(kind, trigger=pending.trigger, scope=pending.scope, n=n, unit=unit, low=low)


_AFTER = regex("(?:后|起|之日)(?:的|应当?|须|,)*$")
_LEAST = regex(
    "(?:至少|最少|最短(?:期限|时间)?|不(?:应当?|能|得|可|宜|要)?(?:少|低|短|小)于|大于|(?<!不)(?<!不[得能应可宜])超过|满|[≥>]=?)[为是]?$"
)
_PAST = regex("(?:最?近|过去|以往|此前|前|(?:^|[,;开布示告])上)的?$")


def _is_least(pending: Pending) -> bool:
    """Returns whether the words around a stretch of time make it a least one: 不少于30日, 30日以上."""
    return _LEAST.search(pending.words) is not None or re.match("及?以上", pending.after) is not None


def _is_mere_number(match: Match, pending: Pending) -> bool:
    """Returns whether a number and a unit without 内 are not a limit: 逢5、10日公布, 公布半年情况, 3个月后, 24小时空气质量."""
    if match["inside"]:
        return False
    if re.match("[以之]?后|(?:之日)?起", pending.after):
        return True
    if not pending.trigger and re.search("[0-9隔逢每]", pending.words):
        return True
    if not pending.words and not match["before"] and not _MAY_FOLLOW.match(pending.after):
        return True
    return match["half"] is not None and not re.match("[,;。()]|$", pending.after)


_SHOWN = regex("公示|公告(?!之)|展示|征求意见|张贴|期限|时间|不得?少于|至少|不低于")
_FEWER = regex("(?:期限|时间)?(?:一般)?(?:不得?少于?|至少|不低于?)?$")
_LIMITS = regex("之日|[起后]$|不得?超过|不能超过|不晚于|最[迟晚长]|至迟")
_ANSWERS = regex("[^,;。()]{0,8}?(?:回复|答复|答覆|回应|告知)")
_ASKED = regex("(?:收到|接到|受理)[^,;。]{0,8}?(?:申请|咨询|来信|来电|留言|诉求|意见)$")
_OTHER_DOCUMENT = regex("(?:文件|政策)(?:公开|公布|发布)$")


def _ahead(match: Match, pending: Pending) -> Part | None:
    """Reads 会议召开前5个工作日, 开学前15天, 组织听证7个工作日前, 提前一周; 公布前一周水质 is the period of the data."""
    n, unit, low = amount(match)
    if not match[0].startswith("提前") and (
        _PUBLICATION.fullmatch(pending.words) or not _MAY_FOLLOW.match(pending.after)
    ):
        return Part("retention", n=n, unit=unit) if n else None
    event = pending.trigger or pending.scope
    if is_calendar(event) or not (event or match[0].startswith("提前")):
        return None
    scope, trigger = (pending.scope, pending.trigger) if pending.trigger else ("", pending.scope)
    if not scope and ":" in pending.words:
        scope, _, trigger = trigger.partition(",")
    return Part("before", trigger=trigger.removesuffix("时"), scope=scope, n=n, unit=unit, low=low) if n else None


_PUBLICATION = regex(f"(?:[^,;。()]*[,;。()])?(?:主动|依法|及时|向社会|对外|再|将|应当?)*{_PUBLISH}*(?:其|该|的)*")
"""Words that name no event besides the publication itself."""
_MAY_FOLLOW = regex(
    "$|[,;。()、]|公[开布示告]|发[布出放]|通[知报]|告知|征求|报[送备名告]|予以|向|将|在|由|进行|完成|组织|举行|提[交供出请]|送达|[并及应须需以即]|主动|"
    "对(?:外|社会)|备案|申请|书面|通过|张贴|上[网报传]|挂网|下[达发]|印发|预先?公|[回答]复|反馈|回应|办[结理]|更新|更正|调整|报|录入|归集|推送|内|的?[,;。]"
)
"""Words behind a stretch of time that leave it a limit; a noun makes it the period of the data."""


def _longer(match: Match, pending: Pending) -> Part | None:
    n, unit, low = amount(match)
    return Part("extension", n=n, unit=unit, low=low)


def _same_day(match: Match, pending: Pending) -> Part | None:
    unit: Unit = "working_day" if "工作日" in match[0] else "day"
    if is_calendar(pending.trigger):
        return None
    kind: Kind = "reply" if _ANSWERS.match(pending.after) else "within"
    return Part(kind, trigger=pending.trigger or pending.scope, n=int(match[0].startswith("次")), unit=unit)


def _at_event(match: Match, pending: Pending) -> Part | None:
    trigger = pending.trigger or pending.scope
    return Part("event", trigger=trigger) if len(trigger) > 1 else None


def _before_event(match: Match, pending: Pending) -> Part | None:
    trigger = pending.trigger or pending.scope
    return (
        Part("before", trigger=trigger)
        if len(trigger) > 1 and not re.search("[0-9]|[以之目提]$", pending.words) and not is_calendar(trigger)
        else None
    )


def _display(match: Match, pending: Pending) -> Part | None:
    n, unit, low = amount(match)
    return Part("display", scope=_FEWER.sub("", pending.scope), n=n, unit=unit, low=low)


def _reach(match: Match, pending: Pending) -> Part | None:
    n, unit, _ = amount(match)
    return Part("retention", scope=pending.scope, n=n, unit=unit)


def _sync(match: Match, pending: Pending) -> Part | None:
    trigger = re.sub("^(?:应当?|须)?[与同和随跟](?!步)|[之以]?[后时]$", "", pending.trigger or pending.scope)
    if match["n"] or match["half"]:
        n, unit, _ = amount(match)
        return Part("sync", trigger=trigger, n=n, unit=unit)
    return Part("sync", trigger=trigger, n=0, unit="day")


def _along(match: Match, pending: Pending) -> Part | None:
    return Part("sync", trigger=match["source"], n=0, unit="day")


# --- how often ---


def _frequency(match: Match, pending: Pending) -> Part | None:
    """Reads 每年更新不少于两次; exactly once in a period is periodic."""
    period, every = period_of(match["period"]), number(match["every"]) if match["every"] else 1
    times = number(match["few"] or match["times"])
    if not every or not times or _NUMBERED.search(pending.words):
        return None
    exact = times == 1 and not (match["least"] or match["least_before"] or match["more"])
    if not exact:
        return Part("minfreq", scope=pending.scope or pending.trigger, period=period, every=every, times=times)
    return Part(
        "annual" if (period, every) == ("year", 1) else "periodic", "", "", pending.scope, period=period, every=every
    )


_NUMBERED = regex("每[0-9零〇]+个?半?$")


def _gap(match: Match, pending: Pending) -> Part | None:
    """Reads 6个月内须有更新: at least once in any six months."""
    n, unit, _ = amount(match)
    if pending.trigger or unit not in {"week", "month", "year"}:
        return None
    return Part("minfreq", scope=pending.scope, period=unit, every=n, times=1)


def _periodic(match: Match, pending: Pending) -> Part | None:
    period, every = period_of(match["period"]), number(match["every"]) if match["every"] else 1
    if not every or _NUMBERED.search(pending.words):
        return None
    kind: Kind = "annual" if (period, every) == ("year", 1) else "periodic"
    return Part(kind, scope=pending.scope or pending.trigger, period=period, every=every)


def _year(match: Match, pending: Pending) -> Part | None:
    return Part("annual", scope=pending.scope, period="year")


def _law(match: Match, pending: Pending) -> Part | None:
    cited = re.search("《([^》]+)》", match[0])
    return Part("law", scope=pending.scope, cites=cited[1] if cited else "")


def _plain(kind: Kind) -> Maker:
    return lambda match, pending: Part(kind, trigger=pending.trigger, scope=pending.scope)


_FREQUENCY = (
    rf"(?:每个?|一|各)?(?:(?P<every>{N})个?)?(?P<period>{PERIOD})(?:内|度)?(?P<least_before>{_AT_LEAST})?(?:应当?|须|要)?{_PUBLISH}*"
    rf"(?P<least>{_AT_LEAST})?{_PUBLISH}?(?:(?P<few>{N}){TO})?(?P<times>{N})(?:次|条|期|批|篇)(?P<more>以上)?"
)
_LAG = rf"(?:,?且?(?:时间)?(?:跨度|间隔|相差)?(?:最迟|最晚|至迟)?(?:应当?|在)?(?:不得?超过|不能超过|不超出|不晚于|在)?(?:{AMOUNT_WORDS})(?:以|之)?内?)?"
_RULED = (
    "(?:按照?|依照?|依据|根据|遵照)(?P<source>[^,;。()]{0,40}?)(?:规定|要求|通知|安排|办法|条例)(?:的)?(?:时限|期限|时间|日期)?(?:以?内)?"
    "(?!,?[^,;。]{0,4}动态)(?:要求)?(?:执行|办理|处理|公开|进行公开|公布|发布|更新|调整)?"
)

CLAUSES: tuple[Clause, ...] = (
    (regex(rf"(?P<every>)一(?P<period>{PERIOD})一(?:{_PUBLISH}|报|清|结)"), _periodic),
    (regex("(?:保留|保存|公开|公示|展示)(?:期限)?至(?!少)[^,;。()]{2,14}"), _plain("retention")),
    (
        regex(rf"(?:公示|公告)(?:期限?|时间|时长)?[:为]?自[^,;。()]{{1,14}}?起{AMOUNT_WORDS}(?!(?:以|之)?[内前后])"),
        _display,
    ),
    (
        regex(
            rf"(?:有效期|(?:保留|保存)(?:期限?|时间)?)(?:限)?(?:为|是|:|不少于|至少)*{AMOUNT_WORDS}(?!(?:以|之)?[内前])"
        ),
        _reach,
    ),
    (regex(rf"{AMOUNT_WORDS}(?:以|之)?内(?:至少|必须|须|应当?|要)+(?:有|进行)?更新(?:一次)?"), _gap),
    (regex(rf"公(?:开|布)(?:最近|近)?{AMOUNT_WORDS}(?:以|之)?内的[^,;。()]*"), _reach),
    (regex(rf"(?:可以?)?(?:适当)?延[长期](?:答复|至|至多|最多|不得?超过|最长)*{AMOUNT_WORDS}"), _longer),
    (
        regex(
            rf"(?:(?:公示|公告|展示)(?:的)?(?:期限|期|时间|时长)?|公布(?:期限|期|时间|时长))(?:一般)?(?:应当?)?(?:为|是|:)?(?:{_AT_LEAST})?{AMOUNT_WORDS}(?!(?:以|之)?[内前后])"
        ),
        _display,
    ),
    (regex(_FREQUENCY), _frequency),
    *DAY_CLAUSES,
    (regex(rf"(?:[之以]?前|提前)(?:的)?(?:至少|不得?少于|不晚于)?{AMOUNT_WORDS}(?!(?:以|之)?内)"), _ahead),
    (regex(rf"(?:公开(?:期限|时长|时间)(?:为)?|保留|保存|公开满?){AMOUNT_WORDS}(?!(?:以|之)?[内前])"), _reach),
    (regex(rf"(?:同步|同时|一并|一同)(?:{_PUBLISH})*{_LAG}"), _sync),
    (regex(rf"随文{_PUBLISH}?(?P<source>)"), _along),
    (regex(rf"随(?P<source>[^,;。()时]{{2,20}}?)(?:一起|一并|同步)?(?:公开|发布|公布){_ENDS}"), _along),
    (regex("(?:每年的?)?年初"), _year),
    (
        regex(
            rf"(?:每个?|按|逐)(?:(?P<every>{N})个?)?(?P<period>{PERIOD})(?!结束|终了|[开召]|的?[0-9一二三四五六七八九十]+(?![0-9时点]))"
            rf"(?:[0-9]+[时点](?:[之以]?前)?)?{_PUBLISH}*(?:一次)?"
        ),
        _periodic,
    ),
    (regex(r"(?:定期)?[以按、及和/](?P<every>)(?P<period>半年度?|季度|月度|年度)(?=[、及和/,;。]|$)"), _periodic),
    (regex(rf"(?P<every>)(?P<period>半年度|季度|月度|年度)(?={_PUBLISH}|[,;。]|$){_PUBLISH}*"), _periodic),
    (regex(rf"定期{_PUBLISH}*"), _plain("periodic")),
    (regex(rf"{AMOUNT_WORDS}(?P<inside>(?:以|之)?内)?(?P<before>(?:之|以)?前)?"), _within),
    (regex(r"(?:当日|当天|即日|同日|次日|次一?个?工作日)(?!起)(?:以?内|就)?"), _same_day),
    (
        regex(
            rf"动态(?:更新|调整|公开|管理|维护)*|不定期{_PUBLISH}*|持续(?:更新|推进|公开)*|按需(?:更新|公开)*|视[^,;。()]{{0,10}}?(?:情况)?而定|有(?:变化|变动|调整)(?:时|后)?(?:及时)?更新"
            "|(?:一|随|即)?(?:变动?|变更|变化)(?:即|随|就|后?即时?)(?:时)?(?:更新?|变更?|改)"
        ),
        _plain("dynamic"),
    ),
    (
        regex(
            rf"(?:根据|视|随|按照?|依据?)(?!申请)[^,;。()]{{0,15}}?(?:进展|情况|需要|变化|实际|要求|情)(?!,?(?:及时|适时))(?:,?动态)?{_PUBLISH}+"
        ),
        _plain("dynamic"),
    ),
    (regex(rf"(?:及时|实时|即时|第一时间|立即|即刻|尽快|尽早|随时|当场|适时){_PUBLISH}*"), _plain("prompt")),
    (regex(_RULED), _law),
    (
        regex("(?:法定|规定)(?:的)?(?:时限|期限|时间)(?:以?内)?|依法(?:依规)?(?=公开|公布|[,;。]|$)|要求(?:的)?时限"),
        _law,
    ),
    (
        regex("(?:保持)?(?:长期|常年|永久|一直|限时)(?:有效|公开|公示|保留)*|有效期内?(?:公开)?|任期内(?:公开)?"),
        _plain("retention"),
    ),
    (regex(rf"依申请公开(?:事项)?{_ENDS}"), _plain("reply")),
    (regex(rf"(?:之?时|时候|同时),?(?:(?:在[^,;。]{{2,12}})?{_PUBLISH}+)|(?<![0-9布开])时$"), _at_event),
    (regex(rf"(?:之|以)?前(?={_PUBLISH}|予以|[,;。]|$)"), _before_event),
)
