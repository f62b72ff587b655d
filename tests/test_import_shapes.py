"""Shapes that tables of other programs have: swapped columns, several rows an item, several directories a table, dashes."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest

from gkml.diagnostics import GkmlError
from gkml.document import Document, Section, Table
from gkml.layout.catalog import layout
from gkml.project.compile import write
from gkml.recognise.agency import of_file, stated
from gkml.recognise.draft import AGENCY_OF_TITLE, COLUMN_LACKING, Recognised, recognise
from gkml.recognise.ticks import check_list
from gkml.recognise.values import value_of
from gkml.recognise.wording import listed, rejoined
from tests.documents import HOME, READERS
from tests.test_import import LEVELS, LIMIT, PLAIN, catalog_of, doubts, foreign, imported, leaves, one

STANDARD = (
    "序号", "一级事项", "二级事项", "公开内容", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级",
)  # fmt: skip
KINDS = ("docx", "xlsx", "html")


def through(document: Document, kind: str) -> Document:
    """The document as a file of another program would come back: without the ids and the properties of gkml."""
    return READERS[kind](workbook(document) if kind == "xlsx" else write(document, document, kind, HOME))


def workbook(document: Document) -> bytes:
    """The tables one below the other, as another program writes them: no ids, no properties, no heading rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    row = 1
    for block in document.blocks:
        if not isinstance(block, Table):
            sheet.cell(row, 1, block.text)
            row += 1
            continue
        for place, each in enumerate((*block.head, *block.body), row):
            for column, runs, down, across in each.cells:
                sheet.cell(place, column + 1, "".join(run.text for run in runs))
                if down * across > 1:
                    sheet.merge_cells(None, place, column + 1, place + down - 1, column + across)
        row += len(block.head) + len(block.body) + 2
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def tree(found: Recognised) -> list[list[Any]]:
    return [
        [(item["name"], [i["name"] for i in item.get("items", ())]) for item in d.data["items"]] for d in found.drafts
    ]


# --- columns ---


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 5, 4, 6, 7), (7, 6, 5, 4, 3, 2, 1, 0), (0, 2, 1, 4, 5, 3, 7, 6)])
def test_the_columns_of_a_required_form_are_known_by_their_headings(order: Sequence[int]) -> None:
    row = ("1", "职责", "事项", "内容", "办公室", LIMIT, "网站", "甲-乙")
    document = foreign([row[n] for n in order], head=[PLAIN[n] for n in order])
    (draft,) = recognise(document, HOME.profiles, "x", HOME.profiles["basic-8"]).drafts
    (group,) = draft.data["items"]
    (item,) = group["items"]
    assert (group["name"], item["name"], item["content"], item["office"]) == ("职责", "事项", "内容", "办公室")
    assert (item["time_limit"], item["channels"], item["sections"]) == (LIMIT, ["网站"], ["甲-乙"])


@pytest.mark.parametrize("lacking", [(7,), (4, 6), (0,)])
def test_a_table_with_fewer_columns_than_its_form_is_read_and_told(lacking: Sequence[int]) -> None:
    row = ("1", "职责", "事项", "内容", "办公室", LIMIT, "网站", "甲-乙")
    kept = [n for n in range(8) if n not in lacking]
    found = recognise(
        foreign([row[n] for n in kept], head=[PLAIN[n] for n in kept]), HOME.profiles, "x", HOME.profiles["basic-8"]
    )
    (draft,) = found.drafts
    assert draft.data["items"][0]["items"][0]["content"] == "内容"
    assert [each.text for each in found.left_out if each.kind == COLUMN_LACKING] == [PLAIN[n] for n in lacking]


def test_a_table_without_a_level_of_the_required_form_is_refused() -> None:
    document = foreign(("1", "事项", "内容", LIMIT), head=("序号", "事项名称", "公开内容", "公开时限"))
    with pytest.raises(GkmlError, match="没有“具体职责”一列"):
        recognise(document, HOME.profiles, "x", HOME.profiles["basic-8"])


def test_a_level_that_is_blank_in_every_row_is_no_level() -> None:
    document = foreign(("1", "", "甲", "内容", "", LIMIT, "", ""), ("2", "", "乙", "内容", "", LIMIT, "", ""))
    assert [leaf[0] for leaf in leaves(document)] == ["甲", "乙"]
    merged = foreign(("1", ("", 2), "甲", "内容", "", LIMIT, "", ""), ("2", None, "乙", "内容", "", LIMIT, "", ""))
    assert [leaf[0] for leaf in leaves(merged)] == ["甲", "乙"]


# --- headings and titles within a table ---


def national(*rows: Sequence[Any]) -> Document:
    """A table with the two heading rows of the national form, which the rows may repeat."""
    return foreign(*rows, head=NATIONAL_HEAD[0], above=["某县标准目录"])


NATIONAL_HEAD: tuple[tuple[Any, ...], tuple[Any, ...]] = (
    (("序号", 2), ("公开事项", 1, 2), None, ("公开内容", 2), ("公开依据", 2), ("公开时限", 2), ("公开主体", 2),
     ("公开渠道和载体", 2), ("公开对象", 1, 2), None, ("公开方式", 1, 2), None),
    (None, "一级事项", "二级事项", None, None, None, None, None, "全社会", "特定群体", "主动", "依申请公开"),
)  # fmt: skip


def national_row(number: str, name: str) -> tuple[str, ...]:
    return (number, "政策", name, "文件", "《条例》", LIMIT, "应急局", "政府网站", "√", "", "√", "")


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_a_heading_of_two_rows_that_is_repeated_is_no_item(kind: str) -> None:
    rows = (NATIONAL_HEAD[1], national_row("1", "甲"), *NATIONAL_HEAD, national_row("2", "乙"))
    document = national(*rows)
    if kind:
        document = through(document, kind)
    assert tree(imported(document)) == [[("政策", ["甲", "乙"])]]


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_directories_in_one_table_have_their_own_titles(kind: str) -> None:
    def titled(title: str) -> list[Any]:
        return [[(title, 1, 8), *[None] * 7], PLAIN]

    rows = [
        *titled("甲局主动公开目录"),
        one("1", "职责", "一"),
        one("2", "职责", "二"),
        *titled("乙局主动公开目录"),
        one("1", "职责", "三"),
    ]
    document = foreign(*rows[1:], head=rows[0], above=[])
    if kind:
        document = through(document, kind)
    found = imported(document)
    assert [draft.data["title"] for draft in found.drafts] == ["甲局主动公开目录", "乙局主动公开目录"]
    assert tree(found) == [[("职责", ["一", "二"])], [("职责", ["三"])]]
    assert found.account.clean
    assert len({draft.data["id"] for draft in found.drafts}) == 2


def test_tables_whose_title_is_their_first_row_are_directories_of_their_own() -> None:
    def table(title: str, name: str) -> Table:
        return next(foreign(PLAIN, one("1", "职责", name), head=[(title, 1, 8), *[None] * 7], above=[]).tables())

    two = imported(Document("", (Section((table("甲局主动公开目录", "一"), table("乙局主动公开目录", "二"))),)))
    assert [draft.data["title"] for draft in two.drafts] == ["甲局主动公开目录", "乙局主动公开目录"]
    same = imported(Document("", (Section((table("甲局主动公开目录", "一"), table("甲局主动公开目录", "二"))),)))
    assert tree(same) == [[("职责", ["一", "二"])]]


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_titles_of_one_kind_in_a_table_divide_it_without_headings_of_their_own(kind: str) -> None:
    first, second = ([(f"{name}主动公开目录", 1, 8), *[None] * 7] for name in ("甲局", "乙局"))
    document = foreign(PLAIN, one("1", "职责", "一"), second, one("1", "职责", "二"), head=first, above=[])
    found = imported(through(document, kind) if kind else document)
    assert [draft.data["title"] for draft in found.drafts] == ["甲局主动公开目录", "乙局主动公开目录"]
    assert tree(found) == [[("职责", ["一"])], [("职责", ["二"])]]
    assert found.account.clean


def test_a_title_in_the_first_cell_of_a_row_divides_a_table_that_merges_nothing() -> None:
    rows = [["甲局公开目录"], PLAIN, one("1", "职责", "一"), ["乙局公开目录"], one("1", "职责", "二")]
    data = "\n".join(",".join(row) for row in rows).encode("gbk")
    found = imported(READERS["csv"](data))
    assert [draft.data["title"] for draft in found.drafts] == ["甲局公开目录", "乙局公开目录"]
    assert tree(found) == [[("职责", ["一"])], [("职责", ["二"])]]


@pytest.mark.parametrize("bands", [("一、许可目录", "二、处罚目录"), ("许可事项清单", "处罚事项清单")])
def test_bands_that_are_called_lists_divide_no_table(bands: tuple[str, str]) -> None:
    first, second = ([(band, 1, 8), *[None] * 7] for band in bands)
    found = imported(
        foreign(PLAIN, first, one("1", "职责", "一"), second, one("2", "职责", "二"), above=["甲局公开清单"])
    )
    assert tree(found) == [[(bands[0], ["职责"]), (bands[1], ["职责"])]]
    assert found.account.clean


def test_a_title_repeated_on_a_page_is_no_row() -> None:
    title = [("甲局主动公开目录", 1, 8), *[None] * 7]
    found = imported(foreign(PLAIN, one("1", "职责", "一"), title, one("2", "职责", "二"), head=title, above=[]))
    assert tree(found) == [[("职责", ["一", "二"])]]
    assert found.account.clean


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_levels_have_the_numbers_that_their_headings_state(kind: str) -> None:
    head = ("序号", "二级事项", "一级事项", *PLAIN[3:])
    document = foreign(("1", "事项", "职责", "内容", "", LIMIT, "", ""), head=head)
    found = imported(through(document, kind) if kind else document)
    assert tree(found) == [[("职责", ["事项"])]]


# --- names ---


@pytest.mark.parametrize("dash", ["—", "/", "无", "——", "-", "／"])
def test_a_dash_below_a_name_is_no_name(dash: str) -> None:
    document = foreign(("1", "职责", dash, "内容", "", LIMIT, "", ""), one("2", "乙", "二"))
    assert [leaf[0] for leaf in leaves(document)] == ["职责", "乙›二"]
    assert imported(document).account.fates["placeholder"] == 1


@pytest.mark.parametrize("dash", ["—", "/", "无", "——", "-", "／"])
@pytest.mark.parametrize("kind", ["", *KINDS])
def test_a_dash_above_a_name_is_no_group(dash: str, kind: str) -> None:
    document = foreign(
        ("1", (dash, 2), "一", "内容", "", LIMIT, "", ""),
        ("2", None, "二", "内容", "", LIMIT, "", ""),
        one("3", "乙", "三"),
    )
    if kind:
        document = through(document, kind)
    assert [leaf[0] for leaf in leaves(document)] == ["一", "二", "乙›三"]
    assert imported(document).account.fates["placeholder"] == 1


def test_a_dash_above_names_that_is_blank_in_the_next_row_holds_on() -> None:
    rows = [
        ("1", "—", "一", "内容", "", LIMIT, "", ""),
        ("2", "", "二", "内容", "", LIMIT, "", ""),
        one("3", "乙", "三"),
    ]
    assert [leaf[0] for leaf in leaves(foreign(*rows))] == ["一", "二", "乙›三"]


def test_a_level_column_of_dashes_alone_is_no_level() -> None:
    rows = [(str(n), "—", name, "内容", "", LIMIT, "", "") for n, name in enumerate("一二三", 1)]
    assert [leaf[0] for leaf in leaves(foreign(*rows))] == ["一", "二", "三"]
    assert len(imported(foreign(*rows)).drafts[0].form.levels) == 1


@pytest.mark.parametrize("kind", ["", *KINDS])
def test_one_numbered_item_over_several_rows_is_one_item(kind: str) -> None:
    document = foreign(
        (("1", 3), ("职责", 3), ("事项", 3), "内容一", ("办公室", 3), (LIMIT, 3), "网站", "甲-乙"),
        (None, None, None, "内容二", None, None, "网站", "甲-乙"),
        (None, None, None, "内容三", None, None, "网站", "甲-乙"),
        one("2", "职责二", "乙"),
    )
    if kind:
        document = through(document, kind)
    first = leaves(document)[0]
    assert first == ("职责›事项", "内容一\n内容二\n内容三", "办公室", LIMIT, ("网站",), ("甲-乙",))
    assert len(leaves(document)) == 2
    assert doubts(document) == []


def test_what_differs_between_the_rows_of_one_item_is_kept_and_told() -> None:
    document = foreign(
        (("1", 2), ("职责", 2), ("事项", 2), "内容一", "甲科", LIMIT, "网站", "甲-乙"),
        (None, None, None, "内容二", "乙科", LIMIT, "公示栏", "甲-乙"),
    )
    assert leaves(document) == [("职责›事项", "内容一\n内容二", "甲科\n乙科", LIMIT, ("网站", "公示栏"), ("甲-乙",))]
    assert doubts(document) == ["表1 第3行 第5列 推断 乙科", "表1 第3行 第7列 推断 公示栏"]


def test_numbered_rows_of_a_group_without_names_of_their_own_are_named_by_their_content() -> None:
    document = foreign(
        ("1", ("职责", 3), "", "部门文件，全文", "", LIMIT, "", ""),
        ("2", None, "", "工作动态", "", LIMIT, "", ""),
        ("3", None, "", "统计数据。按月", "", LIMIT, "", ""),
    )
    assert [leaf[0] for leaf in leaves(document)] == ["职责›部门文件", "职责›工作动态", "职责›统计数据"]
    assert [" 推断 " in doubt for doubt in doubts(document)] == [True] * 3


def test_numbered_rows_of_one_merged_name_get_a_level_of_their_own() -> None:
    head = ("序号", "一级事项", "公开内容", "公开时限", "公开主体")
    rows = [
        ("1", "机构概况", "职能", LIMIT, "局"),
        ("2", ("服务信息", 2), "医保、价格", LIMIT, "局"),
        ("3", None, "科普", "7日", "局"),
    ]
    document = foreign(*rows, head=head)
    assert [(leaf[0], leaf[1], leaf[3]) for leaf in leaves(document)] == [
        ("机构概况", "职能", LIMIT),
        ("服务信息›医保、价格", "医保、价格", LIMIT),
        ("服务信息›科普", "科普", "7日"),
    ]
    assert [" 推断 " in doubt for doubt in doubts(document)] == [True, True]


# --- cells ---


@pytest.mark.parametrize(
    "text", ["口岸公示栏", "口头告知、政府网站", "口碑榜公示栏", "口政府网站", "口令公告栏\n口语广播"]
)
def test_words_that_begin_with_a_typed_box_are_no_check_list(text: str) -> None:
    assert check_list(text) is None


@pytest.mark.parametrize("text", ["口政府网站 口政府公报", "■政府网站 口政府公报", "R政府网站 口公示栏"])
def test_a_typed_box_before_each_option_makes_a_check_list(text: str) -> None:
    marked = check_list(text)
    assert marked and len(marked.options) == 2


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("咨询会\n座谈会\n政务公开栏", ("咨询会", "座谈会", "政务公开栏")),
        ("座谈会\n咨询会", ("座谈会", "咨询会")),
        ("村务公开栏\n入户走访\n微信群通知", ("村务公开栏", "入户走访", "微信群通知")),
        ("柳州市商务局政务公\n开栏", ("柳州市商务局政务公开栏",)),
        ("政府\n网站", ("政府网站",)),
        ("政府门户网站\n政务新媒\n体", ("政府门户网站", "政务新媒体")),
        ("局网站\n局微信公众号\n局微\n博", ("局网站", "局微信公众号", "局微博")),
        ("柳州市市场监督管理局\n政府网站、国家企业信用信息公示系统", ("柳州市市场监督管理局政府网站", "国家企业信用信息公示系统")),
    ],
)  # fmt: skip
def test_lines_of_a_cell_of_channels_are_entries_unless_a_narrow_cell_broke_them(text: str, entries: Any) -> None:
    assert listed(text, "channels", "、") == entries


def test_lines_that_only_their_length_tells_apart_are_told() -> None:
    document = foreign(("1", "职责", "事项", "内容", "", LIMIT, "上墙\n村民代表大会上宣读\n张贴", ""))
    assert leaves(document)[0][4] == ("上墙", "村民代表大会上宣读", "张贴")
    assert [" 推断 " in doubt for doubt in doubts(document)] == [True]


@pytest.mark.parametrize("text", ["长期公开\n随时公开", "及时公开\n每年更新", "定期\n不定期"])
def test_lines_that_are_limits_stay_lines(text: str) -> None:
    assert rejoined(text, "time_limit") == text
    assert rejoined(text, "extra") == text


@pytest.mark.parametrize(
    "text", ["事前公开\n事后公示", "事前公开\n长期公示", f"长期公开\n{LIMIT}", f"{LIMIT}\n长期公开"]
)
def test_limits_of_different_kinds_stay_lines(text: str) -> None:
    assert rejoined(text, "time_limit") == text


@pytest.mark.parametrize(
    "text",
    ["■政府网站\n口两微一端\n口公开查阅点", "口政府网站 ■两微一端 口公开查阅点", "■政府网站口两微一端口公开查阅点"],
)
def test_a_typed_box_is_a_mark_beside_signs(text: str) -> None:
    marked = check_list(text)
    assert marked
    assert marked.names == ("政府网站", "两微一端", "公开查阅点")
    assert sum(option.on for option in marked.options) == 1


@pytest.mark.parametrize("text", ["■服务窗口公示栏", "■口头告知", "■入口电子屏 □网站"])
def test_a_mouth_in_a_word_is_no_box(text: str) -> None:
    marked = check_list(text)
    assert marked
    assert len(marked.options) == text.count("■") + text.count("□")


@pytest.mark.parametrize("bullet", ["●", "■", "◆"])
def test_a_bullet_before_a_law_is_kept(bullet: str) -> None:
    basis = next(column for column in HOME.profiles["standard-15"].leaves if column.shows == "basis")
    value = value_of(f"{bullet}《条例》\n{bullet}《办法》", basis, HOME.profiles["standard-15"], verbatim=False)
    assert value.entries == (f"{bullet}《条例》", f"{bullet}《办法》")


def test_a_table_without_widths_gets_those_that_its_columns_need() -> None:
    (draft,) = imported(foreign((*one("1")[:3], "内容", "备注"), head=(*LEVELS, "公开内容", "备 注"))).drafts
    shares = {column.heading: column.share for column in draft.form.leaves}
    assert shares["序号"] < shares["事项名称"] < shares["公开内容"]


# --- lines around the table ---


@pytest.mark.parametrize("kind", ["", *KINDS])
@pytest.mark.parametrize(
    ("lines", "edition", "agency"),
    [
        (["（2025年版）", "编制单位：某县商务局"], "2025年版", "某县商务局"),
        (["（2024年修订版）"], "2024年修订版", ""),
        (["某县民政局", "二〇二五年三月"], "", "某县民政局"),
        (["2025年度"], "2025年度", ""),
        (["公开机构: 某镇人民政府", "单位：份"], "", "某镇人民政府"),
    ],
)
def test_lines_between_title_and_table_come_back_where_they_stood(
    kind: str, lines: list[str], edition: str, agency: str
) -> None:
    document = foreign(one("1"), above=["主动公开基本目录", *lines])
    if kind:
        document = through(document, kind)
    (draft,) = imported(document).drafts
    assert draft.data["subtitle"] == lines
    assert (draft.data.get("edition", ""), draft.data.get("agency", "")) == (edition, agency)
    catalog = catalog_of(draft)
    blocks = layout(catalog, draft.form).blocks
    assert [block.text for block in blocks if not isinstance(block, Table)] == ["主动公开基本目录", *lines]
    page = write(layout(catalog, draft.form), layout(catalog, draft.form), "html", HOME).decode()
    assert page.partition("<body")[2].count(edition) == 1 or not edition


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("某县商务局主动公开基本目录", "某县商务局"),
        ("济南市统计局2025年主动公开基本目录", "济南市统计局"),
        ("富兴街道办事处主动公开目录", "富兴街道办事处"),
        ("生态环境领域基层政务公开标准目录", ""),
        ("政府信息主动公开基本目录", ""),
        ("某市政府信息公开目录", ""),
        ("上海市崇明区教育局政府公开标准化目录（2024）", "上海市崇明区教育局"),
        ("三角镇财政预决算领域基层政务公开标准目录", "三角镇"),
        ("重庆市巴南区人民政府惠民街道公共文化服务领域政务公开标准目录", "重庆市巴南区人民政府惠民街道"),
        ("荷花镇政务公开目录", "荷花镇"),
        ("镇政务公开目录", ""),
        ("某县城乡规划领域基层政务公开标准目录", ""),
        ("某县乡村振兴领域基层政务公开标准目录", ""),
        ("某县财政局财政预决算领域基层政务公开标准目录", "某县财政局"),
        ("苏尼特左旗交通运输领域基层政务公开标准目录", ""),
    ],
)
def test_the_agency_is_taken_from_the_title_and_told(title: str, agency: str) -> None:
    found = imported(foreign(one("1"), above=[title]))
    assert found.drafts[0].data.get("agency", "") == agency
    assert [each.text for each in found.left_out if each.kind == AGENCY_OF_TITLE] == [agency] * bool(agency)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("编制单位：某县教育局", "某县教育局"),
        ("填报单位（盖章）：某县教育局", "某县教育局"),
        ("编制单位：某县教育局    编制日期：2024年5月1日", "某县教育局"),
        ("发布机关: 某县教育局", "某县教育局"),
        ("公开主体：某县教育局", "某县教育局"),
        ("监督电话：12345", ""),
        ("编制单位：", ""),
    ],
)
def test_the_agency_is_stated_around_the_table(line: str, agency: str) -> None:
    assert stated([line]) == agency


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("某县教育局", "某县教育局"),
        ("3.某县教育局", "某县教育局"),
        ("某县教育局（2024年）", "某县教育局"),
        ("某县教育局主动公开目录", "某县教育局"),
        ("城关镇", "城关镇"),
        ("目录", ""),
        ("附件1", ""),
        ("基层政务公开标准目录", ""),
        ("教育领域", ""),
        ("最终版", ""),
        ("", ""),
    ],
)
def test_the_agency_is_taken_from_the_name_of_the_file(name: str, agency: str) -> None:
    assert of_file(name) == agency
