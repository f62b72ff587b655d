"""Reads what was handed in for a review: directories in any format, replies, and what is neither, with the reason."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.model import Entry
from gkml.diagnostics import GkmlError
from gkml.layout.review.letter import PRODUCT
from gkml.project.files import read_bytes
from gkml.project.handed_in import handed_in
from gkml.project.linked import linked
from gkml.project.loading import load_file
from gkml.project.paths import SOURCES, display
from gkml.project.review_replies import replies
from gkml.project.submission import SubmissionDraft, read_document, submission_in
from gkml.project.workspace import Home
from gkml.review.body import name_of, region_of
from gkml.review.identity import Identity, identity
from gkml.review.replies import Reply
from gkml.schema.documents import AnyLoaded

Progress = Callable[[int, int], None]


class HandedIn(NamedTuple):
    """A directory that was read: its entry, the cells of its values if it is no YAML file, its source and its folder."""

    loaded: AnyLoaded
    entry: Entry
    draft: SubmissionDraft | None
    folder: str
    path: Path


class Read(NamedTuple):
    """All files of a review: directories, replies, files that could not be read with the reason, and notes."""

    directories: list[HandedIn]
    replies: list[Reply]
    unread: list[tuple[str, str]]
    notes: list[str]


def read_all(paths: Iterable[Path], home: Home, progress: Progress = lambda done, total: None) -> Read:
    """Returns the contents of all files at the paths. Raises `GkmlError` if a path does not exist."""
    read = Read([], [], [], [])
    files = list(handed_in(paths))
    for number, (file, root) in enumerate(files, 1):
        try:
            _read_file(file, root, home, read)
        except GkmlError as error:
            read.unread.append((display(file), str(error).splitlines()[0].removeprefix(f"{display(file)}: ")))
        progress(number, len(files))
    return read


def _read_file(file: Path, root: Path, home: Home, read: Read) -> None:
    """Adds what a file holds to `read`: directories, or replies. Raises `GkmlError` if it holds neither."""
    folder = _folder(file, root)
    if file.suffix.lower() in SOURCES:
        loads: list[tuple[AnyLoaded, SubmissionDraft | None]] = [
            (each, None) for each in linked([load_file(file, home)], home)
        ]
    else:
        document = read_document(read_bytes(file), display(file))
        product = document.properties.product
        answers = replies(document, display(file)) if product in {"", PRODUCT} else None
        if answers is not None:
            read.replies.extend(answers)
            read.notes.extend([f"{display(file)} 是{PRODUCT}，没有填整改情况。"] if not answers else [])
            return
        if product:
            read.notes.append(f"跳过 {display(file)}：是{product}，不是目录。")
            return
        submission = submission_in(document, display(file), home.profiles.usable())
        loads = list(zip(submission.loads, submission.drafts, strict=True))
    for loaded, draft in loads:
        if isinstance(loaded.entry, Entry):
            read.directories.append(HandedIn(loaded, loaded.entry, draft, folder, file))
        elif loaded.entry is not None:
            read.notes.append(f"跳过 {loaded.source.file}：不是目录，gkml review 只看目录。")
        else:
            first = loaded.diagnostics[0]
            where = "" if draft else f"第 {first.position.line} 行："
            read.unread.append((loaded.source.file, f"{where}{first.message}"))


def _folder(file: Path, root: Path) -> str:
    """Returns the name of the folder of the body that a file is of: the innermost with a region's name, else the outermost."""
    folders = file.relative_to(root).parts[:-1] if root.is_dir() else ()
    return next((name for name in reversed(folders) if region_of(name)), folders[0] if folders else "")


def read_guide(path: Path, home: Home) -> list[HandedIn]:
    """Returns the guides in a file. Raises `GkmlError` if there is none, or it cannot be read."""
    read = read_all([path], home)
    if read.unread or not read.directories:
        reason = read.unread[0][1] if read.unread else "里面没有目录"
        raise GkmlError(f"指引 {display(path)} 读不进来：{reason}")
    return read.directories


def identity_of(each: HandedIn) -> Identity:
    """Returns what a directory keeps over the years."""
    catalog = each.entry.catalog
    name = name_of(catalog, each.folder, each.path.stem)
    return identity(name, region_of(each.folder, name, catalog.title), catalog.title)
