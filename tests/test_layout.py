"""Tables: grids without holes, check-lists as printed, pages that no merged cell crosses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gkml.catalog.load import load
from gkml.document import (
    Cell,
    Column,
    Document,
    GridError,
    Heading,
    PageSetup,
    Paragraph,
    Properties,
    Row,
    Run,
    Section,
    Table,
    covered,
    line_height,
)
from gkml.layout.catalog import layout
from gkml.layout.flow import filled
from gkml.layout.pages import PARAGRAPH_HEIGHT, TITLE_HEIGHT, count_lines, paginate
from gkml.layout.widths import width
from gkml.project.workspace import Home
from gkml.yamltext.source import read
from tests.conftest import entry_of


def cell(column: int, text: str = "x", rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell(column, (Run(text),), rowspan, colspan)


def table(*rows: tuple[Cell, ...], width: int = 2) -> Table:
    return Table(tuple(Column(1 / width) for _ in range(width)), (), tuple(Row(cells) for cells in rows))


@pytest.mark.parametrize(
    "rows",
    [
        [(cell(0),)],
        [(cell(0), cell(1)), (cell(0),)],
        [(cell(0, rowspan=2), cell(1)), (cell(0), cell(1))],
        [(cell(0, colspan=2), cell(1))],
        [(cell(0), cell(1, rowspan=2))],
        [(cell(0), cell(1, colspan=2))],
        [(cell(1), cell(0))],
        [(cell(0, rowspan=0), cell(1))],
    ],
    ids=["hole", "hole below", "overlap from above", "overlap beside", "too long", "too wide", "unordered", "no rows"],
)
def test_a_table_with_a_hole_or_an_overlap_cannot_be_built(rows: list[tuple[Cell, ...]]) -> None:
    with pytest.raises(GridError):
        table(*rows)


def test_merged_cells_are_filled_down_and_across() -> None:
    made = table((cell(0, "a", rowspan=2), cell(1, "b")), (cell(1, "c"),), (cell(0, "d", colspan=2),))
    assert [texts for _, texts in made.filled()] == [("a", "b"), ("a", "c"), ("d", "d")]


def catalog_text(items: str, profile: str = "basic-8", more: str = "") -> Document:
    loaded = load(
        read(f"id: x\ntitle: t\nprofile: {profile}\n{more}items:\n{items}".encode(), "x"), Home(None).profiles
    )
    assert loaded.entry, loaded.diagnostics
    return layout(loaded.entry.catalog, loaded.entry.profile)


def column(document: Document, heading: str) -> list[str]:
    made = next(document.tables())
    place = [path[-1] for path in made.headings()].index(heading)
    return [texts[place] for _, texts in made.filled()]


def test_equal_neighbours_stay_separate_groups() -> None:
    document = catalog_text("  - {name: 职责, items: [{name: a}, {name: b}]}\n  - {name: 职责, items: [{name: c}]}\n")
    rows = next(document.tables()).body
    assert [[c.rowspan for c in row.cells if c.column == 1] for row in rows] == [[2], [], [1]]
    assert column(document, "序号") == ["1", "1", "2"]


def test_a_check_list_prints_each_option_and_what_it_does_not_have_after_other() -> None:
    def printed(channels: str) -> list[str]:
        item = f"  - {{name: a, items: [{{name: b, channels: {channels}}}]}}\n"
        return column(catalog_text(item, "standard-14"), "公开渠道和载体")[0].split("\n")

    assert printed("[政府公报, 精准推送]")[:2] == ["□政府网站", "■政府公报"]
    assert printed("[政府公报, 精准推送]")[-2:] == ["■精准推送", "□其他"]
    assert printed("[政府网站, 县广播站, 村喇叭]")[-1] == "■其他：县广播站、村喇叭"
    assert printed("[其他]")[-1] == "■其他："
    assert len(printed("[]")) == 13


LONG = "□社区/企事业单位/村公示栏（电子屏）"
OPTIONS = ("■政府网站", "□两微一端", "□广播电视", LONG, "□其他")


@pytest.mark.parametrize(
    ("room", "lines"),
    [
        (8, [*OPTIONS]),
        (20, [*OPTIONS]),
        (22, ["■政府网站　□两微一端", f"□广播电视　{LONG}　□其他"]),
        (34, ["■政府网站　□两微一端　□广播电视", f"{LONG}　□其他"]),
        (200, ["　".join(OPTIONS)]),
    ],
)
def test_a_check_list_fills_the_lines_of_its_column_on_paper(room: int, lines: list[str]) -> None:
    assert filled("\n".join(OPTIONS), room).split("\n") == lines


def test_what_is_written_at_an_option_keeps_its_lines() -> None:
    text = "■政府网站\n□政府公报\n■其他：村喇叭\n\n第二行\n□入户"
    assert filled(text, 100) == "■政府网站　□政府公报　■其他：村喇叭\n\n第二行\n□入户"
    assert filled("", 100) == ""


@pytest.mark.parametrize("room", range(12, 60))
def test_no_option_that_fits_on_a_line_is_parted(room: int) -> None:
    for line in filled("\n".join(OPTIONS), room).split("\n"):
        begin = 0
        for option in line.split("　"):
            end = begin + width(option)
            assert width(option) > room or begin // room == (end - 1) // room
            begin = end + width("　")


def test_columns_that_the_form_does_not_have_are_printed_at_the_right() -> None:
    document = catalog_text("  - {name: a, items: [{name: b, extra: {监督电话: '1'}}, {name: c, extra: {备案: 是}}]}\n")
    assert [path[-1] for path in next(document.tables()).headings()][-2:] == ["监督电话", "备案"]
    assert column(document, "监督电话") == ["1", ""]


def test_a_leaf_above_the_last_level_leaves_the_lower_cells_blank() -> None:
    document = catalog_text("  - {name: a, content: x}\n")
    assert column(document, "具体职责") == ["a"]
    assert column(document, "事项名称") == [""]


def test_defaults_of_a_group_come_before_those_of_the_catalog() -> None:
    items = "  - {name: a, defaults: {office: 乙}, items: [{name: b}, {name: c, office: 丙}, {name: d, office: ''}]}\n"
    document = catalog_text(items, more="defaults: {office: 甲}\n")
    assert column(document, "责任科室") == ["乙", "丙", ""]


# --- pages ---


def test_no_merge_is_higher_than_a_page(catalog_file: Path) -> None:
    document = paginate(layout(*entry_of(catalog_file)[1:3]))
    made = next(document.tables())
    room = document.page.text_height - sum(row.height for row in made.head)
    for number, row in enumerate(made.body):
        for merged in (c for c in row.cells if c.rowspan > 1):
            span = made.body[number : number + merged.rowspan]
            assert sum(r.height for r in span) <= room
            assert all(r.keep for r in span[:-1])


def pages_of(rows: int, notes: int, group: int = 3) -> tuple[Document, list[list[Row]], float]:
    """Returns a document with groups of rows, its rows by page, and the height in use on the last page with the notes."""
    body = [
        Row(
            (Cell(0, (Run("组"),), min(group, rows - n)), Cell(1, (Run("项"),))) if n % group == 0 else (cell(1, "项"),)
        )
        for n in range(rows)
    ]
    grid = Table((Column(0.5), Column(0.5)), (Row((cell(0, "一级"), cell(1, "二级"))),), tuple(body))
    lines = tuple(Paragraph((Run("注：见说明。"),)) for _ in range(notes))
    document = paginate(Document("t", (Section((Heading("t", 0), grid, *lines)),)))
    made = next(document.tables())
    pages: list[list[Row]] = [[]]
    for row in made.body:
        if row.new_page:
            pages.append([])
        pages[-1].append(row)
    used = sum(row.height for row in (*made.head, *pages[-1])) + PARAGRAPH_HEIGHT * notes
    return document, pages, used + (TITLE_HEIGHT if len(pages) == 1 else 0)


@pytest.mark.parametrize("notes", [0, 1, 4])
def test_neither_one_row_nor_the_notes_are_alone_on_the_last_page(notes: int) -> None:
    for rows in range(3, 90):
        document, pages, used = pages_of(rows, notes)
        assert len(pages[-1]) >= 2
        assert used <= document.page.text_height
        assert sum(map(len, pages)) == rows


def test_long_notes_have_pages_of_their_own() -> None:
    _, pages, _ = pages_of(20, 40)
    assert len(pages) == len(pages_of(20, 0)[1])


def test_paging_changes_no_text_and_no_order(catalog_file: Path) -> None:
    document = layout(*entry_of(catalog_file)[1:3])
    before, after = next(document.tables()), next(paginate(document).tables())
    flows = [column.flow for column in before.columns]
    assert [t for _, t in before.filled()] == [
        tuple(t.replace("　", "\n") if flow else t for t, flow in zip(row, flows, strict=True))
        for _, row in after.filled()
    ]
    assert [row.key for row in before.body] == [row.key for row in after.body]


@given(st.lists(st.lists(st.integers(1, 200), min_size=1, max_size=40), min_size=1, max_size=12))
def test_any_table_is_cut_so_that_merges_fit_their_page(groups: list[list[int]]) -> None:
    rows = []
    for name, lengths in enumerate(groups):
        for place, length in enumerate(lengths):
            own = (cell(1, "内" * length),)
            rows.append(Row((cell(0, f"组{name}", rowspan=len(lengths)), *own) if not place else own))
    made = Table((Column(0.3), Column(0.7)), (Row((cell(0, "a"), cell(1, "b"))),), tuple(rows))
    document = Document("t", (Section((Heading("t", 0), made)),), Properties(font_size=9))
    paged = next(paginate(document).tables())
    assert [t for _, t in paged.filled()] == [t for _, t in made.filled()]
    room = PageSetup().text_height - paged.head[0].height
    for number, row in enumerate(paged.body):
        reach = max(c.rowspan for c in row.cells)
        assert reach == 1 or sum(r.height for r in paged.body[number : number + reach]) <= room


def test_what_is_left_of_a_merge_has_room_for_its_whole_text() -> None:
    long, rows = "职责" * 40, 40
    made = [Row((cell(0, long, rowspan=rows), cell(1, "事项")))] + [Row((cell(1, "事项"),))] * (rows - 1)
    for count in range(2, rows + 1):
        body = [made[0]._replace(cells=(cell(0, long, rowspan=count), cell(1, "事项"))), *made[1:count]]
        grid = Table((Column(0.3), Column(0.7)), (Row((cell(0, "a"), cell(1, "b"))),), tuple(body))
        paged = next(paginate(Document("t", (Section((grid,)),), Properties(font_size=9))).tables())
        for number, row in enumerate(paged.body):
            for each in (c for c in row.cells if c.column == 0):
                height = sum(r.height for r in paged.body[number : number + each.rowspan])
                units = int((0.3 * PageSetup().text_width - 6) / 4.5)
                assert height >= count_lines(each.text, units) * line_height(9)


def test_lines_are_counted_in_half_width_units() -> None:
    assert count_lines("信息公开", 8) == 1
    assert count_lines("信息公开", 7) == 2
    assert count_lines("abcd", 4) == 1
    assert count_lines("a\nb\n", 10) == 3
    assert count_lines("", 4) == 1


@pytest.mark.parametrize(
    ("text", "units", "lines"),
    [
        ("K111 space-in-text", 18, 1),
        ("K168 required-item-of-field-missing", 12, 5),
        ("/srv/work/catalogs/jincheng-food-drug/2020.yaml:62", 14, 5),
        ("government", 4, 3),
        ("办公室 government", 12, 2),
    ],
)
def test_words_of_latin_letters_go_to_the_next_line_whole(text: str, units: int, lines: int) -> None:
    assert count_lines(text, units) == lines


def test_a_page_ends_anywhere_in_a_list_and_where_it_was_worked_out_in_a_table_with_merged_cells() -> None:
    plain = [(cell(0, str(number)), cell(1)) for number in range(100)]
    merged = [(cell(0, rowspan=2), cell(1)), (cell(1),)]
    for rows, breaks in ((plain, False), ([*plain, *merged], True)):
        paged = next(paginate(Document("t", (Section((table(*rows),)),))).tables())
        assert any(row.new_page for row in paged.body) == breaks
        assert all(row.height for row in paged.body)


def test_covered_gives_the_cell_over_each_place() -> None:
    first, second = cell(0, "a", rowspan=2), cell(1, "b")
    third = cell(1, "c")
    seen = [tuple(c.text for c in cells) for cells in covered((Row((first, second)), Row((third,))), 2)]
    assert seen == [("a", "b"), ("a", "c")]
