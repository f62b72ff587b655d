"""The site in a real browser, opened from a folder as anybody may get it: search, phone, dark, no violation, no complaint."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.real.cases import gkml
from tests.real.parts import CHECKOUT, tool
from tests.real.screen import opened

pytestmark = pytest.mark.real
WINDOWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", "viewport": {"width": 390, "height": 800}},
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    gkml("site", CHECKOUT / "catalogs", "--out", out / "s", cwd=out)
    return out / "s"


@pytest.fixture(params=WINDOWS)
def home(request: pytest.FixtureRequest, browser: Browser, site: Path) -> Iterator[Page]:
    with opened(browser, site / "index.html", **WINDOWS[request.param]) as page:
        yield page


def search(page: Page, words: str) -> list[str]:
    page.fill("#q", words)
    page.press("#q", "Enter")
    page.wait_for_function("() => document.getElementById('results').getAttribute('aria-busy') === 'false'")
    return page.eval_on_selector_all("#results a", "all => all.map(a => a.textContent + ' ' + a.getAttribute('href'))")


def test_axe_finds_no_violation(home: Page) -> None:
    search(home, "行政处罚")
    home.evaluate(tool("axe-core/axe.min.js").read_text("utf-8"))
    result = home.evaluate("() => axe.run(document)")
    assert result["passes"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in result["violations"]] == []
    assert home.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    ("words", "least"), [("领导简介", 1), ("处罚", 3), ("罚", 3), ("抽检 结果", 1), ("没有这句话的", 0)]
)
def test_the_script_finds_what_stands_in_the_directories(browser: Browser, site: Path, words: str, least: int) -> None:
    with opened(browser, site / "index.html") as page:
        hits = search(page, words)
        assert len(hits) >= least
        assert bool(hits) == bool(least)
        if hits:
            page.click("#results a")
            page.wait_for_load_state()
            anchor = page.evaluate("() => decodeURIComponent(location.hash.slice(1))")
            assert page.evaluate("name => !!document.getElementById(name)", anchor)


def test_the_browser_has_no_complaint(browser: Browser, site: Path) -> None:
    messages: list[str] = []
    context = browser.new_context()
    try:
        page = context.new_page()
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.goto((site / "index.html").as_uri())
        search(page, "行政许可")
    finally:
        context.close()
    assert messages == []


def test_the_lists_are_there_without_scripts(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", java_script_enabled=False) as page:
        assert page.locator("#bodies a").count() >= 3
        assert not page.locator("#search-form").is_visible()
