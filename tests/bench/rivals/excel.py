"""Flat rows go in, an .xlsx with the sheets 目录 (merged, for print) and 数据 (flat, with filter) comes out."""

from io import BytesIO
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tests.bench.flat import HEADINGS, Flat

WIDTHS = [6, 40, 20, 36, 16, 20, 20, 20]
MERGED = 2
LINE = 13.5  # points a line of 9 pt text takes
BODY = "正文"  # a named style is half again as fast as font, alignment and border set on each cell
HEAD = Font(name="黑体", size=9)
TITLE = Font(name="方正小标宋简体", size=22)
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAP = Alignment(wrap_text=True, vertical="center")
CENTER = Alignment(wrap_text=True, horizontal="center", vertical="center")


def two_sheets(flat: Flat) -> bytes:
    """Write both sheets with openpyxl, the looks of a body cell in one named style."""
    book = Workbook()
    book.add_named_style(NamedStyle(BODY, font=Font(name="宋体", size=9), alignment=WRAP, border=BOX))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "目录"
    printed(sheet, flat)
    filtered(book.create_sheet("数据"), flat)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def printed(sheet: Worksheet, flat: Flat) -> None:
    """Fill the sheet that people print: title, headings, bordered and wrapped cells, merges, heights."""
    last = get_column_letter(len(HEADINGS))
    sheet.append([flat.title])
    sheet.merge_cells(f"A1:{last}1")
    sheet["A1"].font, sheet["A1"].alignment = TITLE, CENTER
    sheet.row_dimensions[1].height = 36
    headings(sheet, 2)
    for place, texts in enumerate(flat.rows, 3):
        row(sheet, place, texts)
    merge(sheet, flat.sizes, 3)
    heights(sheet, flat, 3)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def filtered(sheet: Worksheet, flat: Flat) -> None:
    """Fill the flat sheet: one row an item, nothing merged, with auto filter."""
    headings(sheet, 1)
    for place, texts in enumerate(flat.rows, 2):
        row(sheet, place, texts)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADINGS))}{len(flat.rows) + 1}"


def headings(sheet: Worksheet, place: int) -> None:
    """Write the heading row and the column widths."""
    sheet.append(HEADINGS)
    for column, width in enumerate(WIDTHS, 1):
        cell = sheet.cell(place, column)
        cell.font, cell.alignment, cell.border = HEAD, CENTER, BOX
        sheet.column_dimensions[get_column_letter(column)].width = width


def row(sheet: Worksheet, place: int, texts: list[str]) -> None:
    """Write one row of bordered, wrapped cells."""
    for column, text in enumerate(texts, 1):
        sheet.cell(place, column, text).style = BODY


def merge(sheet: Worksheet, sizes: list[int], start: int) -> None:
    """Merge 序号 and 具体职责 over the rows of each duty."""
    for size in sizes:
        for column in range(1, MERGED + 1) if size > 1 else ():
            sheet.merge_cells(start_row=start, end_row=start + size - 1, start_column=column, end_column=column)
        start += size


def heights(sheet: Worksheet, flat: Flat, start: int) -> None:
    """Set each row's height from its fullest cell, with the duty shared among the rows that it spans."""
    for group in flat.groups():
        duty = lines(group[0][1], WIDTHS[1]) / len(group)
        for texts in group:
            own = max(map(lines, texts[MERGED:], WIDTHS[MERGED:]))
            sheet.row_dimensions[start].height = LINE * max(own, ceil(duty)) + 4
            start += 1


def lines(text: str, width: int) -> int:
    """Count the lines of a text in a column, a Chinese character being two units wide."""
    return ceil(2 * len(text) / width)
