"""The calendar of a year: catalogs and work plans in, every date of theirs out, as a table or for a calendar program."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Catalog
from gkml.deadlines.agenda import Agenda, agenda, in_order
from gkml.deadlines.workdays import FIRST_YEAR, LAST_YEAR, Calendar, calendar, region_code
from gkml.diagnostics import Diagnostic, GkmlError
from gkml.kinds import KINDS
from gkml.project.files import read_file
from gkml.project.items import only_newest
from gkml.project.loading import load_catalog, load_source
from gkml.project.paths import display
from gkml.project.rendering import TABLES, rendered
from gkml.project.workspace import Home, find_catalogs
from gkml.report.text import report
from gkml.work_plan.agenda import task_dates
from gkml.work_plan.entry import PlanEntry
from gkml.yamltext.source import Source

FORMATS = ("text", "json", "ics", *TABLES)


class CalendarOptions(NamedTuple):
    """Which catalogs, which year, the region ("" for that of each catalog), and whether years are estimated."""

    paths: Sequence[Path]
    year: int
    region: str = ""
    estimate: bool = False


class CalendarResult(NamedTuple):
    """The dates of the year, why files could not be read, and lines about what is not in the calendar."""

    agenda: Agenda
    diagnostics: list[Diagnostic]
    notes: list[str]


def agenda_of(options: CalendarOptions, home: Home) -> CalendarResult:
    """Returns the dates of a year. Raises `GkmlError` if no catalog or plan can be read."""
    if not FIRST_YEAR < options.year <= LAST_YEAR:
        raise GkmlError(f"--year 的值 {options.year} 不对，应在 {FIRST_YEAR + 1} 到 {LAST_YEAR} 之间")
    sources = {file.path: read_file(file.path) for file in find_catalogs(options.paths, home)}
    plans = [load_source(source, home) for source in sources.values() if _kind(source) == _PLAN]
    passed_over = [path for path, source in sources.items() if path not in options.paths and _kind(source) in _UNDATED]
    loads = [
        load_catalog(source, home)
        for path, source in sources.items()
        if path not in passed_over and _kind(source) != _PLAN
    ]
    diagnostics = sorted((d for loaded in (*loads, *plans) for d in loaded.diagnostics), key=Diagnostic.sort_key)
    catalogs, notes = newest(loaded.entry.catalog for loaded in loads if loaded.entry)
    entries = [loaded.entry for loaded in plans if isinstance(loaded.entry, PlanEntry)]
    if not catalogs and not entries:
        raise GkmlError(f"{report(diagnostics)}没有一份目录读得进来")
    calendar_of = _calendars(options, home)
    inclusive = home.config.before_includes_day
    dates = agenda(catalogs, options.year, calendar_of, inclusive=inclusive)
    tasks = task_dates(entries, options.year, calendar_of(""), inclusive=inclusive)
    dates = dates._replace(duties=in_order((*dates.duties, *tasks.duties)))
    if tasks.undated:
        notes = [*notes, f"方案里 {tasks.undated} 项任务没有写明日子（持续推进等），不在年历里。"]
    if passed_over:
        notes = [*notes, f"跳过了 {len(passed_over)} 份不是目录的文件：{'、'.join(map(display, passed_over))}。"]
    return CalendarResult(dates, diagnostics, notes)


_PLAN = "work-plan"
_UNDATED = [key for key in KINDS if key not in {"catalog", _PLAN}]
"""The kinds of document that have no dates of their own."""


def _kind(source: Source) -> object:
    """Returns what a file says that it is; of a file without data "catalog"."""
    return source.data.get("kind", "catalog") if source.data else "catalog"


def newest(catalogs: Iterable[Catalog]) -> tuple[list[Catalog], list[str]]:
    """Returns of several editions of a directory the last that is no draft, as the others are not in force; and notes."""
    by_id: dict[str, list[Catalog]] = {}
    for catalog in catalogs:
        by_id.setdefault(catalog.id, []).append(catalog)
    newest = [max(every, key=lambda each: (not each.draft, each.edition)) for every in by_id.values()]
    return newest, [only_newest(each.id, each.edition) for each in newest if len(by_id[each.id]) > 1]


def _calendars(options: CalendarOptions, home: Home) -> Callable[[Catalog | str], Calendar]:
    """Returns what gives the calendar of a catalog, or of a region ("" for that of the workspace)."""
    given = region_code(options.region) if options.region else ""
    of_region = cache(lambda code: calendar(code, home.config.calendar, estimate=options.estimate))
    return lambda each: of_region(given or (each if isinstance(each, str) else each.region) or home.config.region)


def calendar_report(dates: Agenda, form: str, home: Home) -> bytes:
    """Returns the report in one of `FORMATS`."""
    if form == "ics":
        from gkml.report import ics

        return ics.report(dates)
    if form == "json":
        from gkml.report import agenda_json

        return agenda_json.report(dates).encode()
    from gkml.layout.agenda import layout

    return rendered(layout(dates), form, home)
