"""Catalogs and a year in, every date that recurs out: what is due on a named day, and reminders where only a rhythm is named."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from gkml.deadline import deadline
from gkml.model import Catalog, Leaf
from gkml.phrases.limit_part import Part
from gkml.phrases.time_limit import read
from gkml.recurrence import Occurrence, occurrences
from gkml.workdays import Calendar


class Duty(NamedTuple):
    """One date of one item. `key` tells it from the item's other dates and stays when the day moves.

    `last_working_day` is the due day or the last working day before it; a `reminder` is no limit of the directory's.
    """

    catalog: Catalog
    item: str
    name: str
    office: str
    limit: str
    key: str
    due: date
    last_working_day: date
    reminder: bool = False
    provisional: bool = False


class Agenda(NamedTuple):
    """The duties of a year in the order of their days, and how many items have no date of the calendar."""

    year: int
    duties: tuple[Duty, ...]
    others: int


def agenda(
    catalogs: Iterable[Catalog], year: int, calendar_of: Callable[[Catalog], Calendar], *, inclusive: bool = True
) -> Agenda:
    """The dates of `year` in all catalogs. Raises `Unannounced` where the year's working days are not known."""
    duties: list[Duty] = []
    others = 0
    for catalog in catalogs:
        calendar = calendar_of(catalog)
        for leaf in catalog.leaves:
            own = list(_of_item(leaf, catalog, year, calendar, inclusive))
            duties += own
            others += not own
    duties.sort(key=lambda duty: (duty.due, duty.catalog.id, duty.item, duty.key))
    return Agenda(year, tuple(duties), others)


def _of_item(leaf: Leaf, catalog: Catalog, year: int, calendar: Calendar, inclusive: bool) -> Iterator[Duty]:
    item = leaf.item
    for place, part in enumerate(read(item.time_limit).parts):
        for found in occurrences(part, year, inclusive=inclusive):
            due = _due(part, found, calendar)
            if due.year == year:
                last = calendar.on_or_before(due)
                yield Duty(
                    catalog, leaf.id, item.name, item.office or item.body, item.time_limit,
                    f"{place}-{found.key}" if place else found.key, due, last, found.reminder,
                    bool(calendar.doubts(last, due)),
                )  # fmt: skip


def _due(part: Part, found: Occurrence, calendar: Calendar) -> date:
    """The day itself, or where the limit runs on from it, the day that it ends."""
    if part.n is not None and not found.reminder:
        return deadline(part, found.day, calendar).due
    if part.rolls:
        return calendar.on_or_after(found.day)
    if any(anchor.working for anchor in part.anchors):
        return calendar.on_or_before(found.day)
    return found.day
