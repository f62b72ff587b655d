"""An annual report as it is printed: its grids, its checks in Excel, its JSON."""

import json
from io import BytesIO

from openpyxl import load_workbook

from gkml.annual_report.dump import write as to_json
from gkml.annual_report.layout import lay_out
from gkml.layout.pages import paginate
from gkml.project.compile import write
from tests.conftest import REPORTS
from tests.test_report_import import HOME, entry_of

ISSUED = next(path for path in REPORTS if path.stem == "2021-annual-report")


def test_the_tables_have_the_official_grids() -> None:
    disclosures, applications, reviews = lay_out(entry_of(ISSUED)).tables()
    assert (len(disclosures.columns), len(disclosures.body)) == (4, 14)
    assert (len(applications.columns), len(applications.head), len(applications.body)) == (10, 3, 25)
    assert (len(reviews.columns), len(reviews.head), len(reviews.body)) == (15, 3, 1)
    first = applications.body[2].cells
    assert (first[0].text, first[0].rowspan) == ("三、本年度办理结果", 22)
    assert [cell.text for cell in reviews.body[0].cells] == [*[""] * 5, *["0"] * 8, "1", "0"]


def test_cells_in_excel_turn_red_where_sums_differ_and_take_whole_numbers_alone() -> None:
    screen = lay_out(entry_of(ISSUED), "0" * 32)
    book = load_workbook(BytesIO(write(screen, paginate(screen), "xlsx", HOME)))
    sheet = book["复议诉讼"]
    (row,) = [row[0].row for row in sheet.iter_rows() if [cell.value for cell in row[5:9]] == [0, 0, 0, 0]]
    formulas = {str(area.sqref): rule.formula[0] for area in sheet.conditional_formatting for rule in area.rules}
    assert formulas[f"O{row}"] == f"OR(ROUND(SUM($K${row},$L${row},$M${row},$N${row}),4)<>ROUND(SUM($O${row}),4))"
    whole = [each for each in sheet.data_validations.dataValidation if each.type == "whole"]
    assert len(whole) == 15 and {each.operator for each in whole} == {"greaterThanOrEqual"}
    assert sheet[f"N{row}"].value == 1  # a number, so that Excel can add it up


def test_the_json_has_the_tables_by_the_keys_of_the_form() -> None:
    data = json.loads(to_json(entry_of(ISSUED)))
    assert (data["kind"], data["id"], data["year"], data["form"]) == (
        "annual-report",
        "liaocheng-scjg-report",
        2021,
        "2021",
    )
    assert data["t2"]["行政规范性文件"] == ["0", "1", "0"]
    assert data["t2"]["行政许可"] == ["447"]
    assert data["t3"]["u1"] == ["14", "0", "0", "0", "0", "0", "14"]
    assert len(data["t3"]) == 25
    assert data["t4"] == [*[""] * 5, *["0"] * 8, "1", "0"]
    assert [section["heading"][0] for section in data["sections"]] == list("一二三四五六")
