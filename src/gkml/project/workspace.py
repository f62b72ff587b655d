"""A workspace: the folder of the nearest gkml.yaml, its configuration, forms and looks, and the catalog files in it.

Reads files and writes none. A workspace's own `schema/profiles/` and `templates/` come before those of the program.
"""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from gkml.diagnostics import GkmlError
from gkml.project.config import CONFIG, Config, read_settings
from gkml.project.file_names import named
from gkml.project.files import contents
from gkml.project.forms import Forms, forms
from gkml.project.looks import page_looks, word_looks
from gkml.project.paths import SOURCES, display
from gkml.project.shard import WHOLE, Shard
from gkml.yamltext.head import edition_of, head

if TYPE_CHECKING:
    from gkml.lint.check import Rule


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

    def __getstate__(self) -> dict[str, Any]:
        """Returns what another process is given: it reads the rest itself, as rules cannot be handed over."""
        return {"root": self.root, "file": self.file, "_looks": self._looks}

    @cached_property
    def config(self) -> Config:
        if self.file is None:
            return Config()
        return read_settings(Config, self.file, "K030")

    @property
    def catalogs(self) -> Path:
        return self.own(self.config.catalogs, "catalogs") if self.root else Path()

    @property
    def out(self) -> Path:
        return (self.root or Path()) / (self.config.out if self.root else "build")

    def own(self, name: str, key: str) -> Path:
        """Returns the path of a file that gkml.yaml names under `key`. Raises `GkmlError` if it is outside of the workspace."""
        path = (self.root or Path()) / name
        if self.root and not self.contains(path):
            file = display(self.file or self.root / CONFIG)
            raise GkmlError(f"{file} 的 {key} 指到工作区外面（{display(path)}），没有读写；请改成工作区里的路径")
        return path

    def contains(self, path: Path, named_by: Path | None = None) -> bool:
        """Tells whether a path, its links followed, is in the workspace or in the git repository around it.

        Without a workspace: in the current folder, or in the folder above the one of the file that names the path.
        """
        bounds = [repository(self.root) or self.root] if self.root else [Path.cwd()]
        if named_by and not self.root:
            bounds.append(Path(os.path.realpath(named_by)).parent.parent)
        real = Path(os.path.realpath(path))
        return any(real.is_relative_to(os.path.realpath(bound)) for bound in bounds)

    @cached_property
    def profiles(self) -> Forms:
        """All forms by name, the workspace's own before those of the program."""
        return forms(self.root, self.contains)

    @cached_property
    def rules(self) -> "tuple[Rule, ...]":
        """All rules of the program, and those that the workspace states itself."""
        from gkml.lint.check import all_rules
        from gkml.lint.own_rules import own_rules

        return all_rules() + own_rules(self.config.checks)

    def looks(self, name: str) -> dict[str, bytes]:
        """Returns the files of the template `name` ("docx" or "page") by their names in it."""
        if name not in self._looks:
            word = name == "docx"
            looks = self._word_looks() if word else page_looks(self.root, self.contains)
            self._looks[name] = looks
        return self._looks[name]

    def _word_looks(self) -> dict[str, bytes]:
        named = self.config.template
        own = self.own(named or "templates/base.docx", "template") if self.root else None
        if named and not (own and own.is_file()):
            raise GkmlError(
                f"找不到模板 {display(own or Path(named))}；请检查 {display(self.file or Path())} 的 template"
            )
        return word_looks(own)


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


def repository(folder: Path) -> Path | None:
    """Returns the top folder of the git repository that a folder is in; a home folder under git does not count."""
    for each in (folder, *folder.parents):
        if (each / ".git").exists():
            return None if os.path.realpath(each) in {os.path.expanduser("~"), "/"} else each
    return None


class Batch(NamedTuple):
    """The catalog files of one workspace that a command is to work on; `is_whole` tells whether these are all."""

    home: Home
    files: list[CatalogFile]
    is_whole: bool


def find_batches(
    paths: Iterable[Path], config: Path | None = None, *, to_build: bool = False, shard: Shard = WHOLE
) -> list[Batch]:
    """Returns the catalog files at `paths` (of the workspace around the current folder if there are none) by workspace.

    Every file belongs to the nearest gkml.yaml above it, unless `config` names one for all. Of the files only those of
    `shard` are returned. Raises `GkmlError` as
    `find_catalogs` does.
    """
    roots = list(paths)
    here = find_home(roots[0] if roots else Path(), config)
    roots = roots or [here.catalogs]
    homes = {here.root: here}
    by_root: dict[Path | None, list[tuple[Path, Path]]] = {}
    for root in roots:
        home = find_home(root, config)
        for path, own in _walk(root, homes.setdefault(home.root, home), homes, nested=config is None):
            by_root.setdefault(own.root, []).append((path, root))
    if not by_root:
        raise GkmlError(f"没有目录文件（.yaml）：{_listed(roots)}")
    return [_batch(homes[key], files, roots, shard, to_build=to_build) for key, files in by_root.items()]


def holds_documents(folder: Path, config: Path | None = None) -> bool:
    """Tells whether a folder holds a catalog file, as `find_batches` searches it."""
    home = find_home(folder, config)
    return next(_walk(folder, home, {home.root: home}, nested=config is None), None) is not None


def _batch(home: Home, pairs: Iterable[tuple[Path, Path]], roots: list[Path], shard: Shard, *, to_build: bool) -> Batch:
    files: dict[str, CatalogFile] = {}
    catalogs = Path(os.path.realpath(home.catalogs)) if home.root else None
    top, real_folder = os.path.realpath(home.root or Path()), lru_cache(1)(os.path.realpath)
    for path, root in pairs:
        folder = real_folder(path.parent)
        real = os.path.realpath(path) if path.is_symlink() else os.path.join(folder, path.name)
        if shard.takes_real(real, top) and real not in files:
            files[real] = CatalogFile(path, _target(Path(folder) / path.name, root, catalogs, is_named=path == root))
    if to_build:
        files = {key: _renamed(file, home.config.file_name) for key, file in files.items()}
        _check_targets(files.values())
    whole = {os.path.realpath(root) for root in roots} & {top, os.path.realpath(catalogs or Path())}
    return Batch(home, sorted(files.values(), key=lambda file: file.target), bool(whole))


def find_catalogs(paths: Iterable[Path], home: Home, *, to_build: bool = False) -> list[CatalogFile]:
    """Returns the catalog files at `paths` (those of the workspace if there are no paths), sorted, each once.

    Raises `GkmlError` if a path does not exist, if there is no catalog, or, with `to_build`, if two would be written
    to one place.
    """
    roots = list(paths) or [home.catalogs]
    pairs = [(path, root) for root in roots for path, _ in _walk(root, home, {}, nested=False)]
    if not pairs:
        raise GkmlError(f"没有目录文件（.yaml）：{_listed(roots)}")
    return _batch(home, pairs, roots, WHOLE, to_build=to_build).files


def _renamed(file: CatalogFile, pattern: str) -> CatalogFile:
    """Returns the file with outputs named by the pattern of gkml.yaml, in the same folder."""
    if not pattern:
        return file
    try:
        texts = head(contents(file.path))
    except OSError:
        return file
    name = named(pattern, {**texts, "edition": edition_of(texts)})
    return file._replace(target=PurePosixPath(file.target).with_name(name).as_posix()) if name else file


def _listed(roots: Iterable[Path]) -> str:
    return "、".join("当前文件夹" if display(root) == "." else display(root) for root in roots)


def _check_targets(files: Iterable[CatalogFile]) -> None:
    """Raises `GkmlError` if the outputs of two catalogs would have one name (on Windows A and a are one)."""
    first: dict[str, Path] = {}
    for file in files:
        other = first.setdefault(file.target.casefold(), file.path)
        if other != file.path:
            both = f"{display(other)} 和 {display(file.path)}"
            raise GkmlError(f"{both} 会编译到同一个文件“{file.target}”；请改名，或分两次编译到不同的 --out")


def _walk(path: Path, home: Home, homes: dict[Path | None, Home], *, nested: bool) -> Iterator[tuple[Path, Home]]:
    """Yields the catalog files at a path, each with its workspace; with `nested`, folders may be workspaces of their own.

    Not a catalog: gkml.yaml, a hidden file, a form, a template, and what was built. Raises `GkmlError` if nothing is there.
    """
    if not os.path.lexists(path):
        raise GkmlError(f"找不到 {display(path)}；请检查路径")
    if not path.is_dir():
        if not _is_setting(path):
            yield path, home
        return
    if nested and (path / CONFIG).is_file() and (root := Path(os.path.realpath(path))) != home.root:
        home = homes.setdefault(root, Home(root))
    out = home.out.resolve()
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.name.startswith(".") or entry.name == CONFIG:
            continue
        if _is_dir(entry):
            is_built = entry.name == out.name and Path(os.path.realpath(entry.path)) == out
            if entry.name not in {"schema", "templates"} and not entry.is_symlink() and not is_built:
                yield from _walk(path / entry.name, home, homes, nested=nested)
        elif os.path.splitext(entry.name)[1] in SOURCES:
            yield path / entry.name, home


def _is_dir(entry: os.DirEntry[str]) -> bool:
    """Tells whether an entry is a folder; a link that leads in a circle is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _is_setting(path: Path) -> bool:
    """Tells whether a file that was named holds settings (gkml.yaml, baseline, decisions) and no document."""
    return path.name == CONFIG or path.name.startswith(".gkml-")


def _target(full: Path, root: Path, catalogs: Path | None, *, is_named: bool) -> str:
    """Returns the place of a catalog below the workspace's catalogs, or else below the folder that was given.

    `full` is its path, in which only the links of its folder were followed: a link keeps its own place.
    """
    base = catalogs or Path(os.path.realpath(root))
    if not full.is_relative_to(base) or full == base:
        base = full.parent if is_named else Path(os.path.realpath(root))
    return full.relative_to(base).with_suffix("").as_posix()
