"""Two years' reports in, what changed out: every number with its change and share, the carry-over, and the prose by words."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import Figure, printed
from gkml.annual_report.form import BLOCKS, RESULTS
from gkml.diagnostics import Route
from gkml.diff.words import compared, entries
from gkml.document import Run


class NumberChange(NamedTuple):
    """A cell of both reports; a text is "" if the report has no such cell."""

    table: str
    name: str
    before: str
    after: str
    change: Decimal | None = None

    @property
    def share(self) -> str:
        """The change as a percentage of the year before, signed; "" if it has none."""
        try:
            before = Decimal(self.before)
        except ArithmeticError:
            return ""
        if self.change is None or not before:
            return ""
        share = (self.change / before * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{'+' if share > 0 else ''}{printed(share)}%"

    @property
    def difference(self) -> str:
        """The change as it is printed, signed; "" if one side states no number."""
        if self.change is None:
            return ""
        return f"{'+' if self.change > 0 else ''}{printed(self.change)}"


class ProseChange(NamedTuple):
    """A paragraph of a section that came, went or was rewritten."""

    heading: str
    runs: tuple[Run, ...]


class ReportComparison(NamedTuple):
    """All numbers (changed or not), the cells carried over wrongly, and the prose that changed."""

    old: ReportEntry
    new: ReportEntry
    numbers: tuple[NumberChange, ...]
    carry_over: tuple[str, ...]
    prose: tuple[ProseChange, ...]

    @property
    def changed(self) -> tuple[NumberChange, ...]:
        return tuple(each for each in self.numbers if each.before != each.after)


def compare(old: ReportEntry, new: ReportEntry) -> ReportComparison:
    """Compares two reports of one body, the older first."""
    return ReportComparison(old, new, tuple(_numbers(old, new)), tuple(_carry_over(old, new)), tuple(_prose(old, new)))


def _numbers(old: ReportEntry, new: ReportEntry) -> Iterator[NumberChange]:
    before, after = _cells(old), _cells(new)
    for route in [*after, *(route for route in before if route not in after)]:
        table, name, _ = after.get(route) or before[route]
        was, now = (cells[route][2] if route in cells else Figure("") for cells in (before, after))
        difference = now.number - was.number if now.number is not None and was.number is not None else None
        yield NumberChange(table, name, was.text, now.text, difference)


def _cells(entry: ReportEntry) -> dict[Route, tuple[str, str, Figure]]:
    """Each cell that a reader compares, by its route: of the table of applications the totals alone."""
    cells: dict[Route, tuple[str, str, Figure]] = {}
    for row, columns in entry.tables.disclosures.items():
        for column, cell in columns.items():
            name = row if len(columns) == 1 else f"{row} {column}"
            cells[("disclosures", row, column)] = "二", name, cell
    for line in entry.applications_form.lines:
        if line.key in entry.tables.applications:
            figures = entry.tables.applications[line.key]
            cells[("applications", line.key)] = "三", line.name, figures[-1]
    for place, cell in enumerate(entry.tables.reviews):
        block, column = BLOCKS[place // len(RESULTS)], RESULTS[place % len(RESULTS)]
        cells[("reviews", place)] = "四", f"{block} {column}", cell
    return cells


def _carry_over(old: ReportEntry, new: ReportEntry) -> Iterator[str]:
    """Lines on what should have been carried over and was not; only between neighbouring years."""
    from gkml.annual_report.rules import a07_documents_in_force_differ_from_last_year as in_force
    from gkml.annual_report.rules import a08_carried_in_differs_from_last_year as carried_in

    if new.report.year != old.report.year + 1:
        return
    linked = ReportEntry(
        new.file, new.report, {new.form.name: new.form, new.applications_form.name: new.applications_form}, old
    )
    for rule in (carried_in, in_force):
        for finding in rule.check(linked):
            yield finding[1]


def _prose(old: ReportEntry, new: ReportEntry) -> Iterator[ProseChange]:
    """Yields the paragraphs of each section: equal ones are left out, likely partners are compared by words."""
    for number, section in enumerate(new.report.sections):
        before, after = (_texts(entry, number) for entry in (old, new))
        for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind != "equal":
                yield from _changed(section.heading, before[a1:a2], after[b1:b2])


def _texts(entry: ReportEntry, section: int) -> list[str]:
    return [paragraph.text for paragraph in entry.prose if paragraph.section == section]


def _changed(heading: str, before: Sequence[str], after: Sequence[str]) -> Iterator[ProseChange]:
    yield from (ProseChange(heading, compared(was, now)) for was, now in entries(before, after))
