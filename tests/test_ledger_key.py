"""`gkml audit` on ledgers and registers made up at random, against the answers of `tests/ledger_key.py`."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import ledger_key as key
from tests.conftest import Result

PLAN = """\
kind: work-plan
id: plan
title: 示例局2026年政务公开工作方案
agency: 示例局
year: 2026
sections: [{heading: 基础, parts: [{title: 甲, lead: 办公室}]}]
quotas:
  - {at_least: 30, each: quarter}
  - {at_least: 125, each: year}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gkml.yaml").write_text('version: 1\nregion: "450200"\ncatalogs: .\n', "utf-8")
    (tmp_path / "dir.yaml").write_text(key.directory(), "utf-8")
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    return tmp_path


def audited(gkml: Callable[..., Result], options: str) -> dict[str, Any]:
    result = gkml(f"audit {options} --output-format json --fail-on never")
    assert result.code == 0, result.err
    data: dict[str, Any] = json.loads(result.out)
    return data


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_record_and_quota_of_a_made_up_ledger(seed: int, folder: Path, gkml: Callable[..., Result]) -> None:
    records = key.ledger(folder / "台账.csv", 700, seed)
    data = audited(gkml, "--ledger 台账.csv --period 2025-01-01..2025-12-31 --as-of 2027-06-30")
    later = audited(gkml, "--ledger 台账.csv --period 2026 --as-of 2027-06-30")
    judged = {each["row"]: each for each in (*data["records"], *later["records"])}
    known = [each for each in records if each["published"].year in {2025, 2026}]
    assert sorted(judged) == sorted(each["row"] for each in known)
    for each in known:
        own = judged[each["row"]]
        expected = key.verdict(each["item"], each["formed"], each["published"])
        assert (own["item"], own["due"], own["state"], own["days"]) == (each["item"], *expected), each
        assert own["office"] == each["office"]
    assert later["counts"]["read"] == len(records) == sum(later["counts"].values()) / 2
    expected_quotas = sorted(key.quotas(records, 2026, {"quarter": 30, "year": 125}))
    assert sorted((q["office"], q["period"], q["published"], q["missing"]) for q in later["quotas"]) == expected_quotas


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_every_application_and_table_three(seed: int, folder: Path, gkml: Callable[..., Result]) -> None:
    applications = key.register(folder / "登记.csv", 400, seed)
    data = audited(gkml, f"--applications 登记.csv --period 2026 --as-of {key.AS_OF}")
    assert len(data["applications"]) == len(applications)
    for own, each in zip(applications, data["applications"], strict=True):
        try:
            last = key.answer_by(own)
        except LookupError:
            assert (each["due"], each["state"]) == (None, "not-assessable")
            continue
        end = own["answered"] or key.AS_OF
        expected = "waiting" if last is None else (
            ("in-time" if own["answered"] else "open") if end <= last else ("late" if own["answered"] else "overdue")
        )  # fmt: skip
        late = key.between(last, end) if last and end > last else 0
        assert (each["due"], each["state"], each["days"]) == (str(last) if last else None, expected, late), own
    assert data["t3"] == key.table_three(applications, 2026)


@pytest.mark.parametrize("form", ["text", "json", "html", "xlsx", "docx", "sarif", "markdown"])
def test_no_personal_data_in_any_report(form: str, folder: Path, gkml: Callable[..., Result]) -> None:
    key.register(folder / "登记.csv", 60, 7)
    shifted = "13900139000,赵钱孙,45020019800101123X,赵钱孙,赵钱孙,赵钱孙,,,,,赵钱孙,2026-03-02,赵钱孙"
    with (folder / "登记.csv").open("a", encoding="utf-8") as file:
        file.write(f"{shifted}\n2026-99,赵钱孙,,,赵钱孙,2026-03-02,,,,,,2026-03-03,答复赵钱孙\n")
    result = gkml(
        f"audit --applications 登记.csv --period 2026 --as-of {date(2026, 12, 20)} --output-format {form} --output-file out --fail-on never"
    )
    raw = (folder / "out").read_bytes()
    texts = [result.out, result.err, raw.decode("utf-8", "replace"), *_parts(raw)]
    for secret in ("赵钱孙", "13900139000", "45020019800101123"):
        assert not [text for text in texts if secret in text]


def _parts(raw: bytes) -> list[str]:
    import io
    import zipfile

    if raw[:2] != b"PK":
        return []
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
