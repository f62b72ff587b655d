"""LibreOffice opens every file, finds the cells that were meant, and prints them on pages that can be read alone."""

from itertools import groupby

import pytest

from gkml.document import Document, Heading, Table
from tests.real.awkward import LONG
from tests.real.cases import AWKWARD, Case, documents, table
from tests.real.grids import Grid, Placed, meant
from tests.real.libreoffice import Converted, Understood, tables
from tests.real.paper import Sheet, about, pages, rows_of, sheets, squeezed

pytestmark = pytest.mark.real
OFFICE = pytest.mark.parametrize("form", ["docx", "xlsx"])


def without_tabs(grid: Grid) -> Grid:
    """Calc 7.4 drops the tabs of a cell that has several lines."""
    return {
        place: cell._replace(text=cell.text.replace("\t", "")) if "\n" in cell.text else cell
        for place, cell in grid.items()
    }


def below_heading(sheet: Understood, case: Case) -> Grid:
    """The printed sheet from its heading on, without the hidden last column and what stands under the table."""
    printed = table(documents(case.source)[1])
    width, height = len(printed.columns), len(printed.head) + len(printed.body)
    start = min(row for (row, column), cell in sheet.grid.items() if (column, cell.text) == (width, "编号"))
    start -= len(printed.head) - 1
    return {
        (row - start, column): cell
        for (row, column), cell in sheet.grid.items()
        if start <= row < start + height and column < width
    }


def test_libreoffice_understands_the_word_table_as_it_was_meant(case: Case, understood: Converted) -> None:
    (found,) = tables(understood[case.name, "docx"]).values()
    printed = table(documents(case.source)[1])
    assert found.grid == meant(printed)
    assert found.headings == len(printed.head)


def test_libreoffice_understands_the_printed_sheet_as_it_was_meant(case: Case, understood: Converted) -> None:
    sheet = tables(understood[case.name, "xlsx"])["目录"]
    printed = table(documents(case.source)[1])
    assert below_heading(sheet, case) == without_tabs(meant(printed))
    assert sheet.headings == len(printed.head)
    assert sheet.foreign == []


def test_libreoffice_understands_the_flat_sheet_as_one_row_an_item(case: Case, understood: Converted) -> None:
    sheet = tables(understood[case.name, "xlsx"])["数据"]
    printed = table(documents(case.source)[1])
    rows = [[*(path[-1] for path in printed.headings()), "编号"]]
    rows += [[*texts, row.key] for row, texts in printed.filled()]
    wanted = {(r, c): Placed(text) for r, row in enumerate(rows) for c, text in enumerate(row)}
    assert sheet.grid == without_tabs(wanted)
    assert sheet.foreign == []


@OFFICE
def test_the_print_has_the_title_and_paper_of_the_catalog(case: Case, pdfs: Converted, form: str) -> None:
    paper = documents(case.source)[1]
    told = about(pdfs[case.name, form])
    wanted = paper.page
    assert squeezed(told["Title"]) == squeezed(paper.title)
    first, *others = [(round(page.width), round(page.height)) for page in pages(pdfs[case.name, form])]
    assert first == (round(wanted.width), round(wanted.height))
    # A workbook has other sheets, which need not lie on their side.
    assert form == "xlsx" or set(others) <= {first}


def test_every_page_of_the_word_file_has_text_and_its_number_on_the_outer_side(case: Case, pdfs: Converted) -> None:
    for count, page in enumerate(pages(pdfs[case.name, "docx"]), 1):
        assert page.body, f"page {count} is empty"
        text, place = page.number
        assert text == f"—{count}—"
        assert place > 0.8 if count % 2 else place < 0.2, f"the number of page {count} stands at {place:.0%}"


def test_every_page_of_the_printed_sheet_has_its_number(published: Case, pdfs: Converted) -> None:
    printed = pages(pdfs[published.name, "xlsx"])
    numbered = [page.number[0] for page in printed[: len(table_pages(published, pdfs, "xlsx"))]]
    assert numbered == [f"—{count}—" for count in range(1, len(numbered) + 1)]


def test_the_sheet_for_filters_is_not_printed(published: Case, pdfs: Converted) -> None:
    printed = pages(pdfs[published.name, "xlsx"])
    behind = printed[len(table_pages(published, pdfs, "xlsx")) :]
    first = squeezed(table(documents(published.source)[0]).headings()[0][-1])
    assert not any("".join(word.text for word in page.body).startswith(first) for page in behind)


def test_no_letter_of_a_cell_longer_than_a_page_is_lost_in_print(built: dict[str, Case], pdfs: Converted) -> None:
    words = [word.text for page in pages(pdfs[AWKWARD[0], "docx"]) for word in page.body]
    assert "".join(words).count("长") >= LONG.count("长")


# --- what stands on each page ---


def table_pages(case: Case, pdfs: Converted, form: str) -> list[tuple[Sheet, int, int]]:
    """The pages of the printed table, each with the rows (first, and the one after the last) that stand on it."""
    screen, paper = documents(case.source)
    rows = [list(texts) for _, texts in table(screen).filled()]
    own = own_columns(screen)
    found: list[tuple[Sheet, int, int]] = []
    start = 0
    for sheet in sheets(pages(pdfs[case.name, form]), paper):
        if start < len(rows):
            end = rows_of(sheet, rows, start, own)
            found.append((sheet, start, end))
            start = end
    assert start == len(rows), f"rows from {start} on are not printed"
    return found


def own_columns(screen: Document) -> list[int]:
    """The columns where no cell of the body covers more than its own row."""
    merged = {cell.column for row in table(screen).body for cell in row.cells if cell.rowspan > 1}
    return [column for column in range(len(table(screen).columns)) if column not in merged]


def groups(case: Case, column: int, start: int, end: int) -> list[str]:
    """The texts of the merged cells of a column in these rows, each once, whole or in part."""
    owners: list[tuple[int, str]] = []
    for number, row in enumerate(table(documents(case.source)[0]).body):
        owners += [(number, cell.text) for cell in row.cells if cell.column == column for _ in range(cell.rowspan)]
    return [text for (_, text), _ in groupby(owners[start:end])]


@OFFICE
def test_every_cell_is_printed_in_order_and_the_heading_on_each_page(
    published: Case, pdfs: Converted, form: str
) -> None:
    headings = "".join(cell.text for row in table(documents(published.source)[1]).head for cell in row.cells)
    for sheet, _, _ in table_pages(published, pdfs, form):
        assert sheet.heading == "".join(sorted(squeezed(headings)))


@OFFICE
def test_no_merged_cell_is_blank_on_a_page_that_has_rows_of_it(published: Case, pdfs: Converted, form: str) -> None:
    merged = set(range(len(table(documents(published.source)[0]).columns)))
    merged -= set(own_columns(documents(published.source)[0]))
    assert merged
    blank = [
        f"page {count}, column {column}: {sheet.columns[column]!r} instead of {wanted!r}"
        for count, (sheet, start, end) in enumerate(table_pages(published, pdfs, form), 1)
        for column in sorted(merged)
        if sheet.columns[column] != (wanted := squeezed("".join(groups(published, column, start, end))))
    ]
    assert blank == []


@OFFICE
def test_the_title_stands_above_the_table_once(published: Case, pdfs: Converted, form: str) -> None:
    paper = documents(published.source)[1]
    titled = [sheet.above for sheet, _, _ in table_pages(published, pdfs, form)]
    assert squeezed(paper.title) in titled[0]
    assert set(titled[1:]) <= {""}


def test_the_text_before_the_table_is_printed_before_it(published: Case, pdfs: Converted) -> None:
    paper = documents(published.source)[1]
    place = next(n for n, block in enumerate(paper.blocks) if isinstance(block, Heading) and block.level == 0)
    text = squeezed("".join(block.text for block in paper.blocks[:place] if not isinstance(block, Table)))
    printed = pages(pdfs[published.name, "docx"])
    before = printed[: len(printed) - len(table_pages(published, pdfs, "docx"))]
    assert unpointed("".join(word.text for page in before for word in page.body)) == unpointed(text)


def unpointed(text: str) -> str:
    """Without the marks that LibreOffice hangs over the margin: pdftotext does not find them all there."""
    return text.translate(dict.fromkeys(map(ord, "，。、；")))
