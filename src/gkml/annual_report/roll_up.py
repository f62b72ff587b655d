"""The cells of a report that add up over bodies: what a parent's report and those of its subordinates are compared by."""

from collections.abc import Iterator

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.figure import Figure
from gkml.diagnostics import Route

Cell = tuple[Route, str, Figure]
"""The route of a cell, its name as a message says it, and its figure."""


def totals(entry: ReportEntry) -> Iterator[Cell]:
    """The totals that add up over bodies: the table of section two and the last column of section three's."""
    for row, columns in entry.tables.disclosures.items():
        for place, (column, cell) in enumerate(columns.items()):
            yield (entry.file, "disclosures", row, place), f"“{row}”{column}", cell
    names = {line.key: line.name for line in entry.applications_form.lines}
    for key, figures in entry.tables.applications.items():
        yield (entry.file, "applications", key, 6), f"“{names.get(key, key)}”", figures[-1]
