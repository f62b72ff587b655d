"""Imports submissions: files of offices in, catalogs written beside them and the account of every cell out."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import shown, visible
from gkml.kinds import KINDS
from gkml.layout.account import layout
from gkml.project.config import CONFIG
from gkml.project.file_names import is_device
from gkml.project.paths import SOURCES, display
from gkml.project.rendering import rendered
from gkml.project.schemas import schema_text
from gkml.project.shard import Shard
from gkml.project.submission import Submission, SubmissionDraft, is_lock, open_submission
from gkml.project.workspace import Home
from gkml.project.writing import check_folder, put, put_new
from gkml.recognise.draft import is_slug
from gkml.recognise.pending import DELETED, INSERTED
from gkml.report import import_text
from gkml.schema.documents import AnyLoaded
from gkml.schema.style import style_of
from gkml.yamltext.dump import dump

REPORTS = ("text", "json", "xlsx")
_LOUD = {
    "文本框",
    "没有存值的公式",
    "隐藏的表格",
    "隐藏的文字",
    "占位文字",
    "表旁的文字",
    "合并单元格盖住的文字",
    DELETED,
    INSERTED,
}
"""What stands outside of the tables and may be part of the directory all the same."""


class ImportOptions(NamedTuple):
    """Which files are imported, where to (`out` is a file, a folder, or None for the folder of each file), and how.

    With `to_text` nothing is written. `id` and `profile` are "" if they are to be recognised. Of `files` only those of `shard`
    are imported.
    """

    files: Sequence[Path]
    out: Path | None = None
    to_text: bool = False
    id: str = ""
    profile: str = ""
    encoding: str = ""
    shard: Shard = Shard()


class Imported(NamedTuple):
    """One file: what was recognised in it, the texts of its catalogs, lines about the files written.

    `failure` is why there are none: then the rest is empty.
    """

    path: Path
    submission: Submission | None = None
    texts: Sequence[str] = ()
    notes: Sequence[str] = ()
    failure: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether nothing was guessed, left out or not understood, and every catalog loads."""
        if self.submission is None:
            return False
        recognised = self.submission.recognised
        loud = any(each.kind in _LOUD for each in recognised.left_out)
        return recognised.account.clean and not loud and all(load.entry for load in self.submission.loads)


def import_files(options: ImportOptions, home: Home) -> Iterator[Imported]:
    """Yields each file as its catalogs are written. Raises `GkmlError` for options that cannot be met."""
    if options.id and not is_slug(options.id):
        raise GkmlError(f"--id 的“{shown(options.id)}”不能作目录代号；请用小写字母、数字和连字符，如 some-ju")
    if options.profile and options.profile not in home.profiles:
        raise GkmlError(f"没有表式“{options.profile}”；gkml schema --profiles 列出全部")
    wanted = home.profiles[options.profile] if options.profile else None
    for path in options.files:
        if not options.shard.takes(path, home.root):
            continue
        try:
            yield _import(path, wanted, options, home)
        except GkmlError as error:
            yield Imported(path, failure=str(error))


def _import(path: Path, wanted: Profile | None, options: ImportOptions, home: Home) -> Imported:
    if is_lock(path):
        raise GkmlError(f"跳过 {display(path)}：它是 Word、WPS 打开文件时的临时文件，不是目录。")
    submission = open_submission(path, home, wanted, options.encoding)
    drafts = submission.drafts
    if options.to_text:
        if len(drafts) > 1:
            raise GkmlError(f"{display(path)} 里有 {len(drafts)} 份目录，不能一起写到标准输出；请用 --out 文件夹")
        return Imported(path, submission, [_text(drafts[0], _ids(drafts, options.id)[0])])
    return write_drafts(path, submission, options, home)


# --- what is written ---


def write_drafts(path: Path, submission: Submission, options: ImportOptions, home: Home) -> Imported:
    """Writes the catalogs of a submission, which came in a file of this name. Raises `GkmlError` if one is there already."""
    drafts = submission.drafts
    ids = _ids(drafts, options.id)
    targets = [_target(path, draft, name, options.out, len(drafts)) for draft, name in zip(drafts, ids, strict=True)]
    for target in targets:
        if target.exists():
            raise GkmlError(f"已经有 {display(target)}；请用 --out 写到别处，或用 --update 把改动合并进去")
    texts: list[str] = []
    notes: list[str] = []
    for target, name, draft, load in zip(targets, ids, drafts, submission.loads, strict=True):
        to_folder = options.out is not None and options.out.suffix not in SOURCES
        head, lines = _head(draft, target, path, home.root or (target.parent if to_folder or draft.derived else None))
        texts.append(head + _text(draft, name))
        put_new(target, texts[-1].encode())
        notes.append(f"新建：{display(target)}（{_count(load)}，{_form(draft)}）")
        notes += lines
        if draft.derived:
            notes += _put_form(draft.derived, home, target.parent)
    return Imported(path, submission, texts, notes)


def _head(draft: SubmissionDraft, target: Path, source: Path, root: Path | None) -> tuple[str, list[str]]:
    """Returns the comments at the top of a new catalog, the editor's schema and the source; and lines about new files.

    Without a folder `root` for the schema there is none.
    """
    origin = f"# 由 {visible(source.name)} 导入\n"
    if draft.kind != "catalog" or root is None:
        return origin, []
    schema = root / "schema" / "catalog.schema.json"
    lines = []
    if not schema.exists():
        put(schema, schema_text("catalog", Home(None).profiles).encode())
        lines = [f"新建：{display(schema)}（供编辑器补全和检查）"]
    way = Path(os.path.relpath(schema.resolve(), target.parent.resolve())).as_posix()
    return f"# yaml-language-server: $schema={way}\n{origin}", lines


def _count(load: AnyLoaded) -> str:
    if load.entry is None:
        return "还不合写法，用 gkml lint 看"
    return f"{load.entry.size} {KINDS[load.entry.kind].unit}"


def _form(draft: SubmissionDraft) -> str:
    return f"表式 {draft.form}" if draft.kind == "catalog" else f"{KINDS[draft.kind].name}，格式 {draft.form}"


def _text(draft: SubmissionDraft, name: str) -> str:
    """Returns the text of the catalog's file, under its id."""
    return dump({**draft.data, "id": name}, style_of(KINDS[draft.kind].model))


def _ids(drafts: Sequence[SubmissionDraft], wanted: str) -> list[str]:
    """Returns the ids of the catalogs in a file: those that the drafts have if they differ, else numbered ones."""
    own = [wanted or str(draft.data["id"]) for draft in drafts]
    if len(set(own)) == len(own):
        return own
    return [name if number == 1 else f"{name}-{number}" for number, name in enumerate(own, 1)]


def _target(path: Path, draft: SubmissionDraft, name: str, out: Path | None, count: int) -> Path:
    """Returns the file that was named, or one in the folder that was named (that of the file if none was).

    It is named by the id; if the id was derived from the title, by the file that is imported.
    """
    place = out or path.parent
    if place.suffix.lower() in SOURCES:
        if count > 1:
            raise GkmlError(f"{display(path)} 里有 {count} 份目录，不能写进一个文件；请用 --out 文件夹")
        return place
    check_folder(place)
    own = str(draft.data["id"])
    if own.startswith("mulu-") and name.startswith(own):
        number = name.rpartition("-")[2] if name != own else ""
        name = f"{path.stem.lstrip('.')}{'-' if number else ''}{number}"
    # gkml.yaml is the configuration, and con.yaml no file on Windows, where the workspace may be opened too.
    return place / f"{f'{name}-mulu' if name == Path(CONFIG).stem or is_device(name) else name}.yaml"


def _put_form(form: Profile, home: Home, folder: Path) -> Iterator[str]:
    """Writes a derived form where the catalog will look for it; yields a line about each file."""
    root = home.root or folder
    if not home.root and not (root / CONFIG).exists():
        put(root / CONFIG, b"version: 1\n")
        yield f"新建：{display(root / CONFIG)}（让表式能被找到）"
    target = root / "schema" / "profiles" / f"{form.name}.yaml"
    put(target, dump(as_texts(form.model_dump(mode="json", exclude_defaults=True)), style_of(Profile)).encode())
    yield f"新建：{display(target)}（原件的表头没有现成的表式，按原件归纳）"


def as_texts(value: Any) -> Any:
    """Returns plain data with every scalar as a text, as it stands in a YAML file of this program."""
    if isinstance(value, dict):
        return {key: as_texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_texts(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


# --- reports ---


def import_report(submission: Submission, form: str, home: Home, *, named: bool = False) -> bytes:
    """Returns what became of every cell, in one of `REPORTS`; if `named`, a text begins with the name of the file."""
    account, left_out = submission.recognised.account, submission.recognised.left_out
    if form == "json":
        from gkml.report import import_json

        return import_json.report(account, left_out, submission.name).encode()
    if form == "xlsx":
        summary = f"原件：{visible(submission.name)}\n{import_text.summary(account)}"
        return rendered(layout(account, left_out, summary), "xlsx", home)
    head = f"原件：{visible(submission.name)}\n" if named else ""
    return f"{head}{import_text.report(account, left_out)}".encode()
