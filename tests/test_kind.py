"""A kind of document is one folder and one line: a tiny one goes through every command, beside catalogs in one folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gkml.kinds import KINDS, Kind
from tests.conftest import Result

CATALOG = """\
id: shili-ju
title: 示例局政府信息主动公开基本目录
profile: basic-8
items:
  - id: aa
    name: 机构概况
    items:
      - {id: ab, name: 领导简介，}
"""
NOTICE = """\
# 头上的注释
title: 关于报送目录的通知
kind: notice
id: tongzhi
copies: 3
edition: "2026"
points:
  - text: 请各科室报送目录  # 上半年
    id: a1
  - {id: a2, text: 逾期不再受理。}
"""


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A workspace with a catalog and a notice, and the line that makes notices a kind."""
    monkeypatch.setitem(KINDS, "notice", Kind("通知", "tests.tiny_kind"))
    monkeypatch.chdir(tmp_path)
    for name, text in {"gkml.yaml": "version: 1\n", "a.yaml": CATALOG, "b.yaml": NOTICE}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_lint_reports_both_kinds_in_one_report(gkml: Callable[..., Result]) -> None:
    found = json.loads(gkml("lint --output-format json").out)
    places = {(f["file"], f["code"]) for f in found}
    assert places >= {("b.yaml", "K901"), ("a.yaml", "K105")}
    notice = next(f for f in found if f["code"] == "K901")
    assert (notice["line"], notice["column"], notice["catalog"], notice["item"]) == (8, 11, "tongzhi", "a1")
    assert {f["code"] for f in found if f["file"] == "b.yaml"} == {"K901"}
    assert not [f for f in found if f["file"] == "a.yaml" and f["code"] == "K901"]


def test_a_rule_of_a_kind_is_selected_accepted_and_has_a_page(gkml: Callable[..., Result], folder: Path) -> None:
    assert gkml("lint --select K901").out.count("K901") == 1
    assert "一点的末尾没有句号" in gkml("rule K901").out
    (folder / "b.yaml").write_text(NOTICE.replace("# 上半年", "# gkml: ignore[K901] 原文如此"), "utf-8")
    assert "K901" not in gkml("lint b.yaml").out


def test_a_fix_is_written_into_a_document_of_any_kind(gkml: Callable[..., Result], folder: Path) -> None:
    gkml("lint b.yaml --fix --fail-on never")
    assert (folder / "b.yaml").read_text("utf-8") == NOTICE.replace("报送目录  #", "报送目录。  #")


def test_build_lays_out_every_kind(gkml: Callable[..., Result], folder: Path) -> None:
    assert gkml("build --format html,docx").code == 0
    assert "逾期不再受理" in (folder / "build" / "b.html").read_text("utf-8")
    assert {path.name for path in (folder / "build").iterdir()} == {
        "a.html", "a.docx", "b.html", "b.docx", "index.html"
    }  # fmt: skip


def test_fmt_writes_each_kind_in_the_order_of_its_model(gkml: Callable[..., Result], folder: Path) -> None:
    assert gkml("fmt b.yaml").code == 0
    assert (folder / "b.yaml").read_text("utf-8") == (
        "# 头上的注释\nkind: notice\nid: tongzhi\n"
        'edition: "2026"\ntitle: 关于报送目录的通知\ncopies: 3\npoints:\n'
        "  - id: a1\n    text: 请各科室报送目录  # 上半年\n  - id: a2\n    text: 逾期不再受理。\n"
    )


def test_schema_is_that_of_the_kind(gkml: Callable[..., Result]) -> None:
    schema = json.loads(gkml("schema notice").out)
    assert schema["properties"]["kind"]["const"] == "notice" and "kind" in schema["required"]
    assert "notice  通知文件" in gkml("schema").out


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ("kind: notise", "3:7", "是不是“notice”？可用的：catalog（目录）"),
        ("kind: 报告", "3:7", "没有“报告”这一种文件；可用的：catalog（目录）"),
        ("kind:", "3:6", "kind 要写成文件的种类：catalog（目录）"),
        ("kind: [notice]", "3:7", "kind 要写成文件的种类"),
    ],
)
def test_an_unknown_kind_names_the_known_ones_at_its_place(
    gkml: Callable[..., Result], folder: Path, line: str, place: str, words: str
) -> None:
    (folder / "b.yaml").write_text(NOTICE.replace("kind: notice", line), "utf-8")
    for command in ("lint b.yaml", "build b.yaml", "fmt b.yaml", "diff a.yaml b.yaml"):
        result = gkml(command)
        assert f"b.yaml:{place}: 错误 K034 unknown-kind" in result.out + result.err
        assert words in result.out + result.err and "notice（通知）" in result.out + result.err
        assert (result.out + result.err).count("b.yaml:") == 1


def test_a_catalog_may_say_that_it_is_one(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "a.yaml").write_text(f"kind: catalog\n{CATALOG}", "utf-8")
    assert "K0" not in gkml("lint a.yaml").out


def test_what_is_linked_must_be_of_the_same_kind(gkml: Callable[..., Result], folder: Path) -> None:
    (folder / "a.yaml").write_text(f"previous: b.yaml\n{CATALOG}", "utf-8")
    assert "a.yaml:1:11: 错误 K033 linked-file b.yaml 是通知，不是目录" in gkml("lint a.yaml").out


def test_diff_says_which_kind_it_cannot_compare(gkml: Callable[..., Result]) -> None:
    result = gkml("diff a.yaml b.yaml")
    assert result.code == 2 and "这份文件是通知" in result.err
