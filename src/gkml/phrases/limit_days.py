"""Clauses of a 公开时限 that name days: 每年1月31日前, 七月下旬和十一月中旬, 当月10号公开上月信息, 每季度首月10日前, 次周三之前."""

import re

from gkml.phrases.limit_part import Anchor, Part, Period
from gkml.phrases.limit_words import AMOUNT_WORDS, TO, Clause, Match, N, Pending, amount, period_of
from gkml.phrases.numeral import NUMERAL, number
from gkml.phrases.patterns import regex

_PART_OF_MONTH = {"初": 10, "上旬": 10, "中旬": 20, "下旬": 0, "底": 0, "末": 0}
_BEFORE = "(?:(?:之|以)?前)"
_NEXT = "次|下一?个?|翌|第二"
_ABOUT_LAST = "(?P<last>(?:分别|统一|将|再|及时|由[^,;。]{2,12}?)*(?:公开|公布|发布|更新|公示|报送|上报|通报)?(?:上一?个?|前一?个?)(?:半年|年度?|季度?|月|周)(?:度)?)?"
_STOP = "(?=之?前|以前|内|[,;。、()和及或]|$|公开|公布|发布|公示|更新|上报|报送|编制|完成|各|分别|向|将|由|统一)"

# --- days of a year ---

_MONTH_DAY = (
    rf"(?P<which>每年度?|当年|本年度?|(?:{_NEXT})年度?)?的?(?:"
    rf"(?P<month>{N})月(?:份)?的?(?:(?:{N}[日号]?{TO})?(?P<day>{N})[日号]?|(?P<part>上旬|中旬|下旬|初|底|末))?(?:之?前)?"
    "|(?<![上下前近])第?(?P<quarter>[1-4一二三四])季度(?:底|末)?|(?P<half>[上下])半年(?:底|末)?|年(?P<end>[底末终])|(?<=[0-9]{4})年(?P<within>内))"
)
_PLAIN_MONTH_DAY = re.sub(r"\(\?P<\w+>", "(?:", _MONTH_DAY)
_DAY_OF_YEAR = regex(_MONTH_DAY)
_OF_YEAR = rf"(?:(?P<year>[0-9]{{4}})(?:年度?)?)?(?:(?:每年度?|当年|本年度?)?的?{N}月?份?(?:{N}[日号]?)?{TO})?(?P<days>{_PLAIN_MONTH_DAY}(?:[、和及,或]{_PLAIN_MONTH_DAY})*){_STOP}(?P<before>{_BEFORE})?内?{_ABOUT_LAST}"


def _of_year(match: Match, pending: Pending) -> Part | None:
    """Returns days of the year, once or every year. A month without a day is its last day, 上旬 the 10th, 中旬 the 20th."""
    year = number(match["year"][:4]) if match["year"] else 0
    days = list(_DAY_OF_YEAR.finditer(match.string, *match.span("days")))
    shared = days[-1] if "的" in match["days"] else None
    before = match["before"] is not None or "前" in match["days"]
    anchors = tuple(_day_of_year(day, shared, year, before) for day in days)
    if "年内" in match["days"] and not match["year"]:
        return None
    if match["year"] and not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if not all(map(_exists, anchors)) or _one_number(match, days):
        return None
    return Part("fixed", scope=pending.scope or pending.trigger, period=None if year else "year", anchors=anchors)


_FIRST_YEAR, _LAST_YEAR = 1949, 2199


def _one_number(match: Match, days: list[Match]) -> bool:
    """Returns whether the words are a number of months instead of a date: 3月内."""
    only = days[0]
    return len(days) == 1 and only["month"] is not None and match[0].endswith("月内") and not only["which"]


def _day_of_year(day: Match, shared: Match | None, year: int, before: bool) -> Anchor:
    lag = int(bool(re.match(_NEXT, day["which"] or "")))
    if day["quarter"]:
        return Anchor(0, 3 * number(day["quarter"]), lag, year, before=before)
    if day["half"] or day["end"] or day["within"]:
        return Anchor(0, 6 if day["half"] == "上" else 12, lag, year, before=before)
    named = day if day["day"] or day["part"] else shared or day
    number_of_day = number(named["day"]) if named["day"] else _PART_OF_MONTH[named["part"] or "底"]
    return Anchor(number_of_day, number(day["month"]), lag, year, before=before)


def _exists(anchor: Anchor) -> bool:
    longest = 29 if anchor.month == 2 else 30 if anchor.month in {4, 6, 9, 11} else 31
    return 1 <= anchor.month <= 12 and 0 <= anchor.day <= longest


# --- days of a month ---

_WHICH_MONTH = f"每个?月|当月|本月|逐月|(?:{_NEXT})月"
_DAY = (
    rf"(?:(?P<which>{_WHICH_MONTH})的?)?(?:{N}[日号]?{TO})?(?:(?P<day>{N})[日号]|月?(?P<part>上旬|中旬|下旬|初|底|末)|最后(?:一个|1个)?(?P<working>工作日))"
    rf"(?:{_BEFORE})?"
)
_PLAIN_DAY = re.sub(r"\(\?P<\w+>", "(?:", _DAY)
_DAY_OF_MONTH = regex(_DAY)
_OF_MONTH = (
    rf"(?P<days>(?:(?P<halves>每半个?月)[^,;。]{{0,8}}?)?(?:{_WHICH_MONTH})的?{_PLAIN_DAY}(?:[、和及,或]{_PLAIN_DAY})*)"
    rf"(?:[0-9]{{1,2}}[时点])?{_ABOUT_LAST}"
)


def _of_month(match: Match, pending: Pending) -> Part | None:
    anchors: list[Anchor] = []
    lag = 0
    for day in _DAY_OF_MONTH.finditer(match.string, *match.span("days")):
        lag = int(bool(re.match(_NEXT, day["which"]))) if day["which"] else lag
        number_of_day = number(day["day"]) if day["day"] else _PART_OF_MONTH[day["part"] or "底"]
        about = max(lag, int(match["last"] is not None))
        anchors.append(Anchor(number_of_day, 0, about, before="前" in day[0], working=day["working"] is not None))
    if not all(anchor.day <= 31 for anchor in anchors):
        return None
    period: Period = "half_month" if match["halves"] or pending.words.rstrip(":→,-").endswith("半月") else "month"
    return Part("periodic", scope=pending.scope, period=period, anchors=tuple(anchors))


_ODD_EVEN = rf"(?P<odd>[单双])月(?P<day>{N})[日号](?P<before>{_BEFORE})?"


def _odd_even(match: Match, pending: Pending) -> Part | None:
    first = 1 if match["odd"] == "单" else 2
    before = match["before"] is not None
    anchors = tuple(Anchor(number(match["day"]), month, before=before) for month in range(first, 13, 2))
    return Part("fixed", scope=pending.scope, period="year", anchors=anchors) if all(map(_exists, anchors)) else None


# --- days of a quarter, a half-year, a ten-day period, a week ---

_NTH = {
    "最后": 3,
    "最后一": 3,
    "最后一个": 3,
    "最后1个": 3,
    "首": 1,
    "首个": 1,
    "头": 1,
    "第一个": 1,
    "第1个": 1,
    "第二个": 2,
    "第2个": 2,
    "第三个": 3,
    "第3个": 3,
    "末": 3,
}
_OF_QUARTER = (
    rf"(?P<which>每个?|各|当|本|{_NEXT})?(?P<period>季度?|半年度?)(?P<after>结束后|后|终了后)?的?"
    rf"(?:(?P<nth>首个?|头|第[一二三123]个|最?末|最后[一1]?个?|次|下个?)月(?:份)?的?(?:(?P<day>{N})[日号]|(?P<part>上旬|中旬|下旬|初|底|末))?|(?P<working>最后[一1]?个?工作日)|(?P<end>[末底]))"
    rf"(?P<before>{_BEFORE})?(?:公开|公布|发布)?{_ABOUT_LAST}"
)


def _of_quarter(match: Match, pending: Pending) -> Part | None:
    """Reads 每季度首月10日前, 每季的次月10日之前 (the month after the quarter), 季度末."""
    period = period_of(match["period"])
    nth = match["nth"] or ""
    following = nth.startswith(("次", "下"))
    month = 1 if following else _NTH.get(nth.removeprefix("最") if nth == "最末" else nth, 3)
    if period == "half_year" and not nth.startswith(("首", "头", "第", "次", "下")):
        month = 6
    lag = int(following or match["last"] is not None or bool(re.match(_NEXT, match["which"] or "")))
    day = number(match["day"]) if match["day"] else _PART_OF_MONTH[match["part"] or "底"]
    anchor = Anchor(day, month, lag, before=match["before"] is not None, working=match["working"] is not None)
    return Part("periodic", scope=pending.scope, period=period, anchors=(anchor,)) if day <= 31 else None


def _of_ten_days(match: Match, pending: Pending) -> Part | None:
    return Part("periodic", scope=pending.scope, period="ten_days", anchors=(Anchor(10), Anchor(20), Anchor(0)))


_OF_WEEK = (
    rf"(?P<which>每个?|当|本|{_NEXT})(?:周|星期)的?(?:(?P<working>最[后末][一1]?个?工作日)|(?P<weekdays>[一二三四五六日天](?!常)"
    "(?:(?:[、和及,或]|以及)(?:每?周|每?星期)?[一二三四五六日天](?!常|个|级|项|次))*))(?![至到—~-])(?:上午|下午)?(?:[0-9]{1,2}[时点])?"
    rf"(?P<before>{_BEFORE})?{_ABOUT_LAST}"
)


def _of_week(match: Match, pending: Pending) -> Part | None:
    """Reads 每周三, 次周三之前, 每周二、周五, 每周最后一个工作日."""
    lag = int(bool(re.match(_NEXT, match["which"])) or match["last"] is not None)
    before, working = match["before"] is not None, match["working"] is not None
    days = [7] if working else sorted("一二三四五六日".find(day) + 1 for day in _WEEKDAY.findall(_seventh(match)))
    anchors = tuple(Anchor(weekday=day, lag=lag, before=before, working=working) for day in days)
    return Part("periodic", scope=pending.scope, period="week", anchors=anchors)


_WEEKDAY = regex("[一二三四五六日]")


def _seventh(match: Match) -> str:
    """Returns the weekdays with 日 in place of 天."""
    days: str = match["weekdays"]
    return days.replace("天", "日")


# --- so long after the end of a period ---

_AFTER_PERIOD = (
    rf"(?:(?:每个?|各|当|本|会计|财政)*(?P<period>半年度?|年度?|季度?|月度?|周)(?:结束|终了|期满|末|终)(?:之?后|之日起|起)?的?|"
    rf"(?:{_NEXT})(?P<next>半年度?|年度?|季度?|月|周)的?前?|(?<![0-9个一二两三四五六七八九十半])(?:每个?)?(?P<past>季度?|月|半年)后)"
    rf"(?P<span>{AMOUNT_WORDS})(?(past)(?:(?:以|之)?内)?(?!前)|(?:以|之)?内){_ABOUT_LAST}"
)


def _after_period(match: Match, pending: Pending) -> Part | None:
    """Reads 每月结束后5个工作日内, 年度终了后4个月内, 次月5个工作日内."""
    n, unit, low = amount(match)
    period = period_of(match["period"] or match["next"] or match["past"])
    return Part("periodic", scope=pending.scope, n=n, unit=unit, low=low, period=period) if n else None


_FIRST_DAYS = rf"(?:每个?|各|{_NEXT})(?P<period>月|季度?|周|星期)度?的?(?:(?:前|头|第)(?P<n>{NUMERAL})|首)个?工作日(?:(?:以|之)?[内前])?{_ABOUT_LAST}"


def _first_days(match: Match, pending: Pending) -> Part | None:
    """Reads 每月前5个工作日, 每月第一个工作日, 次月首个工作日: so many working days after the end of the preceding period."""
    n = number(match["n"]) if match["n"] else 1
    return (
        Part("periodic", scope=pending.scope, n=n, unit="working_day", period=period_of(match["period"])) if n else None
    )


_DAY_AFTER_PERIOD = (
    r"(?<![上下半学0-9个一二两三四五六七八九十])(?:每个?|各)?(?P<period>半年度?|年度?|季度?|月度?)(?P<end>结束|终了|期满|末|终)?(?:之?后)的?"
    rf"(?P<day>{N})[日号]{_BEFORE}{_ABOUT_LAST}"
)


def _day_after_period(match: Match, pending: Pending) -> Part | None:
    """Reads 季后25日前, 每月结束后10日前: a day of the first month after the period."""
    day = number(match["day"])
    if match.string[: match.start()].endswith(("学", "财")) or not 1 <= day <= 31:
        return None
    period = period_of(match["period"])
    if period in {"year", "half_year"} and not match["end"]:
        return None  # 年后 is after the Spring Festival, 半年后 half a year later.
    if period == "year":
        return Part("fixed", scope=pending.scope, period="year", anchors=(Anchor(day, 1, 1, before=True),))
    return Part("periodic", scope=pending.scope, period=period, anchors=(Anchor(day, 1, 1, before=True),))


DAY_CLAUSES: tuple[Clause, ...] = (
    (regex(_DAY_AFTER_PERIOD), _day_after_period),
    (regex(_FIRST_DAYS), _first_days),
    (regex(_AFTER_PERIOD), _after_period),
    (regex(_OF_QUARTER), _of_quarter),
    (regex(_OF_YEAR), _of_year),
    (regex(_OF_MONTH), _of_month),
    (regex(_ODD_EVEN), _odd_even),
    (regex("每旬(?:末|底)"), _of_ten_days),
    (regex(_OF_WEEK), _of_week),
)
