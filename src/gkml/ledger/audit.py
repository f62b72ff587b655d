"""The outcome of an audit: records judged, findings, quotas, what has no record; and its counts by office and month."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from gkml.ledger.directory import Target
from gkml.ledger.judge import State, Verdict
from gkml.ledger.publication import BadRow, Record
from gkml.ledger.quota import Met


class Judged(NamedTuple):
    """A record of the period with its verdict; `target` is its item."""

    file: str
    sheet: str
    row: int
    target: Target
    office: str
    title: str
    formed: date | None
    published: date | None
    verdict: Verdict
    excuse: str = ""


class AuditFinding(NamedTuple):
    """A finding with its code; `row` is 0 if it is about no row of a ledger. `target` is the item that it is about, if any."""

    code: str
    message: str
    file: str = ""
    sheet: str = ""
    row: int = 0
    target: Target | None = None
    text: str = ""


class Without(NamedTuple):
    """An item or a column of the site without a record in the period; `was_due` tells whether something had to be published."""

    kind: str
    id: str
    name: str
    office: str
    was_due: bool
    reason: str


class Audit(NamedTuple):
    """The outcome. `counts` of rows add up to `read`: `in-period` is that of `judged`; the states of those are in `states`."""

    judged: list[Judged]
    unmatched: list[tuple[Record, str, str]]
    bad: list[tuple[BadRow, str]]
    findings: list[AuditFinding]
    quotas: list[Met]
    without: list[Without]
    counts: dict[str, int]
    states: dict[State, int]


def of_offices(judged: Iterable[Judged]) -> dict[str, Counter[State]]:
    """Returns the states of the records of each office."""
    counts: dict[str, Counter[State]] = defaultdict(Counter)
    for each in judged:
        counts[each.office or "（没有写科室）"][each.verdict.state] += 1
    return dict(counts)


def of_months(judged: Iterable[Judged]) -> dict[str, Counter[State]]:
    """Returns the states of the records of each month, by the day of publication (unpublished: the last day)."""
    counts: dict[str, Counter[State]] = defaultdict(Counter)
    for each in judged:
        day = each.published or each.verdict.due or each.formed
        counts[day.strftime("%Y-%m") if day else "（没有日期）"][each.verdict.state] += 1
    return dict(sorted(counts.items()))
