"""The manual as a reader uses it: built without a dead link, searched in Chinese in a browser, nothing from elsewhere."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.real.parts import CHECKOUT, missing

pytestmark = pytest.mark.real


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("zensical") is None:
        missing("zensical", "make build")
    out = tmp_path_factory.mktemp("manual")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (CHECKOUT / "src", CHECKOUT / ".ci")))}
    command = [sys.executable, "-m", "manual", "--out", str(out)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return out / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(address: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{address}/index.html")
    yield page
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    page.close()


def results(page: Page, query: str) -> list[str]:
    """What the search box lists: the texts of its answers."""
    page.keyboard.press("/")
    page.locator("input[role=combobox]").fill(query)
    page.locator("[role=status]", has_text="result").last.wait_for()  # "40 results", "No results"
    return page.locator("[role=option]").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("公开时限", "K131"),
        ("责任科室", "K155"),
        ("修订对照表", "gkml diff"),
        ("K165", "K165"),
        ("离线安装包", "不能上网的机器"),
        ("列宽所占的份额", "自己写"),
        ("噪声污染防治法", "噪声污染防治法"),
    ],
)
def test_a_chinese_query_finds_the_page(page: Page, query: str, expected: str) -> None:
    texts = results(page, query)
    assert any(expected in text for text in texts), texts[:5]


def test_a_query_for_nothing_finds_nothing(page: Page) -> None:
    assert results(page, "量子纠缠") == []


def test_a_rule_has_an_address(page: Page, address: str) -> None:
    page.goto(f"{address}/rules/limits.html#k131")
    assert "limit-over-statute" in page.locator("#k131").inner_text()
