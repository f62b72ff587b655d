"""Microsoft's own SARIF tool takes the report, and would not take a broken one."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.real.cases import gkml
from tests.real.parts import CHECKOUT, tool

pytestmark = pytest.mark.real


def result(path: Path) -> str:
    """What the validator says; its invitation to name a web page (SARIF2005) is declined: gkml has none."""
    program = tool("@microsoft/sarif-multitool-linux/Sarif.Multitool")
    os.chmod(program, 0o755)
    run = subprocess.run([program, "validate", path], capture_output=True, text=True, check=False)
    lines = [line for line in (run.stdout + run.stderr).splitlines() if ": error " in line or ": warning " in line]
    return "\n".join(line for line in lines if "SARIF2005" not in line)


def test_the_report_of_the_real_catalogs_is_valid(tmp_path: Path) -> None:
    report = tmp_path / "report.sarif"
    options = ("--fail-on", "never", "--no-baseline", "--output-format", "sarif", "--output-file", report)
    gkml("lint", CHECKOUT / "catalogs", *options, cwd=tmp_path)
    assert json.loads(report.read_text("utf-8"))["runs"][0]["results"]
    assert result(report) == ""


def test_a_broken_report_would_be_refused(tmp_path: Path) -> None:
    report = tmp_path / "broken.sarif"
    report.write_text('{"version": "2.1.0", "runs": [{"results": []}]}', "utf-8")
    assert "error" in result(report)
