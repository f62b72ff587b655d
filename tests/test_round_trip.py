"""What a writer wrote, its reader reads back."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter

from gkml.document import Block, Cell, Chart, Document, Figure, Heading, Paragraph, Role, Row, Run, Section, Table
from gkml.formats.text import read_csv, read_json, txt
from gkml.project.compile import write
from tests.documents import HOME, READERS, real_documents, reports, whole_documents, written

WHOLE = ("docx", "xlsx", "html")
"""The formats that carry a table as it is printed; the others carry its cells with merges filled."""

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
brief = settings(quick, max_examples=20)


def substance(document: Document) -> tuple[Any, ...]:
    """A document without what files round or leave out: shares, alignment, heights, `keep`, properties."""
    blocks = [
        tuple([(row.key, row.mark, row.cells) for row in rows] for rows in (block.head, block.body))
        if isinstance(block, Table)
        else block
        for block in document.blocks
    ]
    return document.title, blocks


def shares(document: Document) -> list[float]:
    return [column.share for table in document.tables() for column in table.columns]


def filled(document: Document) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.key, texts) for table in document.tables() for row, texts in table.filled()]


# --- what files do not carry ---


def carried(document: Document, form: str) -> Document:
    """What of a document its file carries: no figures; of roles and marks what the format tells apart."""
    blocks = document.blocks
    start = next((n for n, block in enumerate(blocks) if isinstance(block, Heading) and not block.level), 0)
    while start and isinstance(line := blocks[start - 1], Paragraph) and line.role == "attachment":
        start -= 1  # 附件1 stands over the title on its sheet
    kept = tuple(
        _carried(block, form, place < start) for place, block in enumerate(blocks) if not isinstance(block, Figure)
    )
    return replace(document, sections=(Section(kept, document.page),))


_ROLES: dict[str, dict[str, Role]] = {"docx": {"lead": "note"}, "html": {"lead": "body"}}


def _carried(block: Block, form: str, above: bool) -> Block:
    if form != "xlsx":
        return block._replace(role=_ROLES[form].get(block.role, block.role)) if isinstance(block, Paragraph) else block
    if isinstance(block, Paragraph):
        return Paragraph(block.runs, role="body" if above else "note")
    if isinstance(block, Heading):
        return block._replace(mark="")
    if isinstance(block, Table):
        return replace(block, body=tuple(row._replace(mark="") for row in block.body))
    return block


# --- any document ---


@pytest.mark.parametrize("form", WHOLE)
@quick
@given(document=whole_documents())
def test_what_was_written_is_read_back(form: str, document: Document) -> None:
    read = READERS[form](written(document, form))
    assert substance(read) == substance(carried(document, form))
    assert shares(read) == pytest.approx(shares(document), abs=0.01)


@quick
@given(document=whole_documents())
def test_what_a_file_says_about_itself_is_read_back(document: Document) -> None:
    told = document.properties
    word, excel, page = (READERS[form](written(document, form)).properties for form in WHOLE)
    assert (word, excel) == (told, told)
    assert replace(page, font_size=told.font_size) == told


@quick
@given(document=whole_documents())
def test_flat_formats_carry_every_cell_with_merges_filled(document: Document) -> None:
    table = next(document.tables())
    head = Row(tuple(Cell(n, (Run(f"列{n}"),)) for n in range(len(table.columns))))
    document = replace(document, sections=(Section((Heading(document.title, 0), replace(table, head=(head,)))),))
    assert filled(read_json.read(written(document, "json"))) == filled(document)
    assert [texts for _, texts in filled(read_csv.read(written(document, "csv")))] == [t for _, t in filled(document)]


# --- documents of several sections ---


@pytest.mark.parametrize("count", [0, 1, 3])
@pytest.mark.parametrize("form", WHOLE)
@brief
@given(data=st.data())
def test_a_document_of_any_number_of_tables_is_read_back(form: str, count: int, data: st.DataObject) -> None:
    document = data.draw(reports(count))
    read = READERS[form](written(document, form))
    assert substance(read) == substance(carried(document, form))


@brief
@given(document=reports(2))
def test_word_carries_the_pages_of_each_section(document: Document) -> None:
    read = READERS["docx"](written(document, "docx"))
    kept = [section for section in document.sections if not all(isinstance(block, Figure) for block in section.blocks)]
    lengths = [sum(not isinstance(block, Figure) for block in section.blocks) for section in kept]
    assert [section.page for section in read.sections] == [section.page for section in kept]
    assert [len(section.blocks) for section in read.sections] == lengths


@brief
@given(document=reports(3))
def test_a_workbook_has_a_sheet_for_each_table_on_its_own_pages(document: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(document, "xlsx")))
    pages = [section.page for section in document.sections for block in section.blocks if isinstance(block, Table)]
    printed = [sheet for sheet in book if sheet.oddFooter.right.text]
    assert [sheet.page_setup.orientation == "landscape" for sheet in printed] == [page.landscape for page in pages]
    assert len({sheet.title.casefold() for sheet in book}) == len(book.worksheets) == 6
    assert [sheet.sheet_view.tabSelected for sheet in book if sheet.sheet_view.tabSelected] == [True]


@pytest.mark.parametrize("count", [0, 1, 3])
@brief
@given(data=st.data())
def test_flat_formats_carry_every_table_and_every_figure(count: int, data: st.DataObject) -> None:
    document = data.draw(reports(count))
    dump = json.loads(written(document, "json"))
    assert [len(table["rows"]) for table in dump.get("tables", [dump])] == [len(t.body) for t in document.tables()]
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    assert [list(row.values()) for chart in dump.get("figures", ()) for row in chart["rows"]] == [
        list(dict(zip(["", *(s.name for s in chart.series)], row, strict=True)).values())
        for chart in charts
        for row in chart.figures()[1:]
    ]
    records = list(csv.reader(io.StringIO(written(document, "csv").decode("utf-8-sig"), newline="")))
    assert records.count([]) == max(count + len(charts) - 1, 0)
    for form in ("md", "docx", "xlsx", "html"):
        assert written(document, form)
    assert txt.write(document, {}) is not None


def test_a_table_of_one_document_keeps_the_shape_of_its_json() -> None:
    for screen, _ in real_documents():
        assert list(json.loads(written(screen, "json"))) == [
            "id",
            "title",
            "edition",
            "columns",
            "column_paths",
            "rows",
        ]


# --- the real catalogs ---


@pytest.mark.parametrize("form", WHOLE)
def test_real_catalogs_are_read_back(form: str) -> None:
    assert len(real_documents()) >= 3
    for screen, paper in real_documents():
        laid_out = screen if form == "html" else paper
        read = READERS[form](write(screen, paper, form, HOME))
        assert substance(read) == substance(carried(laid_out, form))
        assert shares(read) == pytest.approx(shares(laid_out), abs=0.001)


@pytest.mark.parametrize("form", WHOLE)
def test_real_catalogs_keep_their_looks(form: str) -> None:
    for screen, paper in real_documents():
        (table,) = READERS[form](write(screen, paper, form, HOME)).tables()
        (original,) = (screen if form == "html" else paper).tables()
        assert [column.align for column in table.columns] == [column.align for column in original.columns]
        if form == "html":
            assert [column.filter for column in table.columns] == [column.filter for column in original.columns]
        if form == "docx":
            assert [row.keep for row in table.body] == [row.keep for row in original.body]
        if form == "xlsx":
            assert [row.new_page for row in table.body] == [row.new_page for row in original.body]
            heights = [row.height for row in original.body]
            assert [row.height for row in table.body] == pytest.approx(heights, abs=0.5)


@pytest.mark.parametrize("form", ["csv", "json"])
def test_real_catalogs_are_read_back_from_flat_formats(form: str) -> None:
    for screen, paper in real_documents():
        read = READERS[form](write(screen, paper, form, HOME))
        assert [texts for _, texts in filled(read)] == [texts for _, texts in filled(screen)]
        (table,), (original,) = read.tables(), screen.tables()
        assert table.headings() == original.headings()
        assert form != "json" or [row.key for row in table.body] == [row.key for row in original.body]


def test_a_workbook_prints_its_table_and_its_text_and_not_the_sheet_for_filters() -> None:
    for _, paper in real_documents():
        book = openpyxl.load_workbook(io.BytesIO(written(paper, "xlsx")))
        printed, flat = book["目录"], book["数据"]
        last = printed.max_column - 1
        assert printed.print_area == f"'目录'!$A$1:${get_column_letter(last)}${printed.max_row}"
        hidden = get_column_letter(flat.max_column)
        assert flat.print_area == f"'数据'!${hidden}$1:${hidden}${flat.max_row}"
        assert flat.column_dimensions[hidden].hidden and printed.print_title_rows
        if "说明" in book.sheetnames:
            text = book["说明"]
            assert text.print_area == f"'说明'!$A$1:$A${text.max_row}"
            # Digits of the default font are half as wide as it is high: 宋体 of 12 points.
            assert text.column_dimensions["A"].width * 6 < 595 - 72 * (text.page_margins.left + text.page_margins.right)
