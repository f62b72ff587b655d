"""The editions that `gkml diff` compares: paths, `REV:path` in git and submissions in, catalogs with their places out."""

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gkml.catalog.model import Entry
from gkml.catalog.printed import printed
from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError, Route
from gkml.project.files import read_file
from gkml.project.git import at
from gkml.project.linked import beside
from gkml.project.loading import as_catalog, load_catalog
from gkml.project.paths import display
from gkml.project.submission import is_submission, open_submission
from gkml.project.workspace import Home, find_catalogs
from gkml.report.text import report
from gkml.schema.documents import Loaded
from gkml.yamltext.source import Source, read

if TYPE_CHECKING:
    from gkml.recognise.grid import Spot

_REVISION = re.compile(r"(?P<revision>[^:]+):(?P<path>.+)", re.S)
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|\\\\")
"""The beginning of a path on Windows: C:\\ or \\\\server."""


class Edition(NamedTuple):
    """A catalog that is compared, its source, and the cells of its values if it is a submission."""

    entry: Entry
    source: Source
    spots: "dict[Route, Spot]"
    is_titled: bool = True
    """Whether the file states a title; one that does not has nothing around its table."""

    @property
    def file(self) -> str:
        """The name of its file for messages."""
        return self.source.file

    @property
    def path(self) -> Path:
        """Its file, or the place where its file would be."""
        return self.source.path or Path(self.source.file)

    def locate(self, route: Route) -> str:
        """Returns the file and place of a value."""
        if self.spots:
            spot = self.spots.get(route) or self.spots.get((*route, "name"))
            return f"{self.file}:{spot}" if spot else self.file
        position = self.source.locate(route)
        return f"{self.file}:{position.line}:{position.column}"


def editions(name: str, home: Home) -> list[Edition]:
    """Returns the catalogs at a path or in a revision. Raises `GkmlError` if there is none, or one does not load."""
    path = Path(name)
    if os.path.lexists(path):
        return _on_disk(path, home)
    revision = None if _DRIVE.match(name) else _REVISION.fullmatch(name)
    if revision is None:
        raise GkmlError(f"找不到 {name}；请写目录文件、文件夹，或 git 里的 版本:路径（如 HEAD~1:catalogs/x.yaml）")
    tag, inside = revision["revision"], revision["path"]
    return [_edition(load_catalog(read(data, f"{tag}:{file}"), home)) for file, data in at(tag, inside)]


def _on_disk(path: Path, home: Home) -> list[Edition]:
    if path.is_file() and is_submission(path):
        submission = open_submission(path, home)
        drafts = zip(map(as_catalog, submission.loads), submission.drafts, strict=True)
        loads = [(loaded._replace(source=replace(loaded.source, path=path)), draft) for loaded, draft in drafts]
        return [_edition(loaded, dict(draft.spots))._replace(is_titled=draft.is_titled) for loaded, draft in loads]
    return [_edition(load_catalog(read_file(file.path), home)) for file in find_catalogs([path], home)]


def read_edition(data: bytes, name: str, home: Home) -> Edition | None:
    """Returns a version of a file, or None if it does not load."""
    loaded = load_catalog(read(data, name), home)
    return Edition(loaded.entry, loaded.source, {}) if loaded.entry else None


def _edition(loaded: Loaded[Entry], spots: "dict[Route, Spot] | None" = None) -> Edition:
    if loaded.entry is None and any(diagnostic.code == "K034" for diagnostic in loaded.diagnostics):
        instead = "目录只和目录比；两份同一种的文件请一对一地比：gkml diff 旧.yaml 新.yaml"
        raise GkmlError(f"{report(loaded.diagnostics[:1]).splitlines()[0]}；{instead}")
    if loaded.entry is None:
        raise GkmlError(f"{report(loaded.diagnostics)}{loaded.source.file} 有误，没法比较；请先改正")
    return Edition(loaded.entry, loaded.source, spots or {})


def previous(edition: Edition, home: Home) -> Edition:
    """Returns the edition before one, which the catalog names. Raises `GkmlError`."""
    named = edition.entry.catalog.previous
    if not named:
        raise GkmlError(f"{edition.file} 没有写 previous（上一版的文件），不知和谁比；请写上，或用 gkml diff 旧 新")
    return _edition(load_catalog(read_file(_named(edition, "previous", named, home)), home))


def guide_of(local: Edition, home: Home) -> Edition:
    """Returns the guide that a directory names. Raises `GkmlError`."""
    named = local.entry.catalog.guide
    if not named:
        raise GkmlError(f"{local.file} 没有写 guide（上级指引的文件）")
    return editions(str(_named(local, "guide", named, home)), home)[0]


def _named(edition: Edition, field: str, name: str, home: Home) -> Path:
    path = beside(edition.path, name)
    if not path.is_file():
        raise GkmlError(f"{edition.file} 的 {field} 指到 {display(path)}，没有这个文件")
    if not home.contains(path, edition.path):
        raise GkmlError(f"{edition.file} 的 {field} 指到工作区外面（{display(path)}），没有读；请放到工作区里")
    return path


def pairs(old: Sequence[Edition], new: Sequence[Edition]) -> list[tuple[Edition, Edition]]:
    """Returns which edition is compared with which: by the catalog's id if there are several. Raises `GkmlError`."""
    if len(old) == len(new) == 1:
        return [_comparable(old[0], _same_catalog(old[0], new[0]))]
    old_by_id = {edition.entry.catalog.id: edition for edition in old}
    matches = [(old_by_id[e.entry.catalog.id], e) for e in new if e.entry.catalog.id in old_by_id]
    if not matches:
        raise GkmlError("两边没有同一代号（id）的目录，没法比较；请各写一份目录")
    return [_comparable(*pair) for pair in matches]


def _comparable(old: Edition, new: Edition) -> tuple[Edition, Edition]:
    """Returns two editions; if one is a printed file, both with only what that file can say."""
    files = [edition for edition in (old, new) if edition.spots]
    if not files:
        return old, new
    titled, agency = all(edition.is_titled for edition in files), all(e.entry.catalog.agency for e in files)
    forms = [edition.entry.profile for edition in files]
    return _as_printed(old, forms, titled=titled, agency=agency), _as_printed(new, forms, titled=titled, agency=agency)


def _as_printed(edition: Edition, forms: Sequence[Profile], *, titled: bool, agency: bool) -> Edition:
    catalog = edition.entry.catalog
    for form in forms:
        catalog = printed(catalog, form, titled=titled, agency=agency)
    return edition._replace(entry=edition.entry._replace(catalog=catalog))


def _same_catalog(old: Edition, new: Edition) -> Edition:
    mine, theirs = old.entry.catalog, new.entry.catalog
    if mine.id != theirs.id and not (old.spots or new.spots):
        raise GkmlError(
            f"{old.file} 是“{mine.id}”，{new.file} 是“{theirs.id}”，不是同一份目录的两版；请核对，或把 id 改成一样"
        )
    return new
