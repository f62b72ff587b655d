"""An annual report as it is printed: its grids, its checks in Excel, its JSON."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from gkml.annual_report.dump import write as to_json
from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.layout import lay_out
from gkml.annual_report.model import AnnualReport
from gkml.layout.pages import paginate
from gkml.project.compile import write
from tests.conftest import REPORTS
from tests.test_report_import import HOME, entry_of
from tests.test_report_rules import FORMS, blank

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


HOSTILE = "</script><script>alert(1)</script><!-- <b>&amp;"


def bound(*paragraphs: str, **more: Any) -> str:
    """The page of a report with these paragraphs."""
    data = blank(FORMS["2021"])
    data["sections"][0]["paragraphs"] = list(paragraphs)
    data["applications"]["new"] = ["3", "0", "0", "0", "0", "0", "3"]
    data["applications"]["u1"] = ["2", "0", "0", "0", "0", "0", "2"]
    screen = lay_out(ReportEntry("x.yaml", AnnualReport.model_validate(data | more), FORMS))
    return write(screen, paginate(screen), "html", HOME).decode()


@pytest.mark.parametrize(
    ("reference", "text", "basis"),
    [
        ("三.新收", "3", "取自表：三.新收 3"),
        ("三.新收 + 三.上年结转", "3", "取自表：（三.新收 3 + 三.上年结转 0 = 3）"),
        ("三.新收 - 三.办结", "1", "取自表：（三.新收 3 - 三.办结 2 = 1）"),
        ("占比(三.无法提供, 三.新收)", "66.7%", "占比：三.无法提供 2 ÷ 三.新收 3"),
        (
            "占比(三.无法提供, 三.新收 + 三.上年结转, 2)",
            "66.67%",
            "占比：三.无法提供 2 ÷ （三.新收 3 + 三.上年结转 0 = 3）",
        ),
    ],
)
def test_a_reader_of_the_page_sees_how_a_number_was_worked_out(reference: str, text: str, basis: str) -> None:
    page = bound(f"收到{{{reference}}}件。")
    assert f'收到<span class="bound" tabindex="0" title="{basis}">{text}</span>件。' in page
    assert ".bound:focus::after{content:attr(title)" in page


def test_a_total_of_the_table_shows_the_sum_that_it_has_to_be() -> None:
    assert '<span class="bound" tabindex="0" title="前六列之和：3">3</span>' in bound()
    wrong = {line.key: ["0"] * 7 for line in FORMS["2021"].lines} | {"new": ["3", "0", "0", "0", "0", "0", "4"]}
    assert '<span class="bound" tabindex="0" title="前六列之和：3">4</span>' in bound(applications=wrong)


@pytest.mark.parametrize("text", ["甲", HOSTILE, "{{不是引用}}", "\u2028"])
def test_the_page_holds_the_json_of_the_build_and_nothing_gets_out_of_it(text: str) -> None:
    page = bound(text, signature=[text])
    [data] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    held = json.loads(data)
    assert held["signature"] == [text]
    assert page.count("<script") == 1 and "<!--" not in page
