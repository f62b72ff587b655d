"""Takes catalogs and a year and returns every recurring date, and reminders where a limit names only a frequency."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple, Protocol

from gkml.catalog.model import Catalog, Leaf
from gkml.deadlines.deadline import deadline
from gkml.deadlines.recurrence import Occurrence, occurrences
from gkml.deadlines.workdays import Calendar, Unannounced
from gkml.phrases.limit_part import Part
from gkml.phrases.time_limit import read
from gkml.registers.limits import limit_of


class Issued(Protocol):
    """The document that sets a date: a catalog or a work plan."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def agency(self) -> str: ...
    @property
    def issued(self) -> date | None: ...


class Duty(NamedTuple):
    """One date of one item, or of one task of a plan. `key` distinguishes it from the other dates of the item and stays when the day moves.

    `last_working_day` is the due day or the last working day before it. A `reminder` is not a limit of the directory: it
    falls on the end of a period, or on the day that the `article` of a law sets.
    """

    catalog: Issued
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
    """The duties of a year in the order of their days, and the number of items without a recurring date."""

    year: int
    duties: tuple[Duty, ...]
    others: int


def agenda(
    catalogs: Iterable[Catalog], year: int, calendar_of: Callable[[Catalog], Calendar], *, inclusive: bool = True
) -> Agenda:
    """Returns the dates of `year` in all catalogs. Raises `Unannounced` if the working days of the year are unknown."""
    duties: list[Duty] = []
    others = 0
    for catalog in catalogs:
        calendar = calendar_of(catalog)
        for leaf in catalog.leaves:
            own = list(_of_item(leaf, catalog, year, calendar, inclusive))
            duties += own
            others += not own
    return Agenda(year, in_order(duties), others)


def in_order(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Returns duties in the order of their days."""
    return tuple(sorted(duties, key=lambda duty: (duty.due, duty.catalog.id, duty.item, duty.key)))


def _of_item(leaf: Leaf, catalog: Catalog, year: int, calendar: Calendar, inclusive: bool) -> Iterator[Duty]:
    item = leaf.item
    for place, (part, article) in enumerate(_parts(leaf)):
        for occurrence in _occurrences(part, year, inclusive):
            due = _due(part, occurrence, calendar, year)
            if due and due.year == year:
                last = calendar.on_or_before(due)
                yield Duty(
                    catalog, leaf.id, item.name, item.office or item.body, item.time_limit,
                    f"{place}-{occurrence.key}" if place else occurrence.key, due, last,
                    occurrence.reminder or bool(article),
                    bool(calendar.doubts(last, due)), article,
                )  # fmt: skip


def _parts(leaf: Leaf) -> Iterator[tuple[Part, str]]:
    """Yields the parts of an item's limit, each with ""; in place of a part without a day, the law's part with its article."""
    limit = read(leaf.item.time_limit)
    for part in limit.parts:
        if limit.rest and part.computable != "no":
            continue
        law = limit_of(leaf.item.name) if part.kind in {"annual", "law", "prompt", "dynamic"} else None
        yield (read(law.limit).parts[0], law.article) if law else (part, "")


def dates_of(limit: str, year: int, calendar: Calendar, *, inclusive: bool = True) -> Iterator[tuple[str, date]]:
    """Yields the days of a year that a limit in words names, each with its key; no reminders."""
    for place, part in enumerate(read(limit).parts):
        for occurrence in _occurrences(part, year, inclusive):
            due = None if occurrence.reminder else _due(part, occurrence, calendar, year)
            if due and due.year == year:
                yield f"{place}-{occurrence.key}" if place else occurrence.key, due


def _occurrences(part: Part, year: int, inclusive: bool) -> Iterator[Occurrence]:
    """Yields the occurrences of the year, and those of the years beside it that may move into it."""
    if part.rolls:
        yield from occurrences(part, year - 1, inclusive=inclusive)
    yield from occurrences(part, year, inclusive=inclusive)
    if part.advances:
        yield from occurrences(part, year + 1, inclusive=inclusive)


def _due(part: Part, occurrence: Occurrence, calendar: Calendar, year: int) -> date | None:
    """Returns the day, or the end of a limit that is counted from it; None if that is in a later year."""
    try:
        if part.n is not None and not occurrence.reminder:
            return deadline(part, occurrence.day, calendar).due
        if part.rolls:
            return calendar.on_or_after(occurrence.day)
        if part.advances or any(anchor.working for anchor in part.anchors):
            return calendar.on_or_before(occurrence.day)
    except Unannounced as error:
        if error.year > year:
            return None
        raise
    return occurrence.day
