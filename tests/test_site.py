"""`gkml site`: pages, addresses that stay, search that finds every phrase, open data, and nothing that a document could smuggle in."""

import csv
import io
import itertools
import json
import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from gkml.project.cache import digest
from gkml.project.site.bodies import bodies, searched
from gkml.project.site.data import MOST_ADDRESSES, as_csv, feed, sitemaps
from gkml.project.site.left_over import LIST
from gkml.project.site.search import BUCKETS, Index, SearchBody, SearchItem, bucket, folded, posting, terms
from gkml.project.workspace import find_home
from tests.conftest import ROOT, Result

OLD = """\
id: jia
title: 甲县民政局政府信息主动公开基本目录
agency: 甲县民政局
edition: "2025"
issued: 2025-03-01
profile: basic-8
items:
  - {id: a1, name: 低保对象名单, content: 竹编技艺传承人补助名单, time_limit: 信息形成之日起20个工作日内, office: 救助科}
  - {id: a2, name: 机构职能, content: 职能、电话, time_limit: 信息形成之日起20个工作日内, office: 办公室}
"""
NEW = OLD.replace('"2025"', '"2026"').replace("2025-03-01", "2026-03-01").replace("20个工作日", "10个工作日", 1)
DRAFT = NEW.replace('"2026"', '"2027"').replace("issued: 2026-03-01", "draft: true")
OTHER = OLD.replace("id: jia", "id: yi").replace("甲县民政局", "乙区教育局").replace("竹编技艺传承人补助", "招生入学")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gkml.yaml").write_text(
        "version: 1\ncatalogs: catalogs\nsite: {name: 示例网站, url: 'https://www.example.gov.cn/gk', id_code: '4500000000'}\n",
        "utf-8",
    )
    for name, text in (("2025", OLD), ("2026", NEW), ("2027", DRAFT), ("other", OTHER)):
        path = tmp_path / "catalogs" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "catalogs" / "report.yaml").write_text(
        (ROOT / "catalogs/liaocheng-scjg/2021-annual-report.yaml").read_text("utf-8"), "utf-8"
    )
    result = gkml("site --out out")
    assert (result.code, result.err) == (0, "")
    return tmp_path / "out"


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += [values[name] or "" for name in ("href", "src") if values.get(name)]
        self.ids |= {values["id"] or ""} if "id" in values else set()


def links(path: Path) -> Links:
    parser = Links()
    parser.feed(path.read_text("utf-8"))
    return parser


def test_every_link_leads_to_a_file_of_the_site(site: Path) -> None:
    count = 0
    for page in site.rglob("*.html"):
        for link in links(page).links:
            target = unquote(link.partition("#")[0])
            if target:
                assert (page.parent / target).is_file(), (page, link)
                count += 1
    assert count > 40


def test_the_valid_edition_is_at_the_address_that_stays(site: Path) -> None:
    page = (site / "bodies/jia/index.html").read_text("utf-8")
    assert "10个工作日内" in page
    assert {"i-a1", "i-a2"} <= links(site / "bodies/jia/index.html").ids
    for edition in ("2025", "2026", "2027"):
        assert (site / f"bodies/jia/{edition}/index.html").is_file()
    home = (site / "index.html").read_text("utf-8")
    assert "目录草稿（没有印发）" in home
    assert "以前的版本" in home
    assert "年度报告" in home
    assert "现行目录（2 份）" in home


def test_an_edition_shows_its_revision_against_the_one_before(site: Path) -> None:
    assert "公开加强" in (site / "bodies/jia/2026/修订说明.html").read_text("utf-8")
    assert not (site / "bodies/jia/2025/修订说明.html").exists()


def test_the_same_workspace_changes_no_file(site: Path, gkml: Callable[..., Result]) -> None:
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert gkml("site --out out").out.strip().endswith("改动了 0 个。")
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_pages_of_a_directory_that_is_gone_are_deleted(site: Path, gkml: Callable[..., Result]) -> None:
    before = files(site)
    (site.parent / "catalogs" / "other.yaml").unlink()
    result = gkml("site --out out")
    assert result.code == 0 and re.search("删去了不再有的 [1-9][0-9]* 个。", result.out)
    fresh = gkml("site --out fresh")
    assert fresh.code == 0 and files(site) == files(site.parent / "fresh") < before
    assert not list(site.rglob("yi"))


def test_pages_that_somebody_edited_stay_with_a_note(site: Path, gkml: Callable[..., Result]) -> None:
    page = next(site.rglob("yi/**/*.html"))
    page.write_text("x", "utf-8")
    (site / "own.html").write_text("y", "utf-8")
    (site.parent / "catalogs" / "other.yaml").unlink()
    result = gkml("site --out out")
    assert f"1 个文件不再属于网站，可是被改动过，没有删：{page.relative_to(site.parent).as_posix()}\n" in result.err
    assert page.read_text("utf-8") == "x" and (site / "own.html").is_file()


def test_nothing_is_deleted_while_a_document_cannot_be_read(site: Path, gkml: Callable[..., Result]) -> None:
    before = files(site)
    (site.parent / "catalogs" / "other.yaml").write_text("id: [", "utf-8")
    assert gkml("site --out out").code == 1 and files(site) == before


def test_a_list_of_files_deletes_nothing_outside_the_site(site: Path, gkml: Callable[..., Result]) -> None:
    victim = site.parent / "keep.txt"
    victim.write_text("x", "utf-8")
    (site / "link").symlink_to(site.parent)
    names = {"../keep.txt": digest(b"x"), str(victim): digest(b"x"), "link/keep.txt": digest(b"x"), "a": 1}
    (site / LIST).write_text(json.dumps(names), "utf-8")
    assert gkml("site --out out").code == 0 and victim.is_file()
    (site / LIST).write_text("[", "utf-8")
    assert gkml("site --out out").code == 0


def test_open_data_holds_every_valid_item(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((site / "data/items.csv").read_text("utf-8-sig"))))
    assert [(row["catalog"], row["edition"], row["item"]) for row in rows] == [
        ("jia", "2026", "a1"), ("jia", "2026", "a2"), ("yi", "2025", "a1"), ("yi", "2025", "a2"),
    ]  # fmt: skip
    lines = [json.loads(line) for line in (site / "data/items.jsonl").read_text("utf-8").splitlines()]
    assert [line["name"] for line in lines] == [row["name"] for row in rows]
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    assert [field["name"] for field in package["resources"][0]["schema"]["fields"]] == list(rows[0])
    for row in rows:
        page, _, anchor = row["url"].partition("#")
        assert anchor in links(site / page).ids


def test_sitemap_and_feed_are_well_formed_and_complete(site: Path) -> None:
    locations = [e.text for e in ET.fromstring((site / "sitemap.xml").read_bytes()).findall(".//{*}loc")]
    assert "https://www.example.gov.cn/gk/bodies/jia/" in locations
    assert len(locations) == 1 + 3 + 1 + 1
    entries = list(ET.fromstring((site / "feed.xml").read_bytes()).findall("{*}entry"))
    assert len(entries) == 5
    assert entries[0].findtext("{*}updated") == "2026-03-01T00:00:00+08:00"
    assert entries[0].findtext("{*}summary") == "公开加强 1 处"


def test_many_addresses_are_divided() -> None:
    files = sitemaps("https://x/", [(f"b/{n}/", "") for n in range(MOST_ADDRESSES + 1)])
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]


def test_without_an_address_there_is_no_sitemap_and_a_line_says_so(site: Path, gkml: Callable[..., Result]) -> None:
    Path("gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    result = gkml("site --out other")
    assert "没有写 site.url" in result.err
    assert not Path("other/sitemap.xml").exists()


# --- search ---


def index(listed: list[SearchBody]) -> Iterator[tuple[str, bytes]]:
    whole = Index()
    yield from [whole.add(body) for body in listed]
    yield from whole.files()


def find(files: dict[str, bytes], query: str, total: int) -> list[tuple[int, str]]:
    """What the script finds: bodies by the pairs, then items by their texts. An independent reading of the files."""
    word = folded(query)
    candidates = set(range(total))
    han = list(word)
    wanted = [a + b for a, b in itertools.pairwise(han) if re.fullmatch("[\u3400-\u9fff]{2}", a + b)]
    for term in wanted or [c for c in han if re.fullmatch("[\u3400-\u9fff]", c)]:
        text = files[f"search/p/{bucket(term)}.js"].decode()
        pairs = json.loads(text[text.index(",") + 1 : -3])
        candidates &= numbers(pairs.get(term, ""), total)
    hits = []
    for number in sorted(candidates):
        text = files[f"search/b/{number}.js"].decode()
        for item in json.loads(text[text.index(",") + 1 : -3]):
            if any(word in folded(part) for part in item[1:]):
                hits.append((number, item[0]))
    return hits


def numbers(text: str, total: int) -> set[int]:
    at, there = -1, set()
    for gap in text.removeprefix("!").split():
        at += int(gap, 36)
        there.add(at)
    return set(range(total)) - there if text.startswith("!") else there


def made_up(count: int) -> list[SearchBody]:
    random.seed(7)
    words = [
        "行政许可",
        "行政处罚",
        "办事指南",
        "依据和结果",
        "社会救助",
        "接受社会监督",
        "（公示栏）",
        "2026年",
        "GB/T 1234",
    ]
    result = []
    for number in range(count):
        items = tuple(
            SearchItem(f"i{n}", random.choice(words), ("，".join(random.sample(words, 4)), random.choice(words)))
            for n in range(5)
        )
        if number == count // 2:
            items = (*items, SearchItem("bamboo", "竹编", ("竹编技艺传承人补助",)))
        result.append(SearchBody(f"第{number}县", "目录", "", "", "", f"b/{number}", items))
    return result


@pytest.mark.parametrize("count", [1, 7, 60])
def test_every_phrase_that_stands_somewhere_is_found_and_no_other(count: int) -> None:
    listed = made_up(count)
    files = dict(index(listed))
    random.seed(3)
    texts = [text for body in listed for item in body.items for text in (item.name, *item.texts)]
    queries = {"竹编技艺", "技艺", "竹", "不在这里", "救助监督"}
    for _ in range(40):
        text = random.choice(texts)
        start = random.randrange(len(text))
        queries.add(text[start : start + random.randint(1, 6)])
    for query in queries - {q for q in queries if not folded(q)}:
        right = [
            (number, item.anchor)
            for number, body in enumerate(listed)
            for item in body.items
            if any(folded(query) in folded(text) for text in (item.name, *item.texts))
        ]
        assert find(files, query, count) == right, query


@pytest.mark.parametrize("there", [[], [0], [0, 1, 2], [1, 5, 40, 41], list(range(0, 50, 2)), list(range(1, 50))])
def test_postings_are_read_back(there: list[int]) -> None:
    assert numbers(posting(there, 50), 50) == set(there)


def test_pairs_do_not_cross_punctuation() -> None:
    assert set(terms("公开（内容）GB1234")) == {"公", "开", "公开", "内", "容", "内容", "gb1234"}


def test_terms_are_spread_over_the_files() -> None:
    assert {bucket(term) for term in ("公开", "内容", "竹编", "a", "1")} <= set(range(BUCKETS))
    assert bucket("公开") == 0x0 + bucket("公开")


def test_superseded_editions_and_drafts_are_not_searched(site: Path) -> None:
    home = find_home(Path())
    from gkml.project.loading import load_file
    from gkml.project.workspace import find_catalogs

    found = [searched(body) for body in bodies([load_file(file.path, home) for file in find_catalogs([], home)])]
    assert [(each.name, each.edition, each.region) for each in found if each] == [
        ("甲县民政局", "2026", "甲县"), ("乙区教育局", "2025", "乙区"),
    ]  # fmt: skip


# --- strangers ---


NASTY = [
    "</script><script>alert(1)</script>",
    "\u2028alert(1)",
    '"><img src=x onerror=alert(1)>',
    "=1+1",
    "]]>&amp;<x>",
]


def strange_files(text: str) -> Iterator[bytes]:
    body = SearchBody(text, text, text, text, text, "b/0/index.html", (SearchItem("i", text, (text,)),))
    yield from (content for name, content in index([body]) if name.startswith(("search/meta", "search/b")))


@pytest.mark.parametrize("text", NASTY)
def test_no_text_ends_a_script_or_begins_a_formula(text: str) -> None:
    for content in strange_files(text):
        assert b"<" not in content
        assert "\u2028" not in content.decode()
    assert all(
        not cell.startswith("=")
        for row in csv.reader(io.StringIO(as_csv([[text]], ["x"]).decode("utf-8-sig")))
        for cell in row
    )
    ET.fromstring(
        feed("https://x/", "名", [("p/", text.replace("\u2028", ""), "2026-01-01", text.replace("\u2028", ""))])
    )


def test_an_edition_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "c").mkdir()
    for number, edition in enumerate(("../../x", "..", "a/b", "修订")):
        (tmp_path / "c" / f"{number}.yaml").write_text(
            OLD.replace('"2025"', json.dumps(edition, ensure_ascii=False)), "utf-8"
        )
    assert gkml("site c --out out").code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"c", "out"}
    assert len(list((tmp_path / "out/bodies/jia").iterdir())) == 5
