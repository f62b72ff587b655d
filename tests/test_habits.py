"""One habit is reported once a file: which findings are folded, and which are not."""

from pathlib import Path

import pytest

from gkml.diagnostics import Diagnostic
from gkml.diagnostics.quoting import quoted_once
from gkml.project.lint.baseline_options import BaselineOptions
from gkml.project.lint.run import LintOptions, lint

ITEM = "      - {{name: {name}, content: {content}, office: 办公室, time_limit: {limit}, channels: 政府网站, sections: 政务公开-概况}}\n"


def found(folder: Path, rows: list[dict[str, str]], code: str, fix: bool = False) -> list[Diagnostic]:
    text = "id: x\ntitle: t\nprofile: basic-8\nitems:\n  - name: 甲职责\n    items:\n"
    for number, row in enumerate(rows):
        text += ITEM.format(**{"name": f"事项{number}", "content": "要素", "limit": "信息形成之日起20个工作日内"} | row)
    file = folder / "x.yaml"
    file.write_text(text, encoding="utf-8")
    return [
        d
        for d in lint(LintOptions([file], [code], [], fix, False, BaselineOptions(False))).diagnostics
        if d.code == code
    ]


SPACED = [{"content": f"执法 依据{n}"} for n in "甲乙丙丁戊"]


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("K111", SPACED),
        ("K115", [{"content": f"依据{n}、"} for n in "甲乙丙丁"]),
        ("K117", [{"content": f"《关于印发<{n}办法>的通知》"} for n in "甲乙丙丁"]),
        ("K117", [{"content": f"依据（{n}"} for n in "甲乙丙丁"]),
        ("K139", [{"limit": f"信息形成之日起{n}个工作日内（规章另有规定的，从其规定）"} for n in (5, 6, 7, 8)]),
        ("K187", [{"name": f"企业信息{n}", "content": f"企业信息{n}"} for n in "甲乙丙丁"]),
    ],
)
def test_a_habit_is_one_finding_that_counts(code: str, rows: list[dict[str, str]], tmp_path: Path) -> None:
    (finding,) = found(tmp_path, rows, code)
    assert f"（这样的共{len(rows)}处）" in finding.message
    few = found(tmp_path, rows[:3], code)
    assert len(few) == 3
    assert all("这样的" not in each.message for each in few)


def test_two_faults_of_one_rule_are_two_findings(tmp_path: Path) -> None:
    both = [*SPACED, *({"name": f"事项{n}", "content": f"执法、 依据{n}"} for n in "甲乙丙丁")]
    assert [each.message.count("这样的") for each in found(tmp_path, both, "K111")] == [1, 1]


def test_a_rule_that_is_not_about_habits_reports_each_place(tmp_path: Path) -> None:
    assert len(found(tmp_path, [{"limit": f"信息形成之日起{n}天内"} for n in (60, 70, 80, 90)], "K131")) == 4


def test_a_fix_reaches_every_place(tmp_path: Path) -> None:
    rows = [{"content": f"依据{n}、"} for n in "甲乙丙丁"]
    assert found(tmp_path, rows, "K115", fix=True) == []


def test_two_words_are_two_habits(tmp_path: Path) -> None:
    words = [f"医疗结构{n}" for n in "甲乙丙丁"] + [f"公告示栏{n}" for n in "甲乙丙丁"]
    assert ["这样的共4处" in each.message for each in found(tmp_path, [{"content": w} for w in words], "K127")] == [
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("message", "quoted"),
    [
        ("名称““三定”职责”不清", "名称“‘三定’职责”不清"),
        ("“加强“放管服””", "“加强‘放管服’”"),
        ("“甲”与“乙”不同", "“甲”与“乙”不同"),
        ("““甲”缺了一半", "““甲”缺了一半"),
        ("“””乙“甲““丙", "“””乙“甲““丙"),
        ("", ""),
    ],
)
def test_a_message_quotes_once(message: str, quoted: str) -> None:
    assert quoted_once(message) == quoted
