"""Finds what there is to work on: gkml.yaml above a path, the catalogs below it, the table forms and looks that apply.

Reads files and writes none. A workspace is a folder with a gkml.yaml; its own `schema/profiles/` and `templates/` come
before those that travel with the program.
"""

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from gkml.catalog.load import parse
from gkml.catalog.model import Registers
from gkml.catalog.profile import Profile
from gkml.diagnostics import FILE_START, GkmlError, Position, Problem
from gkml.quoting import shown
from gkml.registers.holiday_notice import Notice
from gkml.resources import resource
from gkml.schema.refusals import REFUSALS
from gkml.schema.types import TextList
from gkml.yamltext.decode import decode
from gkml.yamltext.source import MAX_BYTES, Source, read

CONFIG = "gkml.yaml"
Format = Literal["docx", "xlsx", "html", "csv", "md", "json", "pdf"]
SOURCES = {".yaml", ".yml"}
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff]")
"""What a file's name may hold on some systems and a line of output cannot: control characters, those that turn writing
round or are not seen, bytes that are no UTF-8."""


class Config(BaseModel):
    """gkml.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    version: int = Field(default=1, ge=1, le=1, description="配置格式版本，现为 1")
    catalogs: str = Field(default=".", description="目录文件所在的文件夹，相对于 gkml.yaml")
    out: str = Field(default="build", description="编译结果放到哪个文件夹，相对于 gkml.yaml")
    formats: TextList = Field(default=("docx", "xlsx", "html"), description="编译成哪些格式")
    template: str = Field(default="", description="借用其样式、页眉页脚的 Word 文件，相对于 gkml.yaml")
    select: TextList = Field(default=(), description="只用这些规则（代号或名称）；空表示全部")
    ignore: TextList = Field(default=(), description="不用这些规则")
    severity: dict[str, Literal["error", "warning", "info"]] = Field(
        default_factory=dict, description="改变规则的级别，如 {K104: error}"
    )
    per_path: dict[str, TextList] = Field(
        default_factory=dict, description="某些文件不用哪些规则，如 {catalogs/旧/*: [K105]}；路径相对于 gkml.yaml"
    )
    baseline: str = Field(
        default="", description="已接受的旧问题清单（gkml lint --write-baseline 写），相对于 gkml.yaml"
    )
    fail_on: Literal["weakened", "removed", "substantive", "any", "never"] = Field(
        default="weakened", description="gkml diff 遇到哪一类没有审定的变化，退出码 1"
    )
    decisions: str = Field(
        default="", description="各处变化的调整依据和审定（gkml diff --accept 写），相对于 gkml.yaml"
    )
    registers: Registers = Field(default=Registers(), description="本地的名称：科室、栏目、平台、机关、法规文件")
    region: str = Field(
        default="",
        pattern=r"^(?:\d{6})?$",
        description="六位行政区划代码：目录没有写 region 时，按它算工作日",
        examples=["450200"],
    )
    before_includes_day: bool = Field(default=True, description="“1月31日前”算不算1月31日当天")
    calendar: tuple[Notice, ...] = Field(
        default=(), description="程序还没有收进的放假通知：新一年的、年中调整的、地方的；不写 region 就是全国"
    )


class Found(NamedTuple):
    """A catalog file, and where its outputs go below the output folder (a relative path without suffix)."""

    path: Path
    target: str


class Home:
    """A workspace folder with its configuration, forms and looks, each read when first asked for.

    `root` is None where no gkml.yaml was found: then only what travels with the program applies.
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
    def profiles(self) -> "Forms":
        """All forms by name, the workspace's own before those that travel with the program."""
        own = self.root / "schema" / "profiles" if self.root else None
        folders = [resource("schema") / "profiles", *([own] if own and own.is_dir() else [])]
        return Forms({path.stem: path for folder in folders for path in sorted(folder.glob("*.yaml"))})

    def looks(self, name: str) -> dict[str, bytes]:
        """The files of the template `name` ("docx" or "page") by their names in it."""
        if name not in self._looks:
            self._looks[name] = self._word_looks() if name == "docx" else self._page_looks()
        return self._looks[name]

    def _word_looks(self) -> dict[str, bytes]:
        named = self.config.template
        own = (self.root or Path()) / (named or "templates/base.docx")
        if named and not own.is_file():
            raise GkmlError(f"找不到模板 {display(own)}；请检查 {display(self.file or own)} 的 template")
        if not (self.root and own.is_file()):
            return _folder(resource("templates") / "docx")
        from gkml.formats.package.read import template
        from gkml.formats.unreadable import UnreadableFile

        try:
            return template(contents(own))
        except UnreadableFile as error:
            raise GkmlError(f"{display(own)}: {error}") from error

    def _page_looks(self) -> dict[str, bytes]:
        looks = {path.name: path.read_bytes() for path in sorted(resource("templates").iterdir()) if path.is_file()}
        own = self.root / "templates" if self.root else None
        for path in sorted(own.iterdir()) if own and own.is_dir() else ():
            if path.name in looks:
                looks[path.name] = _utf8(path)
        return looks


class Forms(Mapping[str, Profile]):
    """Table forms by name, each read when it is asked for. Raises `GkmlError` for one that does not fit the schema."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self.files = files
        self._read: dict[str, Profile] = {}

    def __getitem__(self, name: str) -> Profile:
        if name not in self._read:
            self._read[name] = _profile(self.files[name])
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def _profile(path: Path) -> Profile:
    profile = read_settings(Profile, path, "K028")
    if profile.name != path.stem:
        message = f"name“{shown(profile.name)}”应与文件名“{path.stem}”相同"
        raise GkmlError(_refused(path, "K028", read_file(path).locate(("name",)), message))
    return profile


Model = TypeVar("Model", bound=BaseModel)


def read_settings(model: type[Model], path: Path, code: str) -> Model:
    """A file of the workspace's own settings. Raises `GkmlError` with one line for each thing that is wrong in it."""
    source = read_file(path)
    found, refused = parse(model, source) if source.data is not None else (None, [])
    told = [(problem.position, problem.message) for problem in source.problems]
    told += [(diagnostic.position, diagnostic.message) for diagnostic in refused]
    if found is None or told:
        raise GkmlError("\n".join(_refused(path, code, *each) for each in sorted(told)))
    return found


def _refused(path: Path, code: str, position: Position, message: str) -> str:
    return f"{display(path)}:{position.line}:{position.column}: 错误 {code} {REFUSALS[code].name} {message}"


def _utf8(path: Path) -> bytes:
    text, problems = decode(contents(path))
    if problems:
        first = problems[0]
        raise GkmlError(f"{display(path)}:{first.position.line}:{first.position.column}: {first.message}")
    return text.encode()


def _folder(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    if not found:
        raise GkmlError(f"找不到模板 {folder}；请重新安装 gkml")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def find_home(start: Path, config: Path | None = None) -> Home:
    """The workspace that `start` is in: the nearest folder upward with a gkml.yaml."""
    if config is not None:
        if not config.is_file():
            raise GkmlError(f"找不到配置文件 {display(config)}")
        return Home(Path(os.path.realpath(config)).parent, config)
    start = Path(os.path.realpath(start))
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return Home(folder)
    return Home(None)


def find_catalogs(paths: Iterable[Path], home: Home, *, to_build: bool = False) -> list[Found]:
    """The catalog files at `paths` (the workspace's own where there are none), sorted, each once.

    Raises `GkmlError` where a path does not exist, nothing is found, or, `to_build`, two files would write to one place.
    """
    roots = list(paths) or [home.catalogs]
    found: dict[str, Found] = {}
    for root in roots:
        if not os.path.lexists(root):
            raise GkmlError(f"找不到 {display(root)}；请检查路径")
        for path in [root] if not root.is_dir() else sorted(_yaml_files(root, home.out.resolve())):
            found.setdefault(os.path.realpath(path), Found(path, _target(path, root, home)))
    if not found:
        where = "、".join("当前文件夹" if display(root) == "." else display(root) for root in roots)
        raise GkmlError(f"没有目录文件（.yaml）：{where}")
    places: dict[str, Path] = {}
    for entry in found.values() if to_build else ():
        other = places.setdefault(entry.target.casefold(), entry.path)
        if other != entry.path:
            message = (
                f"{display(other)} 和 {display(entry.path)} 会编译到同一个文件；请改名，或分两次编译到不同的 --out"
            )
            raise GkmlError(message)
    return sorted(found.values(), key=lambda entry: entry.target)


def _yaml_files(folder: Path, out: Path) -> Iterator[Path]:
    """Catalog files below a folder: not gkml.yaml, nothing hidden, no forms, nothing that was built."""
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
    """Below the workspace's catalogs a file keeps its place; elsewhere it keeps its place below the folder given."""
    # The path as it was found: a link keeps its own place, wherever it leads.
    full = Path(os.path.realpath(path.parent)) / path.name
    base = home.catalogs.resolve() if home.root else root.resolve()
    if not full.is_relative_to(base) or full == base:
        base = full.parent if path == root else root.resolve()
    return full.relative_to(base).with_suffix("").as_posix()


def read_file(path: Path) -> Source:
    """A source read from disk; what keeps it from being read is its one problem."""
    name = display(path)
    try:
        return read(contents(path), name)
    except OSError as error:
        return Source(name, "", problems=(Problem("K001", f"读不出来：{reason(error)}", FILE_START),))


def contents(path: Path) -> bytes:
    """A file's bytes. Raises `OSError` also for what cannot be a catalog: a pipe, a device, a file of enormous size."""
    if _UNSEEN.search(_spelled(path.name)):
        raise OSError(0, "文件名里有换行等控制字符，或不是 UTF-8 编码；请改名", str(path))
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(0, "不是普通文件", str(path))
    if about.st_size > MAX_BYTES:
        raise OSError(0, f"超过 {MAX_BYTES >> 20} MiB，不像一份目录", str(path))
    return path.read_bytes()


_REASONS = {
    errno.EPERM: "没有权限",
    errno.ENOENT: "不存在",
    errno.EIO: "磁盘读写出错",
    errno.EACCES: "没有权限，或正被别的程序（如 Word、WPS）打开",
    errno.EBUSY: "正被别的程序占用",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EINVAL: "名字不合规定",
    errno.EMFILE: "打开的文件太多",
    errno.EFBIG: "文件太大",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "名字太长",
    errno.ELOOP: "链接绕成了圈",
    errno.EDQUOT: "磁盘配额已满",
}


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def display(path: Path) -> str:
    """A path as the user would write it: relative to the current folder where it is below it."""
    try:
        near = Path(os.path.abspath(path)).relative_to(Path.cwd()).as_posix()
    except ValueError:
        near = str(path)
    return _UNSEEN.sub("�", _spelled(near))


def _spelled(name: str) -> str:
    """A file's name in Unicode, also where the locale (LANG=C) has kept Python from reading it so."""
    return os.fsencode(name).decode("utf-8", "surrogateescape") if _UNSEEN.search(name) else name
