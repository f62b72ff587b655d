"""Every report holds every finding, in the form that its readers take, and text stays text in all of them."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest

from gkml.catalog import cells
from gkml.catalog.load import Loaded
from gkml.catalog.model import Catalog, Entry
from gkml.diagnostics import Diagnostic, Fix, Position
from gkml.document import CELL_TOP, line_height
from gkml.formats.html import read as read_html
from gkml.layout.findings import layout
from gkml.layout.pages import paginate
from gkml.lint.check import Rule, all_rules, check
from gkml.project.lint.reports import FORMATS, lint_report
from gkml.project.workspace import Home
from gkml.report.lint import Results, full
from gkml.report.lint.full import width
from gkml.report.text import counted, statistics
from gkml.yamltext.source import Source, read
from tests.conftest import ROOT
from tests.test_rules import blocks, examples

LINES = {
    "a.yaml": ["id: x", "  name: “双随机、一公开”  抽查", "\tremark: a", "x" * 300 + "错在这里" + "y" * 300],
    "干净.yaml": ["id: y"],
}


def found(**more: object) -> Diagnostic:
    usual: dict[str, object] = {
        "code": "K105",
        "name": "blank-required-cell",
        "severity": "error",
        "message": "“责任科室”空着；请补上",
        "file": "a.yaml",
        "position": Position(2, 9, 2, 18),
        "catalog": "x",
        "item": "a1",
        "field": "office",
        "title": "抽查",
        "text": "“双随机、一公开”",
        "basis": "国办发〔2019〕54号",
    }
    return Diagnostic(**{**usual, **more})  # type: ignore[arg-type]


AWKWARD = "=1+1,<b>&amp;</b> 100% :: ]]> | `x`\n第二行"
EVERY = [
    found(),
    found(
        code="K106",
        name="duplicate-item",
        severity="warning",
        message=f"{AWKWARD}；改成{AWKWARD}",
        text=AWKWARD,
        title="@x",
    ),
    found(
        severity="info",
        position=Position(3, 1, 3, 8),
        item="",
        title="",
        field="title",
        fix=Fix(("甲", "乙"), safe=False),
    ),
    found(position=Position(4, 301, 4, 305), fix=Fix("对了")),
]
RESULTS = Results(EVERY, LINES)


def report(form: str, results: Results = RESULTS) -> bytes:
    return lint_report(results, form, Home(None))


def test_full_underlines_the_place_by_what_it_is_wide() -> None:
    lines = "".join(full.report(RESULTS)).splitlines()
    assert lines[:8] == [
        "错误 K105 blank-required-cell：“责任科室”空着",
        "  --> a.yaml:2:9",
        "  |",
        "2 |   name: “双随机、一公开”  抽查",
        "  |         ^^^^^^^^^^^^^^^^",
        "  = 建议：请补上",
        "  = 依据：国办发〔2019〕54号",
        "",
    ]
    assert width("双随机") == 6 and width("a\u0301") == 1
    shown = next(number for number, line in enumerate(lines) if "错在这里" in line)
    under = lines[shown + 1]
    assert width(lines[shown][: lines[shown].index("错")]) == under.index("^")
    assert under.count("^") == 8 and width(lines[shown]) < 130
    assert "  = 可改成：甲、乙（要人看过：--unsafe-fixes）" in lines and "  = 可改成：对了" in lines


def test_full_does_without_a_line_that_is_not_there() -> None:
    assert "-->" in "".join(full.report(Results([found(position=Position(99, 1, 99, 1))], LINES)))
    assert "".join(full.report(Results([], {}))) == "没有发现问题。\n"


def test_concise_is_a_line_each() -> None:
    assert report("concise") == report("text")
    assert len(report("concise").decode().splitlines()) == len(EVERY) + 1


def test_json_is_as_its_schema_says() -> None:
    findings = json.loads(report("json"))
    jsonschema.validate(findings, json.loads((ROOT / "schema" / "findings.schema.json").read_text("utf-8")))
    assert [f["fix"] for f in findings] == [
        None,
        None,
        {"value": ["甲", "乙"], "safe": False},
        {"value": "对了", "safe": True},
    ]


def test_github_commands_hold_on_one_line_each() -> None:
    lines = report("github").decode().splitlines()
    assert (
        lines[0]
        == "::error file=a.yaml,line=2,endLine=2,col=9,endColumn=18,title=K105 blank-required-cell::“责任科室”空着；请补上"
    )
    assert [line.split(" ")[0] for line in lines[:-1]] == ["::error", "::warning", "::notice", "::error"]
    assert "100%25" in lines[1] and "%0A第二行" in lines[1]
    assert "file=a%3Ab%2Cc" in report("github", Results([found(file="a:b,c")])).decode()


def test_gitlab_fingerprints_are_unique_and_do_not_hang_on_lines() -> None:
    def prints(diagnostics: list[Diagnostic]) -> list[str]:
        return [issue["fingerprint"] for issue in json.loads(report("gitlab", Results(diagnostics, LINES)))]

    twice = [found(), found(position=Position(3, 1, 3, 2))]
    assert len(set(prints(twice))) == 2
    assert prints([found(position=Position(9, 9, 9, 9))]) == prints([found()])
    issue = json.loads(report("gitlab"))[0]
    assert (issue["severity"], issue["location"]["path"], issue["location"]["lines"]["begin"]) == ("major", "a.yaml", 2)


def test_junit_has_a_failure_a_finding_and_a_case_a_clean_file() -> None:
    root = ElementTree.fromstring(report("junit"))
    suites = {suite.get("name"): suite for suite in root}
    assert {name: (suite.get("tests"), suite.get("failures")) for name, suite in suites.items()} == {
        "a.yaml": ("4", "4"),
        "干净.yaml": ("1", "0"),
    }
    assert next(f.get("message") for f in suites["a.yaml"].iter("failure")) == "“责任科室”空着；请补上"


def test_sarif_says_each_rule_once_and_each_result() -> None:
    run = json.loads(report("sarif"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["K105", "K106"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("K105", "error"),
        ("K106", "warning"),
        ("K105", "note"),
        ("K105", "error"),
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 9,
        "endLine": 2,
        "endColumn": 18,
    }
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


def test_sarif_fingerprints_are_short_and_those_of_two_findings_differ() -> None:
    def prints(*diagnostics: Diagnostic) -> list[str]:
        run = json.loads(report("sarif", Results(diagnostics, LINES)))["runs"][0]
        return [result["partialFingerprints"]["gkml/v2"] for result in run["results"]]

    several = prints(
        found(message="长" * 900),
        found(),
        found(position=Position(9, 9, 9, 9)),
        found(catalog="y"),
        found(edition="2023"),
        found(catalog="", file="b.yaml"),
        found(catalog="", file="c.yaml"),
    )
    assert len(set(several)) == len(several) and all(re.fullmatch("[0-9a-f]{32}", each) for each in several)
    assert prints(found(file="../b.yaml", position=Position(9, 9, 9, 9))) == prints(found()), "it is the same finding"


def test_junit_has_no_two_cases_of_one_name() -> None:
    twice = [found(), found(message="“公开主体”空着；请补上", field="body"), found(), found(file="b.yaml")]
    root = ElementTree.fromstring(report("junit", Results(twice, LINES)))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 5


HEADINGS = ["序号", "事项", "字段", "原文", "问题", "建议", "依据", "规则", "级别", "位置"]


def test_the_list_of_problems_in_excel() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report("xlsx")))
    assert book.sheetnames == ["问题清单", "数据"]
    rows = [[cell.value for cell in row][:10] for row in book["数据"].iter_rows()]
    assert rows[0] == HEADINGS
    assert rows[1] == [
        "1",
        "抽查",
        "责任科室",
        "“双随机、一公开”",
        "“责任科室”空着",
        "请补上",
        "国办发〔2019〕54号",
        "K105 blank-required-cell",
        "错误",
        "a.yaml:2",
    ]
    assert rows[2][3] == AWKWARD and rows[3][1] == "（整份目录）"
    assert len(rows) == len(EVERY) + 1
    assert not any(cell.data_type == "f" for row in book["数据"].iter_rows() for cell in row)


def test_a_usual_problem_takes_three_lines_of_the_printed_list() -> None:
    one = found(file="catalogs/liuzhou-scjg/as-issued.yaml", position=Position(120, 1, 120, 9))
    (row,) = next(paginate(layout([one], "")).tables()).body
    assert row.height == 3 * line_height(9) + 2 * CELL_TOP


def test_the_list_of_problems_as_a_page_and_as_markdown() -> None:
    table = next(read_html.read(report("html")).tables())
    assert ["/".join(steps) for steps in table.headings()] == HEADINGS
    assert len(table.body) == len(EVERY)
    assert b"<b>" not in report("html").split(b"<tbody", 1)[1]
    assert report("markdown").decode().count("\n| ") == len(EVERY) + 1


@pytest.mark.parametrize("form", FORMATS)
def test_no_finding_is_no_failure_of_any_report(form: str) -> None:
    assert report(form, Results([], LINES))


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_the_same_findings_is_the_same(form: str) -> None:
    assert report(form) == report(form)


def test_statistics_count_by_rule_most_first() -> None:
    assert statistics(counted(EVERY)).splitlines() == [
        "     2  K105 错误 blank-required-cell",
        "     1  K105 提示 blank-required-cell",
        "     1  K106 警告 duplicate-item",
    ]


# --- what steers a terminal ---

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
TRAP = "\x1b]0;x\x07\u202e\u200b\n"
WORDS = {"title", "agency", "preface", "heading", "notes", "extra", "name", *cells.PRINTED} - {"options"}


def trapped(value: Any, at: str, key: str = "") -> Any:
    """Catalog data with the trap in front of, behind or inside every text that is printed."""
    if isinstance(value, dict):
        return {name: trapped(below, at, name if key != "extra" else key) for name, below in value.items()}
    if isinstance(value, list):
        return [trapped(below, at, key) for below in value]
    place = {"front": 0, "middle": len(value) // 2, "end": len(value)}[at]
    return value[:place] + TRAP + value[place:] if key in WORDS else value


def trap(text: str, at: str) -> Loaded:
    """A catalog as if it had been read: the reader itself takes none with control characters."""
    source = read(text.encode(), "x.yaml")
    data = trapped(source.data, at)
    catalog = Catalog.model_validate(data)
    lines = json.dumps(data, ensure_ascii=False)
    return Loaded(Source("x.yaml", lines, data), Entry("x.yaml", catalog, Home(None).profiles[catalog.profile]), ())


def trapped_findings(rule: Rule, at: str) -> Iterator[Diagnostic]:
    other = dict(blocks(rule, "上级指引|上一版本"))
    for _, text in examples(rule):
        one = trap(text, at)
        assert one.entry
        linked = {
            field: trap(other[heading], at).entry.catalog  # type: ignore[union-attr]
            for field, heading in (("guide", "上级指引"), ("previous", "上一版本"))
            if heading in other
        }
        yield from check([one._replace(entry=one.entry._replace(**linked))], all_rules())


def test_nothing_that_steers_a_terminal_reaches_a_message_or_a_report() -> None:
    every = [
        diagnostic
        for rule in [rule for rule in all_rules() if rule.kind == "catalog"]
        for at in ("front", "middle", "end")
        for diagnostic in trapped_findings(rule, at)
    ]
    assert len({diagnostic.code for diagnostic in every}) > 40, "so many rules still find something"
    assert [d.message for d in every if "\n" in d.message or STEERING.search(d.message)] == []
    assert any("\\u202e" in d.message for d in every)
    results = Results(every, {"x.yaml": [f"{TRAP.strip()}{'字' * 30}"]})
    for form in ("text", "full", "github", "gitlab", "junit", "markdown"):
        outcome = report(form, results).decode()
        assert not STEERING.search(outcome), form


def test_an_underline_stands_where_it_is_beside_what_is_not_seen() -> None:
    results = Results([found(position=Position(1, 4, 1, 6))], {"a.yaml": ["a\u202e\x1b局局"]})
    lines = "".join(full.report(results)).splitlines()
    assert lines[3:5] == ["1 | a��局局", "  |    ^^^^"]
