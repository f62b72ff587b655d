"""Which days are worked: a region and the notices in, a `Calendar` out. Alone knows the library `holidays`.

The library also answers for years that nobody has announced, by the general rules and without 调休; such a year is refused
here, or marked as estimated where that was asked for. Regions with holidays of their own are in the registers; notices
that neither has come from the workspace.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from gkml.diagnostics import GkmlError
from gkml.registers.days import RegionalHolidays, national_notices, provinces, regional_holidays
from gkml.registers.holiday_notice import Notice

Kind = Literal["working", "weekend", "holiday", "makeup"]
"""`makeup` is a weekend day that is worked (调休上班), `holiday` any other day off that is not a plain weekend."""

FIRST_YEAR, LAST_YEAR = 2001, 2099
"""The years that the library can tell anything of."""
_ONE = timedelta(days=1)
_TURN = 29
"""From this day of December on the next year's notice has moved days."""


class Day(NamedTuple):
    """A day with what it is: the holiday's name in `note`, the notice in `source`."""

    date: date
    kind: Kind
    note: str = ""
    source: str = ""

    @property
    def worked(self) -> bool:
        return self.kind in {"working", "makeup"}


class Unannounced(GkmlError):
    """The days of `year` are not known, nationally or in `region` (a name, empty for the country)."""

    def __init__(self, year: int, region: str = "") -> None:
        self.year = year
        self.region = region
        if not FIRST_YEAR <= year <= LAST_YEAR:
            told = f"算到了{year}年；只能算{FIRST_YEAR}年到{LAST_YEAR}年的日子"
        elif region:
            told = (
                f"{region}{year}年地方节假日的安排没有收进程序；查到通知后写进 gkml.yaml 的 calendar（写明 region），"
                "或加 --estimate 按全国日历估算"
            )
        else:
            told = (
                f"{year}年的放假安排没有收进程序；国务院办公厅的通知印发后，升级 holidays（pip install -U holidays），"
                f"或写进 gkml.yaml 的 calendar；只要估计的日期可加 --estimate"
            )
        super().__init__(told)


class _Year(NamedTuple):
    """One year: its special days, its working days as ordinals, the part of it that nobody announced, and where.

    `unverified` is the notice of the region that nobody has seen, with the season that it is about.
    """

    special: dict[date, Day]
    working: tuple[int, ...]
    doubt: tuple[date, date] | None
    where: str
    unverified: tuple[Notice, date, date] | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch that is estimated: `where` is empty for the country."""

    year: int
    where: str = ""


class Calendar:
    """The working days of one region. Counting is by whole days; years are looked up when they are first needed.

    Raises `Unannounced` on the way into a year that is not known, unless `estimate`.
    """

    def __init__(self, region: str = "", own: Iterable[Notice] = (), *, estimate: bool = False) -> None:
        self.region = region
        self.estimate = estimate
        self.regional = _regional(region)
        self._own = tuple(notice for notice in own if region.startswith(notice.region))
        self._years: dict[int, _Year] = {}

    @property
    def name(self) -> str:
        """What the calendar is called: 全国, or a region with holidays of its own."""
        return self.regional.name if self.regional else "全国"

    def day(self, day: date) -> Day:
        """What a day is."""
        special = self._year(day.year).special.get(day)
        return special or Day(day, "weekend" if day.weekday() > 4 else "working")

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Every day from `first` to `last`."""
        return (self.day(date.fromordinal(number)) for number in range(first.toordinal(), last.toordinal() + 1))

    def is_working(self, day: date) -> bool:
        return self.day(day).worked

    def nth_working_day(self, start: date, n: int) -> date:
        """The n-th working day after `start` (before it where n is negative); `start` itself is not counted."""
        # Counted from the end of `start`; backwards, from the end of the day before it.
        begin = start if n > 0 else start - _ONE
        year = begin.year
        known = self._year(year)
        place = bisect_right(known.working, begin.toordinal()) + n + (n < 0)
        while place > len(known.working):
            place -= len(known.working)
            year += 1
            known = self._year(year)
        while place < 1:
            year -= 1
            known = self._year(year)
            place += len(known.working)
        return date.fromordinal(known.working[place - 1])

    def on_or_after(self, day: date) -> date:
        """The day itself where it is worked, else the next that is."""
        return day if self.is_working(day) else self.nth_working_day(day, 1)

    def on_or_before(self, day: date) -> date:
        """The day itself where it is worked, else the last before it that is."""
        return day if self.is_working(day) else self.nth_working_day(day, -1)

    def count(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both included; 0 where `last` is earlier."""
        if last < first:
            return 0
        return sum(
            bisect_right(working, last.toordinal()) - bisect_right(working, first.toordinal() - 1)
            for working in (self._year(year).working for year in range(first.year, last.year + 1))
        )

    def doubts(self, first: date, last: date) -> list[Doubt]:
        """What of the days from `first` to `last` is estimated. Raises `Unannounced` unless that was asked for."""
        found = []
        for year in range(first.year, last.year + 1):
            known = self._year(year)
            if known.doubt and known.doubt[0] <= last and known.doubt[1] >= first:
                if not self.estimate:
                    raise Unannounced(year, known.where)
                found.append(Doubt(year, known.where))
        return found

    def unverified(self, first: date, last: date) -> list[Notice]:
        """The notices of the region that nobody has seen, for the part of `first` to `last` where they matter."""
        known = [self._year(year).unverified for year in range(first.year, last.year + 1)]
        return [found[0] for found in known if found and found[1] <= last and found[2] >= first]

    def beyond_doubt(self, first: date, last: date) -> bool:
        """Whether nothing at all is to be said of the days from `first` to `last`; False where that takes a closer look."""
        known = self._year(first.year)
        if known.doubt or known.unverified or first.year != last.year:
            return False
        return not (last.month == 12 and last.day >= _TURN)

    def may_change(self, first: date, last: date) -> bool:
        """Whether the next year's notice, that is not there yet, may still move days from `first` to `last`.

        Of its own year's end a notice does not speak: that of 2019 took 31 December 2018 off.
        """
        turn = date(last.year, 12, _TURN)
        return last >= turn and first <= date(last.year, 12, 31) and not (self._stated(last.year + 1) or self.estimate)

    def _stated(self, year: int) -> bool:
        return announced(year) or any(notice.year == year and not notice.region for notice in self._own)

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._made(year)
        return known

    def _made(self, year: int) -> _Year:
        national = [notice for notice in self._own if not notice.region]
        regional = [notice for notice in self._own if notice.region]
        # What the office has typed in of the festival takes the place of the register's year; a 县庆 is added to it.
        replaced = any(notice.year == year and notice.names_festival for notice in regional)
        listed = [n for n in self.regional.years if n.year == year] if self.regional and not replaced else []
        official = announced(year)
        stated = self._stated(year)
        if not (FIRST_YEAR <= year <= LAST_YEAR and (stated or self.estimate)):
            raise Unannounced(year)
        special = {} if stated and not official else dict(_national(year))
        for notice in (*national, *listed, *regional):
            special |= _of_notice(notice, self.regional)
        special = {day: found for day, found in special.items() if day.year == year}
        doubt, where = None, ""
        if not stated:
            doubt = date(year, 1, 1), date(year, 12, 31)
        elif self.regional and year >= self.regional.since and not (listed or any(n.year == year for n in regional)):
            doubt, where = _season(self.regional, year), self.regional.name
        first = date(year, 1, 1).toordinal()
        days = (date.fromordinal(number) for number in range(first, date(year + 1, 1, 1).toordinal()))
        working = tuple(d.toordinal() for d in days if (found.worked if (found := special.get(d)) else d.weekday() < 5))
        return _Year(special, working, doubt, where, self._unverified(listed))

    def _unverified(self, listed: list[Notice]) -> tuple[Notice, date, date] | None:
        found = next((notice for notice in listed if not notice.verified), None)
        return (found, *_season(self.regional, found.year)) if found and self.regional else None


def calendar(region: str = "", own: Iterable[Notice] = (), *, estimate: bool = False) -> Calendar:
    """The calendar of a region (its code or name, or "" for the country).

    Raises `GkmlError` for an unknown region, and where a year of `own` leaves holidays out.
    """
    region = region_code(region) if region else ""
    notices = tuple(own)
    for notice in notices:
        slip = "" if notice.region else notice.national_slip(_national(notice.year) if announced(notice.year) else ())
        if slip:
            raise GkmlError(f"calendar 里{notice.year}年的安排：{slip}")
        if notice.region:
            region_code(notice.region)
    for year in sorted({n.year for n in notices if not (n.region or announced(n.year))}):
        _check_whole(year, [n for n in notices if n.year == year and not n.region])
    return Calendar(region, notices, estimate=estimate)


def region_code(text: str) -> str:
    """A region's code as given (two, four or six digits, or a province's name). Raises `GkmlError` for an unknown one."""
    names = provinces()
    if text.isdecimal() and len(text) in {2, 4, 6} and text[:2] in names:
        return text
    by_name = [code for code, name in names.items() if len(text) > 1 and name.startswith(text)]
    if len(by_name) == 1:
        return by_name[0]
    if text[:2] in {"71", "81", "82"}:
        raise GkmlError(f"地区“{text}”不用国务院办公厅的放假安排，算不了")
    raise GkmlError(f"没有地区“{text}”；请写行政区划代码，如 450200（广西柳州），或省级名称，如 广西")


def _regional(region: str) -> RegionalHolidays | None:
    return next((known for known in regional_holidays() if region.startswith(known.region)), None)


def _season(regional: RegionalHolidays, year: int) -> tuple[date, date]:
    first, last = regional.season
    return date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")


def _of_notice(notice: Notice, regional: RegionalHolidays | None) -> dict[date, Day]:
    source = notice.notice or notice.source or "gkml.yaml 的 calendar"
    if regional and notice in regional.years:
        source = f"{regional.name}{notice.year}年的放假通知{'' if notice.verified else '（未见原文）'}"
    off = {day: Day(day, "holiday", name, source) for day, name in notice.days_off().items()}
    return off | {day: Day(day, _worked(day), "调休上班", source) for day in notice.work}


def _worked(day: date) -> Kind:
    return "makeup" if day.weekday() > 4 else "working"


def _check_whole(year: int, notices: list[Notice]) -> None:
    """A year's notices together have to name every statutory holiday: half of that would be a guess."""
    off = {day for notice in notices for day in notice.days_off()}
    for day, name in _library(year).items():
        if "补假" not in name and day not in off:
            raise GkmlError(f"calendar 里{year}年的安排没有写“{name}”（{day}）；请照通知写全再用")


# --- the library ---


@cache
def announced(year: int) -> bool:
    """Whether the library has the State Council's own arrangement of the year, and not only what the rules would give."""
    from holidays.countries.china import ChinaStaticHolidays

    return year in ChinaStaticHolidays.special_public_holidays


@cache
def _library(year: int) -> dict[date, str]:
    """The library's public holidays of a year with their Chinese names, and 班 for weekends that are worked."""
    from holidays.countries.china import China

    found = China(years=year, language="zh_CN")  # type: ignore[no-untyped-call]
    return {day: found[day] for day in sorted(found) if day.year == year}


@cache
def _makeup_days() -> dict[date, date]:
    """Every weekend day that is worked, with the day off that it makes up for."""
    from holidays.countries.china import ChinaStaticHolidays

    pairs: dict[date, date] = {}
    for year, entries in ChinaStaticHolidays.special_public_holidays.items():
        for entry in entries:
            if len(entry) > 3:
                month, day, worked_month, worked_day, *other = entry
                pairs[date(other[0] if other else year, worked_month, worked_day)] = date(year, month, day)
    return pairs


@cache
def _national(year: int) -> dict[date, Day]:
    """The country's special days of a year: days off, and weekend days that are worked."""
    names = _library(year)
    worked = {day: off for day, off in _makeup_days().items() if day.year == year}
    estimated = not announced(year)
    special: dict[date, Day] = {}
    for day, name in names.items():
        source = "按一般规则推算，尚未公布" if estimated else _source(day)
        special[day] = Day(day, "holiday", _named(day, name, names), source)
    for day, off in worked.items():
        there = names if off.year == year else _library(off.year)
        special[day] = Day(day, "makeup", f"{_festival(off, there)}调休上班", _source(off))
    return special


def _named(day: date, name: str, names: dict[date, str]) -> str:
    """A day's own holiday, or the one that it was moved to."""
    return f"{_festival(day, names)}调休" if name.startswith("休息日") else name.replace("; ", "、")


def _festival(day: date, names: dict[date, str]) -> str:
    """The holiday of the stretch of days off that `day` is in."""
    stretch = [day]
    for step in (-_ONE, _ONE):
        near = day + step
        while near in names or near.weekday() > 4:
            stretch.append(near)
            near += step
    own = [name for near in sorted(stretch) if (name := names.get(near, "休息日")) and not name.startswith("休息日")]
    told = dict.fromkeys(part.split("（")[0].replace("农历除夕", "春节") for name in own for part in name.split("; "))
    return "、".join(name for name in told if not any(name != other and name.startswith(other) for other in told))


@cache
def _source(day: date) -> str:
    """The notice that a day's arrangement stands in."""
    later = [n for n in national_notices() if any(first <= day <= last for first, last in n.days)]
    yearly = [n for n in national_notices() if n.year == day.year and not n.days]
    return (later or yearly)[0].notice if later or yearly else f"国务院办公厅{day.year}年放假安排的通知"
