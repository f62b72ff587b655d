"""Counts publications by office and item, month by month: a publication counts once a year, on however many channels."""

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
        self._counted: defaultdict[tuple[str, int], set[str | int]] = defaultdict(set)
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
        counted = self._counted[key, year]
        same = record.title or record.number or record.row
        if same not in counted:
            counted.add(same)
            self._counts[key, (year, published.month)] += 1

    def counts(self, quota: Quota) -> Counts:
        """Returns the counts as a quota asks for them: publications, or publications on each channel."""
        return self._on_channels if quota.count == "channel" else self._counts
