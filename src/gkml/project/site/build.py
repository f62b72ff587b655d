"""Makes the site: a workspace in; a home page, a page for each edition, downloads, search and open data out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from gkml.catalog.model import Entry
from gkml.diagnostics import Diagnostic, GkmlError
from gkml.diff.changes import VERDICTS, Comparison
from gkml.diff.compare import compare
from gkml.document import Document
from gkml.formats.html.site import home_page, moved_page
from gkml.formats.html.write import write as write_page
from gkml.layout import changes
from gkml.project.cache import digest
from gkml.project.compile import compile as compiled
from gkml.project.compile import documents
from gkml.project.loading import load_file
from gkml.project.site import data
from gkml.project.site.bodies import SiteBody, SiteEdition, bodies, by_document, home_of, kind_name, searched
from gkml.project.site.left_over import clear
from gkml.project.site.search import Index
from gkml.project.workspace import Home, find_catalogs
from gkml.project.writing import check_folder, put_below
from gkml.report.text import report

Progress = Callable[[int, int], None]
DOWNLOADS = {"docx": "Word", "xlsx": "Excel", "csv": "CSV", "json": "JSON"}
MOST_ENTRIES = 100
"""Entries of the feed."""


class SiteOptions(NamedTuple):
    """Which documents, where to, and whether Word, Excel, CSV and JSON files are made beside the pages."""

    paths: Sequence[Path]
    out: Path
    downloads: bool = True


class SiteResult(NamedTuple):
    """How many documents and files there are, how many files changed or were deleted, and why documents were left out."""

    documents: int
    files: int
    changed: int
    deleted: int
    diagnostics: list[Diagnostic]
    notes: tuple[str, ...]


def build_site(options: SiteOptions, home: Home, progress: Progress = lambda done, total: None) -> SiteResult:
    """Writes the site; a file that would be the same stays as it is. Raises `GkmlError` if no document can be read."""
    check_folder(options.out)
    site = _Site(options, home)
    written, changed = dict[str, str](), 0
    for name, content in site.files(progress):
        written[name] = digest(content)
        changed += put_below(options.out, options.out / name, content, write=True)
    if not site.listed:
        raise GkmlError(f"{report(site.diagnostics)}没有一份文件读得进来，没有做网站")
    notes = [] if home.config.site.url else ["gkml.yaml 没有写 site.url，没有做 sitemap.xml 和 feed.xml。"]
    # The pages of a document that cannot be read today stay as they are.
    deleted, edited = (0, []) if site.diagnostics else clear(options.out, written)
    return SiteResult(site.documents, len(written), changed, deleted, site.diagnostics, (*notes, *edited))


class _Listed(NamedTuple):
    """A document on the home page: the heading that it stands under, the region (of directories in force), its entry."""

    heading: str
    region: str
    entry: dict[str, str]


class _Site:
    """The site of a workspace: what its pages share, and what the home page and the data take from each document.

    Documents are read body by body and not kept: memory does not grow with their texts.
    """

    def __init__(self, options: SiteOptions, home: Home) -> None:
        self.options, self.home = options, home
        self.settings = home.config.site
        self.looks = home.looks("page")
        self.index = Index()
        self.pages: list[tuple[str, str]] = []
        self.feed: list[tuple[str, str, str, str]] = []
        self.rows: list[list[str]] = []
        self.listed: list[_Listed] = []
        self.diagnostics: list[Diagnostic] = []
        self.documents = 0

    def files(self, progress: Progress) -> Iterator[tuple[str, bytes]]:
        """Yields every file by its path below the site."""
        groups = by_document(file.path for file in find_catalogs(self.options.paths, self.home))
        for number, paths in enumerate(groups, 1):
            loads = [load_file(path, self.home) for path in paths]
            self.diagnostics += [diagnostic for loaded in loads for diagnostic in loaded.diagnostics]
            for body in bodies(loads):
                yield from self._body(body)
            progress(number, len(groups))
        yield from self.index.files()
        yield "search/search.js", self.looks["site-search.js"]
        yield from self._data()
        yield "index.html", home_page(self.looks, self._home_values())
        if self.settings.url:
            url = self.settings.url.rstrip("/") + "/"
            yield from data.sitemaps(url, [("", ""), *self.pages]).items()
            newest = sorted(self.feed, key=lambda each: each[2], reverse=True)[:MOST_ENTRIES]
            yield "feed.xml", data.feed(url, self.settings.name, newest)

    # --- the pages of a body ---

    def _body(self, body: SiteBody) -> Iterator[tuple[str, bytes]]:
        self.documents += len(body.editions)
        searchable = searched(body)
        if searchable:
            yield self.index.add(searchable)
        if body.valid and isinstance(body.valid.loaded.entry, Entry):
            self.rows += data.rows(body.valid.loaded.entry.catalog, f"{home_of(body)}/index.html")
        self._list(body, searchable.region if searchable else "")
        for place, edition in enumerate(body.editions):
            older = body.editions[place + 1] if place + 1 < len(body.editions) else None
            yield from self._edition(body, edition, older)

    def _list(self, body: SiteBody, region: str) -> None:
        """Notes what the home page says of a document and its editions."""
        name = kind_name(body)
        for edition in body.editions:
            is_shown = edition is body.shown
            page = f"{home_of(body)}/index.html" if is_shown else f"{edition.folder}/index.html"
            if edition.is_draft:
                heading = f"{name}草稿（没有印发）"
            elif not is_shown:
                heading = "以前的版本"
            else:
                heading = "" if body.kind == "catalog" else name
            self.listed.append(_Listed(heading, region or "其他", _entry(edition, page)))

    def _edition(self, body: SiteBody, edition: SiteEdition, older: SiteEdition | None) -> Iterator[tuple[str, bytes]]:
        entry = edition.loaded.entry
        assert entry is not None
        screen, _ = documents(entry)
        day = screen.properties.issued
        comparison = _compared(older, edition)
        summary = _summary(comparison) if comparison else "第一版"
        folder = edition.folder
        if edition is body.shown:
            folder = home_of(body)
            yield f"{edition.folder}/index.html", moved_page(self.looks, screen.title, "../index.html")
        yield from self._page(screen, f"{folder}/index.html", self._links(body, edition, folder, comparison))
        self.pages.append((quote(f"{folder}/"), day))
        self.feed.append((quote(f"{folder}/"), f"{screen.title} {edition.label}".strip(), day, summary))
        if comparison and older and isinstance(entry, Entry):
            yield from self._revision(edition, older, comparison)
        if self.options.downloads:
            for form, content in compiled(entry, list(DOWNLOADS), self.home).items():
                yield f"{edition.folder}/{body.id}.{form}", content

    def _page(self, document: Document, name: str, links: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
        yield name, write_page(document, self.looks, links)

    def _links(
        self, body: SiteBody, edition: SiteEdition, folder: str, comparison: Comparison | None
    ) -> list[tuple[str, str]]:
        """Returns the other pages, as a page in `folder` names them."""
        up = "../" * (folder.count("/") + 1)
        own = quote(edition.folder)
        links = [("首页", f"{up}index.html")]
        for each in body.editions:
            if each is not edition:
                state = "（草稿）" if each.is_draft else "（现行）" if each is body.valid else ""
                links.append((f"{each.label or '另一版'}{state}", f"{up}{quote(each.folder)}/index.html"))
        if comparison:
            links.append(("修订说明", f"{up}{own}/{quote('修订说明')}.html"))
        if self.options.downloads:
            links += [(name, f"{up}{own}/{body.id}.{form}") for form, name in DOWNLOADS.items()]
        return links

    def _revision(
        self, edition: SiteEdition, older: SiteEdition, comparison: Comparison
    ) -> Iterator[tuple[str, bytes]]:
        old, new = older.loaded.entry, edition.loaded.entry
        assert isinstance(old, Entry)
        assert isinstance(new, Entry)
        document = changes.layout(comparison, old.catalog, new.catalog, new.profile)
        name = f"{edition.folder}/修订说明.html"
        yield from self._page(
            document, name, [("返回目录", "index.html"), ("上一版", f"../{older.folder.rpartition('/')[2]}/index.html")]
        )

    # --- home and data ---

    def _data(self) -> Iterator[tuple[str, bytes]]:
        yield "data/items.csv", data.as_csv(self.rows, [name for name, *_ in data.COLUMNS])
        yield "data/items.jsonl", data.as_json_lines(self.rows)
        yield "data/数据字典.csv", data.dictionary()
        yield "data/datapackage.json", data.data_package(self.settings.name)

    def _home_values(self) -> dict[str, Any]:
        groups: dict[str, list[dict[str, str]]] = {}
        others: dict[str, list[dict[str, str]]] = {}
        for each in self.listed:
            group = others.setdefault(each.heading, []) if each.heading else groups.setdefault(each.region, [])
            group.append(each.entry)
        return {
            "site": self.settings.model_dump(),
            "groups": [{"name": name, "entries": entries} for name, entries in groups.items()],
            "others": [{"name": name, "entries": entries} for name, entries in others.items()],
            "count": sum(map(len, groups.values())),
            **self.index.facets,
            "feed": bool(self.settings.url),
            "foot": self.settings.foot,
        }


def _entry(edition: SiteEdition, page: str) -> dict[str, str]:
    entry = edition.loaded.entry
    assert entry is not None
    document = entry.document
    about = "　".join(filter(None, (document.agency, edition.label)))
    return {"title": " ".join(document.title.split()), "page": quote(page), "about": about}


def _compared(older: SiteEdition | None, newer: SiteEdition) -> Comparison | None:
    """Returns the changes between two editions of a directory; None for the first one and for other kinds."""
    old, new = older and older.loaded.entry, newer.loaded.entry
    if not isinstance(old, Entry) or not isinstance(new, Entry):
        return None
    return compare(old.catalog, new.catalog, old.profile, new.profile)


def _summary(comparison: Comparison) -> str:
    counts = {words: sum(change.verdict == key for change in comparison.changes) for key, words in VERDICTS.items()}
    return "，".join(f"{words} {count} 处" for words, count in counts.items() if count) or "没有变化"
