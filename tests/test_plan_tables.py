"""Tables of tasks whose headings are in no known form: read by the meaning of their headings, with an account of each cell."""

from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml

from tests.conftest import Result

TITLE = "某市水务局2026年政务公开重点任务清单"
Rows = Sequence[Sequence[str]]


def word(path: Path, rows: Rows, merges: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()) -> Path:
    document = docx.Document()
    document.add_paragraph(TITLE)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    for first, last in merges:
        kept = table.cell(*first).text
        table.cell(*first).merge(table.cell(*last)).text = kept
    document.save(str(path))
    return path


def imported(path: Path, gkml: Callable[..., Result]) -> tuple[dict, str]:
    result = gkml(f"import {path} --out {path.parent}/out")
    assert result.code in {0, 1}, result.out + result.err  # 1: something was guessed
    (made,) = (path.parent / "out").rglob("*.yaml")
    return yaml.safe_load(made.read_text("utf-8")), result.out + result.err


def tasks(plan: dict) -> list[dict]:
    return [task for section in plan["sections"] for task in section["parts"]]


@pytest.mark.parametrize(
    ("headings", "row", "expected"),
    [
        (
            ["序号", "重点任务", "工作措施", "责任科室", "配合科室", "完成时限"],
            ["1", "政策解读", "同步解读", "办公室", "法规科、水资源科", "2026年6月底前"],
            {"number": "1", "title": "政策解读", "text": ["同步解读"], "responsible": ["办公室"], "support": ["法规科", "水资源科"], "due": "2026年6月底前"},
        ),
        (
            ["任务名称", "具体措施", "牵头部门", "责任部门", "完成时间", "责任人"],
            ["新闻发布", "开两次", "宣传科", "办公室", "年底前", "张科长"],
            {"title": "新闻发布", "text": ["开两次"], "lead": ["宣传科"], "responsible": ["办公室"], "due": "年底前", "remark": "责任人：张科长"},
        ),
        (
            ["主要工作任务", "责任分工", "时间节点", "进展情况"],
            ["编制目录", "办公室牵头，各科室配合", "3月底前", "进行中"],
            {"text": ["编制目录"], "lead": ["办公室"], "support": ["各科室"], "due": "3月底前", "progress": {"state": "推进中"}},
        ),
        (
            ["工作内容", "目标要求", "承办科室（单位）", "办理时限", "进展情况", "佐证材料", "完成日期"],
            ["培训", "每年一次", "人事科", "10月底前", "已办结", "会议纪要3号", "2026.9.3"],
            {"title": "培训", "text": ["每年一次"], "responsible": ["人事科"], "due": "10月底前", "progress": {"state": "已完成", "done": "2026-09-03", "evidence": ["会议纪要3号"]}},
        ),
        (
            ["工作事项", "工作标准", "责任单位", "协办单位", "完 成\n时 限", "进展情况", "分值"],
            ["年报", "1月31日前", "办公室", "各科室", "1月31日前", "初稿已送审", "5"],
            {"title": "年报", "text": ["1月31日前"], "responsible": ["办公室"], "support": ["各科室"], "due": "1月31日前", "remark": "进展情况：初稿已送审；分值：5"},
        ),
    ],
)  # fmt: skip
def test_headings_are_read_by_their_meaning(
    headings: list[str], row: list[str], expected: dict, tmp_path: Path, gkml: Callable[..., Result]
) -> None:
    plan, _ = imported(word(tmp_path / "任务.docx", [headings, row, row]), gkml)
    listed = [{**task, "number": str(task["number"])} if "number" in task else task for task in tasks(plan)]
    for task in listed:
        task.pop("id", None)
        if "done" in task.get("progress", {}):
            task["progress"]["done"] = str(task["progress"]["done"])
    assert listed == [expected, expected]


def test_a_column_without_a_place_is_accounted_for(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    rows = [["重点任务", "责任科室", "完成时限", "责任领导"], ["解读", "办公室", "年底前", "李局长"]]
    plan, out = imported(word(tmp_path / "任务.docx", rows), gkml)
    assert tasks(plan)[0]["remark"] == "责任领导：李局长"
    assert "第1行 第4列 “责任领导” 方案里没有这一栏" in out


def test_merged_headings_of_two_rows(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    rows = [
        ["任务类别", "具体任务", "责任分工", "", "完成时限"],
        ["", "", "牵头科室", "配合科室", ""],
        ["平台", "改版网站", "办公室", "信息科", "6月底前"],
        ["", "检查栏目", "办公室", "各科室", "每季度"],
        ["解读", "同步解读", "法规科", "各科室", "持续推进"],
    ]
    merges = [((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (1, 4)), ((2, 0), (3, 0))]
    plan, _ = imported(word(tmp_path / "任务.docx", rows, merges), gkml)
    assert [(s["heading"], [t["text"] for t in s["parts"]]) for s in plan["sections"]] == [
        ("平台", [["改版网站"], ["检查栏目"]]), ("解读", [["同步解读"]]),
    ]  # fmt: skip
    assert [(t["lead"], t["support"], t["due"]) for t in tasks(plan)][1] == (["办公室"], ["各科室"], "每季度")


def test_tables_of_other_headings_in_one_file(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    for rows in (
        [["重点任务", "责任科室", "完成时限"], ["甲任务", "办公室", "年底前"]],
        [["工作任务", "具体要求", "牵头单位", "责任单位"], ["乙任务", "做好", "法规科", "人事科"]],
    ):
        table = document.add_table(2, len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.save(str(tmp_path / "两张表.docx"))
    plan, _ = imported(tmp_path / "两张表.docx", gkml)
    assert [task.get("title") or task["text"][0] for task in tasks(plan)] == ["甲任务", "乙任务"]
    assert (tasks(plan)[0]["responsible"], tasks(plan)[1]["lead"]) == (["办公室"], ["法规科"])


def test_a_workbook_with_a_title_row(tmp_path: Path, gkml: Callable[..., Result]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([TITLE])
    sheet.merge_cells("A1:E1")
    sheet.append(["序号", "工作举措", "牵头科室", "责任科室", "截止时间"])
    sheet.append([1, "公开预算", "财务科", "各科室", "2026年3月20日前"])
    sheet.append([2, "公开决算", "财务科", "各科室", "2026年9月20日前"])
    book.save(tmp_path / "任务.xlsx")
    plan, _ = imported(tmp_path / "任务.xlsx", gkml)
    assert [(t["text"], t["lead"], t["due"]) for t in tasks(plan)] == [
        (["公开预算"], ["财务科"], "2026年3月20日前"), (["公开决算"], ["财务科"], "2026年9月20日前"),
    ]  # fmt: skip
