"""Published reports as facts (tables, figures of the prose) and the rules that a reader found to apply, in both directions."""

import json
from typing import Any

import pytest

from gkml.annual_report.entry import ReportEntry
from gkml.annual_report.model import AnnualReport
from gkml.annual_report.rules import a12b_cases_without_count_in_prose as a12b
from tests.conftest import ROOT
from tests.test_report_rules import FORMS, MODULES, blank, code_of

CASES = {case["id"]: case for case in json.loads((ROOT / "tests/report_cases/cases.json").read_text("utf-8"))}
TABLES = ("disclosures", "applications", "reviews")
PARTIAL = {"A20"}
"""Rules about tables that an excerpt does not hold."""
EXPECTED = {
    "R01": {"A05", "A25", "A26"},
    "R02": {"A25", "A26"},  # 17 received by the body itself, 95 in the whole district: another scope, no verdict
    "R03": {"A26"},
    "R08": {"A06", "A11", "A26", "A27"},
    "R10": {"A03b", "A06", "A10o", "A10p", "A12"},  # A03b: the totals of the result rows are blank
    "R14": {"A26"},
    "R15": {"A26"},
    "E01": {"A10"},
    "E02": {"A27"},
    "E03": {"A27", "A28"},
    "E05": {"A09"},
    "E07": {"A06"},
    "E09": {"A29"},
    "E11": {"A25"},
    "E13": {"A15", "A30"},
    "E15": {"A23"},
}
"""What a reader found, as far as tables and figures show it; a label (A14) or heading (A15) is not among these facts.

A report that is not named is clean: its lists add up (E21, E23, E27, E30) or need not (E19, E25, E32).
"""


def entry_of(case: dict[str, Any]) -> ReportEntry:
    """The report of a case: the tables that it has, and its figures as the prose of the first section."""
    report = blank(FORMS[case["form"]])
    del report["issued"]
    given = {key: value for key, value in case.items() if key not in {"id", "prose"}}
    report |= {table: [] if table == "reviews" else {} for table in TABLES} | given
    report["sections"][0]["paragraphs"] = case["prose"]
    return ReportEntry("x.yaml", AnnualReport.model_validate(report), FORMS)


@pytest.mark.parametrize("name", CASES)
def test_the_rules_that_apply_and_no_others(name: str) -> None:
    entry = entry_of(CASES[name])
    whole = all(CASES[name].get(table) for table in TABLES) and len(CASES[name]["applications"]) > 20
    usual = (module for module in MODULES if not getattr(module, "OPTIONAL", False))
    codes = {code_of(module) for module in usual for _ in module.check(entry)}
    assert codes - (set() if whole else PARTIAL) == EXPECTED.get(name, set())


@pytest.mark.parametrize(("name", "kinds"), [("R01", "复议11件、行政诉讼5件"), ("R02", "复议2件、行政诉讼4件")])
def test_cases_that_the_prose_does_not_count(name: str, kinds: str) -> None:
    [(_, message)] = a12b.check(entry_of(CASES[name]))
    assert kinds in message


@pytest.mark.parametrize("name", ["R03", "R10"])
def test_prose_that_counts_the_cases(name: str) -> None:
    assert not list(a12b.check(entry_of(CASES[name])))
