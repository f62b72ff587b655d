"""Takes the outcome of an audit and returns the report as a document, for a workbook, a page and a Word file."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from gkml.diagnostics import Diagnostic
from gkml.document import Block, Document, Heading, Paragraph, Properties, Run, Section, Wording
from gkml.layout.audit.groups import month_charts, office_charts, states_table, total_lines
from gkml.layout.audit.lists import (
    APPLICATION_STATES,
    applications_table,
    findings_table,
    quotas_table,
    records_table,
    without_table,
)
from gkml.ledger.application import Application
from gkml.ledger.audit import Audit, of_months, of_offices
from gkml.ledger.period import Period

TITLE = "公开情况核查"


class Outcome(NamedTuple):
    """What a report is about: the period, the day of the audit, the audit, the applications and all findings.

    `unread` counts the rows of the register that are no application because they cannot be read.
    """

    span: Period
    as_of: date
    audit: Audit
    applications: Sequence[Application]
    diagnostics: Sequence[Diagnostic]
    unread: int = 0


def layout(outcome: Outcome, *, with_records: bool) -> Document:
    """Returns the report; `with_records` adds a list of every record (for workbooks)."""
    title = f"{TITLE}（{outcome.span.name}，截至{outcome.as_of}）"
    sections = [Section((Heading(title, 0), *blocks)) for title, blocks in _parts(title, outcome, with_records)]
    wording = Wording(
        sheet="总览", flat_sheet="", rows="{title}（共 {count} 行）", shown="显示 {shown} 行，共 {count} 行"
    )
    properties = Properties(product=TITLE, issued=outcome.as_of.isoformat())
    return Document(title, tuple(sections), properties, wording=wording)


def _parts(title: str, outcome: Outcome, with_records: bool) -> Iterator[tuple[str, list[Block]]]:
    audit = outcome.audit
    by_office = [states_table("科室", of_offices(audit.judged), "总览")] if audit.judged else []
    yield title, [*_totals(outcome), *by_office, *office_charts(audit)]
    if audit.judged:
        yield "按月", [states_table("月份", of_months(audit.judged), "按月"), *month_charts(audit)]
    yield "问题", [findings_table(outcome.diagnostics)]
    if audit.quotas:
        yield "数量要求", [quotas_table(audit.quotas)]
    if audit.without:
        yield "没有记录的事项和栏目", [without_table(audit.without)]
    if outcome.applications:
        yield "依申请公开", [applications_table(outcome.applications)]
    if with_records and audit.judged:
        yield "逐条", [records_table(audit.judged)]


def _totals(outcome: Outcome) -> Iterator[Paragraph]:
    for line in total_lines(outcome.audit):
        yield Paragraph((Run(line),))
    if outcome.applications or outcome.unread:
        counts = Counter(each.state for each in outcome.applications)
        words = [f"{name}{counts[state]}" for state, name in APPLICATION_STATES.items() if counts[state]]
        words += [f"读不出{outcome.unread}"] if outcome.unread else []
        total = len(outcome.applications) + outcome.unread
        yield Paragraph((Run(f"申请登记 {total} 行＝{'＋'.join(words)}。"),))
