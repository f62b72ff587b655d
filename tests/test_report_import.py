"""Annual reports read back: the source text, published PDFs, and what gkml itself wrote, cell by cell and word by word."""

import json
from pathlib import Path

import pytest

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.layout import lay_out
from gkml.annual_report.model import AnnualReport
from gkml.kinds import load
from gkml.layout.pages import paginate
from gkml.project.compile import write
from gkml.project.report_diff import compared_reports, report_comparison
from gkml.project.submission import submission
from gkml.project.workspace import Home
from gkml.yamltext.source import read
from tests.conftest import REPORTS, ROOT

SOURCE = ROOT / "tests" / "sources" / "004_63074482ced039f2.txt"
HOME = Home(None)


def entry_of(path: Path) -> ReportEntry:
    entry = load(read(path.read_bytes(), path.name), HOME.profiles).entry
    assert isinstance(entry, ReportEntry)
    return entry


def imported(data: bytes, name: str) -> AnnualReport:
    (draft,) = submission(data, name, HOME.profiles).drafts
    return AnnualReport.model_validate(draft.data)


def test_every_cell_of_the_source_report_comes_in() -> None:
    report, transcribed = imported(SOURCE.read_bytes(), SOURCE.name), entry_of(REPORTS[0]).report
    assert report.disclosures == transcribed.disclosures
    assert report.applications == transcribed.applications
    assert report.reviews == transcribed.reviews
    assert (report.agency, report.year, report.issued) == ("聊城市市场监督管理局", 2021, transcribed.issued)
    assert [section.heading for section in report.sections] == [section.heading for section in transcribed.sections]
    assert report.signature == transcribed.signature


def test_every_cell_of_the_source_report_is_accounted_for() -> None:
    account = submission(SOURCE.read_bytes(), SOURCE.name, HOME.profiles).recognised.account
    assert account.clean
    assert account.cells == account.fates["written"] + account.folded


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
def test_a_report_that_gkml_wrote_is_read_back_whole(path: Path, form: str) -> None:
    entry = entry_of(path)
    screen = lay_out(entry)
    report = imported(write(screen, paginate(screen), form, HOME), f"{path.stem}.{form}")
    printed = [text.text for text in entry.prose]
    back = [text.text for text in ReportEntry("x", report, entry._forms).prose]
    assert back == printed
    assert report.disclosures == entry.report.disclosures
    assert report.reviews == entry.report.reviews
    assert report.applications == {
        key: tuple(cell.text for cell in row) for key, row in entry.tables.applications.items()
    }
    assert (report.title, report.agency, report.year) == (entry.report.title, entry.report.agency, entry.report.year)
    assert report.signature == entry.report.signature
    assert dict(report.labels).keys() <= dict(entry.report.labels).keys()


def test_two_years_are_compared_number_by_number(tmp_path: Path) -> None:
    old = REPORTS[0].read_text("utf-8")
    new = old.replace("year: 2021", "year: 2022\nprevious: 2021.yaml").replace(
        "new: [18, 0, 0, 0, 0, 0, 18]", "new: [9, 0, 0, 0, 0, 0, 9]"
    )
    (tmp_path / "2021.yaml").write_text(old, "utf-8")
    (tmp_path / "2022.yaml").write_text(
        new.replace("prev: [0, 0, 0, 0, 0, 0, 0]", "prev: [2, 0, 0, 0, 0, 0, 2]"), "utf-8"
    )
    comparison = compared_reports([str(tmp_path / "2022.yaml")], HOME)
    assert comparison is not None
    (received,) = [each for each in comparison.numbers if each.name == "新收"]
    assert (received.before, received.after, received.difference, received.share) == ("18", "9", "-9", "-50%")
    assert [line for line in comparison.carry_over if "上年结转与2021年度报告的结转下年度不同" in line]
    data = json.loads(report_comparison(comparison, "json", HOME))
    assert data["numbers"][0] == {
        "table": "二",
        "name": "规章 本年制发件数",
        "before": "0",
        "after": "0",
        "change": "0",
        "share": "",
    }
    for form in ("text", "markdown", "html", "xlsx", "docx"):
        assert report_comparison(comparison, form, HOME)
