"""`gkml import --update`: a workbook is built, edited as an office edits it, and merged into the catalog it was built of."""

import subprocess
from collections.abc import Callable
from copy import copy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document as word
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from tests.conftest import ROOT, Result

GKML = Callable[..., Result]

CATALOG = """\
# 说明：本目录由办公室维护
format: 1
id: ju
title: 某局目录
profile: basic-8
defaults:
  time_limit: 20个工作日内
items:
  - id: g1
    name: 机构概况
    items:
      # 领导
      - id: a1
        name: 领导简介
        content: 姓名、简历  # 核对过
        office: 人事科
        channels: [网站]
      - id: a2
        name: 机构职能
        content: 职责
        office: 办公室
        channels:
          - 网站
          - 公告栏  # 一楼
  - id: g2
    name: 行政许可
    items:
      - id: b1
        name: 办事指南
        content: 条件、程序
        time_limit: 7个工作日内
        office: 审批科
        channels: [网站]
notes: [注：试行]
"""
COLUMNS = {"序号": 1, "职责": 2, "事项": 3, "内容": 4, "科室": 5, "时限": 6, "渠道": 7, "栏目": 8, "编号": 9}
"""Row 1 is the title, row 2 the headings, rows 3 to 5 the items, row 6 the note."""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: GKML) -> Path:
    """A folder with the catalog and what was built of it."""
    monkeypatch.chdir(tmp_path)
    Path("ju.yaml").write_bytes(CATALOG.encode())
    gkml("build ju.yaml --format xlsx,docx --quiet --out build")
    return tmp_path


def edited(edit: Callable[[Worksheet], Any], name: str = "back.xlsx") -> str:
    """The built workbook after an edit of its printed sheet."""
    book = openpyxl.load_workbook("build/ju.xlsx")
    edit(book["目录"])
    book.save(name)
    return name


def put(**cells: str | None) -> Callable[[Worksheet], None]:
    def edit(sheet: Worksheet) -> None:
        for place, text in cells.items():
            sheet[place] = text

    return edit


def unmerged(sheet: Worksheet) -> None:
    for merge in list(sheet.merged_cells.ranges):
        if merge.min_row > 2:
            sheet.unmerge_cells(str(merge))


def rows(order: list[int | dict[int, str]]) -> Callable[[Worksheet], None]:
    """The rows of items in another order, some more than once, or new ones given by their cells."""

    def edit(sheet: Worksheet) -> None:
        note = sheet["A6"].value
        unmerged(sheet)
        old = {n: [cell.value for cell in sheet[n]] for n in (3, 4, 5)}
        old[4][1] = old[3][1]
        styles = [copy(cell._style) for cell in sheet[3]]
        for number, row in enumerate(order, 3):
            values = old[row] if isinstance(row, int) else [row.get(n) for n in range(1, 10)]
            for column, (value, style) in enumerate(zip(values, styles, strict=True), 1):
                sheet.cell(number, column, None).value = value
                sheet.cell(number, column)._style = style
        for number in range(3 + len(order), 8):
            for cell in sheet[number]:
                cell.value, cell._style = None, copy(sheet["K50"]._style)
        sheet.cell(3 + len(order), 1).value = note

    return edit


def changed(before: str) -> list[str]:
    """The catalog's lines that went (-) and came (+)."""
    import difflib

    lines = difflib.unified_diff(before.splitlines(), Path("ju.yaml").read_text("utf-8").splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:2] not in {"--", "++", "@@"}]


def test_a_workbook_that_nobody_touched_leaves_the_catalog_alone(desk: Path, gkml: GKML) -> None:
    for name in ("build/ju.xlsx", "build/ju.docx", edited(put()), edited(unmerged)):
        result = gkml(f"import --update ju.yaml {name}")
        assert (result.code, result.out) == (0, "送回的文件没有改动。\n")
    assert Path("ju.yaml").read_text("utf-8") == CATALOG


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (put(D3="姓名"), ["-        content: 姓名、简历  # 核对过", "+        content: 姓名  # 核对过"]),
        (put(C4="机构设置"), ["-        name: 机构职能", "+        name: 机构设置"]),
        (put(B3="概况"), ["-    name: 机构概况", "+    name: 概况"]),
        (put(E3=None), ["-        office: 人事科", '+        office: ""']),
        (put(F3=None), ['+        time_limit: ""']),
        (put(F4="5日内"), ["+        time_limit: 5日内"]),
        (put(F5="20个工作日内"), ["-        time_limit: 7个工作日内", "+        time_limit: 20个工作日内"]),
        (put(G3="网站、微信"), ["-        channels: [网站]", "+        channels: [网站, 微信]"]),
        (put(G4="网站、微信"), ["-          - 公告栏  # 一楼", "+          - 微信  # 一楼"]),
        (put(G4="网站"), ["-          - 公告栏  # 一楼"]),
        (put(H3="政务公开"), ["+        sections: [政务公开]"]),
        (put(A1="某局公开目录"), ["-title: 某局目录", "+title: 某局公开目录"]),
        (put(A6="注：正式"), ["-notes: [注：试行]", "+notes: [注：正式]"]),
        (put(A3="7"), []),
        (
            rows([3, {3: "新事项", 4: "新内容", 6: "20个工作日内"}, 4, 5]),
            ["+      - id: ctj3km", "+        name: 新事项", "+        content: 新内容"],
        ),
        (
            rows([3, 4, {2: "新职责", 3: "新事项", 6: "1日内"}, 5]),
            [
                "+  - id: rnxrgb",
                "+    name: 新职责",
                "+    items:",
                "+      - id: zbjynf",
                "+        name: 新事项",
                "+        time_limit: 1日内",
            ],
        ),
        (
            rows([4, 3, 5]),
            [
                "-      # 领导",
                "-      - id: a1",
                "-        name: 领导简介",
                "-        content: 姓名、简历  # 核对过",
                "-        office: 人事科",
                "-        channels: [网站]",
                "+      # 领导",
                "+      - id: a1",
                "+        name: 领导简介",
                "+        content: 姓名、简历  # 核对过",
                "+        office: 人事科",
                "+        channels: [网站]",
            ],
        ),
    ],
)
def test_an_edit_changes_its_own_lines(
    desk: Path, gkml: GKML, edit: Callable[[Worksheet], None], lines: list[str]
) -> None:
    result = gkml(f"import --update ju.yaml {edited(edit)}")
    assert result.code == 0
    assert sorted(changed(CATALOG)) == sorted(lines)


def test_an_item_that_moves_to_another_group_prints_what_it_printed(desk: Path, gkml: GKML) -> None:
    def edit(sheet: Worksheet) -> None:
        rows([3, 4, 5])(sheet)
        sheet["B4"] = "行政许可"

    result = gkml(f"import --update ju.yaml {edited(edit)}")
    assert "移到别组：ju.yaml:18:9 ← 目录!B4 a2 “机构职能”：“机构概况” → “行政许可”" in result.out
    text = Path("ju.yaml").read_text("utf-8")
    assert text.index("id: g2") < text.index("id: a2") < text.index("id: b1")
    assert "公告栏  # 一楼" in text


def test_a_group_that_gets_the_name_of_another_goes_into_it(desk: Path, gkml: GKML) -> None:
    result = gkml(f"import --update ju.yaml {edited(put(B5='机构概况'))}")
    assert result.code == 0
    text = Path("ju.yaml").read_text("utf-8")
    assert text.count("name: 机构概况") == 1
    assert "id: g2" not in text
    assert text.index("id: a2") < text.index("      - id: b1\n        name: 办事指南\n")


def test_a_blank_cell_of_a_new_row_inherits_nothing(desk: Path, gkml: GKML) -> None:
    assert gkml(f"import --update ju.yaml {edited(rows([3, {3: '新事项', 4: '新内容'}, 4, 5]))}").code == 0
    assert '        content: 新内容\n        time_limit: ""\n' in Path("ju.yaml").read_text("utf-8")


def test_a_row_that_was_copied_is_a_new_item(desk: Path, gkml: GKML) -> None:
    result = gkml(f"import --update ju.yaml {edited(rows([3, 3, 4, 5]))}")
    assert (result.code, result.out.count("新增")) == (0, 1)
    assert "新增：目录!C4 “领导简介”，编号与前面一行相同，按新事项处理" in result.out
    assert Path("ju.yaml").read_text("utf-8").count("name: 领导简介") == 2


def test_a_row_that_is_gone_stays_until_a_reason_is_given(desk: Path, gkml: GKML) -> None:
    back = edited(rows([4, 5]))
    result = gkml(f"import --update ju.yaml {back}")
    assert result.code == 1
    assert "少了：ju.yaml:13:9 a1 “领导简介”，送回的表里没有这一行" in result.out
    assert Path("ju.yaml").read_text("utf-8") == CATALOG
    assert gkml(f"import --update ju.yaml {back} --remove").code == 2
    result = gkml(f"import --update ju.yaml {back} --remove --reason 机构改革")
    assert (result.code, result.out) == (0, "取消：ju.yaml:13:9 a1 “领导简介”\n合并了 1 处改动。\n")
    text = Path("ju.yaml").read_text("utf-8")
    assert "# 领导" not in text
    assert text.endswith("abolished:\n  - id: a1\n    name: 领导简介\n    reason: 机构改革\n")
    assert gkml(f"import --update ju.yaml {back} --base base.yaml").code == 2
    Path("base.yaml").write_text(CATALOG, "utf-8")
    assert gkml(f"import --update ju.yaml {back} --base base.yaml").out == "送回的文件没有改动。\n"


def test_what_both_sides_changed_waits_for_a_decision(desk: Path, gkml: GKML) -> None:
    Path("base.yaml").write_text(CATALOG, "utf-8")
    mine = CATALOG.replace("office: 审批科", "office: 许可科").replace("姓名、简历", "姓名、简历、分工")
    Path("ju.yaml").write_text(mine, "utf-8")
    back = f"{edited(put(E5='审批处', E3='办公室'))} --base base.yaml"
    result = gkml(f"import --update ju.yaml {back}")
    assert result.code == 1
    assert (
        "冲突：b1 “办事指南” 责任科室，两边都改了\n  发出时：“审批科”\n"
        "  目录 ju.yaml:32:17：“许可科”\n  送回 目录!E5：“审批处”\n" in result.out
    )
    assert Path("ju.yaml").read_text("utf-8") == mine
    ours = mine.replace("office: 人事科", "office: 办公室")
    assert gkml(f"import --update ju.yaml {back} --ours").code == 0
    assert Path("ju.yaml").read_text("utf-8") == ours
    assert gkml(f"import --update ju.yaml {back} --theirs").code == 0
    assert Path("ju.yaml").read_text("utf-8") == ours.replace("许可科", "审批处")


def test_line_ends_and_a_byte_order_mark_stay(desk: Path, gkml: GKML) -> None:
    raw = b"\xef\xbb\xbf" + CATALOG.replace("\n", "\r\n").encode()
    Path("ju.yaml").write_bytes(raw)
    gkml("build ju.yaml --format xlsx --quiet --out build")
    gkml(f"import --update ju.yaml {edited(put(E3='办公室', H3='公开'))}")
    wanted = raw.replace("人事科".encode(), "办公室".encode(), 1)
    added = "        channels: [网站]\r\n        sections: [公开]\r\n".encode()
    assert Path("ju.yaml").read_bytes() == wanted.replace("        channels: [网站]\r\n".encode(), added, 1)


def test_a_dry_run_shows_the_lines_and_writes_none(desk: Path, gkml: GKML) -> None:
    result = gkml(f"import --update ju.yaml {edited(put(E3='办公室'))} --dry-run")
    assert "-        office: 人事科\n+        office: 办公室\n" in result.out
    assert Path("ju.yaml").read_text("utf-8") == CATALOG


def test_an_edited_word_file_comes_back_too(desk: Path, gkml: GKML) -> None:
    file = word("build/ju.docx")
    table = file.tables[0]
    table.cell(1, 3).paragraphs[0].runs[0].text = "姓名"
    copied = copy(table.rows[3]._tr)
    table.rows[3]._tr.addnext(copied)
    for mark in copied.xpath(".//w:bookmarkStart | .//w:bookmarkEnd"):
        mark.getparent().remove(mark)
    file.save("back.docx")
    result = gkml("import --update ju.yaml back.docx")
    assert result.code == 0
    assert "“姓名、简历” → “姓名”" in result.out
    assert Path("ju.yaml").read_text("utf-8").count("name: 办事指南") == 2


# --- what it was built of ---


def git(*words: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


@pytest.mark.parametrize("name", ["ju.yaml", "-f.yaml", "目录 :(top).yaml"])
def test_the_version_it_was_built_of_is_found_in_git(desk: Path, gkml: GKML, name: str) -> None:
    if name != "ju.yaml":
        Path("ju.yaml").rename(name)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "1")
    mine = CATALOG.replace("姓名、简历", "姓名、简历、分工")
    Path(name).write_text(mine, "utf-8")
    git("commit", "-qam", "2")
    result = gkml(f"import --update './{name}' {edited(put(E3='办公室'))}")
    assert result.code == 0, result.err
    assert Path(name).read_text("utf-8") == mine.replace("人事科", "办公室")


def test_a_version_whose_line_ends_the_checkout_turned_round_is_found(desk: Path, gkml: GKML) -> None:
    git("init", "-q")
    git("config", "core.autocrlf", "true")
    Path("ju.yaml").write_bytes(CATALOG.replace("\n", "\r\n").encode())
    gkml("build ju.yaml --format xlsx --quiet --out build")
    git("add", "ju.yaml")
    git("commit", "-qm", "1")
    Path("ju.yaml").write_bytes(CATALOG.replace("简历", "履历").replace("\n", "\r\n").encode())
    assert gkml(f"import --update ju.yaml {edited(put(E3='办公室'))}").code == 0
    assert "履历  # 核对过\r\n        office: 办公室\r\n".encode() in Path("ju.yaml").read_bytes()


def test_a_base_of_another_catalog_is_refused(desk: Path, gkml: GKML) -> None:
    Path("base.yaml").write_text(CATALOG.replace("id: ju", "id: ting"), "utf-8")
    result = gkml("import --update ju.yaml build/ju.xlsx --base base.yaml")
    assert (result.code, result.err) == (2, "--base 的 base.yaml 是目录“ting”，不是“ju”；请核对\n")


def test_a_version_that_is_nowhere_is_asked_for(desk: Path, gkml: GKML) -> None:
    Path("ju.yaml").write_text(CATALOG.replace("简历", "履历"), "utf-8")
    result = gkml(f"import --update ju.yaml {edited(put(E3='办公室'))}")
    assert result.code == 2
    assert "git 里也没有编译时的那一版；请用 --base 文件" in result.err


# --- what is refused ---


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (put(D2="内容"), "表头与编译时的不同"),
        (lambda sheet: sheet.insert_cols(5), "表头与编译时的不同"),
        (lambda sheet: sheet.delete_rows(2, 9), "表头与编译时的不同"),
    ],
)
def test_a_table_of_another_head_is_refused(
    desk: Path, gkml: GKML, edit: Callable[[Worksheet], None], message: str
) -> None:
    result = gkml(f"import --update ju.yaml {edited(edit)}")
    assert result.code == 2
    assert message in result.err


def test_the_file_of_another_catalog_is_refused(desk: Path, gkml: GKML) -> None:
    Path("other.yaml").write_text(CATALOG.replace("id: ju", "id: ting"), "utf-8")
    result = gkml("import --update other.yaml build/ju.xlsx")
    assert result.code == 2
    assert "是目录“ju”编译出的" in result.err


def test_a_table_that_has_other_items_alone_does_not_empty_the_catalog(desk: Path, gkml: GKML) -> None:
    Path("ju.yaml").write_text(CATALOG.partition("  - id: g2")[0] + "notes: [注：试行]\n", "utf-8")
    Path("base.yaml").write_text(CATALOG, "utf-8")
    result = gkml(f"import --update ju.yaml {edited(rows([5]))} --base base.yaml --remove --reason 改革")
    assert result.code == 2
    assert "一个事项也不剩" in result.err


def test_a_new_item_never_gets_an_id_that_was_used(desk: Path, gkml: GKML) -> None:
    back = edited(rows([3, {3: "新事项", 4: "新内容", 6: "20个工作日内"}, 4, 5]))
    used = "abolished:\n  - {id: ctj3km, name: 旧事项, reason: 改革}\n"
    Path("base.yaml").write_text(CATALOG, "utf-8")
    Path("ju.yaml").write_text(CATALOG + used, "utf-8")
    assert gkml(f"import --update ju.yaml {back} --base base.yaml").code == 0
    assert Path("ju.yaml").read_text("utf-8").count("ctj3km") == 1


def test_a_row_without_a_name_is_no_removed_row(desk: Path, gkml: GKML) -> None:
    result = gkml(f"import --update ju.yaml {edited(put(C5=None, B5=None, E3='办公室'))} --remove --reason 改革")
    assert result.code == 1
    assert "没有看懂：" in result.out
    assert Path("ju.yaml").read_text("utf-8") == CATALOG


# --- the workbook as a seat for editing ---


def test_the_workbook_refuses_what_does_not_come_back(desk: Path) -> None:
    """Headings, numbers and ids, each with what it says; all else is free. Rows can come and go: nothing is protected."""
    book = openpyxl.load_workbook("build/ju.xlsx")
    sheet = book["目录"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    refusing = {cells for cells, r in rules.items() if (r.type, r.formula1, r.errorStyle) == ("custom", "FALSE", None)}
    assert refusing == {"A2:I2", "A3:A5", "I3:I5"} == rules.keys()
    assert all(rule.showErrorMessage and rule.error for rule in rules.values())
    assert sheet.column_dimensions["I"].hidden
    assert not sheet.protection.sheet
    assert book["数据"].protection.sheet, "what is written there would be lost"
    assert not book["数据"].protection.autoFilter, "0 leaves filters to be used"


def test_ticks_are_chosen_and_check_lists_explained(desk: Path, gkml: GKML) -> None:
    name = "jincheng-food-drug"
    gkml(f"build {ROOT}/tests/catalogs/{name}.yaml --format xlsx --quiet --out build")
    sheet = openpyxl.load_workbook(f"build/{name}.xlsx")["目录"]
    rules = sheet.data_validations.dataValidation
    lists = [rule for rule in rules if rule.type == "list"]
    headings = {sheet.cell(3, sheet[str(rule.sqref).split(":")[0]].column).value for rule in lists}
    assert headings == {"全社会", "主动", "依申请", "县级", "乡级"}, "特定群体 takes any text"
    assert {(rule.formula1, rule.allow_blank) for rule in lists} == {('"√"', True)}
    (hint,) = [rule.prompt for rule in rules if rule.showInputMessage]
    assert hint.startswith("要勾选的，把 □ 改成 ■")


def test_a_formula_without_its_value_empties_no_cell(desk: Path, gkml: GKML) -> None:
    result = gkml(f"import {edited(put(D3='=1+1'))} --update ju.yaml")
    assert result.code == 2 and "目录!D3" in result.err
    assert changed(CATALOG) == []


def test_a_row_typed_below_the_table_is_a_new_item(desk: Path, gkml: GKML) -> None:
    def typed(sheet: Worksheet) -> None:
        for column, text in {
            "序号": "3",
            "职责": "行政许可",
            "事项": "办理结果",
            "内容": "许可决定",
            "科室": "审批科",
        }.items():
            sheet.cell(7, COLUMNS[column]).value = text

    result = gkml(f"import {edited(typed)} --update ju.yaml")
    text = Path("ju.yaml").read_text("utf-8")
    assert "办理结果" in text and "notes: [注：试行]" in text, result


def test_a_table_without_ids_is_refused(desk: Path, gkml: GKML) -> None:
    def copied(sheet: Worksheet) -> None:
        for row in range(3, 6):
            sheet.cell(row, COLUMNS["编号"]).value = None

    before = Path("ju.yaml").read_bytes()
    result = gkml(f"import {edited(copied)} --update ju.yaml")
    assert result.code == 2 and "编号" in result.err and Path("ju.yaml").read_bytes() == before


@pytest.mark.parametrize("heading", ["[政务公开]", "情况说明", "x"])
def test_a_level_whose_heading_was_retyped_leaves_a_row_an_item(desk: Path, gkml: GKML, heading: str) -> None:
    """The groups' merged cells are the only names then, and each row with an id is an item of its own."""
    answer = gkml(f"import {edited(put(C2=heading))} -o new.yaml")
    assert answer.code in {0, 1}
    text = Path("new.yaml").read_text("utf-8")
    assert [line.strip() for line in text.splitlines() if "name:" in line].count("name: 机构概况") == 2
    assert all(f"id: {key}" in text for key in ("a1", "a2", "b1"))


# --- what is told and not merged ---


def test_comments_and_texts_beside_the_table_are_told(desk: Path, gkml: GKML) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["D3"].comment = Comment("请补充照片", "科长")
        sheet["L4"] = "这一行要改"

    result = gkml(f"import --update ju.yaml {edited(edit)}")
    assert result.code == 1
    assert "没有合并：目录!D3 批注“请补充照片”" in result.out
    assert "“这一行要改”" in result.out
    assert changed(CATALOG) == []


@pytest.mark.parametrize(("cell", "text"), [("D2", "新的内容"), ("F4", "3个工作日内"), ("G3", "")])
def test_edits_on_the_copy_are_told(cell: str, text: str, desk: Path, gkml: GKML) -> None:
    book = openpyxl.load_workbook("build/ju.xlsx")
    book["数据"][cell] = text or None
    book.save("back.xlsx")
    result = gkml("import --update ju.yaml back.xlsx")
    assert (result.code, changed(CATALOG)) == (1, [])
    assert f"没有合并：数据!{cell}" in result.out
    assert gkml(f"import --update ju.yaml {edited(put(D3='姓名'))}").code == 0


@pytest.mark.parametrize("text", [None, "—", "／"])
@pytest.mark.parametrize("cell", ["C3", "C4", "C5"])
def test_an_emptied_name_moves_and_renames_no_item(cell: str, text: str | None, desk: Path, gkml: GKML) -> None:
    result = gkml(f"import --update ju.yaml {edited(put(**{cell: text}))}")
    assert (result.code, changed(CATALOG)) == (1, [])
    assert f"目录!{cell}" in result.out
    assert "名称空着" in result.out
    assert "移到别组" not in result.out
    assert "改名" not in result.out


@pytest.mark.parametrize("text", ["同上", "〃", "（同上）"])
def test_the_text_above_is_taken_for_the_words_that_say_so(text: str, desk: Path, gkml: GKML) -> None:
    assert gkml(f"import --update ju.yaml {edited(put(E4=text))}").code == 0
    assert changed(CATALOG) == ["-        office: 办公室", "+        office: 人事科"]


@pytest.mark.parametrize(("row", "column", "text"), [(1, 7, "政务公开-领导"), (2, 7, "政务公开-机构"), (3, 7, "")])
def test_a_retyped_cell_of_a_word_file_leaves_the_row_what_it_was(
    row: int, column: int, text: str, desk: Path, gkml: GKML
) -> None:
    file = word("build/ju.docx")
    cell = file.tables[0].rows[row].cells[column]
    for child in list(cell._tc):
        if child.tag.endswith("}p"):
            cell._tc.remove(child)
    cell.add_paragraph(text)
    file.save("back.docx")
    result = gkml("import --update ju.yaml back.docx")
    assert result.code == 0, result.out
    assert changed(CATALOG) == ([f"+        sections: [{text}]"] if text else [])
    assert "编号不见了" in result.out and "少了" not in result.out and "新增" not in result.out
