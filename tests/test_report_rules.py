"""Rules of the annual report: each well formed, its manual's examples run, and the reports of others judged by a reader."""

import importlib
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gkml.annual_report import rules
from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.form import ReportForm
from gkml.annual_report.model import AnnualReport
from gkml.annual_report.rules import a31_documents_in_force_differ_from_list as a31
from gkml.yamltext.source import Source, read

FORMS = {
    path.stem: ReportForm.model_validate(read(path.read_bytes(), path.name).data)
    for path in (Path(__file__).parent.parent / "schema" / "report-forms").glob("*.yaml")
}
MODULES = [
    importlib.import_module(f"gkml.annual_report.rules.{info.name}") for info in pkgutil.iter_modules(rules.__path__)
]
NOUGHT = ["0"] * 7


def code_of(module: ModuleType) -> str:
    code = module.__name__.rpartition(".")[2].partition("_")[0]
    return code[0].upper() + code[1:]


def blank(form: ReportForm) -> dict[str, Any]:
    """A report in which nothing happened and nothing is wrong."""
    return {
        "kind": "annual-report",
        "id": "x",
        "title": "某局2021年政府信息公开工作年度报告",
        "agency": "某局",
        "level": "部门",
        "year": str(form.last_year or form.first_year),
        "form": form.name,
        "issued": f"{(form.last_year or form.first_year) + 1}-01-20",
        "sections": [
            {"heading": f"{number}、{heading}", "paragraphs": paragraphs}
            for number, heading, paragraphs in zip(
                "一二三四五六",
                form.sections,
                ([], [], [], [], ["政策解读的形式还不够丰富。"], ["本机关未收取信息处理费。"]),
                strict=True,
            )
        ],
        "disclosures": {row: ["0"] * (len(b.columns) - 1) for b in form.disclosures for row in b.rows},
        "applications": {line.key: NOUGHT for line in form.lines if line.key != "tot"},
        "reviews": ["0"] * 15,
    }


def merged(text: str) -> tuple[Source, AnnualReport]:
    """The report that a page's example is a part of: a blank one with the example's values in it."""
    source = read(text.encode(), "x.yaml")
    assert not source.problems, source.problems
    given = dict(source.data)
    data = blank(FORMS[given.get("applications_form") or given.get("form", "2021")])
    year = int(given.get("year", data["year"]))
    data |= {"form": given.get("form", data["form"]), "year": str(year), "issued": f"{year + 1}-01-20"}
    if re.search(r"A26", text):
        del data["issued"]
    for key, value in given.items():
        if key in {"disclosures", "applications"}:
            data[key] = {**data[key], **value}
        elif key == "sections" and len(value) < 6:
            by_number = {section["heading"][0]: section for section in value}
            data[key] = [by_number.get(section["heading"][0], section) for section in data[key]]
        else:
            data[key] = value
    return source, AnnualReport.model_validate(data)


def examples(module: ModuleType) -> Iterator[tuple[str, str]]:
    page = (module.__doc__ or "") + "\n"
    for heading, body in re.findall(r"^(错误|正确|上一年|下级)：\n\n((?:    .*\n?|\n)+)", page, re.MULTILINE):
        yield heading, textwrap.dedent(body)


def codes(text: str, module: ModuleType, others: dict[str, str]) -> list[tuple[int, str]]:
    """The lines and codes of the findings; a route that the example does not have is at its nearest parent."""
    source, report = merged(text)
    previous = None
    if "上一年" in others:
        before = merged(others["上一年"])[1]
        previous = ReportEntry("y.yaml", before.model_copy(update={"year": report.year - 1}), FORMS)
    children = (ReportEntry("z.yaml", merged(others["下级"])[1], FORMS),) if "下级" in others else ()
    absent = {path: f"找不到 {path}" for path in report.children if "没有" in path}
    entry = ReportEntry("x.yaml", report, FORMS, previous, children, absent)
    return sorted(
        (source.locate(at(source, finding[0][1:], report)).line, code_of(module)) for finding in module.check(entry)
    )


def at(source: Source, route: tuple[str | int, ...], report: AnnualReport) -> tuple[str | int, ...]:
    """A route of the merged report in the example: its sections stand under other numbers there."""
    if route[:1] == ("sections",) and len(route) > 1 and len(source.data.get("sections", ())) < 6:
        heading = report.sections[int(route[1])].heading
        own = [section["heading"][0] for section in source.data["sections"]]
        return ("sections", own.index(heading[0]), *route[2:])
    return route


@pytest.mark.parametrize("module", MODULES, ids=code_of)
def test_the_examples_of_a_rule_do_what_its_page_says(module: ModuleType) -> None:
    shown = list(examples(module))
    assert [heading for heading, _ in shown if heading in {"错误", "正确"}] == ["错误", "正确"]
    others = {heading: text for heading, text in shown if heading in {"上一年", "下级"}}
    for heading, text in shown:
        if heading in {"错误", "正确"}:
            marks = [(n, code) for n, line in enumerate(text.splitlines(), 1) for code in re.findall(r"# (A\w+)", line)]
            assert codes(text, module, others) == marks
            assert bool(marks) == (heading == "错误")


@pytest.mark.parametrize("module", MODULES, ids=code_of)
def test_a_rule_is_well_formed(module: ModuleType) -> None:
    assert re.fullmatch(r"A\d\d[a-z]?", code_of(module))
    assert module.SEVERITY in {"error", "warning", "info"}
    assert (module.__doc__ or "").splitlines()[0].endswith("。")


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_report_in_which_nothing_happened_has_no_finding(form: str) -> None:
    entry = ReportEntry("x.yaml", AnnualReport.model_validate(blank(FORMS[form])), FORMS)
    assert [(code_of(m), finding) for m in MODULES for finding in m.check(entry)] == []


@pytest.mark.parametrize(
    ("cells", "listed", "text"),
    [
        (["1", "0", "2"], ["甲办法", "乙办法"], ""),
        (["1", "0", "2（其中修订1件）"], ["甲办法", "乙办法"], ""),
        (["1", "0", ""], ["甲办法"], ""),
        (["1", "0", "/"], ["甲办法"], ""),
        (["1", "0", "３"], ["甲办法", "乙办法"], "现行有效件数3，已公布的目录（in_force）里是2件；"),
        (["1", "0", "2"], ["甲 办法", "甲办法"], "里是1件（有1件列了两遍，只算一件）"),
        (["1", "0", "2"], [], "里是0件；"),
    ],
)
def test_documents_in_force_are_those_of_the_published_list(cells: list[str], listed: list[str], text: str) -> None:
    data = blank(FORMS["2021"])
    data["disclosures"]["行政规范性文件"] = cells
    report = AnnualReport.model_validate(data | {"in_force": {"行政规范性文件": listed}})
    messages = [finding[1] for finding in a31.check(ReportEntry("x.yaml", report, FORMS))]
    assert len(messages) == bool(text)
    assert all(text in message for message in messages)


def child(agency: str, **values: Any) -> ReportEntry:
    data = blank(FORMS[values.get("form", "2021")]) | {"agency": agency, "year": "2021"} | values
    return ReportEntry(f"{agency}.yaml", AnnualReport.model_validate(data), FORMS)


@pytest.mark.parametrize(
    ("children", "absent", "misfit"),
    [
        ([child("甲局"), child("乙局")], [], None),
        ([child("甲局"), child("乙局", year="2020")], [], (1, "是2020年度的，本报告是2021年度")),
        ([child("甲局"), child("乙局", year="2020")], ["甲", "", "乙"], (2, "是2020年度的")),
        ([child("甲局"), child("乙局"), child("甲局")], [], (2, "列了两份（前一份是第1份）")),
        ([child("甲局", form="2019")], [], (0, "另一种格式")),
        ([child("甲局", applications_form="2019", applications={})], [], (0, "另一种格式")),
    ],
)
def test_children_that_cannot_be_added_up(
    children: list[ReportEntry], absent: list[str], misfit: tuple[int, str] | None
) -> None:
    paths = absent or [f"{n}.yaml" for n in range(len(children))]
    data = blank(FORMS["2021"]) | {"year": "2021", "scope": "area", "children": paths}
    missing = {path: "" for path in paths if not path}
    parent = ReportEntry("x.yaml", AnnualReport.model_validate(data), FORMS, None, tuple(children), missing)
    findings = [(code_of(m), finding) for m in MODULES for finding in m.check(parent) if code_of(m).startswith("A19")]
    found = [finding for code, finding in findings if code == "A19d"]
    assert len(found) == (misfit is not None)
    for route, message in found:
        assert misfit and route[1:] == ("children", misfit[0])
        assert misfit[1] in message
    linked = parent.with_links(parent.linked)
    assert [place for place, _ in linked.placed_children()] == [place for place, _ in parent.placed_children()]


@pytest.mark.parametrize(
    ("text", "is_fault"),
    [
        ("收到｛三.新收｝件。", True),
        ("收到｛ 三．新收 ｝件。", True),
        ("占｛占比(三.予以公开, 三.办结)｝。", True),
        ("｛同比(三.新收)｝", True),
        ("收到｛三.新收件。", False),
        ("集合｛一、二、三｝，｛三项｝。", False),
        ("｛" * 3000, False),
    ],
)
def test_a_reference_in_full_width_braces_is_not_printed_silently(text: str, is_fault: bool) -> None:
    entry = child("甲局", opening=[text])
    assert [route for route, message in entry.faults() if "全角" in message] == [("opening", 0)] * is_fault
    assert entry.prose[0].text == text


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 5000, f"1.{'3' * 7}", f"{'9' * 5000}（其中修订1件）"])
def test_a_number_of_too_many_digits_is_no_number_and_messages_stay_short(digits: str) -> None:
    row = [digits, *["0"] * 5, digits]
    entry = child("甲局", disclosures={"行政许可": [digits]}, applications={"new": row}, reviews=[digits, *["0"] * 14])
    messages = [finding[1] for module in MODULES for finding in module.check(entry)]
    assert sum("不是数字" in message for message in messages) == 4
    assert max(map(len, messages)) < 500
