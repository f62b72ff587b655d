"""What was built is imported again whole; what stands in a foreign table is understood; every cell is accounted for."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from gkml.catalog.load import load
from gkml.catalog.model import Catalog, Disclosure, Entry
from gkml.document import Cell, Document, Paragraph, Row, Run, Section
from gkml.formats.grid import formed
from gkml.layout.catalog import layout
from gkml.project.compile import compile as made
from gkml.project.submission import submission as foreign_file
from gkml.recognise.draft import Draft, Recognised, recognise
from gkml.yamltext.dump import dump
from gkml.yamltext.source import read
from tests.conftest import CATALOGS, ROOT, entry_of, name_of
from tests.documents import HOME, READERS

# --- the way out and in again ---


def imported(document: Document, name: str = "x") -> Recognised:
    return recognise(document, HOME.profiles, name)


def catalog_of(draft: Draft) -> Catalog:
    loaded = load(read(dump(draft.data).encode(), "draft"), {**HOME.profiles, draft.form.name: draft.form})
    assert loaded.entry, loaded.diagnostics
    return loaded.entry.catalog


def fields(entry: Entry, catalog: Catalog) -> list[tuple[Any, ...]]:
    """For each row its id, its names, and every field that the form prints."""
    shown = [field for field in Disclosure.model_fields if field in entry.profile.shown or field == "extra"]
    first = next(iter(entry.profile.option_lists), "")
    return [
        (
            leaf.id,
            [item.name for item in leaf.path],
            {field: getattr(leaf.item, field) for field in shown},
            leaf.item.options or first,
        )
        for leaf in catalog.leaves
    ]


@pytest.mark.parametrize("form", ["docx", "xlsx", "html"])
@pytest.mark.parametrize("file", CATALOGS, ids=name_of)
def test_what_was_built_is_imported_again(file: Path, form: str) -> None:
    entry = entry_of(file)
    found = imported(READERS[form](made(entry, [form], HOME, "hash")[form]))
    (draft,) = found.drafts
    again = catalog_of(draft)
    assert fields(entry, again) == fields(entry, entry.catalog)
    told = ("title", "notes", "preface", "agency")
    assert [getattr(again, field) for field in told] == [getattr(entry.catalog, field) for field in told]
    assert again.profile == entry.profile.name
    assert found.account.clean
    assert not found.left_out


# --- foreign tables ---

LEVELS = ("序号", "具体职责", "事项名称")
PLAIN = (*LEVELS, "公开内容", "责任科室", "公开时限", "公开渠道", "公开栏目")


def foreign(
    *rows: Sequence[Any], head: Sequence[str] = PLAIN, above: Sequence[str] = ("某县商务局主动公开基本目录",)
) -> Document:
    """A document of one table; a cell is a text, or (text, rows, columns) where it spans; None is a place that is covered."""

    def row(cells: Sequence[Any]) -> Row:
        made = []
        for column, cell in enumerate(cells):
            if cell is not None:
                text, down, across = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
                made.append(Cell(column, (Run(text),), down, across))
        return Row(tuple(made))

    table = formed((), (), [row(cells) for cells in (head, *rows)])
    assert table
    return Document("", (Section((*(Paragraph((Run(line),)) for line in above), table)),))


def leaves(document: Document) -> list[tuple[Any, ...]]:
    """For each item its names and what of these fields it has."""
    (draft,) = imported(document).drafts
    kept = ("content", "office", "time_limit", "channels", "sections")
    return [
        ("›".join(item.name for item in leaf.path), *(getattr(leaf.item, field) for field in kept))
        for leaf in catalog_of(draft).leaves
    ]


def doubts(document: Document) -> list[str]:
    return [f"{doubt.spot} {doubt.kind} {doubt.text}" for doubt in imported(document).account.doubts]


LIMIT = "信息形成之日起20个工作日内"


def test_only_merged_cells_are_filled_down() -> None:
    merged = foreign(
        ("1", ("职责甲", 2), "事项一", ("内容", 2), "办公室", LIMIT, "网站", "甲-乙"),
        ("2", None, "事项二", None, "", LIMIT, "网站", "甲-乙"),
    )
    assert leaves(merged) == [
        ("职责甲›事项一", "内容", "办公室", LIMIT, ("网站",), ("甲-乙",)),
        ("职责甲›事项二", "内容", "", LIMIT, ("网站",), ("甲-乙",)),
    ]
    assert doubts(merged) == []


def one(*cells: Any) -> tuple[Any, ...]:
    """A row with usual cells behind those given."""
    usual = ("1", "职责", "事项", "内容", "办公室", LIMIT, "网站", "甲-乙")
    return (*cells, *usual[len(cells) :])


def test_a_blank_cell_that_is_not_merged_stays_blank() -> None:
    blank = foreign(one(), one("2", "职责乙", "事项二", "", "", "", "", ""))
    assert leaves(blank)[1] == ("职责乙›事项二", "", "", "", (), ())
    assert doubts(blank) == []


def group_sizes(document: Document) -> list[int]:
    (draft,) = imported(document).drafts
    return [len(item["items"]) for item in draft.data["items"]]


def test_merged_cells_of_one_name_are_one_group_that_a_page_divided() -> None:
    rows = foreign(one("1", ("职责", 2), "一"), one("2", None, "二"), one("3", "职责", "三"))
    assert group_sizes(rows) == [3]
    assert doubts(rows) == ["表1 第4行 第2列 推断 职责"]
    headed = foreign(one("1", ("职责", 2), "一"), one("2", None, "二"), PLAIN, one("3", "职责", "三"))
    assert group_sizes(headed) == [3]
    assert doubts(headed) == []


def test_the_numbers_of_groups_tell_neighbours_of_one_name_apart() -> None:
    divided = foreign(
        one(("1", 2), ("职责", 2), "一"), one(None, None, "二"), one("1", "职责", "三"), one("2", "乙", "四")
    )
    assert group_sizes(divided) == [3, 1]
    assert doubts(divided) == []
    separate = foreign(one(("1", 2), ("职责", 2), "一"), one(None, None, "二"), one("2", "职责", "三"))
    assert group_sizes(separate) == [2, 1]
    within = foreign(
        one("1", ("职责", 2), "一"), one("2", None, "二"), one("1", ("职责", 2), "三"), one("2", None, "四")
    )
    assert group_sizes(within) == [2, 2]


def test_a_table_without_merges_says_a_group_on_every_row() -> None:
    rows = foreign(one("1", "职责", "一"), one("2", "职责", "二"), one("3", "职责乙", "三"))
    (draft,) = imported(rows).drafts
    assert [len(item["items"]) for item in draft.data["items"]] == [2, 1]


def test_a_blank_group_is_guessed_and_said() -> None:
    rows = foreign(one("1", "职责", "一"), one("2", "", "二"))
    assert [leaf[0] for leaf in leaves(rows)] == ["职责›一", "职责›二"]
    assert doubts(rows) == ["表1 第3行 第2列 推断 "]


@pytest.mark.parametrize("same", ["同上", "〃", " 同 上 ", "（同上）", "″"])
def test_same_as_above_is_resolved(same: str) -> None:
    rows = foreign(one(), one("2", "职责乙", "事项二", same, same, same), one("3", "职责丙", "事项三", same))
    assert [leaf[1:4] for leaf in leaves(rows)] == [
        ("内容", "办公室", LIMIT),
        ("内容", "办公室", LIMIT),
        ("内容", "办公室", LIMIT),
    ]
    assert doubts(rows) == []


def test_same_as_above_without_anything_above_is_not_understood() -> None:
    assert doubts(foreign(one("1", "职责", "事项", "同上"))) == ["表1 第2行 第4列 没有看懂 同上"]


def test_headings_repeated_on_each_page_are_dropped() -> None:
    again = tuple(" ".join(heading) for heading in PLAIN)
    assert len(leaves(foreign(one(), again, one("2", "职责乙", "事项二")))) == 2


def test_a_row_that_a_page_break_cut_goes_on_with_a_guess() -> None:
    rows = foreign(one("1", "职责", "事项", "公开的内容包"), PLAIN, ("", "", "", "括名单", "", "", "", ""), one("2"))
    assert leaves(rows)[0][1] == "公开的内容包括名单"
    assert doubts(rows) == ["表1 第4行 第4列 推断 括名单"]


def test_a_row_without_a_name_is_not_understood() -> None:
    rows = foreign(one(), ("", "", "", "多出来的内容", "", "", "", ""), one("2", "职责乙", "事项二"))
    assert len(leaves(rows)) == 2
    assert doubts(rows) == ["表1 第3行 第4列 没有看懂 多出来的内容"]


def test_notes_and_signatures_below_are_notes() -> None:
    note = ("注：本目录自发布之日起施行。", 1, 8)
    signed = ("填表人：张三", "", "", "审核人：李四", "", "", "", "")
    rows = foreign(one(), (note, *[None] * 7), signed)
    (draft,) = imported(rows).drafts
    assert draft.data["notes"] == ["注：本目录自发布之日起施行。", "填表人：张三", "审核人：李四"]
    assert doubts(rows) == []


def test_title_and_unit_in_the_table_are_no_rows() -> None:
    title, unit = ("某局政府信息主动公开基本目录", 1, 8), ("填报单位：某局", 1, 8)
    table = foreign((unit, *[None] * 7), PLAIN, one(), head=(title, *[None] * 7), above=())
    (draft,) = imported(table).drafts
    assert draft.data["title"] == "某局政府信息主动公开基本目录"
    assert draft.data["subtitle"] == ["填报单位：某局"]
    assert draft.data["agency"] == "某局"
    assert imported(table).account.fates["title"] == 2


def test_words_broken_over_lines_are_whole_again() -> None:
    cells = (
        "1",
        "职责\n一",
        "事项\n名称",
        "领导的姓名、简\n历及分工；\n联系电话",
        "办公\n室",
        "信息形成\n之日起20个\n工作日内",
        "某市商务局\n政府网站",
        "政务公开-\n机构概况",
    )
    assert leaves(foreign(cells)) == [
        (
            "职责一›事项名称",
            "领导的姓名、简历及分工；\n联系电话",
            "办公室",
            LIMIT,
            ("某市商务局政府网站",),
            ("政务公开-机构概况",),
        )
    ]


def test_entries_on_lines_of_their_own_are_entries() -> None:
    cells = one("1", "职责", "事项", "1.甲\n2.乙", "办公室", LIMIT, "政府网站\n政务公开栏", "政务公开-甲\n政务公开-乙")
    assert leaves(foreign(cells))[0][1:] == (
        "1.甲\n2.乙",
        "办公室",
        LIMIT,
        ("政府网站", "政务公开栏"),
        ("政务公开-甲", "政务公开-乙"),
    )


def test_columns_that_nobody_knows_are_kept() -> None:
    head = (*PLAIN, "公开时长", "监督电话")
    (draft,) = imported(foreign((*one(), "长期", "0772-1234567"), head=head)).drafts
    assert catalog_of(draft).leaves[0].item.extra == {"公开时长": "长期", "监督电话": "0772-1234567"}


def test_every_cell_is_accounted_for_once() -> None:
    document = foreign(one("1", ("职责", 2), "一"), one("2", None, "二"), ("", "", "", "多", "", "", "", ""), one("3"))
    account = imported(document).account
    (table,) = document.tables()
    assert account.cells == len(table.columns) * len(table.body)
    assert account.cells == account.fates["written"] + account.folded + account.fates["unknown"]


# --- the national form ---

NATIONAL = (
    ("序号", 2), ("公开事项", 1, 3), None, None, ("公开内容（要素）", 2), ("公开依据", 2), ("公开时限", 2), ("公开主体", 2),
    ("公开渠道和载体", 2), ("公开对象", 1, 2), None, ("公开方式", 1, 2), None, ("公开层级", 1, 2), None,
)  # fmt: skip
BELOW = (
    None, "一级事项", "二级事项", "三级事项", None, None, None, None, None, "全社会", "特定群体（请写明）", "主动", "依申请", "县级", "乡级",
)  # fmt: skip


def national(*rows: Sequence[Any]) -> Document:
    return foreign(BELOW, *rows, head=NATIONAL, above=("某县安全生产领域基层政务公开标准目录",))


CHECKED = "■政府网站 □政府公报\n☑两微一端 □发布会/听证会\n√广播电视 □纸质媒体 ☐公开查阅点 ○政务服务中心 □便民服务站 □入户/现场 □社区/企事业单位/村公示栏（电子屏） □精准推送 ■其他：县政务APP"


def test_the_national_form_is_understood() -> None:
    row = (
        "1",
        "监督检查",
        "日常检查",
        "",
        "结果",
        "《安全生产法》《政府信息公开条例》",
        LIMIT,
        "应急局",
        CHECKED,
        "√",
        "",
        "■",
        "",
        "▲",
        "□",
    )
    (draft,) = imported(national(row)).drafts
    (leaf,) = catalog_of(draft).leaves
    assert draft.form.name == "standard-15"
    assert [item.name for item in leaf.path] == ["监督检查", "日常检查"]
    assert leaf.item.basis == ("《安全生产法》", "《政府信息公开条例》")
    assert leaf.item.channels == ("政府网站", "两微一端", "广播电视", "县政务APP")
    assert (leaf.item.audience, leaf.item.mode, leaf.item.tiers) == (("全社会",), ("主动",), ("县级",))


def test_groups_of_people_are_named() -> None:
    row = (
        "1",
        "监督检查",
        "日常检查",
        "",
        "结果",
        "",
        LIMIT,
        "应急局",
        "政府网站、两微一端",
        "",
        "被检查企业",
        "√",
        "",
        "√",
        "√",
    )
    (draft,) = imported(national(row)).drafts
    item = catalog_of(draft).leaves[0].item
    assert (item.audience, item.channels, item.tiers) == (("被检查企业",), ("政府网站", "两微一端"), ("县级", "乡级"))


def test_what_is_no_tick_is_not_understood() -> None:
    row = ("1", "监督检查", "日常检查", "", "结果", "", LIMIT, "应急局", "政府网站", "√", "", "视情况", "", "√", "")
    assert doubts(national(row)) == ["表1 第3行 第12列 没有看懂 视情况"]


def test_a_check_list_that_no_form_has_makes_a_form() -> None:
    cell = "□政府网站 ■村务公开栏 □其他"
    row = ("1", "监督检查", "日常检查", "", "结果", "", LIMIT, "应急局", cell, "√", "", "√", "", "√", "")
    (draft,) = imported(national(row)).drafts
    assert draft.is_derived
    (options,) = draft.form.option_lists.values()
    assert options.options == ("政府网站", "村务公开栏")
    assert catalog_of(draft).leaves[0].item.channels == ("村务公开栏",)


def test_labels_that_page_breaks_displaced_are_put_back() -> None:
    def row(number: str, first: str, second: str) -> tuple[str, ...]:
        return (number, first, second, "", "结果", "", LIMIT, "应急局", "政府网站", "√", "", "√", "", "√", "")

    alone = ("", "", "2.公共", *[""] * 12)
    document = national(
        row("1", "", "1.1检查"),
        row("2", "1. 监督检查", "1.2抽检"),
        row("3", "", "2.1宣传"),
        alone,
        row("4", "服务", "2.2投诉"),
    )
    assert [leaf[0] for leaf in leaves(document)] == [
        "1. 监督检查›1.1检查",
        "1. 监督检查›1.2抽检",
        "2.公共服务›2.1宣传",
        "2.公共服务›2.2投诉",
    ]
    assert doubts(document) == []


# --- what groups the rows ---

GROUPED = ("序号", "事项名称", "公开内容", "公开时限", "责任部门")


def wide(text: str) -> tuple[Any, ...]:
    return ((text, 1, 5), *[None] * 4)


def simple(number: str, name: str) -> tuple[str, ...]:
    return (number, name, "内容", LIMIT, "办公室")


def paths(document: Document) -> list[str]:
    return [leaf[0] for leaf in leaves(document)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (wide("一、机构信息"), wide("二、政策文件")),
        (wide("一、机构信息类"), wide("二、政策文件类")),
        (("一、机构信息", "", "", "", ""), ("二、政策文件", "", "", "", "")),
        (wide("第一部分 机构信息"), wide("第二部分 政策文件")),
        (("一", "机构信息", "", "", ""), ("二", "政策文件", "", "", "")),
    ],
)
def test_a_band_names_the_group_of_the_rows_below(first: Sequence[Any], second: Sequence[Any]) -> None:
    rows = foreign(first, simple("1", "甲"), simple("2", "乙"), second, simple("3", "丙"), head=GROUPED)
    one_, two = (next(c[0] if isinstance(c, tuple) else c for c in band[::-1] if c) for band in (first, second))
    assert paths(rows) == [f"{one_}›甲", f"{one_}›乙", f"{two}›丙"]
    assert doubts(rows) == []
    (draft,) = imported(rows).drafts
    assert [column.heading for column in draft.form.leaves][:3] == ["序号", "类别", "事项名称"]
    assert draft.form.leaves[1].merge


def test_bands_may_stand_below_bands() -> None:
    bands = foreign(
        wide("一、法定"), wide("（一）机构"), simple("1", "甲"), wide("（二）政策"), simple("2", "乙"),
        wide("二、重点"), wide("（一）文化"), simple("3", "丙"), head=GROUPED,
    )  # fmt: skip
    assert paths(bands) == ["一、法定›（一）机构›甲", "一、法定›（二）政策›乙", "二、重点›（一）文化›丙"]


@pytest.mark.parametrize("rows", [(simple("1", "甲"), wide("一、机构"), simple("2", "乙")), (wide("一、机构"), simple("1", "甲"), wide("（一）政策"), simple("2", "乙"))])  # fmt: skip
def test_bands_that_do_not_stand_above_every_row_are_not_understood(rows: Sequence[Sequence[Any]]) -> None:
    assert paths(foreign(*rows, head=GROUPED)) == ["甲", "乙"]
    assert all("没有看懂" in doubt for doubt in doubts(foreign(*rows, head=GROUPED)))
    assert doubts(foreign(*rows, head=GROUPED))


def tables(*pieces: str | Sequence[Sequence[Any]], head: Sequence[str] = GROUPED) -> Document:
    """Lines of text, and tables of these rows, each below the heading."""
    blocks = [
        block
        for piece in pieces
        for block in (
            (Paragraph((Run(piece),)),) if isinstance(piece, str) else foreign(*piece, head=head, above=()).blocks
        )
    ]
    return Document("", (Section(tuple(blocks)),))


def test_counted_lines_above_tables_group_them() -> None:
    document = tables(
        "某局主动公开基本目录", "一、机构", [simple("1", "甲")], [simple("2", "乙")], "二、政策", [simple("3", "丙")]
    )
    assert paths(document) == ["一、机构›甲", "一、机构›乙", "二、政策›丙"]
    alone = tables("某局主动公开基本目录", "一、机构", [simple("1", "甲")])
    assert paths(alone) == ["甲"]
    assert imported(alone).drafts[0].data["subtitle"] == ["一、机构"]


def test_a_label_that_goes_on_on_the_next_page_is_the_same_group() -> None:
    first = [one("1", ("职责甲", 2), "一"), one("2", None, "二")]
    document = tables("某局目录", first, [one("3", "职责甲（续）", "三"), one("4", "职责乙", "四")], head=PLAIN)
    (draft,) = imported(document).drafts
    assert [(group["name"], len(group["items"])) for group in draft.data["items"]] == [("职责甲", 3), ("职责乙", 1)]


def test_a_table_of_signatures_below_is_notes() -> None:
    signed = formed((), (), [Row((Cell(0, (Run("填表人：张三"),)), Cell(1, (Run("审核人：李四"),))))])
    assert signed
    document = foreign(one())
    document = Document("", (Section((*document.blocks, signed)),))
    assert imported(document).drafts[0].data["notes"] == ["填表人：张三", "审核人：李四"]
    assert doubts(document) == []


# --- channels and ticks ---


@pytest.mark.parametrize(
    "cell", ["1.政府网站 2.两微一端", "1、政府网站\n2、两微一端", "（1）政府网站；（2）两微一端。"]
)
def test_counted_channels_are_entries(cell: str) -> None:
    assert leaves(foreign(one("1", "职责", "事项", "内容", "办公室", LIMIT, cell)))[0][4] == ("政府网站", "两微一端")


def test_a_number_of_a_channel_is_no_count() -> None:
    assert leaves(foreign(one("1", "职责", "事项", "内容", "办公室", LIMIT, "12345热线、政府网站")))[0][4] == (
        "12345热线",
        "政府网站",
    )


def test_ticks_before_chosen_channels_only_are_no_list_of_options() -> None:
    def row(number: str, channels: str) -> tuple[str, ...]:
        return (
            number,
            "监督检查",
            f"检查{number}",
            "",
            "结果",
            "",
            LIMIT,
            "应急局",
            channels,
            "√",
            "",
            "√",
            "",
            "√",
            "",
        )

    (draft,) = imported(national(row("1", "√政府网站 √两微一端"), row("2", "√政府网站"))).drafts
    assert draft.form.name == "standard-15"
    assert [leaf.item.channels for leaf in catalog_of(draft).leaves] == [("政府网站", "两微一端"), ("政府网站",)]


def test_a_tick_may_be_the_heading_in_other_words() -> None:
    row = ("1", "检查", "日常检查", "", "结果", "", LIMIT, "应急局", "政府网站", "全社会", "", "主动公开", "", "√", "")
    (draft,) = imported(national(row)).drafts
    item = catalog_of(draft).leaves[0].item
    assert (item.audience, item.mode) == (("全社会",), ("主动",))
    assert doubts(national(row)) == []


def test_what_a_heading_explains_in_brackets_does_not_hide_what_it_means() -> None:
    head = (
        *LEVELS,
        "公开内容",
        "责任科室（牵头单位）",
        "公开时限\n（更新周期）",
        "公开渠道（至少选择其一）",
        "公开栏目",
    )
    assert leaves(foreign(one(), head=head))[0][2:5] == ("办公室", LIMIT, ("网站",))


def test_a_derived_form_prints_what_it_has_learnt_from_the_rows() -> None:
    cell = "□政府网站 ■村务公开栏 □其他"
    row = ("1", "监督检查", "日常检查", "", "结果", "", LIMIT, "应急局", cell, "√", "", "√", "", "√", "")
    (draft,) = imported(national(row)).drafts
    shown = next(column for column in draft.form.leaves if column.shows == "channels")
    assert shown.options


def test_a_cell_is_told_once_where_its_name_and_its_row_are_not_understood() -> None:
    account = imported(foreign(one("1"), ("2", "", "", "内容", "科", "", "", ""))).account
    assert len(account.doubts) == account.fates["unknown"] == 3
    assert str(account.doubts[1].spot) == "表1 第3行 第4列"


def test_a_first_group_without_a_name_keeps_its_items() -> None:
    document = foreign(
        ("1", ("", 2), "甲", "内容", "", "", "", ""), ("2", None, "乙", "内容", "", "", "", ""), one("3")
    )
    assert [leaf[0] for leaf in leaves(document)] == ["（未写名称）›甲", "（未写名称）›乙", "职责›事项"]
    assert doubts(document) == ["表1 第2行 第2列 推断 "]


@pytest.mark.parametrize("head", [["公开内容"] * 63, ["公开内容", "公开时限", "公开依据", "公开主体"]])
def test_a_heading_without_names_is_no_directory(head: list[str]) -> None:
    found = imported(foreign(["x"] * len(head), head=head))
    assert not found.drafts
    assert found.account.fates == {"unknown": 2 * len(head)}


def test_levels_beyond_the_ninth_are_columns_of_their_own() -> None:
    head = [*(f"{digit}级目录" for digit in "一二三四五六七八九"), "事项名称", "公开内容", "公开时限"]
    (draft,) = imported(foreign([f"名{n}" for n in range(12)], head=head)).drafts
    (leaf,) = catalog_of(draft).leaves
    assert (len(leaf.path), leaf.item.extra) == (9, {"事项名称": "名9"})


def test_columns_of_one_heading_do_not_hide_each_other() -> None:
    (draft,) = imported(foreign((*one(), "甲", "乙", "丙"), head=(*PLAIN, "网址", "网址", "id"))).drafts
    assert catalog_of(draft).leaves[0].item.extra == {"网址": "甲", "网址（2）": "乙", "id（2）": "丙"}


# --- the real tables, from the text of the documents that they were issued in ---


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("000_f493f599e4599e77", "liuzhou-scjg"),
        ("001_53788a6c6bb428a0", "liuzhou-swj"),
        ("002_f7a66ebfe64bb37e", "jincheng-food-drug"),
    ],
)
def test_the_real_tables_are_imported_cell_by_cell(source: str, name: str) -> None:
    (loaded,) = foreign_file((ROOT / f"tests/sources/{source}.txt").read_bytes(), f"{source}.txt", HOME.profiles).loads
    assert loaded.entry
    (table,) = layout(loaded.entry.catalog, loaded.entry.profile).tables()
    referee = json.loads((ROOT / f"tests/transcriptions/{name}.json").read_text("utf-8"))
    assert [list(texts) for _, texts in table.filled()] == referee["rows"]


def test_lines_that_say_several_things_stay_lines() -> None:
    cells = one("1", "职责", "事项", "名称\n地址\n电话", "办公室\n人事股", "信息形成之日起20个工作日内\n每年1月31日前")
    assert leaves(foreign(cells))[0][1:4] == (
        "名称\n地址\n电话",
        "办公室\n人事股",
        "信息形成之日起20个工作日内\n每年1月31日前",
    )
