"""`gkml due` and `gkml calendar` at the command line: dates, tables, files, exit codes, and one clear line for bad input."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import icalendar
import jsonschema
import openpyxl
import pytest

from tests.conftest import ROOT, Result

CATALOG = """\
id: sample
title: 样例
profile: basic-8
region: "450200"
items:
  - id: g1
    name: 职责
    items:
      - {id: a1, name: 领导简介, office: 人教科, time_limit: 信息形成之日起20个工作日内}
      - {id: a2, name: 年度报告, office: 办公室, time_limit: 每年1月31日前}
      - {id: a3, name: 政务动态, office: 办公室, time_limit: 及时}
      - {id: a4, name: 通知, office: 办公室, time_limit: 一件一公开}
      - {id: a5, name: 同名, office: 办公室, time_limit: 批准后20日内}
      - {id: a6, name: 同名, office: 办公室, time_limit: "信息形成20个工作日内公开；其中行政许可应自作出决定之日起7个工作日内公示"}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one catalog; every test stands in it."""
    (tmp_path / "catalogs").mkdir()
    (tmp_path / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    (tmp_path / "catalogs" / "a.yaml").write_text(CATALOG, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- one question ---


def test_an_item_is_found_by_path_or_id_and_by_its_name(gkml: Callable[..., Result]) -> None:
    result = [
        gkml(f"due {where} --from 2024-03-25 --as-of 2024-04-01").out
        for where in ("catalogs/a.yaml#a1", "sample#a1", "sample#领导简介", "./catalogs/a.yaml#领导简介")
    ]
    assert result[0].startswith("最迟 2024-04-25（星期四）\n事项：领导简介（sample#a1）\n")
    assert set(result) == {result[0]}


def test_the_region_is_the_catalogs_or_the_one_that_is_given_or_the_workspaces(
    gkml: Callable[..., Result], folder: Path
) -> None:
    limit = "--limit 信息形成之日起20个工作日内 --from 2024-03-25"
    assert "最迟 2024-04-25" in gkml("due sample#a1 --from 2024-03-25").out
    assert "最迟 2024-04-23" in gkml("due sample#a1 --from 2024-03-25 --region 110000").out
    assert "最迟 2024-04-23" in gkml(f"due {limit}").out
    (folder / "gkml.yaml").write_text('version: 1\nregion: "450000"\n', "utf-8")
    assert "最迟 2024-04-25" in gkml(f"due {limit}").out


@pytest.mark.parametrize(
    "written", ["2026-09-18", "2026/9/18", "2026年9月18日", "2026-9-18", "2026/09/18", "2026年09月18日"]
)
def test_a_date_is_taken_in_its_usual_forms(written: str, gkml: Callable[..., Result]) -> None:
    assert gkml(f"due --limit 形成后20个工作日内 --from {written}").out.startswith("最迟 2026-10-22（星期四）")


def test_days_left_count_from_as_of(gkml: Callable[..., Result]) -> None:
    due = "due --limit 形成后20个工作日内 --from 2026-09-18 --as-of"
    assert "还有 2 天，其中 2 个工作日（今天按 2026-10-20 算）" in gkml(f"{due} 2026-10-20").out
    assert "就是今天（2026-10-22）" in gkml(f"{due} 2026-10-22").out
    assert "已经过期 3 天（今天按 2026-10-25 算）" in gkml(f"{due} 2026-10-25").out


def test_json_has_the_date_and_every_day_of_the_count(gkml: Callable[..., Result]) -> None:
    result = gkml("due --limit 信息形成之日起20个工作日内 --from 2026-09-18 --as-of 2026-09-20 --output-format json")
    told = json.loads(result.out)
    assert {
        key: told[key] for key in ("due", "provisional", "unit", "n", "from", "as_of", "days_left", "working_days_left")
    } == {
        "due": "2026-10-22",
        "provisional": False,
        "unit": "working_day",
        "n": 20,
        "from": "2026-09-18",
        "as_of": "2026-09-20",
        "days_left": 32,
        "working_days_left": 19,
    }
    assert len(told["days"]) == 34
    assert sum(bool(day["number"]) for day in told["days"]) == 20
    assert told["days"][1] == {
        "date": "2026-09-20",
        "kind": "makeup",
        "note": "国庆节调休上班",
        "source": "国办发明电〔2025〕7号",
        "number": 1,
        "suspended": False,
    }


def test_json_is_as_its_schema_says(gkml: Callable[..., Result]) -> None:
    schema = json.loads((ROOT / "schema" / "due.schema.json").read_text("utf-8"))
    for command in (
        "due --limit 及时 --from 2026-09-18",
        "due --limit 一件一公开",
        "due --limit 每半月→当月20号、次月5号前 --from 2026-03-10",
        "due --rule article-33 --from 2026-09-18 --suspend 2026-09-20..2026-09-30 --extend",
        "due --limit 形成后20个工作日内 --from 2026-12-20",
        "due sample --from 2026-03-20",
    ):
        jsonschema.validate(json.loads(gkml(f"{command} --output-format json").out), schema)


def test_explain_shows_every_day(gkml: Callable[..., Result]) -> None:
    told = gkml("due --limit 批准后20日内 --from 2026-02-02 --explain").out
    assert "  2026-02-02（星期一）  起算日，不计入\n" in told
    assert "  2026-02-22（星期日）  第20日" in told
    assert "  2026-02-23（星期一）  不计  假；春节调休，见国办发明电〔2025〕7号；期满顺延\n" in told
    assert told.endswith("  2026-02-24（星期二）  不计  期满顺延\n")


def test_an_answer_to_an_inquiry(gkml: Callable[..., Result]) -> None:
    told = gkml(
        "due --rule article-33 --from 2026-09-18 --suspend 2026-09-20..2026-09-30 --extend --as-of 2026-09-18"
    ).out
    assert told.startswith("最迟 2026-12-01（星期二）\n")
    assert "其中 8 个工作日不计" in told and "最长可延长20个工作日" in told
    assert gkml("due --rule 33 --from 2026-09-18").out.startswith("最迟 2026-10-22")
    assert gkml("due --rule 第三十三条 --from 2026-09-18").out.startswith("最迟 2026-10-22")
    listed = gkml("due --rule list").out
    assert all(
        name in listed for name in ("article-26", "article-30", "article-32", "article-33", "article-49-department")
    )


def test_what_has_no_date_says_so_and_what_the_law_says(gkml: Callable[..., Result]) -> None:
    result = gkml("due --limit 及时 --from 2026-09-18")
    assert result.code == 0
    assert result.out.startswith("算不出日期：“及时”一类的说法没有天数\n")
    assert "若从 2026-09-18（星期五）起算，法定最迟 2026-10-22（星期四）" in result.out


def test_several_limits_in_one_cell_are_all_answered(gkml: Callable[..., Result]) -> None:
    told = gkml("due sample#a6 --from 2026-03-02").out
    assert told.startswith("有 2 个期限：\n")
    assert "最迟 2026-03-30" in told and "最迟 2026-03-11" in told and "行政许可" in told


def test_a_limit_that_cannot_be_read_is_a_finding(gkml: Callable[..., Result]) -> None:
    result = gkml("due sample#a4 --from 2026-03-02")
    assert result.code == 1
    assert "读不懂“一件一公开”" in result.out


# --- years that nobody announced ---


def test_an_unannounced_year_is_refused_estimated_or_added(gkml: Callable[..., Result], folder: Path) -> None:
    due = "due --limit 形成后20个工作日内 --from 2098-12-20"
    result = gkml(due)
    assert (result.code, result.out) == (2, "")
    assert "2098年的放假安排没有收进程序" in result.err and "calendar" in result.err
    assert gkml(f"{due} --estimate").out.startswith("最迟 2099-01-") and "（预估）" in gkml(f"{due} --estimate").out
    assert json.loads(gkml(f"{due} --estimate --output-format json").out)["provisional"] is True


OWN = """\
version: 1
calendar:
  - year: 2027
    notice: 国办发明电〔2026〕0号
    off:
      元旦: 2027-01-01..2027-01-03
      春节: 2027-02-05..2027-02-11
      清明节: 2027-04-03..2027-04-05
      劳动节: 2027-05-01..2027-05-05
      端午节: 2027-06-09
      中秋节: 2027-09-15
      国庆节: 2027-10-01..2027-10-07
    work: [2027-02-14, 2027-02-20, 2027-05-08, 2027-09-26, 2027-10-09]
"""


def test_a_notice_in_the_workspace_makes_the_year_known(gkml: Callable[..., Result], folder: Path) -> None:
    """The notice is made up: there is none for 2027 yet."""
    (folder / "gkml.yaml").write_text(OWN, "utf-8")
    result = gkml("due --limit 形成后5个工作日内 --from 2027-02-03 --explain")
    assert result.out.startswith("最迟 2027-02-16（星期二）")
    assert "2027-02-14（星期日）  第3个工作日  班；调休上班，见国办发明电〔2026〕0号" in result.out
    assert "预估" not in result.out


# --- many questions ---


def events(folder: Path, text: str, encoding: str = "utf-8") -> None:
    (folder / "events.csv").write_bytes(text.encode(encoding))


EVENTS = "事项,日期\nsample#a1,2026-03-20\nsample#领导简介,2026年3月23日\ncatalogs/a.yaml#a3,2026/3/20\n"


def test_a_table_of_events_becomes_a_table_of_due_dates(gkml: Callable[..., Result], folder: Path) -> None:
    events(folder, EVENTS)
    result = gkml("due --events events.csv --as-of 2026-04-01 --output-format csv")
    rows = list(csv.reader(io.StringIO(result.out.removeprefix("\ufeff"))))
    assert result.code == 0
    assert [row[1:3] + row[4:6] for row in rows[1:]] == [
        ["a1", "领导简介", "2026-03-20", "2026-04-22"],
        ["a1", "领导简介", "2026-03-23", "2026-04-23"],
        ["a3", "政务动态", "2026-03-20", ""],
    ]
    assert "法定最迟 2026-04-22" in rows[3][-1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_events_are_read_as_excel_and_wps_save_them(encoding: str, gkml: Callable[..., Result], folder: Path) -> None:
    events(folder, EVENTS, encoding)
    assert "2026-04-22" in gkml("due --events events.csv --as-of 2026-04-01").out


def test_events_may_name_limits_rules_and_regions(gkml: Callable[..., Result], folder: Path) -> None:
    events(
        folder,
        "时限,法定期限,日期,地区\n形成后20个工作日内,,2024-03-25,450200\n,article-30,2024-03-25,\n形成后20个工作日内,,2024-03-25,\n",
    )
    rows = json.loads(gkml("due --events events.csv --as-of 2024-04-01 --output-format json").out)
    assert [row["due"] for row in rows] == ["2024-04-25", "2024-04-03", "2024-04-23"]


def test_bad_rows_are_named_and_the_others_are_answered(gkml: Callable[..., Result], folder: Path) -> None:
    events(
        folder,
        "事项,日期\nsample#a1,2026-03-20\nsample#a1,1/4/2026\nsample#a9,2026-03-20\n,2026-03-20\nx#a1,2026-03-20\n",
    )
    result = gkml("due --events events.csv --output-format csv --output-file out.csv")
    assert result.code == 2
    assert [line.split(" ")[0] for line in result.err.splitlines()[:-1]] == [
        f"events.csv:{number}:1:" for number in range(3, 7)
    ]
    assert result.err.splitlines()[-1] == "共 4 行有误，没有计算；请改正后再执行"
    assert "2026-04-22" in (folder / "out.csv").read_text("utf-8-sig")


def test_a_refused_row_does_not_hide_the_others(gkml: Callable[..., Result], folder: Path) -> None:
    events(folder, "事项,日期\nsample#a1,2098-12-20\nsample#a1,2026-03-20\n")
    result = gkml("due --events events.csv --as-of 2098-12-21")
    assert result.code == 2
    assert "2026-04-22" in result.out and "2098年的放假安排没有收进程序" in result.out


def test_a_whole_catalog_is_answered(gkml: Callable[..., Result]) -> None:
    result = gkml("due sample --from 2026-03-20 --as-of 2026-03-20")
    assert result.code == 1, "one limit cannot be read"
    assert len([line for line in result.out.splitlines() if line.startswith("sample")]) == 6
    assert result.out.count("未经核实") == 1


def test_a_workbook_of_due_dates_opens(gkml: Callable[..., Result], folder: Path) -> None:
    gkml("due sample --from 2026-03-20 --as-of 2026-03-20 --output-format xlsx --output-file 期限.xlsx")
    book = openpyxl.load_workbook(folder / "期限.xlsx")
    assert book.sheetnames == ["期限", "数据"]
    values = [cell.value for row in book["数据"].iter_rows() for cell in row]
    assert "2026-04-22" in values and "领导简介" in values


def test_no_formula_comes_out_of_an_item(gkml: Callable[..., Result], folder: Path) -> None:
    text = CATALOG.replace("name: 领导简介", 'name: "=1+1"')
    (folder / "catalogs" / "a.yaml").write_text(text, "utf-8")
    assert "'=1+1" in gkml("due sample --from 2026-03-20 --output-format csv").out
    gkml("due sample --from 2026-03-20 --output-format xlsx --output-file x.xlsx")
    cells = [cell for row in openpyxl.load_workbook(folder / "x.xlsx")["数据"].iter_rows() for cell in row]
    assert next(cell for cell in cells if cell.value == "=1+1").data_type == "s"


# --- the calendar ---


def test_the_calendar_of_a_year(gkml: Callable[..., Result], folder: Path) -> None:
    result = gkml("calendar --year 2026")
    assert "2026-01-31  六    2026-01-30  期限  样例  sample#a2  年度报告" in result.out
    assert "另有 5 个事项" in result.out
    gkml("calendar --year 2026 --output-format ics --output-file 2026.ics")
    found = icalendar.Calendar.from_ical((folder / "2026.ics").read_bytes())
    assert [str(event["uid"]) for event in found.walk("VEVENT")] == ["sample.a2.2026@gkml"]
    assert json.loads(gkml("calendar --year 2026 --output-format json").out)[0]["date"] == "2026-01-31"


def test_the_calendar_of_an_unannounced_year_is_refused_or_marked(gkml: Callable[..., Result]) -> None:
    assert gkml("calendar --year 2098").code == 2
    assert "预估" in gkml("calendar --year 2098 --estimate").out


def test_a_bad_catalog_is_named_and_the_others_are_in_the_calendar(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "b.yaml").write_text("id: b\n", "utf-8")
    result = gkml("calendar --year 2026")
    assert result.code == 1
    assert "catalogs/b.yaml:1:1" in result.err and "年度报告" in result.out


# --- bad input: one golden text, to be read as a whole ---

BAD = """\
due
due --limit 形成后20个工作日内 --from 2026-02-30
due --limit 形成后20个工作日内 --from 2026-13-01
due --limit 形成后20个工作日内 --from 1/4/2026
due --limit 形成后20个工作日内 --from 26-1-4
due --limit 形成后20个工作日内 --from 昨天
due --limit 形成后20个工作日内 --from 20260918
due --limit 形成后20个工作日内 --from 2026-09-18 --as-of 2026-09-01
due --limit 形成后20个工作日内 --from 2026-12-20
due --limit 形成后20个工作日内 --from 2000-12-20
due --limit 形成后20个工作日内 --from 2018-12-20 --region 宁夏
due --limit 形成后20个工作日内 --from 2026-09-18 --region 990000
due --limit 形成后20个工作日内 --from 2026-09-18 --region 柳州
due --limit 形成后20个工作日内 --from 2026-09-18 --region 810000
due --limit 形成后20个工作日内 --from 2026-09-18 --extend
due --limit 形成后20个工作日内 --rule article-33 --from 2026-09-18
due --limit 形成后20个工作日内 --from 2026-09-18 --output-format pdf
due sample#a9 --from 2026-09-18
due sample#领导简历 --from 2026-09-18
due sample#同名 --from 2026-09-18
due sampel#a1 --from 2026-09-18
due nowhere.yaml --from 2026-09-18
due --rule article-3 --from 2026-09-18
due --rule article-30 --from 2026-09-18 --extend
due --rule article-30 --from 2026-09-18 --suspend 2026-09-20..2026-09-21
due --rule article-33 --from 2026-09-18 --suspend 2026-09-30..2026-09-20
due --rule article-33 --from 2026-09-18 --suspend 2026-09-01..2026-09-20
due --rule article-33 --from 2026-09-18 --suspend 下周
due --rule article-33 --suspend 2026-09-20..2026-09-21
due --events no.csv
due --events gkml.yaml
due --events catalogs
due --limit "" --from 2026-09-18
calendar --year 1999
calendar --year 2100
calendar --year 2098
calendar --year 2026 --output-format pdf
calendar nowhere --year 2026
"""


def test_golden_messages_for_bad_input(gkml: Callable[..., Result]) -> None:
    told = ""
    for command in BAD.splitlines():
        result = gkml(command)
        assert result.code == 2 and result.out == "", command
        told += f"$ gkml {command}\n{result.err}\n"
    golden = ROOT / "tests" / "golden" / "due-bad-input.txt"
    if os.environ.get("GKML_GOLDEN") == "write":
        golden.write_text(told, "utf-8")
    assert golden.read_text("utf-8") == told
    assert "内部出错" not in told and "Traceback" not in told


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("calendar:\n  - {year: 2027, off: {元旦: 2027-01-03..2027-01-01}}\n", "gkml.yaml:3:28: 错误 K030"),
        ("calendar:\n  - {year: 2027, off: {元旦: 2027-01-01}, work: [2027-02-30]}\n", "gkml.yaml:3:"),
        ("calendar:\n  - {yaer: 2027}\n", "year"),
        ("calendar:\n  - {year: 2027, off: {元旦: 2027-01-01}}\n", "2027年的安排没有写“农历除夕”"),
        ("region: 柳州\n", "六位行政区划代码"),
        ('region: "990000"\n', "没有地区“990000”"),
        ("before_includes_day: maybe\n", "gkml.yaml:2:"),
    ],
)
def test_a_mistake_in_the_configuration_is_told_with_its_place(
    config: str, expected: str, gkml: Callable[..., Result], folder: Path
) -> None:
    (folder / "gkml.yaml").write_text(f"version: 1\n{config}", "utf-8")
    told = gkml("due --limit 形成后20个工作日内 --from 2026-09-18")
    assert told.code == 2
    assert expected in told.err, told.err
    assert "内部出错" not in told.err


# --- what an attack found ---


def test_a_catalog_with_an_empty_item_is_the_whole_catalog(gkml: Callable[..., Result]) -> None:
    assert (
        gkml("due 'sample#' --from 2026-03-20 --as-of 2026-03-20").out
        == gkml("due sample --from 2026-03-20 --as-of 2026-03-20").out
    )


def test_a_path_may_have_a_number_sign(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "x#y.yaml").write_text(CATALOG, "utf-8")
    assert "最迟 2024-04-25" in gkml("due 'x#y.yaml#a1' --from 2024-03-25").out
    assert "领导简介" in gkml("due 'x#y.yaml' --from 2024-03-25").out


def test_no_input_is_written_over(gkml: Callable[..., Result], folder: Path) -> None:
    events(folder, EVENTS)
    for target in ("catalogs/a.yaml", "gkml.yaml", "new.yml", "events.csv"):
        before = (folder / target).read_bytes() if (folder / target).exists() else None
        result = gkml(f"due --events events.csv --output-format csv --output-file {target}")
        assert result.code == 2 and "不能写在上面" in result.err
        assert ((folder / target).read_bytes() if (folder / target).exists() else None) == before
    assert gkml("lint --output-file catalogs/a.yaml").code == 2


def test_a_device_a_pipe_and_a_link_are_not_replaced(gkml: Callable[..., Result], folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert "不是普通文件" in gkml("due --limit 及时 --output-file pipe").err
    (folder / "real.txt").write_text("旧", "utf-8")
    (folder / "link.txt").symlink_to("real.txt")
    assert gkml("due --limit 及时 --output-file link.txt").code == 0
    assert (folder / "link.txt").is_symlink()
    assert "算不出日期" in (folder / "real.txt").read_text("utf-8")


def test_what_cannot_be_shown_is_refused(gkml: Callable[..., Result], folder: Path) -> None:
    result = gkml("due --limit '及\x1b[31m时' --from 2026-09-18 --output-format xlsx --output-file x.xlsx")
    assert result.code == 2 and "控制字符" in result.err and "\x1b" not in result.err
    assert not (folder / "x.xlsx").exists()
    events(folder, "时限,日期\n及\x1b时,2026-03-20\n")
    result = gkml("due --events events.csv")
    assert result.code == 2 and "\x1b" not in result.err


def test_explaining_takes_no_answer_away(gkml: Callable[..., Result]) -> None:
    result = gkml("due --limit 信息形成当日公开 --from 2098-01-01 --explain")
    assert result.code == 0 and result.out.startswith("最迟 2098-01-01")


def test_two_notices_make_a_year_together(gkml: Callable[..., Result], folder: Path) -> None:
    later = "  - {year: 2027, notice: 国办发明电〔2027〕0号, off: {大会: 2027-09-03}, work: [2027-09-05]}\n"
    (folder / "gkml.yaml").write_text(OWN + later, "utf-8")
    assert gkml("due --limit 形成后1个工作日内 --from 2027-09-02").out.startswith("最迟 2027-09-05")


def test_an_odd_file_in_the_workspace_does_not_hide_a_catalog(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "dangling.yaml").symlink_to("nowhere")
    assert "最迟 2024-04-25" in gkml("due sample#a1 --from 2024-03-25").out


def test_rows_are_told_by_their_line_in_the_file(gkml: Callable[..., Result], folder: Path) -> None:
    events(folder, '事项,日期,说明\n\nsample#a1,2026-03-20,"两\n行"\n\nsample#a9,2026-03-20,\n')
    assert gkml("due --events events.csv").err.startswith("events.csv:6:1: ")


def test_only_catalogs_are_read(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "secret.txt").write_text("口令: 123\n", "utf-8")
    result = gkml("due secret.txt#a --from 2026-03-20")
    assert result.code == 2 and "不是目录文件" in result.err and "口令" not in result.err


def test_the_newest_edition_is_the_one_in_the_calendar(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "catalogs" / "a.yaml").write_text(CATALOG.replace("title:", "edition: '2025'\ntitle:"), "utf-8")
    (folder / "catalogs" / "b.yaml").write_text(CATALOG.replace("title:", "edition: '2026'\ntitle:"), "utf-8")
    result = gkml("calendar --year 2026 --output-format ics")
    assert result.err == "sample 有几个版本，只用 2026。\n"
    assert result.out.count("BEGIN:VEVENT") == 1


def test_days_past_are_words(gkml: Callable[..., Result]) -> None:
    assert "已过期3天" in gkml("due sample --from 2026-03-20 --as-of 2026-04-25 --output-format csv").out


def test_a_future_event_is_no_mistake_where_one_counts_back(gkml: Callable[..., Result]) -> None:
    result = gkml("due --limit 会议召开前5个工作日 --from 2026-12-28 --as-of 2026-11-24")
    assert result.out.startswith("最迟 2026-12-21")


def test_hours_run_from_the_moment_itself(gkml: Callable[..., Result]) -> None:
    result = gkml("due --limit 24小时内 --from 2026-09-18").out
    assert "从那一刻起算（《民法典》第二百零一条第二款）" in result and "当日不计入" not in result


def test_a_row_of_two_questions_is_refused(gkml: Callable[..., Result], tmp_path: Path) -> None:
    table = tmp_path / "events.csv"
    table.write_text("日期,时限,法定期限\n2026-03-02,5个工作日内,article-33\n", "utf-8")
    result = gkml(f"due --events {table}")
    assert result.code == 2 and "只能写一个" in result.err


def test_a_folder_of_the_same_name_does_not_hide_a_catalog(
    gkml: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some-bureau").mkdir()
    row = "{name: 领导简介, time_limit: 信息形成之日起5个工作日内}"
    text = f"id: some-bureau\ntitle: t\nprofile: basic-8\nitems: [{{name: a, items: [{row}]}}]\n"
    (tmp_path / "some-bureau" / "2026.yaml").write_text(text, "utf-8")
    (tmp_path / "gkml.yaml").write_text("version: 1\ncatalogs: .\n", "utf-8")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert "2026-03-09" in gkml("due some-bureau#领导简介 --from 2026-03-02").out
    assert "是文件夹" in gkml("due empty#领导简介 --from 2026-03-02").err


def test_a_draft_is_no_edition_in_force(gkml: Callable[..., Result], folder: Path) -> None:
    issued = next(path for path in folder.rglob("*.yaml") if path.name != "gkml.yaml")
    text = (
        issued.read_text("utf-8")
        .replace("title: ", 'edition: "9999"\ndraft: true\ntitle: ', 1)
        .replace("年度报告", "年报草稿")
    )
    assert 'edition: "9999"' in text
    issued.with_name("draft.yaml").write_text(text, "utf-8")
    result = gkml("calendar --year 2026")
    assert "年度报告" in result.out and "年报草稿" not in result.out
    assert gkml("due sample#a2").code == 0


def test_a_limit_that_is_half_read_is_refused_with_what_was_not_understood(gkml: Callable[..., Result]) -> None:
    result = gkml("due --limit 每月10日前，汛期加密 --from 2026-03-11")
    assert result.code == 1
    assert result.out.startswith("算不出日期：“汛期加密”没有读懂")
    assert "最迟 2026-04-10" not in result.out
