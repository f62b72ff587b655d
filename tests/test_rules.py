"""Rules: each well formed, its manual's examples run, whole files with marks on the guilty lines."""

import json
import re
import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from time import process_time

import pytest

from gkml.catalog.load import load
from gkml.catalog.model import Entry, Workspace
from gkml.diagnostics import Diagnostic
from gkml.diagnostics.quoting import without_keys
from gkml.lint.check import Rule, all_rules, check, chosen
from gkml.project.workspace import Home
from gkml.yamltext.source import read

RULES = tuple(rule for rule in all_rules() if rule.kind == "catalog")
MARK = re.compile(r"# (K\d{3})")
CASES = sorted(Path(__file__).parent.glob("cases/*.yaml"))


def entry_of(text: str) -> Entry:
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return loaded.entry


def diagnostics(text: str, rules: tuple[Rule, ...], guide: str = "", previous: str = "") -> list[Diagnostic]:
    """The findings of a catalog text; `guide` and `previous` are texts of catalogs too."""
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    linked = {name: entry_of(other).catalog for name, other in (("guide", guide), ("previous", previous)) if other}
    return list(check([loaded._replace(entry=loaded.entry._replace(**linked))], rules))


def found(text: str, rules: tuple[Rule, ...], guide: str = "", previous: str = "") -> list[tuple[int, str]]:
    """The findings of a catalog text as (line, code), sorted."""
    return sorted((d.position.line, d.code) for d in diagnostics(text, rules, guide, previous))


def marked(text: str) -> list[tuple[int, str]]:
    """The (line, code) pairs that a text's marks promise."""
    return [(n, code) for n, line in enumerate(text.splitlines(), 1) for code in MARK.findall(line)]


def examples(rule: Rule) -> Iterator[tuple[bool, str]]:
    """The catalogs in a rule's page: (whether it is the wrong one, its text)."""
    yield from ((heading == "错误", text) for heading, text in blocks(rule, "错误|正确"))


def blocks(rule: Rule, headings: str) -> Iterator[tuple[str, str]]:
    for heading, body in re.findall(rf"^({headings})：\n\n((?:    .*\n?|\n)+)", rule.page + "\n", re.MULTILINE):
        yield heading, "id: x\ntitle: t\n" + textwrap.dedent(body)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_examples_of_a_rule_do_what_its_page_says(rule: Rule) -> None:
    shown = list(examples(rule))
    assert [wrong for wrong, _ in shown] == [True, False]
    other = dict(blocks(rule, "上级指引|上一版本"))
    for wrong, text in shown:
        assert found(text, (rule,), other.get("上级指引", ""), other.get("上一版本", "")) == marked(text)
        assert bool(marked(text)) == wrong


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_for_an_office_names_no_key_of_yaml(rule: Rule) -> None:
    other = dict(blocks(rule, "上级指引|上一版本"))
    for _, text in examples(rule):
        for each in diagnostics(text, (rule,), other.get("上级指引", ""), other.get("上一版本", "")):
            plain = re.sub("“[^”]*”|《[^》]*》", "", without_keys(each.message))
            assert re.findall("[a-z_]{3,}", plain) == [], each.message


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_well_formed(rule: Rule) -> None:
    assert re.fullmatch(r"K[1-9]\d\d", rule.code)
    assert re.fullmatch(r"[a-z0-9-]+", rule.name)
    assert rule.severity in {"error", "warning", "info"}
    assert rule.page.splitlines()[0].endswith("。")


def test_a_rule_stands_back_behind_rules_that_there_are() -> None:
    names = {rule.name for rule in RULES}
    assert all(rule.behind <= names - {rule.name} for rule in RULES)


def test_codes_count_up_without_gaps() -> None:
    codes = [int(rule.code[1:]) for rule in RULES]
    assert codes == list(range(101, 101 + len(codes)))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_has_findings_on_its_marked_lines_and_nowhere_else(path: Path) -> None:
    text = path.read_text("utf-8")
    assert found(text, RULES) == marked(text)


def test_rules_are_chosen_by_code_and_by_name() -> None:
    assert [r.code for r in chosen(["K101", "duplicate-item"], [])] == ["K101", "K106"]
    assert "K101" not in [r.code for r in chosen([], ["k101"])]


def test_severity_can_be_set_by_code_or_name() -> None:
    text = "id: x\ntitle: t\nprofile: basic-8\nitems:\n  - {name: a, items: [{name: b}, {name: b}]}\n"
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    rules = chosen(["K106"], [])
    assert [d.severity for d in check([loaded], rules, {"K106": "info"})] == ["info"]
    assert [d.severity for d in check([loaded], rules, {"duplicate-item": "error"})] == ["error"]


def test_an_item_can_accept_a_finding_with_a_reason() -> None:
    ignore = "ignore: [{rule: K106, reason: 确有两件}]"
    text = f"id: x\ntitle: t\nprofile: basic-8\nitems:\n  - {{name: a, items: [{{name: b}}, {{name: b, {ignore}}}]}}\n"
    assert found(text, chosen(["K106"], [])) == []


@pytest.mark.parametrize(
    "unit", ["另有规定", "一", "(", "aa b", "某 ", "12", "、", "1.1", "《", "“", "年", "负责", "①", "-", "/", "等"]
)
def test_no_cell_is_too_long_to_be_looked_at(unit: str) -> None:
    """A cell of one thing over and over: a pattern that goes back and forth over it would not end."""
    long = json.dumps(unit * (4000 // len(unit)) + "!", ensure_ascii=False)
    fields = ("content", "time_limit", "channels", "sections", "office", "remark", "basis")
    row = ", ".join(f"{field}: {long}" for field in fields)
    text = f"id: x\ntitle: t\nprofile: basic-8\nitems:\n  - name: {long}\n    items: [{{name: {long}, {row}}}]\n"
    loaded = load(read(text.encode(), "x.yaml"), Home(None).profiles)
    assert loaded.entry is not None
    assert list(check([loaded], RULES))


AWKWARD_RUNS = (
    " ", "公 ", "\u3000", "\n", "（", "）", "“", "《", "、", "甲、", "公开信息、", "1", "1.", "；", "公开，", "-", "/", "年", "：", "x ",
    "公公", "（1） 《", "a( ", "● ", "<br>", "官方", "按", "号", "http://", '"公', "<公", "第", "根据", "■",
)  # fmt: skip


GROWTH, UNMEASURED, RUN = 3.0, 0.02, 8_000
"""The largest quotient of two times, seconds below which a time says nothing, characters of the shorter cell."""


@pytest.mark.parametrize("unit", AWKWARD_RUNS)
def test_twice_the_cell_takes_at_most_twice_the_time(unit: str) -> None:
    """Each rule is measured; one that goes over a run again from each of its characters takes four times as long."""
    slow = _slow(unit)
    for _ in range(2):
        slow = slow and slow & _slow(unit)
    assert not slow


def _slow(unit: str) -> set[str]:
    """The rules whose time grows faster than a cell of this unit over and over. No cache knows the texts."""
    short, long = (_seconds(unit * (length // len(unit)) + str(next(FRESH))) for length in (RUN, 2 * RUN))
    return {code for code, time in long.items() if time > UNMEASURED and time > GROWTH * short[code]}


FRESH = count()


def _seconds(text: str) -> dict[str, float]:
    """The processor time of each rule over a catalog whose cells all have the text."""
    cell = json.dumps(text, ensure_ascii=False)
    fields = ("content", "basis", "time_limit", "office", "body", "channels", "sections", "audience", "remark")
    row = ", ".join(f"{field}: {cell}" for field in fields)
    head = f"id: x\ntitle: {cell}\nagency: 甲市商务局\nprofile: basic-8\nnotes: [{cell}]\n"
    workspace = Workspace((entry_of(f"{head}items:\n  - {{name: {cell}, items: [{{name: 公开, {row}}}]}}\n"),))
    times = {}
    for rule in RULES:
        start = process_time()
        list(rule.check(workspace))
        times[rule.code] = process_time() - start
    return times
