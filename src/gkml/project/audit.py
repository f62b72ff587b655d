"""Audits what was published: ledgers, a register of applications and the workspace's directories and plans in, findings out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Catalog, Entry
from gkml.deadlines.workdays import Calendar, calendar
from gkml.diagnostics import FILE_START, Diagnostic, GkmlError, Position
from gkml.diagnostics.quoting import shown
from gkml.ledger.application import Application, Fault, Register, at_risk, register, table_three
from gkml.ledger.audit import Audit, AuditFinding
from gkml.ledger.auditor import Auditor, AuditTask
from gkml.ledger.checks import CHECKS
from gkml.ledger.directory import Directory
from gkml.ledger.judge import Judge
from gkml.ledger.missing import columns_without_item
from gkml.ledger.period import Period, period
from gkml.ledger.plan_audit import task_findings
from gkml.ledger.publication import Headings, records
from gkml.ledger.rows import LedgerError, rows
from gkml.project.agenda import newest
from gkml.project.config import Excuse
from gkml.project.files import read_file
from gkml.project.loading import load_file
from gkml.project.paths import display, reason
from gkml.project.workspace import Home, find_catalogs
from gkml.report.text import report
from gkml.schema.documents import AnyLoaded
from gkml.work_plan.entry import PlanEntry

RISK_DAYS = 7
"""Calendar days before its last day from which an open application is at risk."""


class AuditOptions(NamedTuple):
    """The directories and plans, the ledgers, the register, the period in words, and the day from which is judged."""

    paths: Sequence[Path]
    period: str
    as_of: date
    ledgers: Sequence[Path] = ()
    applications: Path | None = None
    estimate: bool = False


class AuditResult(NamedTuple):
    """The outcome: the audit of the ledgers, the applications with their counts, all findings, and lines of notes."""

    period: Period
    as_of: date
    audit: Audit
    applications: tuple[Application, ...]
    table_three: dict[str, list[int]]
    diagnostics: list[Diagnostic]
    notes: tuple[str, ...]
    plans: tuple[AnyLoaded, ...]
    unread: int = 0


def audit(options: AuditOptions, home: Home) -> AuditResult:
    """Audits the period. Raises `GkmlError` if the directories or a ledger cannot be read at all."""
    span = _period(options)
    if not options.ledgers and not options.applications:
        raise GkmlError("请用 --ledger 写公开台账，或用 --applications 写依申请公开登记表")
    loads, plans, notes = documents(options, home)
    catalogs = [loaded.entry.catalog for loaded in loads if isinstance(loaded.entry, Entry)]
    sources = {catalog.id: loaded for catalog, loaded in zip(catalogs, loads, strict=True)}
    of_region = cache(lambda code: calendar(code, home.config.calendar, estimate=options.estimate))
    calendar_of: Callable[[Catalog], Calendar] = lambda each: of_region(each.region or home.config.region)  # noqa: E731
    inclusive = home.config.before_includes_day
    judge = Judge(calendar_of, options.as_of, inclusive=inclusive)
    quotas = [quota for loaded in plans for quota in plan_of(loaded).plan.quotas if options.ledgers]
    auditor = Auditor(AuditTask(span, options.as_of, quotas, inclusive), Directory(catalogs), judge)
    headings = Headings({}, {}, {})
    for path in options.ledgers:
        _read(path, auditor, home, headings, options.as_of)
    result = auditor.audit()
    if not options.ledgers:
        result = result._replace(findings=[], without=[])
    days = of_region(home.config.region)
    applications, faults, private, skipped = _applications(options, days)
    first = display(options.ledgers[0]) if options.ledgers else ""
    diagnostics = [_diagnostic(finding, sources, first) for finding in result.findings]
    diagnostics += _of_register(home, auditor.directory) if options.ledgers else ()
    diagnostics += _of_plans(plans, options, days)
    diagnostics += _of_applications(applications, faults, options)
    kept, accepted = _without_accepted(diagnostics, home.config.ledger.accepted, span)
    private = tuple(dict.fromkeys((*headings.private, *private)))
    return AuditResult(
        span,
        options.as_of,
        result,
        applications,
        table_three(applications, span.last.year) if options.applications else {},
        sorted(kept, key=lambda each: (each.severity != "error", each.severity == "info", each.sort_key())),
        (
            *notes,
            *_notes(span, options, result, accepted, private),
            *_of_sheets({**headings.skipped, **skipped}),
            *_unclear(applications),
        ),
        tuple(plans),
        len({(fault.sheet, fault.row) for fault in faults} - {(each.sheet, each.row) for each in applications}),
    )


def _period(options: AuditOptions) -> Period:
    try:
        span = period(options.period)
    except ValueError as error:
        raise GkmlError(f"--period 的值不对：{error}") from error
    if span.first > options.as_of:
        raise GkmlError(f"--period {span.name} 还没有开始（今天是 {options.as_of}）")
    return span


def _notes(span: Period, options: AuditOptions, result: Audit, accepted: int, private: Sequence[str]) -> Iterator[str]:
    if span.last > options.as_of:
        yield f"{span.name} 还没有结束：只查到 {options.as_of}，没有期满的不判断。"
    excused = sum(bool(each.excuse) and each.verdict.state == "late" for each in result.judged)
    if excused:
        yield f"逾期而有情况说明的 {excused} 条，不列为问题。"
    if accepted:
        yield f"gkml.yaml 的 ledger.accepted 接受了 {accepted} 个问题。"
    if private:
        yield f"可能是个人信息，没有读的列：{'、'.join(private)}。"


def _of_sheets(skipped: Mapping[str, int]) -> Iterator[str]:
    for sheet, count in skipped.items():
        if sheet:
            yield f"工作表“{shown(sheet)}”没有台账的表头，没有读（{count}行）。"


def _unclear(applications: Iterable[Application]) -> Iterator[str]:
    reasons = Counter(each.reason for each in applications if each.state == "not-assessable")
    for why, count in reasons.items():
        yield f"{count} 件申请算不出是不是按时：{why}。"


# --- documents ---


def plan_of(loaded: AnyLoaded) -> PlanEntry:
    assert isinstance(loaded.entry, PlanEntry)
    return loaded.entry


def documents(options: AuditOptions, home: Home) -> tuple[list[AnyLoaded], list[AnyLoaded], list[str]]:
    """Returns the directories in force, the plans of the period's years, and lines about what was passed over.

    Raises `GkmlError` if one of the files cannot be read.
    """
    loads = [load_file(file.path, home) for file in find_catalogs(options.paths, home)]
    faults = [d for loaded in loads for d in loaded.diagnostics]
    if faults:
        raise GkmlError(report(faults).rstrip("\n"))
    by_catalog = {id(loaded.entry.catalog): loaded for loaded in loads if isinstance(loaded.entry, Entry)}
    catalogs, notes = newest(loaded.entry.catalog for loaded in loads if isinstance(loaded.entry, Entry))
    if not catalogs and options.ledgers:
        raise GkmlError("没有目录，台账没有可以对照的；请写目录的路径")
    years = range(_period(options).first.year, _period(options).last.year + 1)
    plans = [each for each in loads if isinstance(each.entry, PlanEntry) and each.entry.plan.year in years]
    return [by_catalog[id(catalog)] for catalog in catalogs], plans, notes


# --- ledgers ---


def _read(path: Path, auditor: Auditor, home: Home, headings: Headings, as_of: date) -> None:
    name = display(path)
    try:
        auditor.take(records(rows(path), home.config.ledger.columns, as_of, headings), name)
    except LedgerError as error:
        raise GkmlError(f"{name}: {error}") from error
    except OSError as error:
        raise GkmlError(f"{name}: 读不出来：{reason(error)}") from error


def _diagnostic(finding: AuditFinding, sources: Mapping[str, AnyLoaded], ledger: str) -> Diagnostic:
    """A finding about a row is placed there, one about an item at the item, any other in the first ledger."""
    check, target = CHECKS[finding.code], finding.target
    line = finding.row if finding.row and not finding.sheet else 1
    file, position = finding.file or ledger, Position(line, 1, line, 1)
    loaded = sources.get(target.catalog.id) if target and not finding.row else None
    if loaded and target:
        file, position = loaded.source.file, loaded.source.locate((*target.leaf.route, "name"))
    return Diagnostic(
        finding.code,
        check.name,
        check.severity,
        finding.message,
        file,
        position,
        target.catalog.id if target else "",
        target.id if target else "",
        text=finding.text,
        title=target.name if target else "",
        place="" if loaded else _place(finding),
    )


def _of_register(home: Home, directory: Directory) -> Iterator[Diagnostic]:
    """The registered columns without an item, each at its line of gkml.yaml."""
    if home.file is None:
        return
    source, check = read_file(home.file), CHECKS["U22"]
    for place, section in columns_without_item(directory, home.config.registers.sections):
        position = source.locate(("registers", "sections", place))
        message = f"栏目“{shown(section)}”没有一个事项放在这里；请在目录里补上事项，网站没有这个栏目的从登记里删去"
        yield Diagnostic("U22", check.name, check.severity, message, source.file, position, text=section)


def _place(finding: AuditFinding) -> str:
    row = f"第{finding.row}行" if finding.row else "全部台账"
    return f"{finding.sheet} {row}" if finding.sheet else row


# --- plans and applications ---


def _of_plans(plans: Iterable[AnyLoaded], options: AuditOptions, days: Calendar) -> Iterator[Diagnostic]:
    for loaded in plans:
        plan = plan_of(loaded).plan
        for finding in task_findings(plan, options.as_of, days):
            check = CHECKS[finding.code]
            yield Diagnostic(
                finding.code,
                check.name,
                check.severity,
                finding.message,
                loaded.source.file,
                loaded.source.locate(finding.route),
                plan.id,
                finding.task.id,
                title=finding.task.name,
            )


def _applications(options: AuditOptions, days: Calendar) -> Register:
    if options.applications is None:
        return Register((), (), (), {})
    name = display(options.applications)
    try:
        return register(rows(options.applications), name, days, options.as_of)
    except LedgerError as error:
        raise GkmlError(f"{name}: {error}") from error
    except OSError as error:
        raise GkmlError(f"{name}: 读不出来：{reason(error)}") from error


def _of_applications(
    applications: Sequence[Application], faults: Iterable[Fault], options: AuditOptions
) -> Iterator[Diagnostic]:
    file = display(options.applications) if options.applications else ""
    for fault in faults:
        yield _of_row("U20", file, fault.sheet, fault.row, fault.message)
    for each in applications:
        if each.state == "late":
            message = f"申请 {each.id} 最迟 {each.due} 答复，{each.answered} 才答复，晚{each.days}个工作日"
            yield _of_row("U18", file, each.sheet, each.row, message)
        elif each.state == "overdue":
            message = f"申请 {each.id} 最迟 {each.due} 答复，到 {options.as_of} 还没有答复，已经晚{each.days}个工作日"
            yield _of_row("U18", file, each.sheet, each.row, message)
    for each in at_risk(applications, options.as_of, RISK_DAYS):
        yield _of_row("U19", file, each.sheet, each.row, f"申请 {each.id} 最迟 {each.due} 答复，还没有答复")


def _of_row(code: str, file: str, sheet: str, row: int, message: str) -> Diagnostic:
    check = CHECKS[code]
    position = FILE_START if sheet else Position(row, 1, row, 1)
    place = f"{sheet} 第{row}行" if sheet else f"第{row}行"
    return Diagnostic(code, check.name, check.severity, message, file, position, place=place)


def _without_accepted(
    diagnostics: Iterable[Diagnostic], accepted: Sequence[Excuse], span: Period
) -> tuple[list[Diagnostic], int]:
    """Returns the findings that gkml.yaml does not accept, and how many it does."""
    listed = list(diagnostics)
    kept = [each for each in listed if not any(_is_accepted(each, excuse, span) for excuse in accepted)]
    return kept, len(listed) - len(kept)


def _is_accepted(diagnostic: Diagnostic, excuse: Excuse, span: Period) -> bool:
    subjects = {"", diagnostic.item, diagnostic.title, diagnostic.text}
    return excuse.rule == diagnostic.code and excuse.subject in subjects and excuse.period in {"", span.name}
