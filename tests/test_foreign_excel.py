"""Workbooks as offices have them: every cell is in a table, in a line, or told as left out with its place."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Border, Font, Side

from gkml.document import Document, LeftOut, Paragraph, Run, Table
from gkml.formats.excel import read as read_xlsx
from gkml.formats.excel.number_formats import BUILT_IN, shown
from gkml.formats.unreadable import UnreadableFile
from tests.documents import real_documents, real_file

THIN = Side(style="thin")
BORDER = Border(THIN, THIN, THIN, THIN)
HEAD = ["序号", "一级事项", "公开内容", "公开时限"]
ROWS = [
    ["1", "机构职能", "职责", "20个工作日"],
    ["2", "政策文件", "规章", "7个工作日"],
    ["3", "财政信息", "预算", "20日"],
]


def saved(fill: Callable[[Workbook], None]) -> bytes:
    book = Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def excel(fill: Callable[[Any], None]) -> Document:
    return read_xlsx.read(saved(lambda book: fill(book.active)))


def repacked(data: bytes, edit: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, member in (parts | dict(edit(parts))).items():
            package.writestr(name, member)
    return out.getvalue()


def laid(document: Document) -> list[str | list[list[str]]]:
    """The document as its lines and, for each table, its rows."""
    return [
        [list(texts) for rows in (block.head, block.body) for _, texts in _filled(block, rows)]
        if isinstance(block, Table)
        else block.text
        for block in document.blocks
    ]


def _filled(table: Table, rows: Any) -> Any:
    return Table(table.columns, (), rows).filled()


def put(sheet: Any, row: int, column: int, lines: list[list[str]], bordered: bool = False) -> None:
    for down, line in enumerate(lines):
        for across, text in enumerate(line):
            cell = sheet.cell(row + down, column + across, text or None)
            if bordered:
                cell.border = BORDER


# --- where tables are ---


def plain(sheet: Any) -> None:
    put(sheet, 1, 1, [HEAD, *ROWS])


def titled(sheet: Any) -> None:
    sheet["C2"], sheet["C3"] = "基本目录", "单位：市局"
    sheet.merge_cells("C2:F2")
    put(sheet, 5, 3, [HEAD, *ROWS])
    sheet["C10"] = "注：以印发为准"


def title_in_borders(sheet: Any) -> None:
    put(sheet, 1, 1, [["基本目录", "", "", ""], HEAD, *ROWS, ["注：以印发为准", "", "", ""]], bordered=True)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("A6:D6")
    sheet["A8"], sheet["C8"] = "填表人：甲", "审核人：乙"


def borders_on_some(sheet: Any) -> None:
    put(sheet, 1, 1, [["基本目录"]])
    put(sheet, 2, 1, [HEAD], bordered=True)
    put(sheet, 3, 1, ROWS)
    sheet["B3"].border = BORDER


def blank_row(sheet: Any) -> None:
    put(sheet, 1, 1, [HEAD, ROWS[0], ["", "", "", ""], *ROWS[1:]], bordered=True)


def styled_to_the_end(sheet: Any) -> None:
    put(sheet, 1, 1, [HEAD, *ROWS], bordered=True)
    sheet.cell(2**20, 1).border = BORDER
    for column in range(1, 2**14 + 1, 500):
        sheet.cell(1, column).border = BORDER
    for row in range(5, 200):
        sheet.cell(row, 2).border = BORDER


def prose(sheet: Any) -> None:
    sheet["A1"], sheet["A2"], sheet["A3"] = "编制说明", "一、本目录", "二、公开"


def far_beside(sheet: Any) -> None:
    put(sheet, 1, 1, [HEAD, *ROWS])
    sheet["ZZ2"] = "草稿"


TABLE = [HEAD, *ROWS]
PLACES: dict[str, tuple[Callable[[Any], None], list[Any]]] = {
    "a plain table": (plain, [TABLE]),
    "a title, a unit, a note, and not from A1": (titled, ["基本目录", "单位：市局", TABLE, "注：以印发为准"]),
    "title and note within the borders": (
        title_in_borders,
        ["基本目录", TABLE, "注：以印发为准", "填表人：甲", "审核人：乙"],
    ),
    "borders on some cells": (borders_on_some, ["基本目录", TABLE]),
    "a blank row in the middle": (blank_row, [[HEAD, ROWS[0], [""] * 4, *ROWS[1:]]]),
    "borders to the end of the sheet": (styled_to_the_end, [TABLE]),
    "prose": (prose, ["编制说明", "一、本目录", "二、公开"]),
    "a scribble far beside": (far_beside, [TABLE]),
}


@pytest.mark.parametrize("name", PLACES)
def test_tables_are_found_and_nothing_is_lost(name: str) -> None:
    fill, expected = PLACES[name]
    assert laid(excel(fill)) == expected


def test_a_table_says_where_it_stands() -> None:
    (table,) = excel(titled).tables()
    assert (table.sheet, table.left, [row.line for row in table.body]) == ("Sheet", 2, [5, 6, 7, 8])


def test_a_heading_that_reaches_below_the_frozen_rows_is_one_head() -> None:
    def fill(sheet: Any) -> None:
        put(sheet, 1, 1, [["序号", "事项", "", "时限"], ["", "一级", "二级", ""], *ROWS])
        for place in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(place)
        sheet.freeze_panes = "A2"

    (table,) = excel(fill).tables()
    assert [[(c.text, c.rowspan, c.colspan) for c in row.cells] for row in table.head] == [
        [("序号", 2, 1), ("事项", 1, 2), ("时限", 2, 1)],
        [("一级", 1, 1), ("二级", 1, 1)],
    ]


def test_every_visible_sheet_of_a_workbook_is_read_even_where_one_is_called_as_ours() -> None:
    def fill(book: Workbook) -> None:
        book.active.title = "目录"
        put(book.active, 1, 1, [["表号", "名称"], ["1", "卫生健康"], ["2", "教育"]])
        put(book.create_sheet("卫生健康"), 1, 1, TABLE)

    tables = list(read_xlsx.read(saved(fill)).tables())
    assert [(table.sheet, len(table.body)) for table in tables] == [("目录", 3), ("卫生健康", 4)]


# --- numbers as they show ---

SHOWN = [
    ("45380", 'yyyy"年"m"月"d"日"', "2024年3月29日"),
    ("45380", '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二四年三月二十九日"),
    ("45380", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2024年3月29日"),
    ("45380", 'm"月"d"日"', "3月29日"),
    ("45380", "aaaa", "星期五"),
    ("45380", "d-mmm-yy", "29-Mar-24"),
    ("45380.25", "yyyy-mm-dd hh:mm", "2024-03-29 06:00"),
    ("0.7", '上午/下午h"时"mm"分"', "下午4时48分"),
    ("1.5", "[h]:mm:ss", "36:00:00"),
    ("0.125", "0.00", "0.13"),
    ("0.125", "0.0%", "12.5%"),
    ("1234567.891", "#,##0", "1,234,568"),
    ("1234567.891", "#,##0.00", "1,234,567.89"),
    ("-1234.5", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-1,234.50"),
    ("-5", "0;(0)", "(5)"),
    ("7", "000", "007"),
    ("7", '"第"0"号"', "第7号"),
    ("12", '[DBNum1]0"、"', "十二、"),
    ("12345678901", "000-0000-0000", "123-4567-8901"),
    ("1234", "0.00E+00", "1.23E+03"),
    ("3", "@", "3"),
    ("1e300", "#,##0.00", "1e300"),
    ("-1", "yyyy", "-1"),
    ("nan", "0", "nan"),
]


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_numbers_are_shown_by_their_format(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


BUILT = {14: "2024/3/29", 22: "2024/3/29 6:00", 27: "2024年3月", 28: "3月29日", 31: "2024年3月29日", 57: "2024年3月", 58: "3月29日"}  # fmt: skip


@pytest.mark.parametrize("number", BUILT)
def test_formats_that_no_file_spells_out_are_those_of_a_chinese_excel(number: int) -> None:
    assert shown("45380.25", BUILT_IN[number]) == BUILT[number]


def test_dates_may_count_from_1904() -> None:
    assert shown("43918", "yyyy/m/d", since_1904=True) == shown("45380", "yyyy/m/d") == "2024/3/29"


# --- what no cell holds ---


def test_what_is_left_out_is_told_with_its_place() -> None:
    def fill(book: Workbook) -> None:
        sheet = book.active
        put(sheet, 1, 1, TABLE)
        sheet["B2"].comment = Comment("请核对", "甲")
        sheet["E2"] = "=1+1"
        sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = sheet.column_dimensions["Z"].hidden = True
        book.create_sheet("草稿").sheet_state = "hidden"

    read = read_xlsx.read(saved(fill))
    assert set(read.left_out) == {
        LeftOut("Sheet!B2", "批注", "请核对"),
        LeftOut("Sheet!E2", "没有存值的公式", "=1+1"),
        LeftOut("Sheet!3:4", "隐藏的行"),
        LeftOut("Sheet!C:C", "隐藏的列"),
        LeftOut("草稿", "隐藏的工作表"),
    }
    (table,) = read.tables()
    assert [row.cells[2].text for row in table.body] == ["公开内容", "职责", "规章", "预算"], "what is hidden is read"


def beside(*left: tuple[int, int, str], bordered: bool = True) -> Document:
    """The table from A1 on, and these texts (row, column, text) without borders beside it."""

    def fill(sheet: Any) -> None:
        put(sheet, 1, 1, TABLE, bordered)
        for row, column, text in left:
            sheet.cell(row, column, text)

    return excel(fill)


LISTS: dict[str, tuple[tuple[int, int, str], ...]] = {
    "after an empty column": ((1, 6, "选项"), (2, 6, "主动公开"), (3, 6, "依申请公开")),
    "as long as the table": ((1, 6, "选项"), (2, 6, "a"), (3, 6, "b"), (4, 6, "c")),
    "of two columns": ((1, 6, "代码"), (1, 7, "名称"), (2, 6, "01"), (2, 7, "市局")),
    "far away": ((2, 300, "草稿"),),
}


@pytest.mark.parametrize("bordered", [True, False])
@pytest.mark.parametrize("name", LISTS)
def test_a_list_beside_a_table_is_no_column_of_it(name: str, bordered: bool) -> None:
    read = beside(*LISTS[name], bordered=bordered)
    assert laid(read) == [TABLE]
    assert [(each.kind, each.text) for each in read.left_out] == [("表旁的文字", text) for _, _, text in LISTS[name]]


def test_a_list_without_heading_or_borders_right_at_a_table_is_no_column_of_it() -> None:
    read = beside((2, 5, "主动公开"), (3, 5, "依申请公开"))
    assert laid(read) == [TABLE]
    assert read.left_out == (
        LeftOut("Sheet!E2", "表旁的文字", "主动公开"),
        LeftOut("Sheet!E3", "表旁的文字", "依申请公开"),
    )


def test_columns_with_a_heading_or_under_a_merged_one_belong_to_the_table() -> None:
    assert laid(beside((1, 5, "备注"), (3, 5, "新增"))) == [
        [[*HEAD, "备注"], [*ROWS[0], ""], [*ROWS[1], "新增"], [*ROWS[2], ""]]
    ]

    def fill(sheet: Any) -> None:
        put(sheet, 1, 1, [["公开渠道", "", "", "时限"], ["甲", "", "√", "1日"], ["乙", "", "", "2日"]])
        sheet.merge_cells("A1:C1")

    assert laid(excel(fill)) == [
        [["公开渠道", "公开渠道", "公开渠道", "时限"], ["甲", "", "√", "1日"], ["乙", "", "", "2日"]]
    ]


def test_a_table_with_an_empty_column_is_one_table() -> None:
    wide = [[*HEAD, "", *HEAD[:3]], [*ROWS[0], "", *ROWS[0][:3]], [*ROWS[1], "", *ROWS[1][:3]]]
    assert laid(excel(lambda sheet: put(sheet, 1, 1, wide))) == [wide]


def test_text_under_a_merged_cell_is_left_out_and_told() -> None:
    def cover(parts: dict[str, bytes]) -> dict[str, bytes]:
        merges = b'<mergeCells count="2"><mergeCell ref="B2:C3"/><mergeCell ref="$D$2:D4"/></mergeCells>'
        return {SHEET: parts[SHEET].replace(b"</sheetData>", b"</sheetData>" + merges)}

    read = read_xlsx.read(repacked(saved(lambda book: plain(book.active)), cover))
    (table,) = read.tables()
    assert table.body[2].cells[0].text == "2"
    assert [(each.place, each.text) for each in read.left_out] == [
        ("Sheet!C2", "职责"), ("Sheet!B3", "政策文件"), ("Sheet!C3", "规章"), ("Sheet!D3", "7个工作日"), ("Sheet!D4", "20日"),
    ]  # fmt: skip
    assert {each.kind for each in read.left_out} == {"合并单元格盖住的文字"}


def test_a_text_that_is_repeated_under_its_merged_cell_is_not_told() -> None:
    def fill(sheet: Any) -> None:
        put(sheet, 1, 1, [HEAD, ["1", "机构职能", "职责", "1日"], ["2", "机构职能", "规章", "2日"]])

    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
    data = repacked(
        saved(lambda book: fill(book.active)), lambda parts: {SHEET: parts[SHEET].replace(b"</sheetData>", merge)}
    )
    assert read_xlsx.read(data).left_out == ()


def test_many_merged_cells_over_one_another_are_refused() -> None:
    def cover(parts: dict[str, bytes]) -> dict[str, bytes]:
        rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>2</v></c></row>' for n in range(1, 3000))
        before, merge = parts[SHEET].partition(b"<sheetData>")[0].decode(), '<mergeCell ref="A1:B3000"/>'
        sheet = f"{before}<sheetData>{rows}</sheetData><mergeCells>{merge * 2000}</mergeCells></worksheet>"
        return {SHEET: sheet.encode()}

    with pytest.raises(UnreadableFile, match="互相重叠"):
        read_xlsx.read(repacked(saved(lambda book: plain(book.active)), cover))


def styled(text: str, **font: Any) -> tuple[Run, ...]:
    """The runs of a cell that is set like this."""

    def fill(sheet: Any) -> None:
        plain(sheet)
        sheet["C2"].value, sheet["C2"].font = text, Font(**font)

    (table,) = excel(fill).tables()
    return table.body[1].cells[2].runs


def test_text_that_is_struck_out_is_deleted() -> None:
    assert styled("甲", strike=True) == (Run("甲", "deleted"),)
    assert styled("1", strike=True, color="FF0000") == (Run("1", "deleted"),)
    assert styled("甲", strike=False, underline="single") == (Run("甲"),)
    struck, plainly = TextBlock(InlineFont(strike=True), "乙"), TextBlock(InlineFont(rFont="宋体"), "丙")
    assert styled(CellRichText("甲", struck, plainly)) == (Run("甲"), Run("乙", "deleted"), Run("丙"))


def test_ticks_of_sign_fonts_are_ticks() -> None:
    assert styled("þ", name="Wingdings") == (Run("☑"),)
    assert styled("R网站", name="Wingdings 2") == (Run("☑网站"),)
    assert styled("ü", name="WINGDINGS") == (Run("✓"),)
    assert styled("R", name="宋体") == (Run("R"),)
    tick, name = TextBlock(InlineFont(rFont="Wingdings"), "\uf0fe"), TextBlock(InlineFont(rFont="宋体"), "R网站")
    assert styled(CellRichText(tick, name)) == (Run("☑R网站"),)


RELATION = '<Relationship Id="{}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"{}/>'
DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col>
 <xdr:row>13</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r><a:t>仅供</a:t></a:r></a:p><a:p><a:r><a:t>参考</a:t></a:r></a:p>
 </xdr:txBody></xdr:sp></xdr:twoCellAnchor><xdr:oneCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>0</xdr:row></xdr:from>
 <xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>"""


def test_drawings_macros_and_links_are_told() -> None:
    def edit(parts: dict[str, bytes]) -> dict[str, bytes]:
        book = "xl/_rels/workbook.xml.rels"
        more = RELATION.format("m", "vbaProject", "vbaProject.bin", "") + RELATION.format(
            "l", "externalLink", "l.xml", ""
        )
        outside = RELATION.format("x", "externalLinkPath", "file:///旧目录.xlsx", ' TargetMode="External"')
        return {
            book: parts[book].replace(b"</Relationships>", more.encode() + b"</Relationships>"),
            "xl/_rels/l.xml.rels": f"<Relationships>{outside}</Relationships>".encode(),
            "xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{RELATION.format('d', 'drawing', '../d.xml', '')}</Relationships>".encode(),
            "xl/d.xml": DRAWING.encode(),
        }  # fmt: skip

    read = read_xlsx.read(repacked(saved(lambda book: plain(book.active)), edit))
    assert set(read.left_out) == {
        LeftOut("", "宏"),
        LeftOut("", "外部链接", "file:///旧目录.xlsx"),
        LeftOut("Sheet!E14", "文本框", "仅供\n参考"),
        LeftOut("Sheet!A1", "图片"),
    }


# --- how workbooks are written ---

SHEET = "xl/worksheets/sheet1.xml"
STRINGS_PART = "xl/sharedStrings.xml"


def with_shared_strings() -> bytes:
    """The plain table as Excel writes it: its texts apart from its cells."""
    texts = [text for line in TABLE for text in line]

    def edit(parts: dict[str, bytes]) -> dict[str, bytes]:
        places = [[f"{letter}{row}" for letter in "ABCD"] for row in range(1, len(TABLE) + 1)]
        cells = [
            [f'<c r="{p}" s="0" t="s"><v>{4 * n + k}</v></c>' for k, p in enumerate(line)]
            for n, line in enumerate(places)
        ]
        rows = "".join(f'<row r="{n}">{"".join(line)}</row>' for n, line in enumerate(cells, 1))
        before, _, rest = parts[SHEET].partition(b"<sheetData>")
        sheet = before + f"<sheetData>{rows}</sheetData>".encode() + rest.partition(b"</sheetData>")[2]
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        strings = f'<sst xmlns="{space}">{"".join(f"<si><t>{text}</t></si>" for text in texts)}</sst>'
        related = "xl/_rels/workbook.xml.rels"
        relation = RELATION.format("strings", "sharedStrings", "sharedStrings.xml", "").encode()
        relations = parts[related].replace(b"</Relationships>", relation + b"</Relationships>")
        return {SHEET: sheet, STRINGS_PART: strings.encode(), related: relations}

    return repacked(saved(lambda book: plain(book.active)), edit)


WRITTEN: dict[str, tuple[bytes, bytes]] = {
    "with a name space": (b"<sheetData>", b'<sheetData xmlns:y="y">'),
    "with a comment": (b"<sheetData>", b"<sheetData><!-- </row> -->"),
    "with an instruction": (b"<sheetData>", b"<sheetData><?x </row> ?>"),
    "with attributes in another order": (b'<c r="A1" s="0" t="s">', b'<c t="s" s="0" r="A1">'),
    "with a value in CDATA": (b"<v>0</v>", b"<v><![CDATA[0]]></v>"),
    "with an empty row": (b"<sheetData>", b'<sheetData><row r="9" spans="1:4"/>'),
    "without places": (b'<c r="B1" ', b"<c "),
    "with a formula": (b"<v>0</v>", b"<f>A9</f><v>0</v>"),
    "as it is": (b"<v>0</v>", b"<v>0</v>"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_sheet_is_read_the_same_however_it_is_written(name: str) -> None:
    old, new = WRITTEN[name]
    data = with_shared_strings()
    changed = repacked(data, lambda parts: {SHEET: parts[SHEET].replace(old, new, 1)})
    assert name == "as it is" or changed != data
    assert laid(read_xlsx.read(changed)) == [TABLE]


STRINGS = {
    "<si><t>甲&amp;乙</t></si>": "甲&乙",
    "<si><r><t>甲</t></r><r><rPr><b/></rPr><t>乙</t></r></si>": "甲乙",
    '<si><t>甲</t><rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/></si>': "甲",
    "<si><t><![CDATA[甲]]></t></si>": "甲",
    "<si><t>甲_x000A_乙</t></si>": "甲\n乙",
    "<si/>": "",
}


@pytest.mark.parametrize("xml", STRINGS)
def test_strings_are_read_as_they_show(xml: str) -> None:
    old = "<si><t>机构职能</t></si>".encode()

    def edit(parts: dict[str, bytes]) -> dict[str, bytes]:
        assert old in parts[STRINGS_PART]
        return {STRINGS_PART: parts[STRINGS_PART].replace(old, xml.encode())}

    (table,) = read_xlsx.read(repacked(with_shared_strings(), edit)).tables()
    assert [row.cells[1].text for row in table.body] == ["一级事项", STRINGS[xml], "政策文件", "财政信息"]


def test_the_strict_form_of_open_xml_is_read() -> None:
    usual, strict = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    names = {usual + b"spreadsheetml/2006/main": strict + b"spreadsheetml/main"}
    names |= {usual + b"officeDocument/2006/relationships": strict + b"officeDocument/relationships"}

    def edit(parts: dict[str, bytes]) -> dict[str, bytes]:
        for old, new in names.items():
            parts = {name: xml.replace(old, new) for name, xml in parts.items()}
        return parts

    assert laid(read_xlsx.read(repacked(saved(lambda book: plain(book.active)), edit))) == [TABLE]


# --- our own ---


def test_our_own_workbook_is_known_and_nothing_of_it_is_left_out() -> None:
    read = read_xlsx.read(real_file("xlsx"))
    assert read.left_out == ()
    (table,) = read.tables()
    assert table.sheet == "目录"
    assert [row.line for row in table.body] == list(range(table.body[0].line, table.body[0].line + len(table.body)))


def test_a_sheet_that_was_added_to_our_workbook_is_told() -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(real_file("xlsx")))
    put(book.create_sheet("备查"), 1, 1, TABLE)
    out = io.BytesIO()
    book.save(out)
    read = read_xlsx.read(out.getvalue())
    assert read.left_out == (LeftOut("备查", "目录以外的工作表"),)
    (paper,) = real_documents()[0][1].tables()
    assert [[row.key for row in table.body] for table in read.tables()] == [[row.key for row in paper.body]]
    assert Paragraph in map(type, read.blocks)


# --- hostile ---


def test_a_hundred_thousand_merges_are_read() -> None:
    def edit(parts: dict[str, bytes]) -> dict[str, bytes]:
        merges = "".join(f'<mergeCell ref="A{row}:B{row + 1}"/>' for row in range(1, 200_001, 2)).encode()
        data = b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
        return {SHEET: parts[SHEET].replace(b"</sheetData>", data)}

    (table,) = read_xlsx.read(repacked(saved(lambda book: plain(book.active)), edit)).tables()
    assert len(table.body) == 4


def test_a_million_styles_are_refused() -> None:
    def edit(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = "xl/styles.xml"
        return {name: parts[name].replace(b"</cellXfs>", b'<xf numFmtId="14"/>' * 10**6 + b"</cellXfs>")}

    with pytest.raises(UnreadableFile, match="格式超过 10 万种"):
        read_xlsx.read(repacked(saved(lambda book: plain(book.active)), edit))
