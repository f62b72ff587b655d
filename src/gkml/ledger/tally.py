"""Counts publications by office and item, month by month: a publication counts once a year, on however many channels.

The same publication has the same title, 文号 and day of formation. It counts in the month in which it first appeared.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from gkml.ledger.directory import Target, each_office
from gkml.ledger.publication import Record
from gkml.ledger.quota import Counts, Month
from gkml.work_plan.model import Quota


class Tally:
    """Takes records one after the other; counts only what the quotas ask for."""

    def __init__(self, quotas: Sequence[Quota]) -> None:
        self._of_offices = any(quota.per == "office" for quota in quotas)
        self._of_items = any(quota.per == "item" for quota in quotas)
        self._by_channel = any(quota.count == "channel" for quota in quotas)
        self._counted: defaultdict[tuple[str, int], dict[object, int]] = defaultdict(dict)
        self._counts: defaultdict[tuple[str, Month], int] = defaultdict(int)
        self._on_channels: defaultdict[tuple[str, Month], int] = defaultdict(int)

    def take(self, record: Record, target: Target | None, published: date) -> None:
        """Counts a record that was published on a day."""
        if self._of_offices:
            for key, _ in each_office(record.office or (target.office if target else "")):
                self._add(key, record, published)
        if self._of_items and target:
            self._add(target.id, record, published)

    def _add(self, key: str, record: Record, published: date) -> None:
        year = published.year
        if self._by_channel:
            self._on_channels[key, (year, published.month)] += 1
        same = (record.title, record.number, record.formed) if record.title or record.number else object()
        month = self._counted[key, year].setdefault(same, 0)
        if not month or published.month < month:
            self._counted[key, year][same] = published.month
            self._counts[key, (year, published.month)] += 1
            if month:
                self._counts[key, (year, month)] -= 1

    def counts(self, quota: Quota) -> Counts:
        """Returns the counts as a quota asks for them: publications, or publications on each channel."""
        return self._on_channels if quota.count == "channel" else self._counts
