"""Takes a year and returns the national days off and worked weekends. Only this module uses the library `holidays`.

The library also computes years that have not been announced, by the general rules and without 调休; `announced`
distinguishes them.
"""

from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from gkml.registers.days import national_notices

DayKind = Literal["working", "weekend", "holiday", "makeup"]
"""`makeup` is a worked weekend day (调休上班); `holiday` is a day off other than an ordinary weekend day."""

_ONE = timedelta(days=1)


class Day(NamedTuple):
    """A day and its kind. `note` is the name of the holiday, `source` the number of the notice."""

    date: date
    kind: DayKind
    note: str = ""
    source: str = ""

    @property
    def worked(self) -> bool:
        return self.kind in {"working", "makeup"}


@cache
def announced(year: int) -> bool:
    """Whether the library contains the State Council's arrangement of the year, not only the result of the general rules."""
    from holidays.countries.china import ChinaStaticHolidays

    return year in ChinaStaticHolidays.special_public_holidays


@cache
def public_holidays(year: int) -> dict[date, str]:
    """Returns the public holidays of a year with their Chinese names."""
    from holidays.countries.china import China

    names = China(years=year, language="zh_CN")  # type: ignore[no-untyped-call]
    return {day: names[day] for day in sorted(names) if day.year == year}


@cache
def _makeup_days() -> dict[date, date]:
    """Returns every worked weekend day with the day off that it compensates."""
    from holidays.countries.china import ChinaStaticHolidays

    pairs: dict[date, date] = {}
    for year, entries in ChinaStaticHolidays.special_public_holidays.items():
        for entry in entries:
            if len(entry) > 3:
                month, day, worked_month, worked_day, *other = entry
                pairs[date(other[0] if other else year, worked_month, worked_day)] = date(year, month, day)
    return pairs


@cache
def national_days(year: int) -> dict[date, Day]:
    """Returns the national special days of a year: days off, and weekend days that are worked."""
    names = public_holidays(year)
    worked = {day: off for day, off in _makeup_days().items() if day.year == year}
    estimated = not announced(year)
    special: dict[date, Day] = {}
    for day, name in names.items():
        source = "按一般规则推算，尚未公布" if estimated else _notice_of(day)
        special[day] = Day(day, "holiday", _named(day, name, names), source)
    for day, off in worked.items():
        there = names if off.year == year else public_holidays(off.year)
        special[day] = Day(day, "makeup", f"{_festival(off, there)}调休上班", _notice_of(off))
    return special


def _named(day: date, name: str, names: dict[date, str]) -> str:
    """Returns the name of the holiday on a day, or of the holiday that the day off was moved to."""
    return f"{_festival(day, names)}调休" if name.startswith("休息日") else name.replace("; ", "、")


def _festival(day: date, names: dict[date, str]) -> str:
    """Returns the holiday of the consecutive days off that contain `day`."""
    stretch = [day]
    for step in (-_ONE, _ONE):
        near = day + step
        while near in names or near.weekday() > 4:
            stretch.append(near)
            near += step
    own = [name for near in sorted(stretch) if (name := names.get(near, "休息日")) and not name.startswith("休息日")]
    names_of_stretch = dict.fromkeys(
        part.split("（")[0].replace("农历除夕", "春节") for name in own for part in name.split("; ")
    )
    return "、".join(
        name
        for name in names_of_stretch
        if not any(name != other and name.startswith(other) for other in names_of_stretch)
    )


@cache
def _notice_of(day: date) -> str:
    """Returns the number of the notice that arranges a day."""
    later = [n for n in national_notices() if any(first <= day <= last for first, last in n.days)]
    yearly = [n for n in national_notices() if n.year == day.year and not n.days]
    return (later or yearly)[0].notice if later or yearly else f"国务院办公厅{day.year}年放假安排的通知"
