"""Annual reports through the real parts: Microsoft's SDK, LibreOffice's Excel and Word, a browser on desktop and phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import REPORTS
from tests.real.cases import gkml
from tests.real.parts import tool
from tests.real.screen import opened
from tests.real.test_office_validity import complaints

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `gkml build` makes of the reports."""
    out = tmp_path_factory.mktemp("reports")
    gkml("build", *map(str, REPORTS), "--out", str(out), "--format", "docx,xlsx,html", cwd=out)
    return out


def made(folder: Path, source: Path, form: str) -> Path:
    (path,) = folder.rglob(f"{source.stem}.{form}")
    return path


@pytest.mark.parametrize("source", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_the_sdk_has_no_complaint_of_a_report(folder: Path, source: Path, form: str) -> None:
    assert complaints(made(folder, source, form)) == []


@pytest.mark.parametrize("source", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [1200, 390])
def test_a_report_in_a_browser_has_no_violation_and_fits(
    folder: Path, browser: Browser, source: Path, width: int
) -> None:
    axe = tool("axe-core/axe.min.js").read_text("utf-8")
    with opened(browser, made(folder, source, "html"), viewport={"width": width, "height": 800}) as page:
        page.evaluate(axe)
        violations = page.evaluate("() => axe.run(document)")["violations"]
        reach = page.evaluate("() => document.documentElement.scrollWidth")
    assert [each["id"] for each in violations] == []
    assert reach <= width
