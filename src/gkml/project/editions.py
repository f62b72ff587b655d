"""What `gkml diff` is told to compare, as catalogs: files, folders, `REV:path` in git, and files that offices sent in."""

import os
import re
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.load import Loaded, load
from gkml.catalog.model import Entry
from gkml.catalog.printed import printed
from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError, Route
from gkml.project.files import display, read_file
from gkml.project.git import at
from gkml.project.submission import READ
from gkml.project.submitted import opened
from gkml.project.workspace import Home, find_catalogs
from gkml.recognise.grid import Spot
from gkml.report.text import report
from gkml.yamltext.source import Source, read

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<path>.+)", re.S)


class Edition(NamedTuple):
    """A catalog that is compared, and where its values stand."""

    entry: Entry
    file: str
    source: Source
    spots: dict[Route, Spot]
    titled: bool = True
    """Whether the file states a title; one that does not has nothing around its table."""

    def locate(self, route: Route) -> str:
        """File and place of a value."""
        if self.spots:
            spot = self.spots.get(route) or self.spots.get((*route, "name"))
            return f"{self.file}:{spot}" if spot else self.file
        position = self.source.locate(route)
        return f"{self.file}:{position.line}:{position.column}"


def editions(told: str, home: Home) -> list[Edition]:
    """The catalogs at a path or in a revision. Raises `GkmlError` where there is none, or one does not load."""
    path = Path(told)
    if os.path.lexists(path):
        return _on_disk(path, home)
    revision = _REVISION.fullmatch(told)
    if revision is None:
        raise GkmlError(f"找不到 {told}；请写目录文件、文件夹，或 git 里的 版本:路径（如 HEAD~1:catalogs/x.yaml）")
    files = at(revision["revision"], revision["path"])
    return [_loaded(read(data, f"{revision['revision']}:{name}"), home) for name, data in files]


def _on_disk(path: Path, home: Home) -> list[Edition]:
    if path.is_file() and path.suffix.lower() in READ:
        return _sent(path, home)
    return [_loaded(read_file(found.path), home) for found in find_catalogs([path], home)]


def _sent(path: Path, home: Home) -> list[Edition]:
    found = opened(path, home)
    return [
        _edition(loaded, dict(draft.spots))._replace(titled=draft.titled)
        for loaded, draft in zip(found.loads, found.recognised.drafts, strict=True)
    ]


def read_edition(data: bytes, name: str, home: Home) -> Edition | None:
    """A version of a file; None where it does not load."""
    loaded = load(read(data, name), home.profiles)
    return Edition(loaded.entry, name, loaded.source, {}) if loaded.entry else None


def _loaded(source: Source, home: Home) -> Edition:
    return _edition(load(source, home.profiles), {})


def _edition(loaded: Loaded, spots: dict[Route, Spot]) -> Edition:
    if loaded.entry is None:
        raise GkmlError(f"{report(loaded.diagnostics)}{loaded.source.file} 有误，没法比较；请先改正")
    return Edition(loaded.entry, loaded.source.file, loaded.source, spots)


def previous(edition: Edition, home: Home) -> Edition:
    """The edition before one, as it says itself."""
    named = edition.entry.catalog.previous
    if not named:
        raise GkmlError(f"{edition.file} 没有写 previous（上一版的文件），不知和谁比；请写上，或用 gkml diff 旧 新")
    path = Path(edition.file).parent / named
    if not path.is_file():
        raise GkmlError(f"{edition.file} 的 previous 指到 {display(path)}，没有这个文件")
    return _loaded(read_file(path), home)


def pairs(old: list[Edition], new: list[Edition]) -> list[tuple[Edition, Edition]]:
    """Which edition is compared with which: by the catalog's id where there are several. Raises `GkmlError`."""
    if len(old) == len(new) == 1:
        return [_comparable(old[0], _same_kind(old[0], new[0]))]
    known = {edition.entry.catalog.id: edition for edition in old}
    matches = [(known[e.entry.catalog.id], e) for e in new if e.entry.catalog.id in known]
    if not matches:
        raise GkmlError("两边没有同一代号（id）的目录，没法比较；请各写一份目录")
    return [_comparable(*pair) for pair in matches]


def _comparable(old: Edition, new: Edition) -> tuple[Edition, Edition]:
    """Where one of the two is a printed file, both with only what that file can say."""
    files = [edition for edition in (old, new) if edition.spots]
    if not files:
        return old, new
    titled, agency = (all(edition.titled for edition in files), all(e.entry.catalog.agency for e in files))
    shown = [edition.entry.profile for edition in files]
    return _as_printed(old, shown, titled=titled, agency=agency), _as_printed(new, shown, titled=titled, agency=agency)


def _as_printed(edition: Edition, forms: list[Profile], *, titled: bool, agency: bool) -> Edition:
    catalog = edition.entry.catalog
    for form in forms:
        catalog = printed(catalog, form, titled=titled, agency=agency)
    return edition._replace(entry=edition.entry._replace(catalog=catalog))


def _same_kind(old: Edition, new: Edition) -> Edition:
    mine, theirs = old.entry.catalog, new.entry.catalog
    if mine.id != theirs.id and not (old.spots or new.spots):
        raise GkmlError(
            f"{old.file} 是“{mine.id}”，{new.file} 是“{theirs.id}”，不是同一份目录的两版；请核对，或把 id 改成一样"
        )
    return new
