"""The documents of a workspace in; the bodies of the site with their editions, the valid one first, out."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Catalog, Entry
from gkml.kinds import KINDS
from gkml.project.files import contents
from gkml.project.site.search import SearchBody, SearchItem
from gkml.review.body import region_of
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.head import head


class SiteEdition(NamedTuple):
    """An edition of a document, and the folder of its page below the site."""

    loaded: AnyLoaded
    label: str
    folder: str

    @property
    def is_draft(self) -> bool:
        return bool(getattr(self.loaded.entry and self.loaded.entry.document, "draft", False))


class SiteBody(NamedTuple):
    """A document over the years. `editions` are newest first; `valid` is the newest that is no draft, if there is any."""

    id: str
    kind: str
    editions: tuple[SiteEdition, ...]

    @property
    def valid(self) -> SiteEdition | None:
        return next((each for each in self.editions if not each.is_draft), None)

    @property
    def shown(self) -> SiteEdition:
        """The edition at the address that stays."""
        return self.valid or self.editions[0]


def by_document(paths: Iterable[Path]) -> list[list[Path]]:
    """Returns the files that say that they are editions of one document together, in the order of the first ones."""
    groups: dict[tuple[str, str], list[Path]] = {}
    for path in paths:
        try:
            top = head(contents(path))
        except OSError:
            top = {}
        name = top.get("id") or str(path)
        groups.setdefault((top.get("kind", "catalog"), name), []).append(path)
    return list(groups.values())


def bodies(loads: Iterable[AnyLoaded]) -> list[SiteBody]:
    """Returns the documents of all kinds by their id, in the order of their first files."""
    by_id: dict[tuple[str, str], list[AnyLoaded]] = {}
    for loaded in loads:
        if loaded.entry:
            by_id.setdefault((loaded.entry.kind, loaded.entry.document.id), []).append(loaded)
    return [_body(kind, name, listed) for (kind, name), listed in by_id.items()]


_FOLDERS = {"catalog": "bodies"}


def _body(kind: str, name: str, loads: list[AnyLoaded]) -> SiteBody:
    top = _FOLDERS.get(kind, f"{kind}s")
    ordered = sorted(loads, key=_edition, reverse=True)
    taken: set[str] = set()
    editions = []
    for number, loaded in enumerate(ordered):
        label = _edition(loaded)
        folder = _folder(label) or f"edition-{len(ordered) - number}"
        while folder in taken:
            folder += "-1"
        taken.add(folder)
        editions.append(SiteEdition(loaded, label, f"{top}/{name}/{folder}"))
    return SiteBody(name, kind, tuple(editions))


def _edition(loaded: AnyLoaded) -> str:
    return loaded.entry.document.edition if loaded.entry else ""


def _folder(label: str) -> str:
    """Returns the name of an edition's folder: letters and digits of any writing, nothing that a path takes for a sign."""
    return "".join(c for c in label if c.isalnum())[:40]


def home_of(body: SiteBody) -> str:
    """Returns the folder of the page at the address that stays."""
    return body.shown.folder.rpartition("/")[0]


def kind_name(body: SiteBody) -> str:
    return KINDS[body.kind].name


def searched(body: SiteBody) -> SearchBody | None:
    """Returns what the search knows of a directory, by its valid edition; None for other kinds and drafts."""
    entry = body.valid.loaded.entry if body.valid else None
    if not isinstance(entry, Entry):
        return None
    catalog = entry.catalog
    items = tuple(
        SearchItem(leaf.id, leaf.item.name, tuple(filter(None, cells)))
        for leaf, cells in zip(catalog.leaves, texts_of(catalog), strict=True)
    )
    name = catalog.agency or catalog.title
    region = region_of(catalog.agency, catalog.title)
    return SearchBody(name, catalog.title, region, catalog.field, catalog.edition, f"{home_of(body)}/index.html", items)


def texts_of(catalog: Catalog) -> list[list[str]]:
    """Returns the texts of each row: the names above it, then its cells."""
    rows = []
    for leaf in catalog.leaves:
        item = leaf.item
        above = " › ".join(each.name for each in leaf.path[:-1])
        lists = (item.basis, item.channels, item.sections, item.audience, item.mode, item.tiers)
        rows.append(
            [
                above,
                item.content,
                item.time_limit,
                item.body,
                item.office,
                item.remark,
                *map("、".join, lists),
                *item.extra.values(),
            ]
        )
    return rows
