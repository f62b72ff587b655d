"""How much was to be published and how much was: quotas of a work plan and the frequencies of a directory, period by period."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from gkml.deadlines.recurrence import occurrences
from gkml.ledger.directory import Directory, Target, office_key
from gkml.ledger.period import Period, shares
from gkml.phrases.limit_part import Part
from gkml.work_plan.model import Quota

Month = tuple[int, int]
"""A year and a month."""
Counts = Mapping[tuple[str, Month], int]
"""How many different publications an office or item has in a month, by its key."""


class Met(NamedTuple):
    """A quota of one office or item in one period; `is_over` tells whether the period has ended, so that it can be judged."""

    office: str
    item: str
    period: Period
    needed: int
    published: int
    is_over: bool

    @property
    def missing(self) -> int:
        return max(self.needed - self.published, 0)


def met(quota: Quota, within: Period, counts: Counts, directory: Directory, as_of: date) -> Iterator[Met]:
    """Yields the quota of every office (or item) of the directory in every period that `within` touches."""
    for one in shares(quota.each, within):
        needed = _needed(quota, one)
        if not needed:
            continue
        over = one.last <= as_of
        if quota.per == "office":
            only = {office_key(name) for name in quota.only}
            for key, name in directory.offices.items():
                if not only or key in only:
                    yield Met(name, "", one, needed, _published(counts, key, one), over)
        else:
            for target in directory.targets:
                if not quota.only or target.id in quota.only or target.name in quota.only:
                    yield Met(target.office, target.name, one, needed, _published(counts, target.id, one), over)


def _published(counts: Counts, key: str, one: Period) -> int:
    return sum(counts.get((key, (one.first.year, month)), 0) for month in range(one.first.month, one.last.month + 1))


def _needed(quota: Quota, one: Period) -> int:
    """Returns the number for a period that may begin before the quota does: all of it, or in proportion to its days."""
    since = quota.since
    if since is None or since <= one.first:
        return quota.at_least
    if since > one.last:
        return 0
    if quota.pro_rata == "none":
        return quota.at_least
    days = (one.last - one.first).days + 1
    return ceil(quota.at_least * ((one.last - since).days + 1) / days)


class Expected(NamedTuple):
    """A publication that an item's limit asks for by a day: not before the day after `after`."""

    target: Target
    after: date
    day: date
    times: int


def recurs(part: Part) -> bool:
    """Returns whether a part of a limit asks for a publication by the calendar, whatever happens."""
    return part.kind in {"fixed", "periodic", "annual", "minfreq"}


def expected(target: Target, parts: Sequence[Part], within: Period, *, inclusive: bool) -> Iterator[Expected]:
    """Yields every publication that the parts of an item's limit ask for within a period, by the last day of each."""
    for part in parts:
        if not recurs(part):
            continue
        days = sorted(
            occurrence.day
            for year in range(within.first.year - 1, within.last.year + 1)
            for occurrence in occurrences(part, year, inclusive=inclusive)
        )
        for before, day in zip([date.min, *days], days, strict=False):
            if day in within:
                yield Expected(target, before if before > date.min else day - timedelta(days=366), day, 1)
