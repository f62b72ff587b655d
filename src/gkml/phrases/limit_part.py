"""One part of a 公开时限 as plain data: its kind, its event, its length, and whether a date can be computed."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

Kind = Literal[
    "within",      # 信息形成之日起20个工作日内: a stretch of time after an event
    "reply",       # the same, for an answer to somebody: 收到咨询之日起5日内回复
    "sync",        # 与政策文件同步发布: at the same time as something else, or so long after it
    "event",       # 启动拟征收土地工作时: on the day of an event
    "before",      # 听证会举行10日前: before an event
    "fixed",       # 每年1月31日前, 2020年5月底前: a day of the year
    "periodic",    # 当月10号公开上月信息, 每季度: once a period, on a day where one is named
    "annual",      # 年度公开: yearly, no day named
    "minfreq",     # 每年更新不少于两次: at least so many times a period
    "prompt",      # 及时, 第一时间
    "dynamic",     # 动态更新, 不定期
    "law",         # 法定时限, 按有关规定: stated elsewhere
    "display",     # 公示7个工作日: how long it is shown
    "extension",   # 可延长20个工作日: by how much another limit may grow
    "retention",   # 长期公开, 公开1年内的数据: how long it stays, or how far back it reaches
    "same_above",  # 同上
    "none",        # 无, /
]  # fmt: skip

Unit = Literal["working_day", "day", "calendar_day", "week", "month", "year", "hour", "minute"]
"""`day` is 日 or 天, which may or may not mean working days; `calendar_day` is 自然日."""

Period = Literal[
    "hour", "day", "working_day", "week", "ten_days", "half_month", "month", "quarter", "half_year", "year", "term",
    "school_year",
]  # fmt: skip

UNIT_WORDS: dict[Unit, str] = {
    "working_day": "个工作日", "day": "日", "calendar_day": "个自然日", "week": "周", "month": "个月", "year": "年",
    "hour": "小时", "minute": "分钟",
}  # fmt: skip
PERIOD_WORDS: dict[Period, str] = {
    "hour": "小时", "day": "日", "working_day": "个工作日", "week": "周", "ten_days": "旬", "half_month": "半月",
    "month": "月", "quarter": "季度", "half_year": "半年", "year": "年", "term": "学期", "school_year": "学年",
}  # fmt: skip


class Anchor(NamedTuple):
    """A day of a period. `day` 0 is the month's last; `month` is of the year, or of the quarter (half-year) from 1.

    `lag` counts periods: 1 is a day of the period after the one that the information is about. `year` is set where the
    day comes only once; `weekday` (1 Monday … 7) where the period is a week. `before` is whether 前 is written,
    `working` whether the last working day up to that day is meant.
    """

    day: int = 0
    month: int = 0
    lag: int = 0
    year: int = 0
    weekday: int = 0
    before: bool = False
    working: bool = False


@dataclass(frozen=True)
class Part:
    """One limit. Empty fields are not stated; `text` is the folded text of the part.

    `n` of `unit` is the length of a stretch of time (the upper end of a range, whose lower end is `low`); of a periodic
    part, counted from the end of the period. `times` in every `every` × `period` for a frequency; `anchors` for named days, that
    move to the next working day if `rolls` (遇节假日顺延), or to the preceding one if `advances` (遇节假日提前). `trigger` is what the count starts
    from, `scope` what the limit is for, `cites` the title in 《》 of a law that says more.
    """

    kind: Kind
    text: str = ""
    trigger: str = ""
    scope: str = ""
    n: int | None = None
    low: int | None = None
    unit: Unit | None = None
    period: Period | None = None
    every: int = 1
    times: int | None = None
    anchors: tuple[Anchor, ...] = ()
    rolls: bool = False
    advances: bool = False
    cites: str = ""

    @cached_property
    def computable(self) -> Literal["event", "calendar", "no"]:
        """Whether a date can be computed: from the date of an `event`, by the `calendar` alone, or not at all."""
        if self.kind in {"within", "reply", "before"}:
            counted = self.n is not None or self.kind == "before"
            by_the_clock = self.unit == "minute" or (self.unit == "hour" and (self.n or 0) % 24)
            return "event" if counted and not by_the_clock else "no"
        if self.kind in {"sync", "event"}:
            return "event"
        if self.kind in {"fixed", "periodic"} and (self.anchors or self.n is not None):
            return "calendar"
        return "no"

    @property
    def unit_stated(self) -> bool:
        """Whether the unit states if working days are counted; 日 and 天 do not."""
        return self.unit not in {None, "day"}

    @property
    def reason(self) -> str:
        """The reason for the missing date, in plain Chinese; "" if there is a date."""
        if self.computable != "no":
            return ""
        if self.kind in {"periodic", "annual"}:
            return f"只写了多久公开一次（{period_words(self)}），没有写到哪一天为止"
        if self.kind == "law" and self.cites:
            return f"期限写在《{self.cites}》里，这里没有写天数"
        if self.n is None and self.kind == "reply":
            return "没有写天数；依申请公开的答复期限见《政府信息公开条例》第三十三条（gkml due --rule article-33）"
        return _REASONS.get(self.kind, "没有写天数")


_REASONS: dict[Kind, str] = {
    "within": "按钟点计算，要知道事情发生的时刻，只有日期算不出来",
    "reply": "按钟点计算，要知道事情发生的时刻，只有日期算不出来",
    "before": "按钟点计算，要知道事情发生的时刻，只有日期算不出来",
    "minfreq": "只写了一段时间里至少几次，没有写到哪一天为止",
    "prompt": "“及时”一类的说法没有天数",
    "dynamic": "有变化才更新，没有固定的日子",
    "law": "没有写是哪部法律、法规的哪一条，也没有写天数",
    "display": "写的是公示多久，不是多久以内公开",
    "extension": "写的是可以再延长多久",
    "retention": "写的是公开多长时间或公开哪一段的信息，不是多久以内公开",
    "same_above": "“同上”要看上一行，请写出期限",
    "none": "没有写期限",
}


def period_words(part: Part) -> str:
    """Returns the frequency: 每季度, 每两年; 定期 if no period is named."""
    if part.period is None:
        return "定期"
    words = PERIOD_WORDS[part.period]
    if part.every == 1:
        return "每个工作日" if part.period == "working_day" else f"每{words}"
    counted = {"month": "个月", "quarter": "个季度", "half_year": "个半年"}.get(part.period, words)
    return f"每{part.every}{counted}"
