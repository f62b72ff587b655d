"""The pages in a real browser: readable by all, aligned after every filter, and deaf to what a cell says."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.real.awkward import VALUES
from tests.real.cases import AWKWARD, PUBLISHED, Case, documents, names, table
from tests.real.grids import excel_grid, filled, options_apart, word_grid, workbook
from tests.real.parts import tool
from tests.real.screen import Seen, opened, seen

pytestmark = pytest.mark.real
INDEX = "the index"
PAGES = [INDEX, *PUBLISHED, AWKWARD[1]]
WINDOWS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "phone": {"color_scheme": "light", "viewport": {"width": 400, "height": 800}},
}


@pytest.fixture(params=PAGES)
def path(request: pytest.FixtureRequest, built: dict[str, Case]) -> Path:
    """Each page: the catalogs' and the index."""
    return index(built) if request.param == INDEX else built[request.param].file("html")


def index(built: dict[str, Case]) -> Path:
    return built[PUBLISHED[0]].stem.parents[1] / "index.html"


def wanted(case: Case) -> list[Seen]:
    return [Seen(row.key, list(texts)) for row, texts in table(documents(case.source)[0]).filled()]


# --- what every reader gets ---


@pytest.mark.parametrize("window", WINDOWS)
def test_axe_finds_no_violation(path: Path, browser: Browser, window: str) -> None:
    source = tool("axe-core/axe.min.js").read_text("utf-8")
    with opened(browser, path, **WINDOWS[window]) as page:
        page.evaluate(source)
        found = page.evaluate("() => axe.run(document)")
    assert found["passes"]
    assert [f"{violation['id']}: {violation['nodes'][0]['html'][:200]}" for violation in found["violations"]] == []


def test_axe_would_find_a_violation(built: dict[str, Case], browser: Browser) -> None:
    source = tool("axe-core/axe.min.js").read_text("utf-8")
    with opened(browser, index(built)) as page:
        page.evaluate("() => document.documentElement.removeAttribute('lang')")
        page.evaluate(source)
        assert [violation["id"] for violation in page.evaluate("() => axe.run(document)")["violations"]]


def test_the_browser_has_no_complaint_and_loads_nothing_else(path: Path, browser: Browser) -> None:
    told: list[str] = []
    context = browser.new_context()
    try:
        page = context.new_page()
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda request: told.append(request.url))
        page.goto(path.as_uri())
        use(page)
    finally:
        context.close()
    assert told == [path.as_uri()]


def use(page: Page) -> None:
    """Everything on the page that a reader can use, once."""
    if page.locator(".tools").count():
        page.fill("#search", "公开")
        for select in page.locator("select").all():
            select.select_option(index=1)
        page.click("button[type=reset]")
    page.emulate_media(media="print")


def test_the_browser_would_complain_of_a_page_that_breaks_its_own_policy(
    built: dict[str, Case], browser: Browser, tmp_path: Path
) -> None:
    told: list[str] = []
    worse = tmp_path / "worse.html"
    html = built[PUBLISHED[0]].file("html").read_text("utf-8")
    worse.write_text(html.replace("<main>", '<main style="color:red"><script>console.log(1)</script>', 1), "utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.goto(worse.as_uri())
    context.close()
    assert len([text for text in told if "Content Security Policy" in text]) == 2


def test_without_scripts_the_whole_table_is_there_and_the_tools_are_not(case: Case, browser: Browser) -> None:
    with opened(browser, case.file("html"), java_script_enabled=False) as page:
        assert seen(page) == wanted(case)
        assert not page.locator(".tools").is_visible()
        assert page.locator("h1").inner_text() == documents(case.source)[0].title


def test_with_scripts_the_same_table_is_there_and_the_tools_are_too(case: Case, browser: Browser) -> None:
    with opened(browser, case.file("html")) as page:
        assert seen(page) == wanted(case)
        assert page.locator("#search").is_visible()


def test_word_excel_and_page_hold_the_same_cells_in_the_same_order(case: Case, browser: Browser) -> None:
    head = len(table(documents(case.source)[1]).head)
    with opened(browser, case.file("html")) as page:
        on_page = [row.texts for row in seen(page)]
    in_word = filled(word_grid(case.file("docx")), head)
    in_excel = filled(excel_grid(workbook(case.file("xlsx"))["目录"], head + len(on_page)), head)
    assert in_word == in_excel
    assert options_apart(in_word) == on_page


# --- searching and filtering ---


def entries(text: str) -> list[str]:
    """What a reader takes a cell for: the ticked options of a check-list, or a list of names."""
    if text.startswith(("■", "□")):
        return [re.split("[：:]", line[1:])[0].strip() for line in text.split("\n") if line.startswith("■")]
    return [entry.strip() for entry in re.split("、(?![^“]*”)", text) if entry.strip()]


QUERIES = ["公开", "财政 预算", "rcep", "RCEP", "“", "20个工作日", "  ", "没有这样的话", "2.1 行政处罚", ""]


def test_a_search_shows_the_rows_that_hold_all_its_words(published: Case, browser: Browser) -> None:
    rows = wanted(published)
    counts = set()
    with opened(browser, published.file("html")) as page:
        for query in QUERIES:
            page.fill("#search", query)
            found = holding(rows, query)
            assert seen(page) == found, query
            told = page.locator("#count").inner_text()
            assert told == ("" if len(found) == len(rows) else f"显示 {len(found)} 项，共 {len(rows)} 项")
            counts.add(len(found))
    assert len(counts) > 2


def holding(rows: list[Seen], query: str) -> list[Seen]:
    """The rows where each word of a query stands somewhere, capitals or not."""
    words = query.lower().split()
    return [row for row in rows if all(word in "\n".join(row.texts).lower() for word in words)]


def test_each_choice_of_each_filter_shows_its_rows_with_every_merged_cell_in_place(
    published: Case, browser: Browser
) -> None:
    rows = wanted(published)
    with opened(browser, published.file("html")) as page:
        for select in page.locator("select").all():
            column = int(select.get_attribute("data-column") or "")
            found = set()
            for choice in options(select):
                select.select_option(choice)
                assert seen(page) == [row for row in rows if choice in entries(row.texts[column])], choice
                found.add(choice)
            assert found == {entry for row in rows for entry in entries(row.texts[column])}
            select.select_option("")
        assert seen(page) == rows


def options(select: Any) -> list[str]:
    values: list[str] = select.evaluate("(select) => [...select.options].map((option) => option.value)")
    return [value for value in values if value]


def test_every_column_that_the_form_filters_by_has_a_filter_where_there_is_a_choice(
    published: Case, browser: Browser
) -> None:
    columns = table(documents(published.source)[0]).columns
    choices = {n: {e for row in wanted(published) for e in entries(row.texts[n])} for n in range(len(columns))}
    expected = [n for n, c in enumerate(columns) if c.filter and (len(choices[n]) > 1 or choices[n] == {"√"})]
    with opened(browser, published.file("html")) as page:
        shown = [int(select.get_attribute("data-column") or "") for select in page.locator("select").all()]
    assert expected
    assert shown == expected


def test_a_search_within_a_filter_shows_the_rows_of_both(published: Case, browser: Browser) -> None:
    rows = wanted(published)
    with opened(browser, published.file("html")) as page:
        select = page.locator("select").last
        column = int(select.get_attribute("data-column") or "")
        choice = options(select)[-1]
        chosen = [row for row in rows if choice in entries(row.texts[column])]
        query = max((word for text in chosen[-1].texts for word in text.split()), key=len)
        select.select_option(choice)
        page.fill("#search", query)
        both = holding(chosen, query)
        assert seen(page) == both
    assert 0 < len(both) < len(rows)


def test_clearing_leaves_the_table_as_it_was(published: Case, browser: Browser) -> None:
    with opened(browser, published.file("html")) as page:
        start = page.locator("table").evaluate("(table) => table.outerHTML")
        for query in ("行政", "公开 信息", "没有这样的话"):
            page.fill("#search", query)
        for select in page.locator("select").all():
            for choice in options(select):
                select.select_option(choice)
        assert page.locator("table").evaluate("(table) => table.outerHTML") != start
        page.click("button[type=reset]")
        page.wait_for_function("() => !document.querySelector('tbody tr[hidden]')")
        assert page.locator("table").evaluate("(table) => table.outerHTML") == start
        assert page.locator("#count").inner_text() == ""


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_table_stays_aligned_when_it_is_searched(
    built: dict[str, Case], browser: Browser, name: str
) -> None:
    rows = wanted(built[name])
    with opened(browser, built[name].file("html")) as page:
        for query in ("项 共40项", "=1+1", "<b>", "&amp;", "𠀀", "30", "TRUE"):
            page.fill("#search", query)
            assert seen(page) == holding(rows, query), query


# --- looks ---


def test_the_heading_stays_in_sight_while_the_table_is_scrolled(published: Case, browser: Browser) -> None:
    with opened(browser, published.file("html")) as page:
        page.locator("tbody tr").last.scroll_into_view_if_needed()
        assert page.evaluate("() => scrollY") > 500
        hidden = page.evaluate("""() => [...document.querySelectorAll("th")].filter((th) => {
          const box = th.getBoundingClientRect();
          const top = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
          return top !== th || box.top < -1;
        }).map((th) => th.textContent)""")
    assert hidden == []


def test_no_page_is_wider_than_the_window(path: Path, browser: Browser) -> None:
    with opened(browser, path) as page:
        for width in (1400, 800, 400):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("() => document.documentElement.scrollWidth") <= width


_CARDS = """() => [...document.querySelectorAll(".cards tbody tr")].map((row) =>
  [...row.cells].filter((cell) => cell.getClientRects().length).map((cell) => ({
    text: cell.textContent,
    heading: getComputedStyle(cell, "::before").content,
    left: cell.getBoundingClientRect().left,
    right: cell.getBoundingClientRect().right,
  })))"""


def test_on_a_phone_each_row_is_a_card_with_its_headings(published: Case, browser: Browser) -> None:
    printed = table(documents(published.source)[0])
    headings = [path[-1] for path in printed.headings()]
    with opened(browser, published.file("html"), viewport={"width": 390, "height": 800}) as page:
        cards = page.evaluate(_CARDS)
    assert len(cards) == len(printed.body)
    for card, row in zip(cards, printed.body, strict=True):
        filled = [cell for cell in row.cells if cell.text]
        assert [cell["text"] for cell in card] == [cell.text for cell in filled]
        assert [cell["heading"] for cell in card] == [f'"{headings[cell.column]}"' for cell in filled]
        assert all(0 <= cell["left"] < cell["right"] <= 390 for cell in card)


def test_between_phone_and_desk_the_first_column_stays_in_sight(published: Case, browser: Browser) -> None:
    with opened(browser, published.file("html"), viewport={"width": 800, "height": 800}) as page:
        before = page.locator("tbody td.k0").first.bounding_box()
        page.evaluate("document.querySelector('.sheet').scrollLeft = 150")
        after, other = (
            page.locator("tbody td.k0").first.bounding_box(),
            page.locator("tbody td.k4").first.bounding_box(),
        )
    assert before and after and other and after["x"] == before["x"] and after["width"] < 100


def test_paper_lies_as_the_form_says(published: Case, browser: Browser) -> None:
    page_setup = documents(published.source)[1].page
    assert f"@page{{size:{page_setup.paper} {'landscape' if page_setup.landscape else 'portrait'}}}" in published.file(
        "html"
    ).read_text("utf-8")


def test_in_print_the_table_is_there_and_the_tools_are_not(published: Case, browser: Browser) -> None:
    with opened(browser, published.file("html"), color_scheme="dark") as page:
        assert page.locator(".tools").is_visible()
        page.emulate_media(media="print")
        assert not page.locator(".tools").is_visible()
        assert seen(page) == wanted(published)
        colours = page.evaluate(
            "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }"
        )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


# --- text is text ---


@pytest.mark.parametrize("name", AWKWARD)
def test_markup_in_a_cell_is_shown_and_does_nothing(built: dict[str, Case], browser: Browser, name: str) -> None:
    case = built[name]
    with opened(browser, case.file("html")) as page:
        use(page)
        assert page.title() == documents(case.source)[0].title
        inside = page.locator("main *").evaluate_all("(all) => all.map((element) => element.localName)")
        texts = {text for row in seen(page) for text in row.texts}
    assert not {"img", "script", "b", "a", "iframe"} & set(inside)
    assert {VALUES["script"], VALUES["image"], VALUES["markup"]} <= texts


# --- the index ---


def test_the_index_names_every_document_and_its_links_lead_to_files(built: dict[str, Case], browser: Browser) -> None:
    cases = [built[name] for name in PUBLISHED]
    stems = [index(built).parent / Path(name).relative_to("catalogs").with_suffix("") for name in names("catalogs")]
    with opened(browser, index(built)) as page:
        links = page.locator("tbody a").evaluate_all("(all) => all.map((link) => decodeURI(link.href))")
        rows = [row.inner_text() for row in page.locator("tbody tr").all()]
    # The title leads to the page as well.
    files = [stem.with_name(f"{stem.name}.{form}") for stem in stems for form in ("docx", "xlsx", "html", "json")]
    assert set(links) == {file.as_uri() for file in files}
    assert all(file.is_file() for file in files)
    assert all(any(documents(c.source)[0].title in row for row in rows) for c in cases)
    assert len(rows) == len(stems)
