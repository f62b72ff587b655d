"""A page as a reader sees it in Chromium: cells by where they are drawn, not by where they stand in the source."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page

_SEEN = """() => {
  const middle = (low, high) => (low + high) / 2;
  const drawn = (element) => element.getClientRects().length > 0;
  const boxes = (selector) => [...document.querySelectorAll(selector)].filter(drawn)
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  const cells = boxes("tbody td");
  const columns = boxes("th[data-column]").map(({ box }) => middle(box.left, box.right))
    .sort((one, other) => one - other);
  return boxes("tbody tr").map(({ element, box }) => {
    const y = middle(box.top, box.bottom);
    const across = cells.filter((cell) => cell.box.top < y && y < cell.box.bottom);
    const texts = columns.map((x) =>
      across.filter((cell) => cell.box.left < x && x < cell.box.right).map((cell) => cell.element.textContent));
    return { key: element.id, texts };
  });
}"""


class Seen(NamedTuple):
    """A drawn row: its item's id, and the text that is drawn in each column beside its middle."""

    key: str
    texts: list[str]


def seen(page: Page) -> list[Seen]:
    """The rows that are drawn, from the top. A place with no cell or with two is an assertion."""
    rows = page.evaluate(_SEEN)
    for row in rows:
        assert all(len(texts) == 1 for texts in row["texts"]), f"row {row['key']} is not aligned: {row['texts']}"
    return [Seen(row["key"].removeprefix("i-"), [texts[0] for texts in row["texts"]]) for row in rows]


@contextmanager
def opened(browser: Browser, path: Path, **context: Any) -> Iterator[Page]:
    """The file in a fresh window of a desktop's size (or as `context` says)."""
    window = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **context})
    try:
        page = window.new_page()
        page.set_default_timeout(5000)
        page.goto(path.as_uri())
        yield page
    finally:
        window.close()
