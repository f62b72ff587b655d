"""`gkml audit` on a made-up office's ledger, register and plan (examples, not real), with answers worked out by hand."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gkml.ledger.day import day
from gkml.ledger.period import period, shares
from tests.conftest import Result

DIRECTORY = """\
id: shili
title: 示例局2026年政府信息主动公开基本目录
agency: 示例局
edition: "2026"
region: "450200"
profile: basic-8
items:
  - id: a
    name: 职责
    items:
      - {id: i1, name: 机构职能, content: 职能, time_limit: 信息形成之日起20个工作日内, office: 办公室, channels: [政府网站], sections: [政务公开-机构概况]}
      - {id: i2, name: 行政处罚决定, content: 决定, time_limit: 作出决定之日起7个工作日内, office: 法规科, channels: [政府网站, 国家企业信用信息公示系统], sections: [政务公开-行政处罚]}
      - {id: i3, name: 年度报告, content: 报告, time_limit: 每年1月31日前, office: 办公室, channels: [政府网站], sections: [政务公开-年报]}
      - {id: i4, name: 政策解读, content: 解读, time_limit: 与政策文件同步公开, office: 法规科, channels: [政府网站], sections: [政务公开-解读]}
      - {id: i5, name: 抽检结果, content: 结果, time_limit: 及时公开, office: 食品科, channels: [政府网站], sections: [政务公开-抽检]}
      - {id: i6, name: 收费公示, content: 收费, time_limit: 每季度公开, office: 财务科, channels: [政府网站], sections: [政务公开-收费]}
"""
PLAN = """\
kind: work-plan
id: plan
title: 示例局2026年政务公开工作方案
agency: 示例局
year: 2026
issued: 2026-01-10
sections:
  - heading: 基础
    parts:
      - {id: t1, title: 甲, lead: 办公室, due: 3月底前, progress: {state: 推进中}}
      - {id: t2, title: 乙, lead: 办公室, due: 3月底前, progress: {state: 已销账, done: 2026-04-03, struck: 2026-04-01}}
      - {id: t3, title: 丙, lead: 法规科, due: 持续推进}
      - {id: t4, title: 丁, lead: 法规科, due: 3月底前, progress: {state: 已销账, done: 2026-03-31, struck: 2026-04-08, evidence: 链接}}
quotas:
  - {at_least: 2, each: quarter}
  - {at_least: 10, each: year}
"""
HEAD = "序号,事项名称,标题,文号,责任科室,形成日期,发布日期,渠道,栏目,网址,情况说明,联系电话"
# 2026 in Guangxi: 春节 15 to 23 February (14 and 28 February worked), 清明 4 to 6 April, 三月三 17 to 20 April,
# 劳动节 1 to 5 May (9 May worked).
ROWS = [
    # 20 working days from 10 February: 11, 12, 13, 14, 24 … 28 February, 2 … 6, 9 … 13 and 16 March is the 20th.
    ("机构职能", "关于机构的通知", "办公室", "2026-02-10", "2026-03-16", "政府网站", "政务公开-机构概况"),
    ("机构职能", "关于分工的通知", "办公室", "2026/4/15", "2026年4月17日", "政府网站", "政务公开>机构概况"),
    # 7 working days from 16 April: 21, 22, 23, 24, 27, 28 and 29 April.
    ("行政处罚决定", "处罚决定书1号", "法规科", "2026-04-16", "2026-04-29", "政府网站", "政务公开-行政处罚"),
    # From 1 April: 2, 3, 7, 8, 9, 10 and 13 April; published after 14, 15 and 16 April: three late.
    ("行政处罚决定", "处罚决定书2号", "法规科", "20260401", "20260420", "政府网站", "政务公开-行政处罚"),
    ("行政处罚决定", "处罚决定书2号", "法规科", "20260401", "20260420", "政府网站", "政务公开-行政处罚"),
    ("年度报告", "2025年度报告", "办公室", "2026-01-10", "2026-01-30", "政府网站", "政务公开-年报"),
    ("政策解读", "《示例办法》政策解读", "法规科", "2026-05-06", "2026-05-06", "政府网站", "政务公开-解读"),
    ("抽检结果", "第一期抽检", "食品科", "2026-05-08", "2026-05-09", "电视台", "政务公开-别处"),
    ("抽检结果", "第二期抽检", "食品科室", "2026-05-20", "2026-05-10", "政府网站", "政务公开-抽检"),
    ("不知道", "某事", "办公室", "2026-05-01", "2026-05-02", "政府网站", ""),
    ("机构职能", "坏日期", "办公室", "2026-02-30", "2026-05-02", "政府网站", ""),
    ("机构职能", "分不清", "办公室", "1/4/2026", "2026-05-02", "政府网站", ""),
    ("机构职能", "将来", "办公室", "2026-05-02", "2027-05-02", "政府网站", ""),
    ("行政处罚决定", "处罚决定书3号", "法规科", "2026-06-25", "", "", ""),
]
JUDGED = {
    3: ("i1", "2026-05-19", "in-time", 0),
    4: ("i2", "2026-04-29", "in-time", 0),
    5: ("i2", "2026-04-13", "late", 3),
    6: ("i2", "2026-04-13", "late", 3),
    8: ("i4", "2026-05-06", "in-time", 0),
    9: ("i5", None, "not-assessable", 0),
    10: ("i5", None, "before-formed", 0),
}


def written(path: Path, rows: list[tuple[str, ...]], encoding: str = "utf-8") -> Path:
    lines = [HEAD.split(",")]
    for number, (item, title, office, formed, published, channel, section) in enumerate(rows, 1):
        address = f"http://a/{number}"
        lines.append(
            [str(number), item, title, "", office, formed, published, channel, section, address, "", "13800000000"]
        )
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(lines)
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gkml.yaml").write_text('version: 1\ncatalogs: catalogs\nregion: "450200"\n', "utf-8")
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "catalogs" / "dir.yaml").write_text(DIRECTORY, "utf-8")
    (tmp_path / "catalogs" / "plan.yaml").write_text(PLAN, "utf-8")
    written(tmp_path / "ledger.csv", ROWS)
    return tmp_path


def audited(
    gkml: Callable[..., Result], options: str = "--ledger ledger.csv --period 2026Q2", code: int = 1
) -> dict[str, Any]:
    result = gkml(f"audit {options} --as-of 2026-06-30 --output-format json")
    assert result.code == code, result.err
    data: dict[str, Any] = json.loads(result.out)
    return data


def codes(data: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [finding for finding in data["findings"] if finding["code"] == code]


def test_every_record_has_the_verdict_worked_out_by_hand(folder: Path, gkml: Callable[..., Result]) -> None:
    data = audited(gkml)
    verdicts = {r["row"]: (r["item"], r["due"], r["state"], r["days"]) for r in data["records"]}
    assert verdicts == JUDGED
    first = audited(gkml, "--ledger ledger.csv --period 2026Q1")
    assert {r["row"]: (r["item"], r["due"], r["state"]) for r in first["records"]} == {
        2: ("i1", "2026-03-16", "in-time"),
        7: ("i3", "2026-01-31", "in-time"),
    }


def test_the_counts_add_up_to_the_rows(folder: Path, gkml: Callable[..., Result]) -> None:
    data = audited(gkml)
    counts = data["counts"]
    assert counts == {"read": 14, "in_period": 7, "outside": 3, "unmatched": 1, "not_read": 3}
    assert sum(data["states"].values()) == counts["in_period"] == len(data["records"])
    outcome = gkml("audit --ledger ledger.csv --period 2026Q2 --as-of 2026-06-30").out
    assert "台账 14 行＝期内7＋期外3＋认不出事项1＋读不出3。" in outcome


def test_rows_that_cannot_be_read_name_row_and_column(folder: Path, gkml: Callable[..., Result]) -> None:
    messages = [(finding["line"], finding["message"]) for finding in codes(audited(gkml), "U20")]
    assert [line for line, _ in messages] == [12, 13, 14]
    assert "“形成日期”一列：“2026-02-30”没有这一天" in messages[0][1]
    assert "分不清哪个是月、哪个是日" in messages[1][1]
    assert "“发布日期”一列：2027-05-02 在今天" in messages[2][1]


def test_what_is_doubled_elsewhere_or_unknown_is_named(folder: Path, gkml: Callable[..., Result]) -> None:
    data = audited(gkml)
    assert [f["line"] for f in codes(data, "U10")] == [6]
    assert [f["line"] for f in codes(data, "U11")] == [9]
    assert [f["line"] for f in codes(data, "U12")] == [9]
    assert [f["line"] for f in codes(data, "U13")] == [11]
    assert [u["row"] for u in data["unmatched"]] == [11]
    assert ["没有找到所解读的《示例办法》" in f["message"] for f in codes(data, "U14")] == [True]
    assert ["“食品科室”（1条）在目录里写作“食品科”" in f["message"] for f in codes(data, "U21")] == [True]
    assert [r["office"] for r in data["records"] if r["item"] == "i5"] == ["食品科", "食品科"]


def test_what_has_no_record_is_told_apart_by_whether_it_was_due(folder: Path, gkml: Callable[..., Result]) -> None:
    without = {(w["kind"], w["name"]): w["was_due"] for w in audited(gkml)["without_records"]}
    assert without == {("item", "收费公示"): True, ("item", "年度报告"): False, ("section", "政务公开-收费"): False}
    assert ["2026-06-30 以前应当公开" in f["message"] for f in codes(audited(gkml), "U05")] == [True]


def test_quotas_count_publications_of_every_office(folder: Path, gkml: Callable[..., Result]) -> None:
    """A double counts once; an office without a record stands there with 0; a year is not judged before it ends."""
    quotas = {
        (q["office"], q["period"]): (q["needed"], q["published"], q["missing"], q["over"])
        for q in audited(gkml)["quotas"]
    }
    assert quotas == {
        ("办公室", "2026Q2"): (2, 2, 0, True),
        ("法规科", "2026Q2"): (2, 3, 0, True),
        ("食品科", "2026Q2"): (2, 2, 0, True),
        ("财务科", "2026Q2"): (2, 0, 2, True),
        ("办公室", "2026"): (10, 4, 6, False),
        ("法规科", "2026"): (10, 3, 7, False),
        ("食品科", "2026"): (10, 2, 8, False),
        ("财务科", "2026"): (10, 0, 10, False),
    }
    data = audited(gkml)
    assert [f["text"] for f in codes(data, "U08")] == ["财务科"]
    assert len(codes(data, "U09")) == 4


@pytest.mark.parametrize(
    ("since", "pro_rata", "needed"),
    [("2020-05-27", "days", (1, 6)), ("2020-05-27", "none", (2, 10)), (None, "none", (2, 10))],
)
def test_a_quota_from_the_middle_of_a_period(since: str | None, pro_rata: str, needed: tuple[int, int]) -> None:
    """From 27 May 2020 35 of 91 days of the quarter are left, and 219 of 366 of the year."""
    from gkml.ledger.quota import _needed
    from gkml.work_plan.model import Quota

    quarter, year = period("2020Q2"), period("2020")
    given = {"since": since, "pro_rata": pro_rata} if since else {}
    two, ten = (Quota.model_validate({"at_least": n, "each": e, **given}) for n, e in ((2, "quarter"), (10, "year")))
    assert (_needed(two, quarter), _needed(ten, year)) == needed


def test_tasks_that_are_overdue_late_or_struck_off_without_evidence(folder: Path, gkml: Callable[..., Result]) -> None:
    data = audited(gkml)
    assert [(f["code"], f["item"]) for f in data["findings"] if f["code"] in {"U15", "U16", "U17"}] == [
        ("U15", "t1"), ("U17", "t2"), ("U17", "t2"), ("U16", "t2"),
    ]  # fmt: skip
    (late,) = codes(data, "U16")
    assert "晚3个工作日" in late["message"]  # 1, 2 and 3 April


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_ledger_in_any_encoding_reads_alike(encoding: str, folder: Path, gkml: Callable[..., Result]) -> None:
    plain = audited(gkml)
    written(folder / "ledger.csv", ROWS, encoding)
    assert audited(gkml) == plain


def test_a_workbook_with_a_sheet_for_each_month(folder: Path, gkml: Callable[..., Result]) -> None:
    book = openpyxl.Workbook()
    for month, rows in (("四月", ROWS[1:5]), ("五月", ROWS[6:8])):
        sheet = book.create_sheet(month)
        sheet.append(["示例局主动公开台账"])
        sheet.append(HEAD.split(","))
        for number, (item, title, office, formed, published, channel, section) in enumerate(rows, 1):
            day = date(2026, 4, 17) if title == "关于分工的通知" else published
            sheet.append([number, item, title, "", office, formed, day, channel, section, "", "", ""])
    del book["Sheet"]
    book.save(folder / "ledger.xlsx")
    data = audited(gkml, "--ledger ledger.xlsx --period 2026Q2")
    assert [(r["sheet"], r["row"], r["state"]) for r in data["records"]] == [
        ("四月", 3, "in-time"), ("四月", 4, "in-time"), ("四月", 5, "late"), ("四月", 6, "late"),
        ("五月", 3, "in-time"), ("五月", 4, "not-assessable"),
    ]  # fmt: skip
    assert codes(data, "U01")[0]["place"] == "四月 第5行"


def test_an_excuse_in_the_ledger_or_in_the_settings_is_heeded(folder: Path, gkml: Callable[..., Result]) -> None:
    text = (folder / "ledger.csv").read_text("utf-8")
    (folder / "ledger.csv").write_text(
        text.replace("http://a/4,,", "http://a/4,网站改版，市里同意延期,".replace("，", "；")), "utf-8"
    )
    assert [f["line"] for f in codes(audited(gkml), "U01")] == [6]
    settings = (folder / "gkml.yaml").read_text("utf-8")
    accepted = "ledger:\n  accepted:\n    - {rule: U08, subject: 财务科, period: 2026Q2, reason: 本季度没有产生信息}\n"
    (folder / "gkml.yaml").write_text(settings + accepted, "utf-8")
    assert not codes(audited(gkml), "U08")
    result = gkml("audit --ledger ledger.csv --period 2026Q2 --as-of 2026-06-30")
    assert "逾期而有情况说明的 1 条，不列为问题。" in result.err
    assert "接受了 1 个问题" in result.err


def test_a_map_of_columns_in_the_settings(folder: Path, gkml: Callable[..., Result]) -> None:
    text = (folder / "ledger.csv").read_text("utf-8")
    (folder / "ledger.csv").write_text(text.replace("事项名称,标题", "对应事项,稿件"), "utf-8")
    settings = (folder / "gkml.yaml").read_text("utf-8")
    (folder / "gkml.yaml").write_text(settings + "ledger: {columns: {对应事项: name, 稿件: title}}\n", "utf-8")
    assert {r["row"]: r["state"] for r in audited(gkml)["records"]} == {row: v[2] for row, v in JUDGED.items()}
    (folder / "gkml.yaml").write_text(settings + "ledger: {columns: {对应事项: name, 稿子: title}}\n", "utf-8")
    result = gkml("audit --ledger ledger.csv --period 2026Q2 --as-of 2026-06-30")
    assert (result.code, result.err.strip()) == (
        2, "ledger.csv: gkml.yaml 的 ledger.columns 写了“稿子”，台账里没有这一列；请照台账的表头写"
    )  # fmt: skip


def test_personal_data_is_nowhere(folder: Path, gkml: Callable[..., Result]) -> None:
    for form in ("text", "json", "xlsx", "html", "sarif", "docx"):
        name = f"out.{'txt' if form == 'text' else form}"
        result = gkml(
            f"audit --ledger ledger.csv --period 2026Q2 --as-of 2026-06-30 --output-format {form} --output-file {name}"
        )
        assert result.code == 1
        assert "没有读的列：联系电话" in result.err
        assert b"13800000000" not in (folder / name).read_bytes()
    book = openpyxl.load_workbook(folder / "out.xlsx")
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any("1380000" in text for text in texts)
    assert book.sheetnames == ["总览", "按月", "问题", "数量要求", "没有记录", "逐条"]


REGISTER = """\
编号,申请人,申请人类型,联系电话,收到日期,补正通知日期,补正日期,征求意见开始,征求意见结束,延期,答复日期,处理结果
1,张三,自然人,13911111111,2026-03-02,,,,,,2026-03-30,予以公开
2,李四,自然人,13911111112,2026-03-02,,,,,,2026-03-31,本机关不掌握相关政府信息
3,某公司,商业企业,13911111113,2026-06-20,,,,,,,
4,王五,自然人,13911111114,2026-05-06,2026-05-08,,,,,,
5,赵六,自然人,13911111115,2026-05-11,,,,,,,
"""


def test_applications_by_the_articles_of_the_regulation(folder: Path, gkml: Callable[..., Result]) -> None:
    """20 working days from 2 March: 30 March. From 11 May: 8 June, as 6 and 7 June are a weekend."""
    (folder / "register.csv").write_text(REGISTER, "utf-8")
    data = audited(gkml, "--applications register.csv --period 2026")
    states = {a["id"]: (a["due"], a["state"], a["days"]) for a in data["applications"]}
    assert states["1"] == ("2026-03-30", "in-time", 0)
    assert states["2"] == ("2026-03-30", "late", 1)
    assert states["4"][:2] == (None, "waiting")
    assert states["5"][:2] == ("2026-06-08", "overdue")
    assert data["t3"]["new"] == [4, 1, 0, 0, 0, 0, 5]
    assert data["t3"]["next"][6] == 3
    assert len(codes(data, "U18")) == 2
    text = gkml("audit --applications register.csv --period 2026 --as-of 2026-06-30")
    assert not any(name in text.out + text.err for name in ("张三", "李四", "1391111"))


def test_the_overview_of_a_register_adds_up_to_its_rows(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "register.csv").write_text(REGISTER + "6,某,自然人,,2026-02-30,,,,,,,\n", "utf-8")
    gkml("audit --applications register.csv --period 2026 --as-of 2026-06-30 --output-file r.html")
    overview = re.search("申请登记 ([0-9]+) 行＝([^。]*)。", (folder / "r.html").read_text("utf-8"))
    assert overview and overview[1] == "6" and "读不出1" in overview[2]
    assert sum(map(int, re.findall("[0-9]+", overview[2]))) == 6


def test_what_is_coming_due_is_a_list_and_a_calendar(folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("audit --as-of 2026-03-25 --coming 10")
    assert result.code == 0
    assert [line.split()[:3] for line in result.out.splitlines()[1:]] == [
        ["2026-03-31", "事项", "收费公示"], ["2026-03-31", "任务", "甲"]
    ]  # fmt: skip
    ics = gkml("audit --as-of 2026-03-25 --coming 10 --output-format ics").out
    assert ics.count("BEGIN:VEVENT") == 2
    listed = json.loads(gkml("audit --ledger ledger.csv --as-of 2026-06-30 --coming 30 --output-format json").out)
    assert ("2026-07-06", "待公开") in [(each["due"], each["kind"]) for each in listed]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--period 2026Q5 --ledger ledger.csv", "--period 的值不对：“2026Q5”不是期间"),
        ("--period 2027 --ledger ledger.csv", "--period 2027 还没有开始"),
        ("--period 2026-06-30..2026-01-01 --ledger ledger.csv", "起止日期颠倒了"),
        ("--period 2026", "请用 --ledger 写公开台账"),
        ("--period 2026 --ledger nothing.csv", "nothing.csv: 读不出来：不存在"),
        ("--period 2026 --ledger gkml.yaml", "没有找到公开台账"),
        ("--period 2026 --ledger ledger.csv --fail-on much", "--fail-on 的值“much”不对"),
        ("--period 2026 --ledger ledger.csv --output-format pdf", "不认识的输出格式“pdf”"),
    ],
)
def test_a_wrong_option_is_one_clear_line(
    options: str, message: str, folder: Path, gkml: Callable[..., Result]
) -> None:
    result = gkml(f"audit {options} --as-of 2026-06-30")
    assert result.code == 2
    assert message in result.err
    assert len(result.err.strip().splitlines()) == 1


def test_a_period_that_has_not_ended_says_so(folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("audit --ledger ledger.csv --period 2026 --as-of 2026-06-30")
    assert "2026 还没有结束：只查到 2026-06-30，没有期满的不判断。" in result.err


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026Q2", "2026-04-01", "2026-06-30"),
        ("2026H2", "2026-07-01", "2026-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-01-01..2026-06-30", "2026-01-01", "2026-06-30"),
    ],
)
def test_the_words_of_a_period(text: str, first: str, last: str) -> None:
    assert tuple(map(str, period(text)[1:])) == (first, last)


def test_shares_of_a_year() -> None:
    assert [one.name for one in shares("quarter", period("2026H1"))] == ["2026Q1", "2026Q2"]
    assert [one.name for one in shares("year", period("2026Q2"))] == ["2026"]


# --- the index of records ---


def test_a_ledger_is_built_as_an_index_of_records(folder: Path, gkml: Callable[..., Result]) -> None:
    """条例 第十二条: 索引、名称、内容概述、生成日期. A double is one entry; what cannot be an entry is named."""
    settings = (folder / "gkml.yaml").read_text("utf-8")
    pattern = "ledger: {index_number: '{code}/{year}-{number:05}', code: '11450200'}\n"
    (folder / "gkml.yaml").write_text(settings + pattern, "utf-8")
    result = gkml("build ledger.csv --format xlsx,docx,html,csv --out out")
    assert result.code == 1
    assert "10 条编成政府信息公开目录，写了 4 个文件到 out/。" in result.out
    assert [line.split("：")[0] for line in result.err.splitlines()] == [
        f"ledger.csv 第{row}行没有编入" for row in (12, 13, 14)
    ]  # fmt: skip
    with (folder / "out" / "ledger-政府信息公开目录.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["索引号"] for row in rows] == [f"11450200/2026-{n:05}" for n in range(1, 11)]
    assert [row["生成日期"] for row in rows][:2] == ["2026-02-10", "2026-04-15"]
    assert [row["名称"] for row in rows].count("处罚决定书2号") == 1


def test_appended_rows_change_no_index_number(folder: Path, gkml: Callable[..., Result]) -> None:
    def numbers() -> dict[str, str]:
        gkml("build ledger.csv --format csv --out out")
        with (folder / "out" / "ledger-政府信息公开目录.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["名称"]: row["索引号"] for row in csv.DictReader(file)}

    before = numbers()
    written(
        folder / "ledger.csv", [*ROWS, ("机构职能", "更早的", "办公室", "2025-01-02", "2025-01-03", "政府网站", "")]
    )
    after = numbers()
    assert {title: after[title] for title in before} == before
    assert after["更早的"] == "2025-00001"


@pytest.mark.parametrize(
    "pattern", ["{number}", "{year}", "{year.__class__}-{number}", "{0}{year}{number}", "{year}{number:{x}}"]
)
def test_a_pattern_that_gives_no_number_of_its_own_is_refused(
    pattern: str, folder: Path, gkml: Callable[..., Result]
) -> None:
    settings = (folder / "gkml.yaml").read_text("utf-8")
    (folder / "gkml.yaml").write_text(settings + f"ledger: {{index_number: '{pattern}'}}\n", "utf-8")
    result = gkml("build ledger.csv --format csv --out out")
    assert result.code == 2
    assert "gkml.yaml 的 ledger.index_number" in result.err
    assert not (folder / "out").exists()


def test_rows_of_several_sheets_are_told_apart(folder: Path, gkml: Callable[..., Result]) -> None:
    book = openpyxl.Workbook()
    heading = ["标题", "文号", "事项编号", "责任科室", "形成日期", "发布日期", "渠道", "网址"]
    one = ["处罚决定书", "1号", "i2", "法规科", "2026-04-01", "2026-04-08", "政府网站", "http://a/1"]
    sheets = {
        "4月": [heading, one, heading, ["处罚决定书", "2号", *one[2:7], "http://a/2"]],
        "5月": [heading, one, [*one[:4], "2026-05-06", "2026-05-07", "政府网站", "http://a/3"]],
        "说明": [["本台账由办公室汇总"], ["每月5日前报送"]],
    }
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(folder / "ledger.xlsx")
    result = gkml("audit --ledger ledger.xlsx --period 2026Q2 --as-of 2026-06-30 --output-format json")
    data = json.loads(result.out)
    assert data["counts"]["read"] == 4
    doubles = [(d["place"], d["message"]) for d in codes(data, "U10")]
    assert doubles == [("5月 第2行", "标题、发布日期、渠道与 ledger.xlsx 4月 第2行相同；一条信息只记一次")]
    assert {q["office"]: q["published"] for q in data["quotas"] if q["period"] == "2026Q2"}["法规科"] == 3
    assert (
        "工作表“说明”没有台账的表头，没有读（2行）。"
        in gkml("audit --ledger ledger.xlsx --period 2026Q2 --as-of 2026-06-30").out + result.err
    )


@pytest.mark.parametrize("days", [("2026-03-31", "2026-04-01"), ("2026-04-01", "2026-03-31")])
def test_a_publication_counts_when_it_first_appeared(
    days: tuple[str, str], folder: Path, gkml: Callable[..., Result]
) -> None:
    one = ("机构职能", "某通知", "办公室", "2026-03-30")
    written(folder / "ledger.csv", [(*one, days[0], "政府网站", ""), (*one, days[1], "微信公众号", "")])
    counts = {
        (q["office"], q["period"]): q["published"]
        for q in audited(gkml, "--ledger ledger.csv --period 2026H1")["quotas"]
    }
    assert (counts["办公室", "2026Q1"], counts["办公室", "2026Q2"], counts["办公室", "2026"]) == (1, 0, 1)


def test_registered_columns_without_an_item(folder: Path, gkml: Callable[..., Result]) -> None:
    settings = (folder / "gkml.yaml").read_text("utf-8")
    lines = [
        *("政务公开", "政务公开-机构概况", "政务公开 > 年报", "政务公开-行政处罚-2026年", "首页-政务公开-收费"),
        *("政务公开-互动交流", "信息公开-机构概况-领导", "政务公开-机构"),
    ]
    register = "registers:\n  sections:\n" + "".join(f"    - {line}\n" for line in lines)
    (folder / "gkml.yaml").write_text(settings + register, "utf-8")
    found = [(f["file"], f["line"], f["message"].split("”")[0]) for f in codes(audited(gkml), "U22")]
    assert found == [
        ("gkml.yaml", 11, "栏目“政务公开-互动交流"),
        ("gkml.yaml", 12, "栏目“信息公开-机构概况-领导"),
        ("gkml.yaml", 13, "栏目“政务公开-机构"),
    ]
    accepted = "ledger:\n  accepted:\n    - {rule: U22, subject: 政务公开-机构, reason: 栏目正在撤销}\n"
    (folder / "gkml.yaml").write_text(settings + register + accepted, "utf-8")
    assert [f["line"] for f in codes(audited(gkml), "U22")] == [11, 12]


@pytest.mark.parametrize(
    ("sections", "lacking"),
    [
        ("政务公开", ["政务公开-年报", "互动"]),
        ("年报", ["政务公开", "互动"]),
        ("政务公开-年报-2026年", ["互动"]),
        ("", []),
    ],
)
def test_items_that_write_a_column_short(
    sections: str, lacking: list[str], folder: Path, gkml: Callable[..., Result]
) -> None:
    directory = re.sub(r"sections: \[[^]]*\]", f"sections: [{sections}]", DIRECTORY)
    (folder / "catalogs" / "dir.yaml").write_text(directory, "utf-8")
    settings = (folder / "gkml.yaml").read_text("utf-8")
    (folder / "gkml.yaml").write_text(settings + "registers: {sections: [政务公开, 政务公开-年报, 互动]}\n", "utf-8")
    assert [f["message"].split("”")[0][3:] for f in codes(audited(gkml), "U22")] == lacking


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二六年四月一日", "2026-04-01"),
        ("二○二六年十一月三十日", "2026-11-30"),
        ("二零二四年二月二十九日", "2024-02-29"),
        ("贰零贰陆年肆月壹拾日", "2026-04-10"),
        ("２０２６年４月１日", "2026-04-01"),
        ("2026．4．2", "2026-04-02"),
    ],
)
def test_days_in_chinese_numerals_and_wide_digits(text: str, expected: str) -> None:
    assert str(day(text)) == expected


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("二〇二六年二月三十日", "2026年2月只有28天"),
        ("二〇二六年四月", "不是日期"),
        ("二六年四月一日", "不是日期"),
        ("１/４/２０２６", "分不清哪个是月"),
    ],
)
def test_days_in_chinese_numerals_are_not_guessed(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        day(text)


def test_a_bad_byte_is_named_with_line_and_column(folder: Path, gkml: Callable[..., Result]) -> None:
    data = (folder / "ledger.csv").read_text("utf-8").encode("gbk").splitlines(keepends=True)
    data[2] = data[2].replace("办公室".encode("gbk"), b"\xb0\xff\xec")
    (folder / "ledger.csv").write_bytes(b"".join(data))
    result = gkml("audit --ledger ledger.csv --period 2026Q2 --as-of 2026-06-30")
    assert (result.code, result.err.strip()) == (
        2, "ledger.csv: 第3行第5列有认不出的字，不是 GBK；请改正这一格，或另存为 UTF-8 或 GBK 的 CSV"
    )  # fmt: skip


def test_a_quote_that_is_never_closed_is_named_with_its_line(folder: Path, gkml: Callable[..., Result]) -> None:
    lines = (folder / "ledger.csv").read_text("utf-8").splitlines(keepends=True)
    lines[3] = lines[3].replace("行政处罚决定,", '"行政处罚决定,', 1)
    (folder / "ledger.csv").write_text("".join(lines), "utf-8")
    result = gkml("audit --ledger ledger.csv --period 2026Q2 --as-of 2026-06-30")
    assert result.code == 2
    assert "ledger.csv: 从第4行起引号不成对" in result.err
