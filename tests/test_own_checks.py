"""Checks that a workspace states in gkml.yaml."""

import json
from pathlib import Path
from time import process_time

import pytest
from typer.testing import CliRunner

from gkml.catalog.load import load
from gkml.cli import app
from gkml.lint.check import check
from gkml.lint.own_check import OwnCheck
from gkml.lint.own_rules import _has, own_rules
from gkml.project.workspace import Home
from gkml.yamltext.source import read

CATALOG = """\
id: x
title: 甲市商务局目录
agency: 甲市商务局
edition: "2024"
profile: basic-8
defaults: {channels: 传真}
items:
  - name: 信用
    defaults: {office: 法规科}
    items:
      - {name: 处罚, basis: 甲发〔2020〕12号, channels: [信用中国, 政府网站]}
      - {name: 许可, content: 许可决定}
  - name: 其他
    items:
      - {name: 简报, office: 办公室, channels: [政府网站, 微信发博客]}
"""


def findings(**check_data: object) -> list[tuple[int, str]]:
    """The findings of one check as (line, problem)."""
    own = OwnCheck.model_validate({"message": "请改", "reason": "规定", **check_data})
    loaded = load(read(CATALOG.encode(), "x.yaml"), Home(None).profiles)
    diagnostics = list(check([loaded], own_rules({"L001": own})))
    assert {(d.code, d.name, d.basis) for d in diagnostics} <= {("L001", "own-check", "规定")}
    assert all(d.message.endswith("；请改") for d in diagnostics)
    return [(d.position.line, d.message.removesuffix("；请改")) for d in diagnostics]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        # A default is one text, whatever rows print it.
        ({"field": "channels", "must_not": "传真"}, [(6, "“传真”里有“传真”")]),
        ({"field": "channels", "must_not": ["电报", "微*博"]}, [(15, "“微信发博客”里有“微*博”")]),
        ({"field": "channels", "must_not": "微?博"}, []),
        ({"field": "channels", "must_not": "微?发"}, [(15, "“微信发博客”里有“微?发”")]),
        ({"field": "channels", "must_not": "微*信发", "whole": True}, []),
        ({"field": "channels", "must_not": "微*客", "whole": True}, [(15, "“微信发博客”是“微*客”")]),
        ({"field": "name", "must_not": "其他", "whole": True}, [(13, "“其他”是“其他”")]),
        ({"field": "name", "must_not": "其他", "levels": [2]}, []),
        ({"field": "channels", "must_not": ["政府网站"], "offices": ["办公"]}, [(15, "“政府网站”里有“政府网站”")]),
        ({"field": "channels", "must_not": "传真", "offices": "法规"}, [(6, "“传真”里有“传真”")]),
        ({"field": "channels", "must_not": "传真", "offices": "人事"}, []),
        ({"field": "channels", "must_not": "传真", "profiles": "standard-15"}, []),
        ({"field": "title", "must_not": "商务局"}, [(2, "“甲市商务局目录”里有“商务局”")]),
        # A list is one place: one of its entries has the word.
        ({"field": "channels", "must": "政府网站"}, [(12, "“传真”里没有“政府网站”")]),
        ({"field": "channels", "must": "网站", "whole": True, "levels": [2], "offices": "办公室"}, [(15, "“政府网站、微信发博客”不是“网站”")]),
        ({"field": "content", "must": ["决定", "结果"]}, [(11, "空着，没有“决定”、“结果”之一"), (15, "空着，没有“决定”、“结果”之一")]),
        # A column that the form does not have is not missed.
        ({"field": "basis", "must": "〔#〕#号"}, []),
        ({"field": "remark", "must": "无"}, []),
        ({"field": "title", "must": "主动公开"}, [(2, "“甲市商务局目录”里没有“主动公开”")]),
        ({"field": "notes", "must": "解释"}, [(1, "空着，没有“解释”")]),
        ({"field": "name", "must": ["信用", "处罚", "许可", "其他"]}, [(15, "“简报”里没有“信用”、“处罚”、“许可”、“其他”之一")]),
        ({"field": "name", "must": "罚", "offices": "法规"}, [(12, "“许可”里没有“罚”")]),
    ],
)  # fmt: skip
def test_words_must_or_must_not_stand_there(data: dict[str, object], expected: list[tuple[int, str]]) -> None:
    assert findings(**data) == expected


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("〔#〕#号", "桂发〔2020〕12号文", True),
        ("〔#〕#号", "桂发〔二〇〕12号", False),
        ("第#条", "第12条", True),
        ("2#", "123", False),
        ("a.b", "axb", False),
        ("甲*乙*丙", "丙甲丙乙", False),
        ("甲*乙*丙", "乙甲\n乙乙丙", True),
        ("*", "x", True),
    ],
)
def test_signs_in_a_word(word: str, text: str, stands: bool) -> None:
    assert _has(word, text, whole=False) is stands


def test_no_word_makes_a_check_run_for_ever() -> None:
    for word in ("甲*" * 49 + "乙", "?" * 99 + "乙", "#" * 99 + "乙", "?#" * 49 + "乙", "甲?*#" * 24 + "乙"):
        for text in ("甲" * 32_000, "1" * 32_000, "甲1" * 16_000):
            start = process_time()
            _has(word, text, whole=False)
            assert process_time() - start < 0.5, word


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    checks = "checks: {L001: {field: channels, must_not: 传真, message: 请改为网站, reason: 甲市要求}}\n"
    (tmp_path / "gkml.yaml").write_text(f"version: 1\nselect: L001\n{checks}", "utf-8")
    (tmp_path / "x.yaml").write_text(CATALOG, "utf-8")
    return tmp_path


def lint(*args: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["lint", *args])
    return result.exit_code, result.stdout


def test_own_checks_work_like_rules(workspace: Path) -> None:
    line = "x.yaml:6:22: 警告 L001 own-check “传真”里有“传真”；请改为网站\n"
    assert lint()[1].startswith(line)
    assert "L001" not in lint("--ignore", "L001")[1]
    page = CliRunner().invoke(app, ["rule", "l001"]).stdout
    assert page.startswith("L001 own-check（警告）\n\n请改为网站\n") and "依据：甲市要求" in page
    assert "L001  警告  own-check  请改为网站" in CliRunner().invoke(app, ["rule"]).stdout
    sarif = json.loads(CliRunner().invoke(app, ["lint", "--output-format", "sarif"]).stdout)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "L001"


def test_own_checks_are_accepted_weighed_and_put_into_the_baseline(workspace: Path) -> None:
    config, catalog = workspace / "gkml.yaml", workspace / "x.yaml"
    settings = config.read_text("utf-8")
    config.write_text(f"{settings}severity: {{L001: error}}\n", "utf-8")
    assert "错误 L001" in lint()[1] and lint()[0] == 1
    config.write_text(f"{settings}per_path: {{x.yaml: L001}}\n", "utf-8")
    assert "L001" not in lint()[1]
    config.write_text(settings, "utf-8")
    assert lint("--write-baseline", "--reason", "先这样")[0] == 0
    assert "rule: L001" in (workspace / ".gkml-baseline.yaml").read_text("utf-8")
    assert "L001" not in lint()[1]
    (workspace / ".gkml-baseline.yaml").unlink()
    catalog.write_text(CATALOG.replace("传真}", "传真}  # gkml: ignore[L001] 乡镇没有网络"), "utf-8")
    assert "L001" not in lint()[1]
    catalog.write_text(CATALOG.replace("传真}", "网站}  # gkml: ignore[L001] 乡镇没有网络"), "utf-8")
    assert "K032" in lint()[1]
    catalog.write_text(CATALOG.replace("传真}", "传真}  # gkml: ignore[L002] 乡镇没有网络"), "utf-8")
    assert "没有规则“L002”" in lint()[1]


@pytest.mark.parametrize(
    ("checks", "message"),
    [
        ("L1: {field: name, must: a, message: b, reason: c}", "检查的代号写成 L001 到 L999"),
        ("L001: {field: nam, must: a, message: b, reason: c}", "“nam”不在可选之列"),
        ("L001: {field: name, message: b, reason: c}", "要写 must 或 must_not"),
        ("L001: {field: name, must: ['*'], message: b, reason: c}", "词不能是空的"),
        ("L001: {field: name, must: a, message: b}", "缺少“reason”"),
        (f"L001: {{field: name, must: {'a' * 101}, message: b, reason: c}}", "一个词最多100个字"),
    ],
)
def test_a_malformed_check_is_refused_with_its_place(workspace: Path, checks: str, message: str) -> None:
    (workspace / "gkml.yaml").write_text(f"version: 1\nchecks:\n  {checks}\n", "utf-8")
    refusal = str(CliRunner().invoke(app, ["lint"]).exception)
    assert refusal.startswith("gkml.yaml:3:") and message in refusal
