"""A workspace that holds directories and annual reports: each command keeps to the kinds that it is for."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result


@pytest.fixture
def mixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]) -> Path:
    monkeypatch.chdir(tmp_path)
    assert gkml("init .").code == 0
    shutil.copy(ROOT / "catalogs" / "liaocheng-scjg" / "2021-corrected.yaml", "catalogs/report.yaml")
    text = Path("catalogs/report.yaml").read_text("utf-8")
    Path("catalogs/report.yaml").write_text(
        "".join(line for line in text.splitlines(True) if not line.startswith(("edition:", "previous:"))), "utf-8"
    )
    return tmp_path


def test_reports_of_two_years_share_an_id_without_an_edition(mixed: Path, gkml: Callable[..., Result]) -> None:
    report = Path("catalogs/report.yaml")
    other = report.read_text("utf-8").replace("year: 2021", "year: 2022")
    Path("catalogs/next.yaml").write_text(other, "utf-8")
    assert "K026" not in gkml("build").err
    Path("catalogs/next.yaml").write_text(report.read_text("utf-8"), "utf-8")
    assert "已经用在" in gkml("build").err


def test_the_calendar_passes_over_reports_with_a_line(mixed: Path, gkml: Callable[..., Result]) -> None:
    result = gkml("calendar --year 2026")
    assert result.code == 0
    assert "2026-01-31" in result.out
    assert "跳过了 1 份不是目录的文件：catalogs/report.yaml" in result.err
    assert "K034" in gkml("calendar --year 2026 catalogs/report.yaml").err


def test_a_kind_that_is_a_list_is_no_other_kind(mixed: Path, gkml: Callable[..., Result]) -> None:
    Path("catalogs/report.yaml").write_text("kind: [annual-report]\n", "utf-8")
    result = gkml("calendar --year 2026")
    assert result.code == 1
    assert "K034" in result.err


@pytest.mark.parametrize("swapped", [False, True])
def test_a_report_against_a_directory_is_refused_with_what_can_be_compared(
    mixed: Path, gkml: Callable[..., Result], swapped: bool
) -> None:
    [directory] = [path for path in Path("catalogs").rglob("*.yaml") if path.stem != "report"]
    pair = ["catalogs/report.yaml", directory.as_posix()]
    result = gkml(f"diff {' '.join(pair[::-1] if swapped else pair)}")
    assert result.code == 2
    assert "这份文件是年度报告；目录只和目录比" in result.err
    assert "请先改正" not in result.err


def test_the_calendar_has_the_tasks_of_a_plan(mixed: Path, gkml: Callable[..., Result]) -> None:
    head = "kind: work-plan\nid: plan\ntitle: 某局2026年政务公开工作方案\nagency: 某局\nyear: 2026\nsections:\n  - heading: 甲\n    parts:\n"
    dues = ("2026年5月底前", "每季的次月10日之前", "持续推进", "2027年1月31日前", "3月底前, progress: {state: 已完成}")
    parts = "".join(
        f"      - {{id: t{n}, title: 任务{n}, lead: 办公室, due: {due}}}\n" for n, due in enumerate(dues, 1)
    )
    Path("catalogs/plan.yaml").write_text(head + parts, "utf-8")
    result = gkml("calendar --year 2026 --output-format json")
    days = [(duty["item"], duty["date"]) for duty in json.loads(result.out) if duty["catalog"] == "plan"]
    quarters = [("t2", day) for day in ("2026-01-10", "2026-04-10", "2026-07-10", "2026-10-10")]
    assert days == sorted([("t1", "2026-05-31"), *quarters], key=lambda each: each[1])
    assert "方案里 1 项任务没有写明日子" in result.err
    later = json.loads(gkml("calendar --year 2027 --estimate --output-format json catalogs/plan.yaml").out)
    assert [(duty["item"], duty["date"], duty["office"]) for duty in later] == [("t4", "2027-01-31", "办公室")]
    assert gkml("calendar --year 2026 --output-format ics catalogs/plan.yaml").out.count("BEGIN:VEVENT") == 5
