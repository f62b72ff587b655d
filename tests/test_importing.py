"""`gkml import` at the command line: what it writes and where, its reports, its exit codes, one clear line for bad input."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from gkml.project.compile import compile as made
from tests.conftest import ROOT, Result, entry_of
from tests.documents import HOME
from tests.test_hostile_files import packed

FILE = ROOT / "catalogs/liuzhou-swj/as-issued.yaml"
TABLE = """某区商务局主动公开基本目录
序号,具体职责,事项名称,公开内容,责任科室,公开时限
1,机构概况,领导简介,姓名、职务和分工,人事科,信息形成之日起20个工作日内
2,,机构职能,名称、职责,同上,同上
,,,多出来的一格,,
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "旧目录.csv").write_text(TABLE, "utf-8")
    for form, data in made(entry_of(FILE), ["docx", "xlsx", "html"], HOME).items():
        (tmp_path / f"商务局.{form}").write_bytes(data)
    return tmp_path


def test_a_catalog_is_written_beside_the_file_and_loads(folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("import 商务局.docx")
    assert (result.code, result.err) == (0, "新建：liuzhou-swj.yaml（27 个事项，表式 basic-8-item）\n")
    assert result.out.startswith("共 224 格 = 写入 ")
    assert "K0" not in gkml("lint liuzhou-swj.yaml").out


def test_the_same_file_gives_the_same_catalog(folder: Path, gkml: Callable[..., Result]) -> None:
    first, second = (gkml("import 旧目录.csv -o - --lenient").out for _ in range(2))
    assert first == second and first.startswith("format: 1\n")


def test_what_was_not_understood_is_told_with_its_place(folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("import 旧目录.csv --id jiu")
    assert result.code == 1
    assert "没有看懂：第5行 第4列 “多出来的一格”" in result.out
    assert gkml("import 旧目录.csv --id jiu-2 --lenient").code == 0


def test_nothing_is_written_over(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "liuzhou-swj.yaml").write_text("mine", "utf-8")
    result = gkml("import 商务局.xlsx")
    assert result.code == 2 and "已经有 liuzhou-swj.yaml" in result.err
    assert (folder / "liuzhou-swj.yaml").read_text("utf-8") == "mine"


def test_a_form_that_is_not_known_is_written_where_it_is_found(folder: Path, gkml: Callable[..., Result]) -> None:
    gkml("import 旧目录.csv --id jiu --lenient")
    assert [path.parent.name for path in folder.glob("schema/profiles/form-*.yaml")] == ["profiles"]
    assert gkml("build jiu.yaml --format csv --out out").code == 0
    built = (folder / "out/jiu.csv").read_text("utf-8-sig").splitlines()
    assert built[0] == "序号,具体职责,事项名称,公开内容,责任科室,公开时限"
    assert built[2] == "2,机构概况,机构职能,名称、职责,人事科,信息形成之日起20个工作日内"


def test_the_report_as_json_adds_up(folder: Path, gkml: Callable[..., Result]) -> None:
    gkml("import 旧目录.csv --id jiu --report-format json --report-file r.json")
    told = json.loads((folder / "r.json").read_text("utf-8"))
    jsonschema.validate(told, json.loads(gkml("schema import").out))
    assert told["cells"] == told["written"] + told["folded"] + told["unknown"] == 30
    assert told["folded"] == sum(told["folds"].values())
    assert [(each["place"], each["guessed"]) for each in told["doubts"]] == [("第5行 第4列", False)]


def test_the_report_as_a_workbook(folder: Path, gkml: Callable[..., Result]) -> None:
    gkml("import 旧目录.csv --id jiu --report-format xlsx --report-file 导入情况.xlsx")
    import openpyxl

    rows = list(openpyxl.load_workbook(folder / "导入情况.xlsx")["导入情况"].values)
    assert ("1", "第5行 第4列", "没有看懂", "多出来的一格") in [row[:4] for row in rows]


BAD = """
import nowhere.docx
import 旧目录.csv --profile nowhere
import 旧目录.csv --report-format pdf
import 旧目录.csv --report-format xlsx
import 旧目录.csv 商务局.docx --id x
import 旧目录.csv --encoding klingon
import 旧目录.csv --ours
import 商务局.xlsx --update c.yaml --ours --theirs
import 空.csv
import 目录.pdf
""".strip().splitlines()


@pytest.mark.parametrize("command", BAD)
def test_bad_input_is_one_clear_line(command: str, folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "空.csv").write_text("", "utf-8")
    (folder / "目录.pdf").write_bytes(b"%PDF-1.7\n")
    (folder / "c.yaml").write_bytes(FILE.read_bytes())
    result = gkml(command)
    assert (result.code, result.err.count("\n")) == (2, 1), result.err
    assert "内部出错" not in result.err


def test_the_id_that_a_file_gives_is_no_path(folder: Path, gkml: Callable[..., Result]) -> None:
    book = (folder / "商务局.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts = {name: data.replace(b"liuzhou-swj", b"../../mulu") for name, data in parts.items()}
    (folder / "swj.xlsx").write_bytes(packed(parts))
    assert "新建：a/b/swj.yaml" in gkml("import swj.xlsx --out a/b").err
    assert not list(folder.glob("*.yaml"))


@pytest.mark.parametrize("id", ["../x", "b/x", "A", "a\u202eb", "a" * 65])
def test_an_id_that_no_catalog_may_have_is_refused(id: str, folder: Path, gkml: Callable[..., Result]) -> None:
    result = gkml(f"import 旧目录.csv --id {id} --out out")
    assert (result.code, result.err.count("\n"), (folder / "out").exists()) == (2, 1, False)
    assert "\u202e" not in result.err


@pytest.mark.parametrize("report", ["旧目录.csv", "r.yaml", "."])
def test_a_report_that_cannot_be_written_leaves_nothing(report: str, folder: Path, gkml: Callable[..., Result]) -> None:
    assert gkml(f"import 旧目录.csv --id jiu --out out --report-file {report}").code == 2
    assert not (folder / "out").exists()


def test_names_of_sheets_do_not_steer_the_terminal(folder: Path, gkml: Callable[..., Result]) -> None:
    import openpyxl

    book = openpyxl.load_workbook(folder / "商务局.xlsx")
    book["目录"].title = "目\u202e录"
    book.create_sheet("隐\u202e").sheet_state = "hidden"
    book["隐\u202e"]["A1"] = "文"
    book.save(folder / "a.xlsx")
    for command in ("import a.xlsx --id a", "lint a.xlsx"):
        result = gkml(command)
        assert "\\u202e" in result.out + result.err
        assert "\u202e" not in result.out + result.err


def test_the_workspace_is_that_of_where_it_is_written(folder: Path, gkml: Callable[..., Result]) -> None:
    (folder / "w/catalogs").mkdir(parents=True)
    (folder / "w/gkml.yaml").write_text("version: 1\n", "utf-8")
    gkml("import 旧目录.csv --id jiu --out w/catalogs --lenient")
    assert not (folder / "w/catalogs/gkml.yaml").exists()
    assert list((folder / "w/schema/profiles").iterdir())


def test_a_form_of_another_file_does_not_bring_its_check_list(folder: Path, gkml: Callable[..., Result]) -> None:
    head = "序号,具体职责,事项名称,公开内容,公开时限,公开渠道"
    row = "1,职责,{},内容,信息形成之日起20个工作日内,{}"
    (folder / "a.csv").write_text("\n".join([head, row.format("甲", "☑政府网站 □微信")]), "utf-8")
    (folder / "b.csv").write_text("\n".join([head, row.format("乙", "政府网站")]), "utf-8")
    for name in "ab":
        gkml(f"import {name}.csv --lenient")
    gkml("build b.yaml --format csv --out out")
    assert "□" not in (folder / "out/b.csv").read_text("utf-8-sig")
