"""How changes are shown: words, the 修订对照表, the table with tracked changes, text and JSON."""

import io
import json
import zipfile
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gkml.catalog.model import Catalog, Entry
from gkml.diagnostics import GkmlError
from gkml.diff.compare import compare
from gkml.diff.matching import match
from gkml.diff.naming import heading, level
from gkml.diff.words import compared, sides
from gkml.document import Document, Mark, Paragraph, Run, Table, covered
from gkml.formats.package.read import members
from gkml.formats.word import read as read_docx
from gkml.layout import changes, redline
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.project.compile import write
from gkml.project.schemas import schema_text
from gkml.report import diff_json, diff_text
from gkml.report.diff_edition import ComparedEdition
from tests.documents import HOME

FORM = HOME.profiles["basic-8"]


# --- words ---


def told(before: str, after: str) -> str:
    signs = {"": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(signs[run.mark].format(run.text) for run in compared(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "信息形成或变更之日起20个工作日内",
            "信息形成之日起7个工作日内",
            "信息形成[-或变更-]之日起[-20-][+7+]个工作日内",
        ),
        ("政府信息公开条例第二十条", "政府信息公开条例第二十一条", "政府信息公开条例第[-二十-][+二十一+]条"),
        ("《食品安全法》", "《食品安全法实施条例》", "[-《食品安全法》-][+《食品安全法实施条例》+]"),
        ("公开“双随机”计划", "公开“双随机、一公开”计划", "公开[-“双随机”-][+“双随机、一公开”+]计划"),
        ("政府网站、公示栏", "政府网站、政府公报、公示栏", "政府网站、[+政府公报、+]公示栏"),
        ("■政府网站\n□政府公报", "■政府网站\n■政府公报", "■政府网站\n[-□-][+■+]政府公报"),
        ("部门预算、工资", "部门决算、工资", "部门[-预算-][+决算+]、工资"),
        ("见www.a.gov.cn首页", "见www.b.gov.cn首页", "见[-www.a.gov.cn-][+www.b.gov.cn+]首页"),
        ("许可期限、办理条件", "许可材料、许可期限、办理条件", "[+许可材料、+]许可期限、办理条件"),
        ("许可条件、办理期限、办理条件", "许可条件、办理条件", "许可条件[-、办理期限-]、办理条件"),
        ("一切甲乙丙公开丁戊己庚", "子丑寅卯辰公开巳午未申", "[-一切甲乙丙公开丁戊己庚-][+子丑寅卯辰公开巳午未申+]"),
        ("本局领导的相片、姓名", "领导姓名", "[-本局-]领导[-的相片、-]姓名"),
        ("甲乙丙丁", "丁丙乙甲", "[-甲乙丙丁-][+丁丙乙甲+]"),
        ("", "新增", "[+新增+]"),
        ("照旧", "照旧", "照旧"),
    ],
)
def test_words_are_marked_where_a_reader_would_cut(before: str, after: str, shown: str) -> None:
    assert told(before, after) == shown


def test_lists_are_compared_entry_by_entry() -> None:
    before, after = sides(("政府网站", "政府公报", "公示栏"), ("政府门户网站", "公示栏", "微信"), "、")
    assert [run.text for run in before if run.mark] == ["政府公报"]
    assert [run.text for run in after if run.mark] == ["门户", "微信"]


letters = st.text("甲乙丙20、。《》“”a\n", max_size=30)


def kept(runs: tuple[Run, ...], mark: Mark) -> str:
    return "".join(run.text for run in runs if run.mark != mark)


@settings(max_examples=300, deadline=None)
@given(letters, letters)
def test_without_either_mark_one_of_the_texts_is_left(before: str, after: str) -> None:
    runs = compared(before, after)
    assert (kept(runs, "inserted"), kept(runs, "deleted")) == (before, after)


def test_long_cells_are_compared_in_no_time() -> None:
    one = "".join(chr(0x4E00 + n * 7919 % 3000) for n in range(5000))
    other = "".join(chr(0x4E00 + n * 104729 % 3000) for n in range(5000))
    best = min(_seconds(one, other) for _ in range(3))
    assert best < 0.05 * 4, best


def _seconds(one: str, other: str) -> float:
    start = perf_counter()
    compared(one, other)
    return perf_counter() - start


# --- editions ---


def catalog(items: list[tuple[str, list[dict[str, str]]]], **more: object) -> Catalog:
    groups = [{"name": name, "items": leaves} for name, leaves in items]
    return Catalog.model_validate(
        {"id": "a", "title": "某局主动公开基本目录", "profile": "basic-8", "items": groups, **more}
    )


OLD = catalog(
    [
        (
            "机构概况",
            [
                {
                    "id": "l1",
                    "name": "领导简介",
                    "content": "姓名、简历",
                    "time_limit": "7个工作日内",
                    "office": "办公室",
                },
                {"id": "l2", "name": "机构设置", "content": "科室名称", "office": "人事科"},
            ],
        ),
        ("行政许可", [{"id": "x1", "name": "办事指南", "content": "条件、材料", "office": "许可科"}]),
        ("财务", [{"id": "c1", "name": "部门预算", "content": "收支", "office": "财务科"}]),
    ],
    edition="2023",
    notes=["注：旧"],
)
NEW = catalog(
    [
        (
            "机构概况",
            [
                {
                    "id": "l1",
                    "name": "领导简介",
                    "content": "姓名、简历、分工",
                    "time_limit": "20个工作日内",
                    "office": "办公室",
                },
                {"id": "l2", "name": "机构设置", "content": "科室名称", "office": "人事科"},
            ],
        ),
        ("行政许可", [{"id": "n1", "name": "收费标准", "content": "项目", "office": "许可科"}]),
        ("财务信息", [{"id": "c1", "name": "部门预算", "content": "收支", "office": "财务科"}]),
    ],
    edition="2024",
    title="某局主动公开标准目录",
    notes=["注：新", "附件略"],
)


def entry(one: Catalog) -> Entry:
    return Entry("a.yaml", one, FORM)


def table_of(document: Document) -> Table:
    return next(document.tables())


def resolved(document: Document, refused: Mark) -> tuple[list[tuple[str, ...]], list[str]]:
    """The rows and the texts beside the table once all changes are rejected (inserted) or accepted (deleted)."""
    table = table_of(document)
    rows = [
        tuple(kept(cell.runs, refused) for cell in cells)
        for row, cells in zip(table.body, covered(table.body, len(table.columns)), strict=True)
        if row.mark != refused
    ]
    texts = [
        kept(block.runs, refused) for block in document.blocks if not isinstance(block, Table) and block.mark != refused
    ]
    return rows, texts


def plain(document: Document) -> tuple[list[tuple[str, ...]], list[str]]:
    beside = [block.text for block in document.blocks if not isinstance(block, Table)]
    return [texts for _, texts in table_of(document).filled()], beside


def redlined(old: Catalog, new: Catalog) -> Document:
    return redline.layout(entry(old), entry(new), match(old, new))


def holds(old: Catalog, new: Catalog) -> None:
    for document in (redlined(old, new), paginate(redlined(old, new))):
        assert resolved(document, "deleted") == plain(layout(new, FORM))
        assert resolved(document, "inserted") == plain(layout(old, FORM))


def test_rejecting_all_gives_the_old_table_and_accepting_all_the_new_one() -> None:
    holds(OLD, NEW)
    holds(NEW, OLD)


names = st.sampled_from(["领导简介", "机构设置", "办事指南", "收费标准", "部门预算", "部门决算"])
leaf = st.fixed_dictionaries(
    {
        "name": names,
        "content": st.sampled_from(["", "姓名、简历", "姓名、分工", "条件\n材料"]),
        "office": st.sampled_from(["甲科", "乙科"]),
    }
)
some = st.lists(
    st.tuples(st.sampled_from(["机构", "许可", "财务"]), st.lists(leaf, min_size=1, max_size=4)), min_size=1, max_size=4
)
notes = st.lists(st.sampled_from(["注一", "注二", "注三"]), max_size=2)
headed = st.lists(st.sampled_from(["前言", {"heading": "一、要求"}, {"heading": "二、要求"}, "正文"]), max_size=3)


@settings(max_examples=150, deadline=None)
@given(some, some, notes, notes, headed, headed)
def test_any_edits_can_be_rejected_and_accepted(one, other, a, b, before, after) -> None:  # type: ignore[no-untyped-def]
    holds(catalog(one, notes=a, preface=before), catalog(other, notes=b, preface=after, title="另一目录"))


def test_a_merge_stays_where_no_row_of_its_group_came_or_went() -> None:
    spans = {cell.text: cell.rowspan for row in table_of(redlined(OLD, NEW)).body for cell in row.cells}
    assert spans["机构概况"] == 2
    fewer = catalog([("机构概况", [{"id": "l1", "name": "领导简介", "content": "姓名"}])])
    assert all(cell.rowspan == 1 for row in table_of(redlined(OLD, fewer)).body for cell in row.cells)
    pair = [{"id": "l1", "name": "领导简介"}, {"id": "l2", "name": "机构设置"}]
    two, three = catalog([("概况", pair)]), catalog([("概况", [*pair, {"id": "l3", "name": "工作规则"}])])
    for was, now in ((two, three), (three, two)):
        assert [row.cells[1].rowspan for row in table_of(redlined(was, now)).body] == [1, 1, 1]


def test_an_item_that_moved_has_its_id_once_where_it_is_now() -> None:
    items = [{"id": f"a{n}", "name": f"事项{n}号"} for n in range(3)]
    moved = redlined(catalog([("甲", items)]), catalog([("甲", [items[2], *items[:2]])]))
    assert [(row.mark, row.key) for row in table_of(moved).body] == [
        ("inserted", "a2"), ("", "a0"), ("", "a1"), ("deleted", ""),
    ]  # fmt: skip
    gone = redlined(catalog([("甲", items)]), catalog([("甲", items[:2])]))
    assert [(row.mark, row.key) for row in table_of(gone).body][-1] == ("deleted", "a2")


def test_a_last_paragraph_that_came_or_went_has_one_to_go_into() -> None:
    document = redlined(OLD, NEW)
    assert document.blocks[-1] == Paragraph((Run("附件略", "inserted"),), "inserted")
    xml = members(write(document, document, "docx", HOME))["word/document.xml"].decode()
    assert xml.rpartition("<w:sectPr>")[0].endswith(
        '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
    )


def test_marked_words_keep_the_font_of_the_table_in_excel() -> None:
    document = changes.layout(COMPARED, OLD, NEW, FORM)
    book = zipfile.ZipFile(io.BytesIO(write(document, paginate(document), "xlsx", HOME)))
    strings = book.read("xl/sharedStrings.xml").decode()
    marked = [looks.partition("</rPr>")[0] for looks in strings.split("<rPr>")[1:]]
    assert marked and all('<sz val="9"/><rFont val="宋体"/>' in looks for looks in marked)


def test_word_is_told_of_rows_words_and_paragraphs() -> None:
    document = redlined(OLD, NEW)
    read = read_docx.read(write(document, paginate(document), "docx", HOME))
    assert resolved(read, "deleted") == plain(layout(NEW, FORM))
    assert resolved(read, "inserted") == plain(layout(OLD, FORM))


def test_editions_of_different_forms_are_not_redlined() -> None:
    other = Entry("b.yaml", NEW, HOME.profiles["basic-8-item"])
    wide = Entry("b.yaml", NEW, HOME.profiles["standard-15"])
    redline.layout(entry(OLD), other, match(OLD, NEW))
    with pytest.raises(GkmlError, match="表列不同"):
        redline.layout(entry(OLD), wide, match(OLD, NEW))


# --- 修订对照表 ---


COMPARED = compare(OLD, NEW, FORM, FORM)


def cells(row: int) -> dict[str, tuple[Run, ...]]:
    table = table_of(changes.layout(COMPARED, OLD, NEW, FORM))
    names = [path[-1] for path in table.headings()]
    return dict(zip(names, (cell.runs for cell in table.body[row].cells), strict=True))


def texts(row: int) -> dict[str, str]:
    return {name: "".join(run.text for run in runs) for name, runs in cells(row).items()}


def row_of(kind: str, field: str = "") -> int:
    return next(n for n, change in enumerate(COMPARED.changes) if (change.kind, change.field) == (kind, field))


def test_the_table_of_changes_says_which_editions_it_compares() -> None:
    document = changes.layout(COMPARED, OLD, NEW, FORM)
    assert document.title == "《某局主动公开标准目录》修订对照表（2023→2024）"
    assert next(document.tables()).sheet == "修订对照表"
    quoting = catalog([("甲", [{"name": "乙"}])], title="落实《条例》目录")
    assert changes.title(quoting, quoting) == "《落实〈条例〉目录》修订对照表（旧版→新版）"


def test_what_the_public_lost_is_told_first_above_the_table() -> None:
    told, lost, kinds, legend, *_ = (
        block.text for block in changes.layout(COMPARED, OLD, NEW, FORM).blocks if isinstance(block, Paragraph)
    )
    assert told.startswith("与上一版相比共有 7 处变化：公开减弱 2 处、公开加强 2 处")
    weak = [str(n) for n, change in enumerate(COMPARED.changes, 1) if change.verdict == "weakened"]
    assert lost == f"▼ 公开减弱：见序号 {'、'.join(weak)}。"
    assert "新增 1 处、取消 1 处" in kinds and "一级（具体职责） 1 处" in kinds
    assert legend == "对照：删去的文字，新增的文字。"


def test_a_changed_value_is_shown_with_its_place_heading_words_and_verdict() -> None:
    row = row_of("modified", "time_limit")
    assert texts(row) == {
        "序号": str(row + 1),
        "原条目": "机构概况 › 领导简介\n公开时限：7个工作日内",
        "新条目": "机构概况 › 领导简介\n公开时限：20个工作日内",
        "类别": "修改",
        "变化": "公开减弱",
        "说明": "公开时限：时限延长",
        "调整依据": "",
        "责任科室": "办公室",
    }
    assert [run for run in cells(row)["原条目"] if run.mark] == [Run("7", "deleted")]
    assert [run for run in cells(row)["新条目"] if run.mark] == [Run("20", "inserted")]


def test_a_new_item_is_shown_with_all_that_it_says_and_one_that_is_gone_likewise() -> None:
    assert texts(row_of("added"))["新条目"] == "行政许可 › 收费标准\n公开内容：项目\n责任科室：许可科"
    assert {run.mark for run in cells(row_of("added"))["新条目"] if run.text != "\n"} == {"inserted"}
    assert texts(row_of("removed"))["原条目"] == "行政许可 › 办事指南\n公开内容：条件、材料\n责任科室：许可科"
    assert texts(row_of("removed"))["新条目"] == "（取消）"


def test_an_accepted_change_says_by_whom() -> None:
    accepted = tuple(change._replace(approver="李四") for change in COMPARED.changes)
    document = changes.layout(COMPARED._replace(changes=accepted), OLD, NEW, FORM)
    paragraphs = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "公开减弱 2 处（其中已审定 2 处）" in paragraphs[0]
    assert paragraphs[1].startswith("▽ 公开减弱，已审定")
    assert all("已审定（李四）" in row.cells[5].text for row in table_of(document).body)


def test_the_marks_of_the_table_of_changes_are_looks_and_no_tracked_changes() -> None:
    document = changes.layout(COMPARED, OLD, NEW, FORM)
    data = write(document, paginate(document), "docx", HOME)
    xml = members(data)["word/document.xml"].decode()
    assert "<w:strike/>" in xml and '<w:u w:val="single"/>' in xml
    assert "<w:del " not in xml and "<w:ins " not in xml and "delText" not in xml


def test_a_long_title_has_a_row_as_high_as_its_lines_in_excel() -> None:
    long = catalog([("甲", [{"name": "乙"}])], title="某某市某某局关于若干领域的政府信息主动公开基本目录")
    same = compare(long, long, FORM, FORM)
    for document, height in ((layout(long, FORM), "40"), (changes.layout(same, long, long, FORM), "68")):
        sheet = members(write(document, paginate(document), "xlsx", HOME))["xl/worksheets/sheet1.xml"].decode()
        assert f'<row r="1" ht="{height}" customHeight="1">' in sheet


def test_the_page_of_changes_has_filters_and_the_text_has_marks() -> None:
    document = changes.layout(COMPARED, OLD, NEW, FORM)
    page = write(document, document, "html", HOME).decode()
    assert "<del>7</del>" in page and "<ins>20</ins>" in page
    for named in ("类别", "变化", "责任科室"):
        assert f" data-filter>{named}</th>" in page
    assert "公开时限：<del>7</del>个工作日内" in write(document, document, "md", HOME).decode()


def test_levels_are_called_as_the_form_calls_them() -> None:
    called = {name: [level(depth, HOME.profiles[name]) for depth in range(3)] for name in ("basic-8", "standard-15")}
    assert called == {
        "basic-8": ["目录整体", "一级（具体职责）", "二级（事项名称）"],
        "standard-15": ["目录整体", "一级事项", "二级事项"],
    }
    assert [heading(field, HOME.profiles["standard-15"]) for field in ("audience", "extra/甲", "basis", "remark")] == [
        "公开对象", "甲", "公开依据", "备注",
    ]  # fmt: skip


# --- text and JSON ---


def place(name: str) -> Callable[[tuple[str | int, ...]], str]:
    return lambda route: f"{name}:{len(route)}:1"


def editions(old: Catalog = OLD, new: Catalog = NEW) -> tuple[ComparedEdition, ComparedEdition]:
    return ComparedEdition(old, "旧.yaml", place("旧.yaml")), ComparedEdition(new, "新.yaml", place("新.yaml"))


def test_the_text_leads_with_totals_and_with_what_the_public_lost_in_each_item() -> None:
    lines = diff_text.report(COMPARED, *editions(), FORM).splitlines()
    assert lines[0] == "旧.yaml（2023） → 新.yaml（2024）"
    assert lines[1].startswith("共 7 处变化：公开减弱 2 处、")
    top = lines.index("机构概况 › 领导简介  旧.yaml:4:1 → 新.yaml:4:1")
    limit, content = COMPARED.changes[row_of("modified", "time_limit")], COMPARED.changes[row_of("modified", "content")]
    assert lines[top + 1 : top + 3] == [
        f"  ! 修改      公开减弱  公开时限  [-7-]{{+20+}}个工作日内  （时限延长）  [{limit.fingerprint}]",
        f"    修改      公开加强  公开内容  姓名、简历{{+、分工+}}  （增加要素：分工）  [{content.fingerprint}]",
    ]


def test_every_change_is_one_line_that_ends_with_its_fingerprint() -> None:
    lines = diff_text.report(COMPARED, *editions(), FORM).splitlines()
    found = [line.rpartition("[")[2].rstrip("]") for line in lines if line.endswith("]")]
    assert sorted(found) == sorted(change.fingerprint for change in COMPARED.changes)


def test_colours_replace_signs_and_nothing_steers_the_terminal() -> None:
    evil = catalog([("甲", [{"id": "a1", "name": "乙", "content": "文\x1b[2J\n字"}])])
    tame = catalog([("甲", [{"id": "a1", "name": "乙", "content": "文"}])])
    found = compare(tame, evil, FORM, FORM)
    plainly = diff_text.report(found, *editions(tame, evil), FORM)
    assert "\x1b" not in plainly and "\\u001b[2J\\n字" in plainly
    coloured = diff_text.report(found, *editions(tame, evil), FORM, color=True)
    assert "\x1b[32m" in coloured and "{+" not in coloured and "\x1b[2J" not in coloured


def test_a_new_order_and_new_numbers_are_a_line_each() -> None:
    names = [{"id": f"a{n}", "name": f"事项{n}号"} for n in range(9)]
    one, other = catalog([("甲", names)]), catalog([("甲", names[::-1])])
    form = HOME.profiles["standard-14"]
    found = compare(one, other, form, form)
    lines = diff_text.report(found, *editions(one, other), form).splitlines()
    assert [change.kind for change in found.changes] == ["reordered", "renumbered"]
    assert lines[4] == "次序和序号" and len(lines) == 7
    assert "事项0号、事项1号、事项2号 等 8 项 → 事项7号、事项6号、事项5号 等 8 项" in lines[5]


@pytest.mark.parametrize(("count", "shown"), [(12, 12), (13, 12)])
def test_the_table_of_changes_lists_at_most_twelve_names_of_an_order(count: int, shown: int) -> None:
    names = [{"id": f"a{n:02}", "name": f"事项{n:02}号"} for n in range(count + 1)]
    one, other = catalog([("甲", names)]), catalog([("甲", names[::-1])])
    table = table_of(changes.layout(compare(one, other, FORM, FORM), one, other, FORM))
    text = table.body[0].cells[1].text
    more = f" 等 {count} 项" if count > shown else ""
    assert text == "原次序：" + "、".join(f"事项{n:02}号" for n in range(shown)) + more


@pytest.mark.parametrize(("count", "shown"), [(4, 4), (5, 4)])
def test_the_table_of_changes_lists_at_most_four_numbers(count: int, shown: int) -> None:
    form = HOME.profiles["standard-14"]
    names = [{"id": f"a{n}", "name": f"事项{n}号"} for n in range(count)]
    one, other = catalog([("甲", names)]), catalog([("甲", [{"id": "z", "name": "新的事项"}, *names])])
    table = table_of(changes.layout(compare(one, other, form, form), one, other, form))
    (text,) = (row.cells[1].text for row in table.body if row.cells[3].text == "重编序号")
    more = f" 等 {count} 项" if count > shown else ""
    assert text == "原序号：" + "、".join(map(str, range(1, shown + 1))) + more


def test_two_equal_editions_say_so() -> None:
    same = compare(OLD, OLD, FORM, FORM)
    assert "没有变化。事项 4 → 4 项" in diff_text.report(same, *editions(OLD, OLD), FORM)
    assert "没有变化" in next(b.text for b in changes.layout(same, OLD, OLD, FORM).blocks if isinstance(b, Paragraph))


def test_the_json_fits_its_schema_and_has_every_change() -> None:
    told = json.loads(diff_json.report(COMPARED, *editions(), FORM))
    Draft202012Validator(json.loads(schema_text("diff", HOME.profiles))).validate(told)
    assert [change["fingerprint"] for change in told["changes"]] == [change.fingerprint for change in COMPARED.changes]
    limit = told["changes"][row_of("modified", "time_limit")]
    assert (limit["before"], limit["after"], limit["heading"], limit["office"]) == (
        "7个工作日内", "20个工作日内", "公开时限", "办公室",
    )  # fmt: skip
    assert limit["words"] == [
        [
            {"text": "7", "mark": "deleted"},
            {"text": "20", "mark": "inserted"},
            {"text": "个工作日内", "mark": ""},
        ]
    ]
    assert limit["old"] == [
        {"id": "l1", "path": ["机构概况", "领导简介"], "route": ["items", 0, "items", 0], "place": "旧.yaml:4:1"}
    ]
    assert told["counts"]["verdicts"]["weakened"] == 2 and told["counts"]["total"] == 7
    assert (told["old"]["file"], told["new"]["edition"]) == ("旧.yaml", "2024")


def test_of_a_long_preface_the_changed_paragraphs_are_shown() -> None:
    old = catalog([("甲", [{"name": "乙"}])], preface=["总则不变。", "适用全市。", "附则不变。"])
    new = catalog([("甲", [{"name": "乙"}])], preface=["总则不变。", "适用全县。", "附则不变。"])
    (table,) = changes.layout(compare(old, new, FORM, FORM), old, new, FORM).tables()
    (row,) = table.body
    result = [cell.text for cell in row.cells]
    assert any("适用全市。" in text for text in result) and any("适用全县。" in text for text in result)
    assert not any("不变" in text for text in result)
