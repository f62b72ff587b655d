"""The elements that the clauses of a 公开时限 share: stretches of time, periods, and the pending words before a clause."""

import re
from collections.abc import Callable
from typing import NamedTuple

from gkml.phrases.limit_part import Part, Period, Unit
from gkml.phrases.numeral import NUMERAL, number
from gkml.phrases.patterns import regex

Match = re.Match[str]

N = rf"(?:(?<![0-9.+])(?=[0-9])|(?<![零〇一二两三四五六七八九十百廿卅])(?=[零〇一二两三四五六七八九十百廿卅])){NUMERAL}"
"""A whole numeral, not a part of a longer one."""
TO = "[-—–~至到]+"
_UNITS: dict[str, tuple[Unit, int]] = {
    "工作日": ("working_day", 1), "自然日": ("calendar_day", 1), "日历日": ("calendar_day", 1),
    "日历天": ("calendar_day", 1), "自然天": ("calendar_day", 1), "日": ("day", 1), "天": ("day", 1),
    "周": ("week", 1), "星期": ("week", 1), "月": ("month", 1), "季度": ("month", 3), "年": ("year", 1),
    "周年": ("year", 1), "小时": ("hour", 1), "分钟": ("minute", 1),
}  # fmt: skip
AMOUNT_WORDS = (
    rf"(?:(?:(?P<low>{N})个?(?:工作日|日|天)?{TO})?(?:(?<!第)|(?<=[于在起后]第))(?P<n>{N})个?"
    "(?P<unit>工作日|自然日|日历日|日历天|自然天|日(?![期常历])|天(?!然)|周年|周(?![一二三四五六日天])|星期(?![一二三四五六日天])|月(?![0-9份底初末上中下])|年(?![0-9度])|小时|分钟|季度)"
    "|(?P<half>半)个?(?P<half_unit>年|月))"
)
_MOST_YEARS = 100
AMOUNT = regex(AMOUNT_WORDS)


def amount(match: Match) -> tuple[int, Unit, int | None]:
    """Returns the number, the unit and the lower end of a range (None without a range) of a stretch of time.

    半月 is 15 days, a 季度 three months. The number is 0 if it is that of a calendar year.
    """
    if match["half"]:
        return (6, "month", None) if match["half_unit"] == "年" else (15, "day", None)
    unit, times = _UNITS[match["unit"]]
    n = number(match["n"])
    return 0 if unit == "year" and n > _MOST_YEARS else n * times, unit, number(match["low"]) if match["low"] else None


_PERIODS: dict[str, Period] = {
    "小时": "hour", "工作日": "working_day", "日": "day", "天": "day", "周": "week", "星期": "week", "旬": "ten_days",
    "半月": "half_month", "半个月": "half_month", "月": "month", "月度": "month", "季": "quarter", "季度": "quarter",
    "半年": "half_year", "半年度": "half_year", "年": "year", "年度": "year", "学期": "term", "学年": "school_year",
}  # fmt: skip
PERIOD = "(?:学期|学年|工作日|小时|半个?月|半年度?|年度?|季度?|月度?|星期|周|旬|日(?!常)|天)"


def period_of(word: str) -> Period:
    """Returns the period that a word names."""
    return _PERIODS[word]


class Pending(NamedTuple):
    """The words before a clause that belong to no other clause: the scope of the limit, and the event it is counted from.

    `words` is all of them; `after` is the text behind the clause; `shown` is whether the preceding clause is a display
    time.
    """

    words: str = ""
    scope: str = ""
    trigger: str = ""
    after: str = ""
    shown: bool = False

    @classmethod
    def of(cls, words: str, after: str, shown: bool = False) -> "Pending":
        """Splits the words: 执法决定信息在决定作出之日起 has the scope 执法决定信息 and the event 决定作出."""
        bare = _LEADING.sub("", words)
        head, _, last = bare.rpartition(",") if not bare.endswith(",") else bare.rstrip(",").rpartition(",")
        before, _, last = last.rpartition(":") if not last.startswith("(") else ("", "", last)
        scope = ",".join(part for part in (head, before) if part)
        split = _COUNTED_FROM.search(last)
        if split and not _EVENT.search(last[: split.start()]):
            scope = ",".join(part for part in (scope, last[: split.start()]) if part)
            last = last[split.end() :]
        ending = _ENDING.search(last)
        trigger = _BEHIND.sub("", _LEADING.sub("", last[: ending.start()] if ending else last))
        if not ((ending and ending["mark"]) or split or _EVENT.search(trigger)):
            scope, trigger = ",".join(part for part in (scope, trigger) if part), ""
        scope = "" if scope in _UNINFORMATIVE else scope
        return cls(words, scope, trigger, after, shown)


_SELF = "自(?!然|治|查|行(?!政)|主|愿|筹|建|评|动|来|检(?!查)|纠|助|身|有(?!关)|贸|费|驾|律|考(?!试|核|察)|备(?!案)|用(?!地|人)|制(?!作|定|发))"
_FROM = "从(?!业|事|严|重|轻|价|量)"
_SHOULD = "(?<![响反适对供效感呼回相])应当?"
_MUST = "(?<![纪摘概主重必简提需机])要"
_NEED = "(?<![必急内军所])需"
"""Words that introduce the event, but not as parts of others: 自然, 应急, 响应, 纪要."""
_LEADING = regex(
    "^(?:[,;:。、→)\\]/]|并(?!购|联|案|网|轨|线|处)且?|且|或者?(?!许)|其中|应当|应(?!急|诉|聘|届|税|收|付|纳|邀|征|考|试|用|对|召|力|激|变)|"
    "须(?!知)|需(?!求)|一般(?!事项|情况|程序)|原则上|最迟|至迟|最晚|最长|最多|至多|不多于|不得?晚于|不得?超过|不能超过|"
    f"在(?!建|线|职|押|校|岗|地|读|编|册|籍|学|途|逃|役)|于|{_SELF}|{_FROM}|该|的)+"
)
_COUNTED_FROM = regex(
    f"(?:{_SHOULD}|(?<!必)须|一般|{_MUST}|{_NEED}|(?<![许认])可)?"
    f"(?:{_SELF}|(?<![现存所正实潜内])在(?!建|线|职|押|校|岗)|"
    f"(?<![属位对低关由等高大小限基至处用终迟])于(?!是|此)|(?<!服){_FROM}|不能?得?超过|不得?晚于)"
)
_ENDING = regex(
    "(?P<mark>的?(?:之日|当日|当天|次日|之时|之|日)?(?:起|后|以后|之后|算起|起算)(?:的|计算)?|之日|时)?(?:的|,)*"
    f"(?:内|在|于|,|{_SHOULD}|须|{_NEED}|必须|{_MUST}|最迟|至迟|最晚|最长|最多|至多|不多于|不得?超过|不能超过|不晚于|至少|的)*第?$"
)
_UNINFORMATIVE = {"信息", "政府信息", "相关信息", "有关信息", "、", "事项"}
_BEHIND = regex("(?:个|的|,|:|、)+$")
_EVENT = regex(
    "(?:形成|行成|变更|产生|生成|制作|制定|获取|作出|发布|公布|公开|颁布|印发|批准|批复|通过|受理|收到|接到|结束|完成|签订|"
    "确定|成立|发生|启动|确认|竣工|备案|送达|下发|下发至本单位|召开|举行|办结|立项|开始|截止|终了|满)(?:的?信息|文件)?[)]?$"
    "|(?:形成|产生|获取)\\([^()]{0,20}\\)$"
)

_CALENDAR = regex(
    "(?:每|各|逢|如?遇)(?!学期|学年|次|届|批|项|宗|期|个?项目)|[0-9一二三四五六七八九十]+[日号月年]|"
    "(?:周|星期)[一二三四五六日天]|(?:.*[上下本当每次今明去翌])?(?:半年度?|季度?|月度?|旬|周|年度?|度)(?:结束|终了|期满|末|底|终)?$|(?:.*(?:节日|节假日|假期|长假|下班|上班|[0-9][时点分])|节)$"
)


def is_calendar(words: str) -> bool:
    """Whether words name a day, a period or a holiday, from which nothing is counted as from an event: 每年15日, 季度."""
    return _CALENDAR.match(words) is not None


Maker = Callable[[Match, Pending], Part | None]
Clause = tuple[re.Pattern[str], Maker]
