"""A workspace that holds directories and annual reports: each command keeps to the kinds that it is for."""

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
