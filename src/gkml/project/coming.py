"""What falls due within so many days: items with a date, tasks of plans, open applications, records not yet published."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from gkml.catalog.model import Catalog, Entry
from gkml.deadlines.agenda import agenda
from gkml.deadlines.workdays import calendar
from gkml.layout.listing import listing
from gkml.ledger.application import Application
from gkml.ledger.audit import Judged
from gkml.project.audit import AuditOptions, AuditResult, audit, documents, plan_of
from gkml.project.rendering import TABLES, rendered
from gkml.project.workspace import Home
from gkml.report.ics import Reminder, reminders
from gkml.report.record import Record, json_text
from gkml.work_plan.entry import PlanEntry
from gkml.work_plan.tasks import last_day

FORMATS = ("text", "json", "ics", *TABLES)


class Coming(NamedTuple):
    """Something that falls due: the day, its kind (事项, 任务, 申请, 待公开), its name, who, and of which document."""

    day: date
    kind: str
    name: str
    office: str
    source: str
    key: str


class ComingRecord(Record):
    due: date
    kind: str
    name: str
    office: str
    source: str


def coming(options: AuditOptions, home: Home, days: int) -> list[Coming]:
    """Returns what falls due from the day of the options on within so many days, in the order of the days."""
    first, last = options.as_of, options.as_of + timedelta(days=days)
    loads, plans, _ = documents(options, home)
    catalogs = [loaded.entry.catalog for loaded in loads if isinstance(loaded.entry, Entry)]
    events = [*_of_items(catalogs, options, home, last), *_of_tasks(map(plan_of, plans))]
    if options.ledgers or options.applications:
        result: AuditResult = audit(options, home)
        events += [*_of_applications(result.applications), *_of_records(result.audit.judged)]
    return sorted(event for event in events if first <= event.day <= last)


def _of_items(catalogs: Iterable[Catalog], options: AuditOptions, home: Home, last: date) -> Iterator[Coming]:
    of_region = cache(lambda code: calendar(code, home.config.calendar, estimate=options.estimate))
    listed = list(catalogs)
    for year in range(options.as_of.year, last.year + 1):
        dates = agenda(
            listed,
            year,
            lambda each: of_region(each.region or home.config.region),
            inclusive=home.config.before_includes_day,
        )
        for duty in dates.duties:
            key = f"{duty.catalog.id}.{duty.item}.{duty.key}"
            yield Coming(duty.due, "事项", duty.name, duty.office, duty.catalog.title, key)


def _of_tasks(plans: Iterable[PlanEntry]) -> Iterator[Coming]:
    for entry in plans:
        for each in entry.tasks:
            day = last_day(each.task.due, date(entry.plan.year, 1, 1)) if each.task.due else None
            is_done = each.task.progress is not None and each.task.progress.state in {"已完成", "已销账"}
            if day and not is_done:
                who = "、".join(each.roles.lead or each.roles.responsible)
                yield Coming(day, "任务", each.name, who, entry.plan.title, f"{entry.plan.id}.{each.id}")


def _of_applications(applications: Iterable[Application]) -> Iterator[Coming]:
    for each in applications:
        if each.state == "open" and each.due:
            yield Coming(each.due, "申请", f"申请 {each.id}", "", each.file, f"application.{each.id}")


def _of_records(judged: Iterable[Judged]) -> Iterator[Coming]:
    for each in judged:
        if each.published is None and each.verdict.due:
            name = each.title or each.target.name
            yield Coming(each.verdict.due, "待公开", name, each.office, each.file, f"record.{each.file}.{each.row}")


def coming_report(events: list[Coming], form: str, home: Home, day: date) -> bytes:
    """Returns the list in one of `FORMATS`."""
    if form == "json":
        return json_text([ComingRecord(due=e.day, **_named(e)) for e in events]).encode()
    if form == "ics":
        listed = (
            Reminder(f"{e.key}@gkml", e.day, f"到期：{e.name}", f"{e.kind}；{e.office}；{e.source}") for e in events
        )
        return reminders("即将到期", listed, day)
    columns = (("日期", 8.0), ("类别", 6.0), ("名称", 30.0), ("责任", 16.0), ("出处", 24.0))
    rows = [[str(e.day), e.kind, e.name, e.office, e.source] for e in events]
    return rendered(listing("即将到期", columns, rows, {"类别", "责任"}), form, home)


def _named(event: Coming) -> dict[str, str]:
    return {"kind": event.kind, "name": event.name, "office": event.office, "source": event.source}
