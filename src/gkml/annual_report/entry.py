"""A report with what it is checked against: its forms, its tables as figures, last year's report and those of its subordinates."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from gkml.annual_report.figure import Figure, figure
from gkml.annual_report.form import ReportForm
from gkml.annual_report.model import AnnualReport, Chart, Subheading
from gkml.annual_report.references import ReferencePiece, basis, pieces
from gkml.annual_report.statements import Paragraph, Statement, statements
from gkml.annual_report.tables import Tables, completed
from gkml.catalog.names import Registers
from gkml.diagnostics import Route
from gkml.schema.documents import Missing


class ReportEntry:
    """A report and its surroundings. `file` is the first step of its routes; `absent` has the reasons by the paths of the
    children that could not be read.

    A class because its tables and prose are worked out once, when the first rule asks, and end with it.
    """

    kind = "annual-report"

    def __init__(
        self,
        file: str,
        report: AnnualReport,
        forms: Mapping[str, ReportForm],
        previous: "ReportEntry | None" = None,
        children: "tuple[ReportEntry, ...]" = (),
        absent: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.file, self.report, self._forms = file, report, forms
        self.form = forms[report.form]
        self.applications_form = forms[report.applications_form or report.form]
        self.previous, self.children, self.absent = previous, children, absent

    @property
    def document(self) -> AnnualReport:
        return self.report

    @property
    def size(self) -> int:
        """The rows of numbers of its tables."""
        return len(self.report.disclosures) + len(self.report.applications) + bool(self.report.reviews)

    @property
    def links(self) -> dict[str, str]:
        """The paths of last year's report and of the children's, by the field that names them (`children.0` …)."""
        return {"previous": self.report.previous} | {
            f"children.{place}": path for place, path in enumerate(self.report.children)
        }

    @property
    def linked(self) -> dict[str, AnnualReport | None]:
        children = {f"children.{place}": child.report for place, child in self.placed_children()}
        return {"previous": self.previous.report if self.previous else None} | children

    def placed_children(self) -> Iterator[tuple[int, "ReportEntry"]]:
        """The children that could be read, each with its place in the report's list."""
        present = (place for place, path in enumerate(self.report.children) if path not in self.absent)
        return zip(present, self.children, strict=False)

    def with_links(self, documents: Mapping[str, AnnualReport | Missing | None]) -> "ReportEntry":
        previous = documents["previous"]
        assert not isinstance(previous, Missing)
        children = [documents.get(f"children.{place}") for place in range(len(self.report.children))]
        absent = {
            path: child.reason if child else ""
            for path, child in zip(self.report.children, children, strict=True)
            if not isinstance(child, AnnualReport)
        }
        reports = [child for child in children if isinstance(child, AnnualReport)]
        entries = tuple(ReportEntry(child.title, child, self._forms) for child in reports)
        before = ReportEntry(previous.title, previous, self._forms) if previous else None
        return ReportEntry(self.file, self.report, self._forms, before, entries, absent)

    @cached_property
    def tables(self) -> Tables:
        report = self.report
        blocks = {row: block.columns[1:] for block in self.form.disclosures for row in block.rows}
        disclosures = {
            row: _by_column(blocks[row], cells) for row, cells in report.disclosures.items() if row in blocks
        }
        return Tables(
            self.applications_form,
            disclosures,
            completed(report.applications, self.applications_form),
            tuple(figure(text) for text in report.reviews),
        )

    @cached_property
    def prose(self) -> tuple[Paragraph, ...]:
        """The paragraphs in printed order, references filled in; subheadings and captions of charts are paragraphs too."""
        return tuple(Paragraph(route, section, self._printed(text)) for route, section, text in self._texts())

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The figures that its prose states about applications."""
        return tuple(statements(self.prose))

    def pieces(self, text: str) -> Iterator[ReferencePiece]:
        """A paragraph cut into text and references.

        While last year's report is named and not yet linked, this year's tables stand for it, so that names are checked.
        A previous report of any year but the one before is not compared with.
        """
        return pieces(text, self.tables, self._before)

    def basis(self, reference: str) -> str:
        """How the text of a reference without a problem is worked out."""
        return basis(reference, self.tables, self._before)

    @property
    def _before(self) -> Tables | None:
        """The tables that changes are worked out against."""
        if self.previous and self.previous.report.year != self.report.year - 1:
            return None
        stand_in = self.tables if self.report.previous else None
        return self.previous.tables if self.previous else stand_in

    @property
    def prints_links(self) -> bool:
        """Whether its prose refers to last year's report, so that it cannot be printed without it."""
        return any(
            "同比(" in text or "上年(" in text or "同比（" in text or "上年（" in text for _, _, text in self._texts()
        )

    def faults(self) -> Iterator[tuple[Route, str]]:
        """The references of its prose that have no value, by their paragraphs' routes within the file."""
        for route, _, text in self._texts():
            if "{" in text or "}" in text or "｛" in text:
                yield from ((route[1:], piece.problem) for piece in self.pieces(text) if piece.problem)

    def _printed(self, text: str) -> str:
        return "".join(piece.text for piece in self.pieces(text)) if "{" in text or "}" in text else text

    def _texts(self) -> Iterator[tuple[Route, int, str]]:
        for place, text in enumerate(self.report.opening):
            yield (self.file, "opening", place), -1, text
        for number, section in enumerate(self.report.sections):
            top = (self.file, "sections", number)
            for place, paragraph in enumerate(section.paragraphs):
                match paragraph:
                    case str():
                        yield (*top, "paragraphs", place), number, paragraph
                    case Subheading(heading=heading):
                        yield (*top, "paragraphs", place, "heading"), number, heading
                    case Chart(chart=caption):
                        yield (*top, "paragraphs", place, "chart"), number, caption
            for place, text in enumerate(section.after):
                yield (*top, "after", place), number, text


def _by_column(columns: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, Figure]:
    return {column: figure(text) for column, text in zip(columns, cells, strict=False)}


class Workspace(NamedTuple):
    """All reports that are looked at together, and the names that the workspace knows: what every rule is given."""

    entries: tuple[ReportEntry, ...]
    registers: Registers = Registers()
