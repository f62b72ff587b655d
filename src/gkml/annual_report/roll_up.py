"""Reports of subordinate bodies in, their sums out: what a parent's report is compared with, and what its draft is made of."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import Figure, printed
from gkml.annual_report.form import APPLICANTS, BLOCKS, RESULTS
from gkml.diagnostics import Route

Cell = tuple[Route, str, Figure]
"""The route of a cell, its name as a message says it, and its figure."""


def totals(entry: ReportEntry) -> Iterator[Cell]:
    """The totals that add up over bodies: the table of section two and the last column of section three's."""
    last = len(APPLICANTS) - 1
    yield from (
        (route, name, cell)
        for route, name, cell in _all(entry)
        if route[1] == "disclosures" or (route[1] == "applications" and route[3] == last)
    )


def misfits(entry: ReportEntry) -> Iterator[tuple[int, str]]:
    """The children that cannot be added up, by their place in the list, and why: another year or form, or a body twice."""
    report, first = entry.report, dict[str, int]()
    for place, child in entry.placed_children():
        name = f"{child.report.agency}的报告"
        if child.report.year != report.year:
            yield place, f"{name}是{child.report.year}年度的，本报告是{report.year}年度；请列同一年度的"
        elif child.form is not entry.form or child.applications_form is not entry.applications_form:
            yield place, f"{name}用的是另一种格式，行和列对不上，不能相加；请先改成同一格式"
        elif first.setdefault(child.report.agency, place) != place:
            number = first[child.report.agency] + 1
            yield place, f"{name}列了两份（前一份是第{number}份），会重复计算；请只留一份"


class Gap(NamedTuple):
    """A cell of a subordinate's report that states no number: the body, the cell as a message says it, and its text."""

    agency: str
    cell: str
    text: str


class RolledUp(NamedTuple):
    """The tables of a parent as the sums of its subordinates': texts as a report's file has them, who counts, and what is missing.

    A cell is "" if no subordinate states a number there.
    """

    disclosures: dict[str, list[str]]
    applications: dict[str, list[str]]
    reviews: list[str]
    bodies: tuple[str, ...]
    gaps: tuple[Gap, ...]


def roll_up(entries: Sequence[ReportEntry]) -> RolledUp:
    """Adds up the reports of one year and one form, cell by cell. Raises `ValueError` in Chinese if they are not."""
    years = sorted({entry.report.year for entry in entries})
    forms = sorted({f"{entry.form.name}/{entry.applications_form.name}" for entry in entries})
    if len(years) != 1:
        raise ValueError(f"各份报告不是同一年度（{'、'.join(map(str, years))}）；请只放同一年度的")
    if len(forms) != 1:
        raise ValueError(f"各份报告的格式不同（{'、'.join(forms)}），行和列对不上；请先改成同一格式")
    cells = [{route[1:]: (name, cell) for route, name, cell in _all(entry)} for entry in entries]
    sums = {
        route: _added([own[route][1] for own in cells if route in own])
        for route in dict.fromkeys(r for own in cells for r in own)
    }
    gaps = tuple(
        Gap(entry.report.agency, name, cell.text)
        for entry, own in zip(entries, cells, strict=True)
        for name, cell in own.values()
        if cell.number is None
    )
    bodies = tuple(entry.report.agency for entry in entries)
    return RolledUp(_rows(sums, "disclosures"), _rows(sums, "applications"), _reviews(sums), bodies, gaps)


def _all(entry: ReportEntry) -> Iterator[Cell]:
    """Every number cell of the three tables."""
    for row, columns in entry.tables.disclosures.items():
        for place, (column, cell) in enumerate(columns.items()):
            yield (entry.file, "disclosures", row, place), f"“{row}”{column}", cell
    names = {line.key: line.name for line in entry.applications_form.lines}
    for key, figures in entry.tables.applications.items():
        for place, cell in enumerate(figures):
            yield (entry.file, "applications", key, place), f"“{names.get(key, key)}”{APPLICANTS[place]}", cell
    for place, cell in enumerate(entry.tables.reviews):
        block, column = BLOCKS[place // len(RESULTS)], RESULTS[place % len(RESULTS)]
        yield (entry.file, "reviews", place), f"“{block}”{column}", cell


def _added(figures: Sequence[Figure]) -> str:
    numbers = [cell.number for cell in figures if cell.number is not None]
    return printed(sum(numbers, Decimal())) if numbers else ""


def _rows(sums: Mapping[Route, str], table: str) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for route, text in sums.items():
        if route[0] == table:
            rows.setdefault(str(route[1]), []).append(text)
    return rows


def _reviews(sums: Mapping[Route, str]) -> list[str]:
    return [text for route, text in sums.items() if route[0] == "reviews"]
