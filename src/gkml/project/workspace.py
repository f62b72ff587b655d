"""A workspace: the folder of the nearest gkml.yaml, its configuration, forms and looks, and the catalog files in it.

Reads files and writes none. A workspace's own `schema/profiles/` and `templates/` come before those of the program.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.project.config import CONFIG, Config, read_settings
from gkml.project.files import SOURCES, display
from gkml.project.forms import Forms, forms
from gkml.project.looks import page_looks, word_looks


class CatalogFile(NamedTuple):
    """A catalog file, and the place of its outputs below the output folder (a relative path without suffix)."""

    path: Path
    target: str


class Home:
    """A workspace folder with its configuration, forms and looks, each read when it is first asked for.

    `root` is None if there is no gkml.yaml: then only the forms and looks of the program apply.
    """

    def __init__(self, root: Path | None, config_file: Path | None = None) -> None:
        self.root = root
        self.file = config_file or (root / CONFIG if root else None)
        self._looks: dict[str, dict[str, bytes]] = {}

    @cached_property
    def config(self) -> Config:
        if self.file is None:
            return Config()
        return read_settings(Config, self.file, "K030")

    @property
    def catalogs(self) -> Path:
        return (self.root or Path()) / (self.config.catalogs if self.root else ".")

    @property
    def out(self) -> Path:
        return (self.root or Path()) / (self.config.out if self.root else "build")

    @cached_property
    def profiles(self) -> Forms:
        """All forms by name, the workspace's own before those of the program."""
        return forms(self.root)

    def looks(self, name: str) -> dict[str, bytes]:
        """Returns the files of the template `name` ("docx" or "page") by their names in it."""
        if name not in self._looks:
            word = name == "docx"
            looks = word_looks(self.root, self.config.template, self.file) if word else page_looks(self.root)
            self._looks[name] = looks
        return self._looks[name]


def find_home(start: Path, config: Path | None = None) -> Home:
    """Returns the workspace that contains `start`: the nearest folder upward with a gkml.yaml."""
    if config is not None:
        if not config.is_file():
            raise GkmlError(f"找不到配置文件 {display(config)}")
        return Home(Path(os.path.realpath(config)).parent, config)
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return Home(folder)
    return Home(None)


def find_catalogs(paths: Iterable[Path], home: Home, *, to_build: bool = False) -> list[CatalogFile]:
    """Returns the catalog files at `paths` (those of the workspace if there are no paths), sorted, each once.

    Raises `GkmlError` if a path does not exist, if there is no catalog, or, with `to_build`, if two would be written
    to one place.
    """
    roots = list(paths) or [home.catalogs]
    files: dict[str, CatalogFile] = {}
    for root in roots:
        if not os.path.lexists(root):
            raise GkmlError(f"找不到 {display(root)}；请检查路径")
        for path in [root] if not root.is_dir() else sorted(_yaml_files(root, home.out.resolve())):
            files.setdefault(os.path.realpath(path), CatalogFile(path, _target(path, root, home)))
    if not files:
        where = "、".join("当前文件夹" if display(root) == "." else display(root) for root in roots)
        raise GkmlError(f"没有目录文件（.yaml）：{where}")
    if to_build:
        _check_targets(files.values())
    return sorted(files.values(), key=lambda file: file.target)


def _check_targets(files: Iterable[CatalogFile]) -> None:
    """Raises `GkmlError` if the outputs of two catalogs would have one name (on Windows A and a are one)."""
    first: dict[str, Path] = {}
    for file in files:
        other = first.setdefault(file.target.casefold(), file.path)
        if other != file.path:
            both = f"{display(other)} 和 {display(file.path)}"
            raise GkmlError(f"{both} 会编译到同一个文件；请改名，或分两次编译到不同的 --out")


def _yaml_files(folder: Path, out: Path) -> Iterator[Path]:
    """Yields the catalog files below a folder: not gkml.yaml, no hidden file, no form, nothing below `out`."""
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name == CONFIG:
            continue
        if path.is_dir():
            link = path.is_symlink()
            if path.name not in {"schema", "templates"} and not link and path.resolve() != out:
                yield from _yaml_files(path, out)
        elif path.suffix in SOURCES:
            yield path


def _target(path: Path, root: Path, home: Home) -> str:
    """Returns the place of a catalog below the workspace's catalogs, or else below the folder that was given."""
    # The path before links are followed: a link keeps its own place.
    full = Path(os.path.realpath(path.parent)) / path.name
    base = home.catalogs.resolve() if home.root else root.resolve()
    if not full.is_relative_to(base) or full == base:
        base = full.parent if path == root else root.resolve()
    return full.relative_to(base).with_suffix("").as_posix()
