"""Takes a region and holiday notices and returns a `Calendar` that knows which days are worked.

A year that has not been announced is refused, or marked as estimated if the caller asks for estimates. Regional holidays
come from the registers, further notices from the workspace.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from gkml.deadlines.national import Day, DayKind, announced, national_days, public_holidays
from gkml.diagnostics import GkmlError
from gkml.registers.days import RegionalHolidays, provinces, regional_holidays
from gkml.registers.holiday_notice import Notice

Span = tuple[date, date]
"""The first and the last day of a stretch."""

FIRST_YEAR, LAST_YEAR = 2001, 2099
"""The years that can be computed."""
_ONE = timedelta(days=1)
_TURN = 29
"""The notice of a year has changed days from this day of the preceding December on."""


class Unannounced(GkmlError):
    """Raised if the days of `year` are unknown, nationally or in `region` (a name, empty for the country)."""

    def __init__(self, year: int, region: str = "") -> None:
        self.year = year
        self.region = region
        if not FIRST_YEAR <= year <= LAST_YEAR:
            message = f"算到了{year}年；只能算{FIRST_YEAR}年到{LAST_YEAR}年的日子"
        elif region:
            message = (
                f"{region}{year}年地方节假日的安排没有收进程序；查到通知后写进 gkml.yaml 的 calendar（写明 region），"
                "或加 --estimate 按全国日历估算"
            )
        else:
            message = (
                f"{year}年的放假安排没有收进程序；国务院办公厅的通知印发后，升级 holidays（pip install -U holidays），"
                f"或写进 gkml.yaml 的 calendar；只要估计的日期可加 --estimate"
            )
        super().__init__(message)


class _Year(NamedTuple):
    """One year: its special days, its working days as ordinals, the estimated part of it, and the region of that part.

    `unverified` is a regional notice that has not been checked against its original, with the season that it covers.
    """

    special: dict[date, Day]
    working: tuple[int, ...]
    doubt: Span | None
    doubt_region: str
    unverified: tuple[Notice, date, date] | None


@dataclass(frozen=True, slots=True)
class CalendarDoubt:
    """An estimated stretch of days. `region` is a name, empty for the country."""

    year: int
    region: str = ""


class Calendar:
    """The working days of one region. Counts whole days; a year is looked up when it is first needed.

    Methods raise `Unannounced` for a year that is unknown, unless `estimate` is set.
    """

    def __init__(self, region: str = "", own: Iterable[Notice] = (), *, estimate: bool = False) -> None:
        self.region = region
        self.estimate = estimate
        self.regional = _regional(region)
        self._own = tuple(notice for notice in own if region.startswith(notice.region))
        self._years: dict[int, _Year] = {}

    @property
    def name(self) -> str:
        """The name of the calendar: 全国, or a region with holidays of its own."""
        return self.regional.name if self.regional else "全国"

    def day(self, day: date) -> Day:
        """Returns a day with its kind."""
        special = self._year(day.year).special.get(day)
        return special or _ordinary(day)

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Returns every day from `first` to `last`, both included."""
        return (self.day(date.fromordinal(number)) for number in range(first.toordinal(), last.toordinal() + 1))

    def is_working(self, day: date) -> bool:
        return self.day(day).worked

    def nth_working_day(self, start: date, n: int) -> date:
        """Returns the n-th working day after `start` (before it if n is negative); `start` itself is not counted."""
        # Counts from the end of `start`; backwards, from the end of the preceding day.
        begin = start if n > 0 else start - _ONE
        year = begin.year
        calendar_year = self._year(year)
        place = bisect_right(calendar_year.working, begin.toordinal()) + n + (n < 0)
        while place > len(calendar_year.working):
            place -= len(calendar_year.working)
            year += 1
            calendar_year = self._year(year)
        while place < 1:
            year -= 1
            calendar_year = self._year(year)
            place += len(calendar_year.working)
        return date.fromordinal(calendar_year.working[place - 1])

    def on_or_after(self, day: date) -> date:
        """Returns the day itself if it is worked, else the next working day."""
        return day if self.is_working(day) else self.nth_working_day(day, 1)

    def on_or_before(self, day: date) -> date:
        """Returns the day itself if it is worked, else the last working day before it."""
        return day if self.is_working(day) else self.nth_working_day(day, -1)

    def count(self, first: date, last: date) -> int:
        """Returns the number of working days from `first` to `last`, both included; 0 if `last` is earlier."""
        if last < first:
            return 0
        return sum(
            bisect_right(working, last.toordinal()) - bisect_right(working, first.toordinal() - 1)
            for working in (self._year(year).working for year in range(first.year, last.year + 1))
        )

    def doubts(self, first: date, last: date) -> list[CalendarDoubt]:
        """Returns the estimated stretches from `first` to `last`. Raises `Unannounced` unless `estimate` is set."""
        doubts = []
        for year in range(first.year, last.year + 1):
            calendar_year = self._year(year)
            if calendar_year.doubt and calendar_year.doubt[0] <= last and calendar_year.doubt[1] >= first:
                if not self.estimate:
                    raise Unannounced(year, calendar_year.doubt_region)
                doubts.append(CalendarDoubt(year, calendar_year.doubt_region))
        return doubts

    def unverified(self, first: date, last: date) -> list[Notice]:
        """Returns the unverified regional notices that affect the days from `first` to `last`."""
        seasons = [self._year(year).unverified for year in range(first.year, last.year + 1)]
        return [season[0] for season in seasons if season and season[1] <= last and season[2] >= first]

    def beyond_doubt(self, first: date, last: date) -> bool:
        """Whether the days from `first` to `last` certainly need no caution; False if a closer look is necessary."""
        calendar_year = self._year(first.year)
        if calendar_year.doubt or calendar_year.unverified or first.year != last.year:
            return False
        return not (last.month == 12 and last.day >= _TURN)

    def may_change(self, first: date, last: date) -> bool:
        """Returns whether the next year's notice, not yet announced, may still change days from `first` to `last`.

        A notice may change the end of the preceding year: that of 2019 made 31 December 2018 a day off.
        """
        turn = date(last.year, 12, _TURN)
        return last >= turn and first <= date(last.year, 12, 31) and not (self._stated(last.year + 1) or self.estimate)

    def _stated(self, year: int) -> bool:
        return announced(year) or any(notice.year == year and not notice.region for notice in self._own)

    def _year(self, year: int) -> _Year:
        calendar_year = self._years.get(year)
        if calendar_year is None:
            calendar_year = self._years[year] = self._compute(year)
        return calendar_year

    def _compute(self, year: int) -> _Year:
        if not (FIRST_YEAR <= year <= LAST_YEAR and (self._stated(year) or self.estimate)):
            raise Unannounced(year)
        listed, own = self._regional_notices(year)
        special = self._special_days(year, (*listed, *own))
        first, end = date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
        days = (special.get(day) or _ordinary(day) for day in map(date.fromordinal, range(first, end)))
        working = tuple(day.date.toordinal() for day in days if day.worked)
        # A notice belongs to the calendar of its year; those of other years may arrange days of this one.
        covered = bool(listed) or any(notice.year == year for notice in own)
        return _Year(special, working, *self._doubt(year, covered), self._unverified(listed))

    def _regional_notices(self, year: int) -> tuple[list[Notice], list[Notice]]:
        """Returns the register's regional notices of a year, and those of the workspace.

        A workspace notice about the region's festival replaces the register's notice of that year; one about another
        day (县庆) is added to it.
        """
        own = [notice for notice in self._own if notice.region]
        replaced = any(notice.year == year and notice.names_festival for notice in own)
        listed = [n for n in self.regional.years if n.year == year] if self.regional and not replaced else []
        return listed, own

    def _special_days(self, year: int, regional: Iterable[Notice]) -> dict[date, Day]:
        national = [notice for notice in self._own if not notice.region]
        special = {} if self._stated(year) and not announced(year) else dict(national_days(year))
        for notice in (*national, *regional):
            special |= _days_of(notice, self.regional)
        return {day: kind for day, kind in special.items() if day.year == year}

    def _doubt(self, year: int, covered: bool) -> tuple[Span | None, str]:
        """Returns the estimated part of a year and its region; `covered` is whether a regional notice exists."""
        if not self._stated(year):
            return (date(year, 1, 1), date(year, 12, 31)), ""
        if self.regional and year >= self.regional.since and not covered:
            return _season(self.regional, year), self.regional.name
        return None, ""

    def _unverified(self, listed: list[Notice]) -> tuple[Notice, date, date] | None:
        notice = next((notice for notice in listed if not notice.verified), None)
        return (notice, *_season(self.regional, notice.year)) if notice and self.regional else None


def calendar(region: str = "", own: Iterable[Notice] = (), *, estimate: bool = False) -> Calendar:
    """Returns the calendar of a region (its code or name, or "" for the country).

    Raises `GkmlError` for an unknown region, and if the notices of a year in `own` omit a holiday.
    """
    region = region_code(region) if region else ""
    notices = tuple(own)
    for notice in notices:
        slip = (
            "" if notice.region else notice.national_slip(national_days(notice.year) if announced(notice.year) else ())
        )
        if slip:
            raise GkmlError(f"calendar 里{notice.year}年的安排：{slip}")
        if notice.region:
            region_code(notice.region)
    for year in sorted({n.year for n in notices if not (n.region or announced(n.year))}):
        _check_whole(year, [n for n in notices if n.year == year and not n.region])
    return Calendar(region, notices, estimate=estimate)


def region_code(text: str) -> str:
    """Returns the code of a region given by code (two, four or six digits) or by province. Raises `GkmlError`."""
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
    return next((each for each in regional_holidays() if region.startswith(each.region)), None)


def _season(regional: RegionalHolidays, year: int) -> tuple[date, date]:
    first, last = regional.season
    return date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}")


def _days_of(notice: Notice, regional: RegionalHolidays | None) -> dict[date, Day]:
    source = notice.notice or notice.source or "gkml.yaml 的 calendar"
    if regional and notice in regional.years:
        source = f"{regional.name}{notice.year}年的放假通知{'' if notice.verified else '（未见原文）'}"
    off = {day: Day(day, "holiday", name, source) for day, name in notice.days_off().items()}
    return off | {day: Day(day, _worked(day), "调休上班", source) for day in notice.work}


def _ordinary(day: date) -> Day:
    return Day(day, "weekend" if day.weekday() > 4 else "working")


def _worked(day: date) -> DayKind:
    return "makeup" if day.weekday() > 4 else "working"


def _check_whole(year: int, notices: list[Notice]) -> None:
    """Raises `GkmlError` if the notices of a year omit a statutory holiday."""
    off = {day for notice in notices for day in notice.days_off()}
    for day, name in public_holidays(year).items():
        if "补假" not in name and day not in off:
            raise GkmlError(f"calendar 里{year}年的安排没有写“{name}”（{day}）；请照通知写全再用")
