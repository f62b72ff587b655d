"""What users and editors are told: the pages of rules, the JSON Schemas."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from gkml.diagnostics import GkmlError
from gkml.ledger.checks import CHECKS
from gkml.lint.check import all_rules
from gkml.lint.manual import rule_list, rule_manual, rule_page
from gkml.project.schemas import profile_list, schema_text
from gkml.project.workspace import Home
from gkml.schema.refusals import REFUSALS
from gkml.yamltext.source import read
from tests.conftest import ROOT

SCHEMAS = ("catalog", "annual-report", "config", "profile", "findings", "due", "calendar", "import", "diff")


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_in_the_repository_are_fresh(name: str) -> None:
    assert (ROOT / "schema" / f"{name}.schema.json").read_text("utf-8") == schema_text(name, Home(None).profiles)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(schema_text(name, Home(None).profiles)))


RULES = all_rules()


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text(name, Home(None).profiles)))


def numbers(data: Any) -> Any:
    """The plain data of a catalog as an editor types it: the few numbers as numbers, true and false as such."""
    if isinstance(data, dict):
        return {
            k: int(v)
            if k in {"format", "version", "level", "max_working_days"}
            else v == "true"
            if k == "draft"
            else numbers(v)
            for k, v in data.items()
        }
    return [numbers(entry) for entry in data] if isinstance(data, list) else data


def test_an_editor_finds_no_fault_with_a_good_catalog(catalog_file: Path) -> None:
    data = numbers(read(catalog_file.read_bytes(), "x").data)
    assert list(validator("catalog").iter_errors(data)) == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("schema/profiles/*.yaml")), ids=lambda path: path.stem)
def test_the_forms_fit_their_schema_as_far_as_text_goes(path: Path) -> None:
    errors = validator("profile").iter_errors(read(path.read_bytes(), "x").data)
    assert all(error.validator in {"type", "anyOf"} for error in errors)


def test_an_editor_is_offered_keys_options_and_forms_in_chinese() -> None:
    schema = json.loads(schema_text("catalog", Home(None).profiles))
    assert "basic-8" in schema["properties"]["profile"]["anyOf"][0]["enum"]
    channels = schema["$defs"]["Item"]["properties"]["channels"]
    assert "发布会/听证会" in channels["anyOf"][0]["items"]["anyOf"][0]["enum"]
    for properties in (schema["properties"], schema["$defs"]["Item"]["properties"]):
        for key, about in properties.items():
            assert any("一" <= c <= "鿿" for c in about.get("description", "")), key


def test_an_editor_marks_a_wrong_key() -> None:
    wrong = {"id": "a", "title": "t", "profile": "basic-8", "items": [{"nane": "x"}]}
    assert list(validator("catalog").iter_errors(wrong))


def test_every_code_has_a_page_by_code_and_by_name() -> None:
    for code, name in [(r.code, r.name) for r in RULES] + [
        (c, r.name) for c, r in (*REFUSALS.items(), *CHECKS.items())
    ]:
        assert rule_page(code, RULES) == rule_page(name, RULES) == rule_page(code.lower(), RULES)
        assert rule_page(code, RULES).startswith(f"{code} {name}")
        assert f"{code}  " in rule_list(RULES)


def test_the_manual_in_the_repository_is_fresh_and_has_every_page() -> None:
    manual = rule_manual()
    assert (ROOT / "schema" / "rules.md").read_text("utf-8") == manual
    assert len(re.findall("^## [A-Z]", manual, re.MULTILINE)) == len(all_rules()) + len(REFUSALS) + len(CHECKS)
    assert manual.count("```") % 2 == 0


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(GkmlError, match="duplicate-item"):
        rule_page("duplicate-items", RULES)


def test_the_list_of_forms_names_each_with_its_columns() -> None:
    shown = profile_list(Home(None).profiles)
    assert "luozhuang-6" in shown and "六级目录" in shown and "公开时长" in shown


def test_importing_gkml_pays_for_nothing() -> None:
    heavy = "pydantic yaml jinja2 xlsxwriter openpyxl docx typer holidays icalendar"
    code = f"import sys, gkml; print([m for m in '{heavy}'.split() if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "[]\n"


def test_the_help_page_pays_for_typer_alone() -> None:
    code = (
        "import sys\nfrom gkml.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in 'pydantic yaml jinja2 xlsxwriter rich holidays icalendar'.split() if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.endswith("[]\n")


def test_building_and_linting_pay_for_no_calendar() -> None:
    code = (
        "import sys, gkml.cli.build, gkml.cli.lint, gkml.project.compile\n"
        "from gkml.project.workspace import Home\nHome(None).config\n"
        "print([m for m in 'holidays icalendar dateutil'.split() if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout == "[]\n"
