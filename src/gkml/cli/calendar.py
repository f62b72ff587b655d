"""`gkml calendar`: the dates of a year that recur in one or more catalogs, as a table or for a calendar program."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.catalog.load import load
from gkml.catalog.model import Catalog
from gkml.deadlines.agenda import Agenda, agenda
from gkml.deadlines.workdays import FIRST_YEAR, LAST_YEAR, Calendar, calendar, region_code
from gkml.diagnostics import Diagnostic, GkmlError
from gkml.layout.agenda import layout
from gkml.project.files import read_file
from gkml.project.tables import TABLES, deliver, table
from gkml.project.workspace import Home, find_catalogs, find_home
from gkml.report.text import report


class Order(NamedTuple):
    """The command's arguments."""

    paths: list[Path]
    year: int
    region: str
    estimate: bool
    output_format: str
    output_file: Path | None
    config: Path | None


def run(order: Order) -> int:
    """Runs the order; 1 where a catalog could not be read, and the others were."""
    if order.output_format not in ("text", "json", "ics", *TABLES):
        raise GkmlError(f"不认识的输出格式“{order.output_format}”；可选：{'、'.join(('text', 'json', 'ics', *TABLES))}")
    year = order.year or date.today().year
    if not FIRST_YEAR < year <= LAST_YEAR:
        raise GkmlError(f"--year 的值 {year} 不对，应在 {FIRST_YEAR + 1} 到 {LAST_YEAR} 之间")
    home = find_home(order.paths[0] if order.paths else Path(), order.config)
    catalogs, told = _catalogs(order, home)
    if told:
        typer.echo(report(told), err=True, nl=False)
    if not catalogs:
        raise GkmlError("没有一份目录读得进来")
    made = agenda(catalogs, year, _calendars(order, home), inclusive=home.config.before_includes_day)
    deliver(_told(made, order, home), order.output_file)
    return int(bool(told))


def _catalogs(order: Order, home: Home) -> tuple[list[Catalog], list[Diagnostic]]:
    loads = [load(read_file(found.path), home.profiles) for found in find_catalogs(order.paths, home)]
    told = sorted((d for loaded in loads for d in loaded.diagnostics), key=Diagnostic.sort_key)
    return list(_newest(loaded.entry.catalog for loaded in loads if loaded.entry)), told


def _newest(catalogs: Iterable[Catalog]) -> Iterable[Catalog]:
    """Of several editions of one directory the last that is no draft: the others are not in force."""
    newest: dict[str, Catalog] = {}
    for catalog in catalogs:
        other = newest.setdefault(catalog.id, catalog)
        newest[catalog.id] = max(other, catalog, key=lambda each: (not each.draft, each.edition))
        if other is not catalog:
            typer.echo(f"{catalog.id} 有几个版本，只用 {newest[catalog.id].edition}。", err=True)
    return newest.values()


def _calendars(order: Order, home: Home) -> Callable[[Catalog], Calendar]:
    given = region_code(order.region) if order.region else ""
    of_region = cache(lambda code: calendar(code, home.config.calendar, estimate=order.estimate))
    return lambda catalog: of_region(given or catalog.region or home.config.region)


def _told(made: Agenda, order: Order, home: Home) -> bytes:
    match order.output_format:
        case "ics":
            from gkml.report import ics

            return ics.report(made)
        case "json":
            from gkml.report import agenda_json

            return agenda_json.report(made).encode()
    return table(layout(made), order.output_format, home)
