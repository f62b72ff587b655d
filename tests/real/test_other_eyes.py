"""Libraries that had no part in the writing read the Word and Excel files back: the same cells, and all around them."""

import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document as word_document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from lxml import etree
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from tests.real.cases import PUBLISHED, Case, documents, table
from tests.real.grids import (
    Placed,
    excel_grid,
    filled,
    meant,
    options_apart,
    printed_rows,
    text_of,
    word_grid,
    word_table,
    workbook,
)
from tests.real.parts import CHECKOUT

TRANSCRIPTIONS = {
    "liuzhou-swj": "catalogs/liuzhou-swj/as-issued.yaml",
    "liuzhou-scjg": "catalogs/liuzhou-scjg/as-issued.yaml",
    "jincheng-food-drug": "catalogs/jincheng-food-drug/2020.yaml",
}


def dump(case: Case) -> Any:
    return json.loads(case.file("json").read_bytes())


# --- Word, through python-docx ---


def test_python_docx_finds_the_cells_and_merges_that_were_meant(case: Case) -> None:
    assert word_grid(case.file("docx")) == meant(table(documents(case.source)[1]))


def test_python_docx_finds_the_heading_rows_and_only_them_marked_to_repeat(case: Case) -> None:
    printed = table(documents(case.source)[1])
    marked = [row.trPr.find(qn("w:tblHeader")) is not None for row in word_table(case.file("docx"))._tbl.tr_lst]
    assert marked == [True] * len(printed.head) + [False] * len(printed.body)


def test_no_row_of_the_word_table_may_split(case: Case) -> None:
    rows = word_table(case.file("docx"))._tbl.tr_lst
    assert [number for number, row in enumerate(rows) if row.trPr.find(qn("w:cantSplit")) is None] == []


def test_the_widths_of_the_word_columns_add_up_to_the_text_width(case: Case) -> None:
    section = word_document(str(case.file("docx"))).sections[0]
    printed = word_table(case.file("docx"))
    widths = [column.w for column in printed._tbl.tblGrid.gridCol_lst]
    assert sum(widths) == section.page_width - section.left_margin - section.right_margin
    for row in printed._tbl.tr_lst:
        column = 0
        for cell in row.tc_lst:
            assert cell.width == sum(widths[column : column + cell.grid_span])
            column += cell.grid_span
        assert column == len(widths)


def test_every_run_of_the_word_file_says_that_its_signs_are_east_asian(case: Case) -> None:
    body = word_document(str(case.file("docx"))).element.body
    hints = [run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}") for run in body.iter(qn("w:r"))]
    assert hints
    assert {None if hint is None else hint.get(qn("w:hint")) for hint in hints} == {"eastAsia"}


def test_python_docx_finds_no_field_link_or_drawing_in_the_word_text(case: Case) -> None:
    body = word_document(str(case.file("docx"))).element.body
    known = {"p", "pPr", "r", "rPr", "rFonts", "t", "br", "tab", "pStyle", "keepNext", "pageBreakBefore", "spacing"}
    known |= {"tbl", "tblPr", "tblStyle", "tblW", "jc", "tblLayout", "tblLook", "tblGrid", "gridCol", "tr", "trPr"}
    known |= {"cantSplit", "tblHeader", "trHeight", "tc", "tcPr", "tcW", "gridSpan", "vMerge", "vAlign"}
    known |= {"sectPr", "footerReference", "pgSz", "pgMar", "bookmarkStart", "bookmarkEnd"}
    assert {element.tag.rpartition("}")[2] for element in body.iterdescendants()} <= known


def test_python_docx_finds_what_the_word_file_says_about_itself(case: Case) -> None:
    about, paper = word_document(str(case.file("docx"))).core_properties, documents(case.source)[1]
    assert (about.title, about.author, about.version) == (
        paper.title,
        paper.properties.agency,
        paper.properties.edition,
    )
    assert about.language == "zh-CN"
    assert about.created is not None
    assert about.created.date() == date.fromisoformat(paper.properties.issued or "2000-01-01")


def test_the_word_paper_lies_on_its_side_and_has_an_even_footer_of_its_own(case: Case) -> None:
    document = word_document(str(case.file("docx")))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    assert document.settings.odd_and_even_pages_header_footer
    for footer in (section.footer, section.even_page_footer):
        assert not footer.is_linked_to_previous
        assert "PAGE" in "".join(element.text or "" for element in footer._element.iter(qn("w:instrText")))


def test_each_row_of_the_word_table_carries_a_bookmark_of_its_own(case: Case) -> None:
    printed = word_table(case.file("docx"))
    found = [[mark.get(qn("w:name")) for mark in row.iter(qn("w:bookmarkStart"))] for row in printed._tbl.tr_lst]
    head = len(table(documents(case.source)[1]).head)
    assert found[:head] == [[]] * head
    assert {len(marks) for marks in found[head:]} == {1}
    assert len({marks[0].casefold() for marks in found[head:]}) == len(found) - head


# --- Excel, through openpyxl ---


def test_openpyxl_finds_the_cells_and_merges_that_were_meant(case: Case) -> None:
    printed = table(documents(case.source)[1])
    rows = len(printed.head) + len(printed.body)
    assert excel_grid(workbook(case.file("xlsx"))["目录"], rows) == meant(printed)


def test_openpyxl_finds_one_row_an_item_on_the_flat_sheet(case: Case) -> None:
    told = dump(case)
    found = [[text_of(cell) for cell in row] for row in workbook(case.file("xlsx"))["数据"].iter_rows()]
    assert found[0] == [*told["columns"], "编号"]
    assert options_apart(found[1:]) == [
        [*(row[heading] for heading in told["columns"]), row["id"]] for row in told["rows"]
    ]


def test_no_text_of_the_workbook_is_taken_for_an_escape(case: Case) -> None:
    """ECMA-376 Part 1, 22.9.2.19: Excel alone reads _x0041_ as A; LibreOffice and openpyxl would not notice."""
    with zipfile.ZipFile(case.file("xlsx")) as package:
        items = etree.fromstring(package.read("xl/sharedStrings.xml")).iterfind("{*}si")
    stored = {"".join(str(text) for text in item.itertext()) for item in items}
    read = {re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text) for text in stored}
    printed = table(documents(case.source)[1])
    wanted = {cell.text for row in (*printed.head, *printed.body) for cell in row.cells if cell.text}
    assert wanted - read == set()


@pytest.mark.parametrize(("form", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/sharedStrings.xml")])
def test_white_space_at_the_ends_of_a_text_is_marked_to_be_kept(case: Case, form: str, part: str) -> None:
    """Word and Excel drop it otherwise; LibreOffice, python-docx and openpyxl would not notice."""
    with zipfile.ZipFile(case.file(form)) as package:
        texts = list(etree.fromstring(package.read(part)).iter("{*}t"))
    space = "{http://www.w3.org/XML/1998/namespace}space"
    bare = [t.text for t in texts if t.text and t.text.strip(" \t\n") != t.text and t.get(space) != "preserve"]
    assert texts
    assert bare == []


def test_openpyxl_finds_nothing_but_text_in_the_workbook(case: Case) -> None:
    for sheet in workbook(case.file("xlsx")):
        filled_cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in filled_cells} == {"s"}
        assert [cell.coordinate for cell in filled_cells if cell.hyperlink] == []


def test_the_cells_of_the_tables_are_formatted_as_text_so_that_editing_keeps_them_text(case: Case) -> None:
    width = len(table(documents(case.source)[1]).columns)
    for sheet in (workbook(case.file("xlsx"))[name] for name in ("目录", "数据")):
        cells = [cell for row in sheet.iter_rows(max_col=width) for cell in row if not isinstance(cell, MergedCell)]
        assert {cell.number_format for cell in cells} == {"@"}


def test_the_hidden_column_of_both_sheets_carries_the_ids(case: Case) -> None:
    book, told = workbook(case.file("xlsx")), dump(case)
    for sheet in (book["目录"], book["数据"]):
        last = sheet.max_column
        assert sheet.column_dimensions[sheet.cell(1, last).column_letter].hidden
        ids = [text_of(sheet.cell(row, last)) for row in body_rows(sheet, len(told["rows"]))]
        assert ids == [row["id"] for row in told["rows"]]


def body_rows(sheet: Worksheet, count: int) -> Iterator[int]:
    first = printed_rows(sheet)[1] + 1 if sheet.print_title_rows else 2
    return iter(range(first, first + count))


def test_both_sheets_are_frozen_under_their_heading(case: Case) -> None:
    book = workbook(case.file("xlsx"))
    head = len(table(documents(case.source)[1]).head)
    first, last = printed_rows(book["目录"])
    assert last - first + 1 == head
    assert book["目录"].freeze_panes == f"A{last + 1}"
    assert book["数据"].freeze_panes == "A2"


def test_the_printed_sheet_is_set_up_for_its_paper(case: Case) -> None:
    sheet, paper = workbook(case.file("xlsx"))["目录"], documents(case.source)[1]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == {"A4": "9", "A3": "8"}[paper.page.paper]
    assert "&P" in sheet.oddFooter.right.text


def test_no_sheet_is_cut_from_top_to_bottom_when_it_is_printed(case: Case) -> None:
    for sheet in workbook(case.file("xlsx")):
        assert sheet.sheet_properties.pageSetUpPr, f"{sheet.title} prints as wide as it is"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, f"{sheet.title} prints as wide as it is"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)


def test_every_row_of_the_printed_sheet_is_as_high_as_it_was_counted(case: Case) -> None:
    sheet, printed = workbook(case.file("xlsx"))["目录"], table(documents(case.source)[1])
    found = [sheet.row_dimensions[row].height for row in body_rows(sheet, len(printed.body))]
    for height, row in zip(found, printed.body, strict=True):
        assert height == pytest.approx(min(row.height, 409), abs=0.75)


def test_the_flat_sheet_can_be_filtered_over_all_its_rows(case: Case) -> None:
    sheet = workbook(case.file("xlsx"))["数据"]
    last = sheet.cell(1, sheet.max_column - 1).column_letter
    assert sheet.auto_filter.ref == f"A1:{last}{sheet.max_row}"


def test_each_tick_column_of_the_flat_sheet_takes_a_tick_or_nothing(case: Case) -> None:
    sheet = workbook(case.file("xlsx"))["数据"]
    columns = table(documents(case.source)[0]).columns
    ticked = [number for number, column in enumerate(columns, 1) if column.choices]
    wanted = {f"{letter}2:{letter}{sheet.max_row}" for letter in (sheet.cell(1, n).column_letter for n in ticked)}
    rules = sheet.data_validations.dataValidation
    assert {str(rule.sqref) for rule in rules} == wanted
    assert {(rule.type, rule.formula1, rule.allow_blank) for rule in rules} <= {("list", '"√"', True)}


def test_some_catalog_has_tick_columns(built: dict[str, Case]) -> None:
    assert any(column.choices for case in built.values() for column in table(documents(case.source)[0]).columns)


def test_openpyxl_finds_what_the_workbook_says_about_itself(case: Case) -> None:
    book, paper = workbook(case.file("xlsx")), documents(case.source)[1]
    assert (book.properties.title, book.properties.creator) == (paper.title, paper.properties.agency)
    assert book.properties.created is not None
    assert book.properties.created.date() == date.fromisoformat(paper.properties.issued or "2000-01-01")
    own = {entry.name: entry.value for entry in book.custom_doc_props.props}
    assert own["gkml-id"] == dump(case)["id"]
    assert own["gkml-source"]


# --- against the originals ---


@pytest.mark.parametrize("original", TRANSCRIPTIONS)
def test_word_and_excel_hold_the_transcribed_original_cell_for_cell(built: dict[str, Case], original: str) -> None:
    case = built[TRANSCRIPTIONS[original]]
    wanted = json.loads((CHECKOUT / "tests" / "transcriptions" / f"{original}.json").read_bytes())
    head, rows = len(table(documents(case.source)[1]).head), len(wanted["rows"])
    assert options_apart(filled(word_grid(case.file("docx")), head)) == wanted["rows"]
    assert options_apart(filled(excel_grid(workbook(case.file("xlsx"))["目录"], head + rows), head)) == wanted["rows"]


def test_every_original_is_among_the_catalogs() -> None:
    assert set(TRANSCRIPTIONS.values()) <= set(PUBLISHED)
    assert set(TRANSCRIPTIONS) == {path.stem for path in Path(CHECKOUT, "tests", "transcriptions").glob("*.json")}


def test_a_grid_with_a_hole_or_an_overlap_is_noticed() -> None:
    with pytest.raises(AssertionError, match="no cell covers"):
        filled({(0, 0): Placed("a"), (1, 1): Placed("b")})
    with pytest.raises(AssertionError, match="two cells"):
        filled({(0, 0): Placed("a", 2), (1, 0): Placed("b")})
