"""The documents of a workspace by key, each as it stands on the disk. A key is made from a path and leads to no other file."""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.kinds import KINDS
from gkml.project.config import CONFIG
from gkml.project.desk.undo import Steps
from gkml.project.editor.opened import Opened
from gkml.project.files import contents, read_file
from gkml.project.linked import beside
from gkml.project.paths import display, reason
from gkml.project.workspace import Home, find_catalogs, find_home
from gkml.project.writing import put_new
from gkml.yamltext.head import edition_of, head

Stamp = tuple[tuple[str, int, int], ...]
"""Paths with the time and the size of their files; another stamp means that a file may have changed."""


class NoDocumentError(GkmlError):
    """A key that no document of the workspace has."""


class Listed(NamedTuple):
    """A document as the list shows it. `fault` is why its head cannot be read, "" if it can."""

    key: str
    path: Path
    name: str
    title: str
    kind: str
    edition: str
    agency: str
    fault: str = ""


class Desk:
    """A workspace that is open for a day. A class: it keeps what was read until the files change."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._home: tuple[Stamp, Home] | None = None
        self._opened: dict[str, tuple[Home, Stamp, Opened]] = {}
        self.steps: defaultdict[str, Steps] = defaultdict(Steps)

    @property
    def home(self) -> Home:
        """The workspace, read again if its settings, forms or templates have changed."""
        stamp = _stamp([self.folder / CONFIG, *self.folder.glob("schema/profiles/*"), *self.folder.glob("templates/*")])
        if self._home is None or self._home[0] != stamp:
            self._home = stamp, find_home(self.folder)
        return self._home[1]

    def paths(self) -> dict[str, Path]:
        """Returns the path of every document by its key, in the order of the list."""
        home = self.home
        place = home.catalogs  # a fault in the settings is raised here
        try:
            files = find_catalogs([place], home)
        except GkmlError:  # there is no document yet
            return {}
        return {key_of(file.path, self.folder): file.path for file in files}

    def path(self, key: str) -> Path:
        """Returns the path of a document. Raises `NoDocumentError`."""
        path = self.paths().get(key)
        if path is None:
            raise NoDocumentError("没有这份文件；它可能改了名或删除了，请回到列表")
        return path

    def opened(self, key: str) -> Opened:
        """Returns a document as its file holds it now. Raises `NoDocumentError`."""
        path, home = self.path(key), self.home
        source = read_file(path)
        cached = self._opened.get(key)
        if cached and cached[0] is home and cached[2].text == source.text and cached[1] == _linked(cached[2]):
            return cached[2]
        opened = Opened.of(source, path, home)
        self._opened[key] = home, _linked(opened), opened
        while len(self._opened) > MOST_OPENED:
            del self._opened[next(iter(self._opened))]
        return opened

    def listed(self) -> list[Listed]:
        return [_listed(key, path, self.folder) for key, path in self.paths().items()]


MOST_OPENED = 8
"""Documents that are kept in memory."""


def open_desk(place: Path) -> tuple[Desk, str]:
    """Returns the workspace of a folder, and a line if it was made: a folder without gkml.yaml becomes one.

    Raises `GkmlError` if the folder does not exist.
    """
    if not place.is_dir():
        raise GkmlError(f"找不到文件夹 {display(place)}；gkml serve 打开的是放目录的文件夹")
    home = find_home(place)
    if home.root is not None:
        return Desk(home.root), ""
    folder = Path(os.path.realpath(place))
    put_new(folder / CONFIG, b"version: 1\n")
    return Desk(folder), f"新建：{display(folder / CONFIG)}（这个文件夹成为工作区）"


def key_of(path: Path, folder: Path) -> str:
    """Returns the key of a document: it depends on its place in the workspace alone."""
    place = os.path.relpath(path.absolute(), folder.absolute())
    return hashlib.blake2b(Path(place).as_posix().encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def _listed(key: str, path: Path, folder: Path) -> Listed:
    name = Path(os.path.relpath(path, folder)).as_posix()
    try:
        top = head(contents(path))
    except OSError as error:
        return Listed(key, path, name, name, "", "", "", f"读不出来：{reason(error)}")
    kind = KINDS.get(top.get("kind", "catalog"))
    title = top.get("title") or name
    return Listed(key, path, name, title, kind.name if kind else "", edition_of(top), top.get("agency", ""))


def _linked(opened: Opened) -> Stamp:
    """Returns the stamp of the documents that a document names: its findings depend on them."""
    links = opened.loaded.entry.links.values() if opened.loaded.entry else ()
    return _stamp(beside(opened.path, name) for name in links if name)


def _stamp(paths: Iterable[Path]) -> Stamp:
    stamps = []
    for path in paths:
        try:
            about = path.stat()
        except (OSError, ValueError):
            continue
        stamps.append((str(path), about.st_mtime_ns, about.st_size))
    return tuple(stamps)
