"""Catalogs and a year in, every date that recurs out: what is due on a named day, and reminders where only a rhythm is named."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from gkml.catalog.model import Catalog, Leaf
from gkml.deadlines.deadline import deadline
from gkml.deadlines.recurrence import Occurrence, occurrences
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.phrases.limit_part import Part
from gkml.phrases.time_limit import read
from gkml.registers.limits import limit_of


class Duty(NamedTuple):
    """One date of one item. `key` tells it from the item's other dates and stays when the day moves.

    `last_working_day` is the due day or the last working day before it. A `reminder` is no limit of the directory's own:
    it stands at a period's end, or on the day that a law's `article` sets.
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
    article: str = ""


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
    for place, (part, article) in enumerate(_parts(leaf)):
        for found in _occurrences(part, year, inclusive):
            due = _due(part, found, calendar, year)
            if due and due.year == year:
                last = calendar.on_or_before(due)
                yield Duty(
                    catalog, leaf.id, item.name, item.office or item.body, item.time_limit,
                    f"{place}-{found.key}" if place else found.key, due, last, found.reminder or bool(article),
                    bool(calendar.doubts(last, due)), article,
                )  # fmt: skip


def _parts(leaf: Leaf) -> Iterator[tuple[Part, str]]:
    """The parts of an item's limit; where one names no day and a law does for such information, the law's, and its article."""
    for part in read(leaf.item.time_limit).parts:
        law = limit_of(leaf.item.name) if part.kind in {"annual", "law", "prompt", "dynamic"} else None
        yield (read(law.limit).parts[0], law.article) if law else (part, "")


def _occurrences(part: Part, year: int, inclusive: bool) -> Iterator[Occurrence]:
    """Those of the year, and those of the year before that may move into it."""
    if part.rolls:
        yield from occurrences(part, year - 1, inclusive=inclusive)
    yield from occurrences(part, year, inclusive=inclusive)


def _due(part: Part, found: Occurrence, calendar: Calendar, year: int) -> date | None:
    """The day itself, or where the limit runs on from it, the day that it ends; None where that is in a later year."""
    try:
        if part.n is not None and not found.reminder:
            return deadline(part, found.day, calendar).due
        if part.rolls:
            return calendar.on_or_after(found.day)
    except Unannounced as error:
        if error.year > year:
            return None
        raise
    if any(anchor.working for anchor in part.anchors):
        return calendar.on_or_before(found.day)
    return found.day
