"""Files that others wrote are read by the rules of their formats: spans, tracked changes, numbers, white space, layout tables."""

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from docx import Document as word_document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from gkml.document import Cell, Document, Heading, Paragraph, Run, Table
from gkml.formats.excel import read as read_xlsx
from gkml.formats.html import read as read_html
from gkml.formats.text import read_csv
from gkml.formats.word import read as read_docx


def grid(table: Table) -> list[list[tuple[int, str, int, int]]]:
    """For each row the place, text and spans of its cells."""
    return [[(c.column, c.text, c.rowspan, c.colspan) for c in row.cells] for row in (*table.head, *table.body)]


def only_table(document: Document) -> Table:
    (table,) = document.tables()
    return table


# --- Word ---


def word(*pieces: str) -> Document:
    made = word_document()
    for element in parse_xml(f"<w:body {nsdecls('w')}>{''.join(pieces)}</w:body>"):
        made.element.body.insert(-1, element)
    out = io.BytesIO()
    made.save(out)
    return read_docx.read(out.getvalue())


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def tbl(*rows: str, columns: int) -> str:
    grid_columns = '<w:gridCol w:w="100"/>' * columns
    return f"<w:tbl><w:tblGrid>{grid_columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


MERGED, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
WORD_TABLES = {
    "a merge goes on only below a cell of its width": (
        tbl(tc("a", MERGED) + tc("b"), tc("", '<w:gridSpan w:val="2"/>' + GOES_ON), columns=2),
        [[(0, "a", 1, 1), (1, "b", 1, 1)], [(0, "", 1, 2)]],
    ),
    "a merge starts anew where it is said to": (
        tbl(tc("a", MERGED), tc("", GOES_ON), tc("b", MERGED), tc("", GOES_ON), columns=1),
        [[(0, "a", 2, 1)], [], [(0, "b", 2, 1)], []],
    ),
    "a row may begin and end within the grid": (
        tbl(f'<w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("b")}', tc("x") + tc("y") + tc("z"), columns=3),
        [[(0, "", 1, 1), (1, "b", 1, 1), (2, "", 1, 1)], [(0, "x", 1, 1), (1, "y", 1, 1), (2, "z", 1, 1)]],
    ),
    "no merge reaches from the head into the body": (
        tbl(f"<w:trPr><w:tblHeader/></w:trPr>{tc('a', MERGED)}", tc("", GOES_ON), columns=1),
        [[(0, "a", 1, 1)], [(0, "", 1, 1)]],
    ),
    "cells in content controls are cells": (
        tbl(f"<w:sdt><w:sdtContent>{tc('a')}</w:sdtContent></w:sdt>{tc('b')}", columns=2),
        [[(0, "a", 1, 1), (1, "b", 1, 1)]],
    ),
    "paragraphs are lines": (
        tbl("<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/></w:tc>", columns=1),
        [[(0, "a\n", 1, 1)]],
    ),
}


@pytest.mark.parametrize("name", WORD_TABLES)
def test_word_tables(name: str) -> None:
    xml, expected = WORD_TABLES[name]
    assert grid(only_table(word(xml, "<w:p/>"))) == expected


def test_word_text_is_what_word_shows() -> None:
    run = '<w:r><w:t xml:space="preserve"> a </w:t><w:tab/><w:t> b </w:t><w:br/><w:noBreakHyphen/><w:br w:type="page"/></w:r>'
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>c</w:t></w:r></w:hyperlink>"
    moved = "<w:moveFrom><w:r><w:t>d</w:t></w:r></w:moveFrom><w:ins><w:del><w:r><w:delText>e</w:delText></w:r></w:del></w:ins>"
    moved += "<w:del><w:ins><w:r><w:delText>f</w:delText></w:r></w:ins></w:del>"
    (block,) = word(f"<w:p>{run}{field}{moved}</w:p>").blocks
    assert block == Paragraph((Run(" a \tb\n\u2011c"), Run("def", "deleted")))


def test_word_headings_are_found_by_their_outline() -> None:
    made = word_document()
    for level in range(3):
        made.add_heading(f"标题{level}", level)
    out = io.BytesIO()
    made.save(out)
    read = read_docx.read(out.getvalue())
    assert read.blocks == tuple(Heading(f"标题{level}", level) for level in range(3))
    assert read.title == "标题0"
    assert read.properties.agency == "", "the author of a stranger's file is not an agency"


# --- Excel ---


def excel(fill: Callable[[Any], None]) -> Document:
    book = Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return read_xlsx.read(out.getvalue())


def test_excel_numbers_and_dates_are_read_as_they_show() -> None:
    shown = {
        45380: "45380", 0.1 + 0.2: "0.3", 1e3: "1000", True: "TRUE", "=1+1": "", "文": "文", "010": "010",
        date(2024, 3, 29): "2024-03-29", datetime(2024, 3, 29, 6): "2024-03-29 6:00:00",
    }  # fmt: skip

    def fill(sheet: Any) -> None:
        sheet.append(list(shown))
        sheet.append([7, 0.125, 7])
        sheet["A2"].number_format, sheet["B2"].number_format = "000", "0.0%"

    first, second = only_table(excel(fill)).body
    assert [cell.text for cell in first.cells] == list(shown.values())
    assert [cell.text for cell in second.cells[:3]] == ["007", "12.5%", "7"]


def test_a_bordered_stretch_of_a_sheet_is_a_table_and_the_rest_are_lines() -> None:
    def fill(sheet: Any) -> None:
        sheet["B1"], sheet["B7"] = "标题", "注"
        thin = Side(style="thin")
        for row in sheet.iter_rows(3, 5, 2, 4):
            for cell in row:
                cell.value, cell.border = cell.coordinate, Border(thin, thin, thin, thin)
        sheet.merge_cells("B4:C5")
        sheet.merge_cells("D3:D5")
        sheet.freeze_panes = "A4"

    read = excel(fill)
    assert [type(block) for block in read.blocks] == [Paragraph, Table, Paragraph]
    table = only_table(read)
    assert len(table.head) == 1
    assert table.body[0].cells == (Cell(0, (Run("B4"),), 2, 2), Cell(2, (Run(""),), 2))


# --- HTML and CSV ---

HTML_TABLES = {
    "rowspan 0 reaches to the end of its group": (
        "<tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e",
        [[(0, "a", 2, 1), (1, "b", 1, 1)], [(1, "c", 1, 1)], [(0, "d", 1, 1), (1, "e", 1, 1)]],
    ),
    "no cell reaches out of its group": (
        "<tbody><tr><td rowspan=9>a<tbody><tr><td>b",
        [[(0, "a", 1, 1)], [(0, "b", 1, 1)]],
    ),
    "cells that would overlap are cut": (
        "<tr><td>a<td rowspan=3>b<tr><td colspan=2>c<tr><td>d<td>e",
        [[(0, "a", 1, 1), (1, "b", 3, 1), (2, "", 1, 1)], [(0, "c", 1, 1), (2, "", 1, 1)], [(0, "d", 1, 1), (2, "e", 1, 1)]],
    ),
    "rows that are too short are filled": (
        "<tr><td>a<td>b<tr><td>c<tr>",
        [[(0, "a", 1, 1), (1, "b", 1, 1)], [(0, "c", 1, 1), (1, "", 1, 1)], [(0, "", 1, 1), (1, "", 1, 1)]],
    ),
    "a span over a hundred columns means all": ("<tr><td colspan=100>a<tr><td>b<td>c", [[(0, "a", 1, 2)], [(0, "b", 1, 1), (1, "c", 1, 1)]]),
    "white space is folded": ("<tr><td> a\n b&nbsp; <br> c <p> d </p>", [[(0, "a b\u00a0\nc\nd", 1, 1)]]),
    "a foot comes last": ("<tfoot><tr><td>f<tbody><tr><td>a", [[(0, "a", 1, 1)], [(0, "f", 1, 1)]]),
}  # fmt: skip


@pytest.mark.parametrize("name", HTML_TABLES)
def test_html_tables(name: str) -> None:
    html, expected = HTML_TABLES[name]
    assert grid(only_table(read_html.read(f"<table>{html}</table>".encode()))) == expected


def test_rows_of_headings_are_the_head_of_a_page_that_names_none() -> None:
    table = only_table(read_html.read(b"<table><tr><th>a<th>b<tr><th>c<td>d</table>"))
    assert (len(table.head), len(table.body)) == (1, 1)


def test_a_table_that_holds_tables_is_not_read_as_one() -> None:
    page = b"<table><tr><td><h1>t</h1><p>x</p><table><tr><td>a</table></table>"
    assert [type(block) for block in read_html.read(page).blocks] == [Heading, Paragraph, Table]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_the_encodings_that_are_in_use(encoding: str) -> None:
    read = read_csv.read("序号,事项\r\n1,“双随机、一公开”\r\n".encode(encoding))
    assert grid(only_table(read))[1] == [(0, "1", 1, 1), (1, "“双随机、一公开”", 1, 1)]
    page = f"<meta charset={'gbk' if encoding == 'gb18030' else 'utf-8'}><h1>目录</h1>"
    assert read_html.read(page.encode(encoding)).title == "目录"
