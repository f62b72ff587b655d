"""Takes the duties of a year and returns an iCalendar file (RFC 5545) for phones, Outlook and WPS.

Every duty is an event of a whole day with an id that stays from year to year of the program and from run to run, so that
importing the file again moves events and does not double them. Two alarms ring at nine in the morning: a week before, and
on the last working day.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event

from gkml.deadlines.agenda import Agenda, Duty
from gkml.phrases.date import day_words

_NINE = timedelta(hours=9)
_WEEK = timedelta(days=7)


def report(agenda: Agenda) -> bytes:
    """Returns the file; the same agenda gives the same bytes."""
    calendar = _calendar(f"{agenda.year}年公开期限")
    for duty in agenda.duties:
        calendar.add_component(_event(duty))
    output: bytes = calendar.to_ical()
    return output


class Reminder(NamedTuple):
    """A day in a calendar: its id, the day, its title and its description."""

    uid: str
    day: date
    title: str
    about: str


def reminders(name: str, listed: Iterable[Reminder], stamp: date) -> bytes:
    """Returns a calendar of whole days with an alarm a week before each and on the morning; `stamp` is the day of the list."""
    calendar = _calendar(name)
    for each in listed:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", datetime.combine(stamp, time(), UTC))
        event.add("dtstart", each.day)
        event.add("dtend", each.day + timedelta(days=1))
        event.add("summary", each.title)
        event.add("description", each.about)
        event.add("transp", "TRANSPARENT")
        for before in (timedelta(), _WEEK):
            event.add_component(_alarm(each.title, _NINE - before))
        calendar.add_component(event)
    output: bytes = calendar.to_ical()
    return output


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//gkml//公开期限年历//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    return calendar


def _event(duty: Duty) -> Event:
    event = Event()
    event.add("uid", f"{duty.catalog.id}.{duty.item}.{duty.key}@gkml")
    event.add("dtstamp", _stamp(duty))
    event.add("dtstart", duty.due)
    event.add("dtend", duty.due + timedelta(days=1))
    event.add("summary", _summary(duty))
    event.add("description", "\n".join(_about(duty)))
    event.add("categories", ["公开提醒" if duty.reminder else "公开期限"])
    event.add("transp", "TRANSPARENT")
    for before in sorted({duty.due - duty.last_working_day, _WEEK}):
        event.add_component(_alarm(f"公开期限：{duty.name.strip()}", _NINE - before))
    return event


def _summary(duty: Duty) -> str:
    """Returns the title with the agency, for several agencies publish items with the same name."""
    title = f"{'提醒' if duty.reminder else '期限'}：{duty.name.strip()}{'（预估）' if duty.provisional else ''}"
    return f"{title}（{duty.catalog.agency}）" if duty.catalog.agency else title


def _stamp(duty: Duty) -> datetime:
    """Returns the time of the last change: the issue of the catalog, so that every run gives the same bytes."""
    return datetime.combine(duty.catalog.issued or date(duty.due.year, 1, 1), time(), UTC)


def _about(duty: Duty) -> list[str]:
    about = [
        f"目录：{duty.catalog.title}",
        f"责任：{duty.office}" if duty.office else "",
        f"公开时限：{duty.limit}",
        f"最后一个工作日：{day_words(duty.last_working_day)}" if duty.last_working_day != duty.due else "",
        f"目录没有写明日子，{'按' + duty.article + '提醒' if duty.article else '这是期末提醒'}"
        if duty.reminder
        else "",
        "放假安排尚未公布，日期为预估" if duty.provisional else "",
    ]
    return [line for line in about if line]


def _alarm(text: str, offset: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", offset)
    return alarm
