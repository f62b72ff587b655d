"""A directory with tracked changes, in LibreOffice: all rejected it is the old table, all accepted the new one, cell by cell.

By the standard's own rules as well, on the XML alone (ECMA-376 Part 1, 17.13.5): Word is not at hand.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser

from gkml.catalog.load import load
from gkml.catalog.model import Catalog, Entry
from gkml.diff.compare import compare
from gkml.diff.matching import match
from gkml.document import Document, Table
from gkml.formats.package.read import members
from gkml.formats.word import read as read_docx
from gkml.layout import changes, redline
from gkml.layout.catalog import layout
from gkml.layout.pages import paginate
from gkml.project.compile import write
from gkml.project.files import read_file
from gkml.project.workspace import find_home
from tests.documents import HOME
from tests.real.cases import PUBLISHED
from tests.real.libreoffice import LibreOffice
from tests.real.parts import CHECKOUT, tool
from tests.real.screen import opened
from tests.real.test_office_validity import complaints

pytestmark = pytest.mark.real


@cache
def editions(name: str) -> tuple[Entry, Entry]:
    """A catalog, and the next edition of it: every kind of change is in it."""
    path = CHECKOUT / name
    old = load(read_file(path), find_home(path).profiles).entry
    assert old is not None
    data = old.catalog.model_dump(mode="json", by_alias=True, exclude_unset=True)
    for node, place in list(_leaves(data["items"], old.catalog)):
        node["id"] = place
    items = data["items"]
    _edited(items)
    data |= {
        "title": f"{old.catalog.title}（2026年版）",
        "notes": ["注：本目录自印发之日起施行。", *data.get("notes", ()), "附件略"],
    }
    new = Catalog.model_validate(data)
    return old, Entry(old.file, new, old.profile)


def _leaves(items: Any, catalog: Catalog) -> Iterator[tuple[dict[str, Any], str]]:
    """Every item with its id, given or derived: a new edition has the ids of the old one."""
    for node in catalog.nodes:
        at: Any = {"items": items}
        for step in node.route:
            at = at[step]
        yield at, catalog.ids[node.route]


def _edited(items: Any) -> None:
    groups = [item for item in items if item.get("items")]
    groups[0]["name"] += "（修订）"
    leaves = [leaf for group in groups for leaf in _bottom(group)]
    for number, leaf in enumerate(leaves):
        if number % 5 == 1:
            leaf["time_limit"] = "信息形成之日起7个工作日内"
        if number % 7 == 2:
            leaf["channels"] = ["政府网站", "其他渠道"]
        if number % 6 == 3:
            leaf["content"] = f"{leaf.get('content', '')}、咨询电话"
    last = groups[-1]["items"]
    last.reverse()
    last.append({"name": "新增事项", "content": "新增 内容\n第二行", "channels": ["政府网站"]})
    gone = groups[1]["items"]
    if len(gone) > 1:
        groups[0]["items"].insert(0, gone.pop())
    items.append(items.pop(1))


def _bottom(item: Any) -> Iterator[Any]:
    if item.get("items"):
        for below in item["items"]:
            yield from _bottom(below)
    else:
        yield item


def told(document: Document) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], list[str]]:
    """Every cell with merges filled, and the texts beside the table: an empty one is the end of a table or document."""
    (table,) = document.tables()
    beside = [block.text for block in document.blocks if not isinstance(block, Table) and block.text]
    return list(table.headings()), [texts for _, texts in table.filled()], beside


@pytest.fixture(scope="module", params=PUBLISHED)
def redlined(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Entry, Entry, Path]:
    old, new = editions(request.param)
    document = redline.layout(old, new, match(old.catalog, new.catalog))
    marks = {row.mark for table in document.tables() for row in table.body}
    assert marks == {"", "inserted", "deleted"}
    file = tmp_path_factory.mktemp("redline") / "redline.docx"
    file.write_bytes(write(document, paginate(document), "docx", HOME))
    return old, new, file


def test_libreoffice_accepts_and_rejects_to_the_two_editions(
    redlined: tuple[Entry, Entry, Path], libreoffice: LibreOffice
) -> None:
    old, new, file = redlined
    for resolved, entry in zip(libreoffice.resolved(file), (new, old), strict=True):
        found = read_docx.read(resolved.read_bytes())
        assert told(found) == told(layout(entry.catalog, entry.profile)), resolved.name


def test_the_rules_of_the_standard_give_the_two_editions(redlined: tuple[Entry, Entry, Path]) -> None:
    old, new, file = redlined
    xml = members(file.read_bytes())["word/document.xml"]
    for gone, kept, entry in (("del", "ins", new), ("ins", "del", old)):
        assert beside_and_rows(settled(xml, gone, kept)) == beside_and_rows(plain(entry)), gone


def test_microsoft_finds_nothing_wrong_with_what_a_diff_writes(redlined: tuple[Entry, Entry, Path]) -> None:
    old, new, file = redlined
    assert complaints(file) == []
    shown = changes.layout(
        compare(old.catalog, new.catalog, old.profile, new.profile), old.catalog, new.catalog, new.profile
    )
    for form in ("docx", "xlsx"):
        beside = file.with_name(f"changes.{form}")
        beside.write_bytes(write(shown, paginate(shown), form, HOME))
        assert complaints(beside) == []


def test_the_page_of_changes_can_be_filtered_and_read_by_all(
    redlined: tuple[Entry, Entry, Path], browser: Browser
) -> None:
    old, new, file = redlined
    found = compare(old.catalog, new.catalog, old.profile, new.profile)
    shown = changes.layout(found, old.catalog, new.catalog, new.profile)
    page_file = file.with_name("changes.html")
    page_file.write_bytes(write(shown, shown, "html", HOME))
    with opened(browser, page_file) as page:
        page.locator("select[data-column='4']").select_option("实质修改")
        rows = page.locator("tbody tr:visible").count()
        assert rows == sum(change.verdict == "substantive" for change in found.changes) > 0
        page.evaluate(tool("axe-core/axe.min.js").read_text("utf-8"))
        assert page.evaluate("() => axe.run(document)")["violations"] == []


# --- ECMA-376 Part 1, 17.13.5, on the XML ---

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def plain(entry: Entry) -> etree._Element:
    """The edition as Word has it, with each option of a check-list on a line of its own, as in a redline."""
    document = layout(entry.catalog, entry.profile)
    (section,) = document.sections
    blocks = (
        replace(block, columns=tuple(column._replace(flow=False) for column in block.columns))
        if isinstance(block, Table)
        else block
        for block in section.blocks
    )
    document = replace(document, sections=(section._replace(blocks=tuple(blocks)),))
    return etree.fromstring(members(write(document, paginate(document), "docx", HOME))["word/document.xml"])


def settled(xml: bytes, gone: str, kept: str) -> etree._Element:
    """The document without what is marked `gone`, and with what is marked `kept` as plain text."""
    root = etree.fromstring(xml)
    for row in list(root.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{gone}") is not None:
            row.getparent().remove(row)
    for paragraph in list(root.iter(f"{W}p")):
        ended = paragraph.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None
        for run in paragraph.findall(f"{W}{gone}"):
            paragraph.remove(run)
        if ended:
            # Its end is gone: what is left of it would go on in the next paragraph.
            assert paragraph.find(f".//{W}r") is None
            assert paragraph.getnext().tag in {f"{W}p", f"{W}tbl"}
            paragraph.getparent().remove(paragraph)
    for wrapper in list(root.iter(f"{W}{kept}")):
        if len(wrapper):
            for run in wrapper:
                wrapper.addprevious(run)
            wrapper.getparent().remove(wrapper)
    return root


def beside_and_rows(root: etree._Element) -> tuple[list[str], list[list[str]]]:
    """The paragraphs beside the table, and the texts of its rows, merged cells filled down."""
    body = root.find(f"{W}body")
    beside = [text for p in body.findall(f"{W}p") if (text := _said(p))]
    rows: list[list[str]] = []
    for row in body.iter(f"{W}tr"):
        texts: list[str] = []
        for cell in row.findall(f"{W}tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val") != "restart"
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = 1 if span is None else int(span.get(f"{W}val"))
            texts += [rows[-1][len(texts)] if goes_on else _said(cell)] * wide
        rows.append(texts)
    return beside, rows


_PIECES: dict[str, Callable[[Any], str]] = {
    f"{W}t": lambda piece: piece.text or "",
    f"{W}delText": lambda piece: piece.text or "",
    f"{W}br": lambda _: "\n",
    f"{W}tab": lambda _: "\t",
}


def _said(element: etree._Element) -> str:
    return "".join(_PIECES[piece.tag](piece) for piece in element.iter(*_PIECES))
