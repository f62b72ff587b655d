"""What `gkml lint` is to look at: paths in, the files of each workspace out."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from gkml.project.handed_in import handed_in
from gkml.project.paths import display
from gkml.project.shard import Shard
from gkml.project.submission import is_lock, is_submission
from gkml.project.workspace import Home, find_batches, find_home, holds_documents

_OFFICE = frozenset((".docx", ".docm", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et"))


class Part(NamedTuple):
    """The files of one workspace: documents in YAML, or submissions; `is_whole` if these are all its documents."""

    home: Home
    files: list[Path]
    is_whole: bool
    are_documents: bool


class Inputs(NamedTuple):
    """All parts, and lines on what was left out."""

    parts: list[Part]
    notes: list[str]

    @property
    def submissions(self) -> list[Path]:
        return [file for part in self.parts if not part.are_documents for file in part.files]


def inputs(paths: Sequence[Path], config: Path | None, shard: Shard) -> Inputs:
    """Returns what is at the paths; a folder without a YAML document is one of submissions. Raises `GkmlError`."""
    sent, given, notes = list[Path](), list[Path](), list[str]()
    for path in paths:
        submissions = _submissions(path, config)
        (sent.extend(submissions) if submissions else given.append(path))
    locks = [path for path in sent if is_lock(path)]
    notes += [f"跳过 {display(path)}：它是 Word、WPS 打开文件时的临时文件，不是目录。" for path in locks]
    parts = list(_of_documents(given, config, shard)) if given or not sent else []
    parts += _of_submissions([path for path in sent if path not in locks], config, shard)
    return Inputs(parts, notes + [note for path in given for note in _left_out(path)])


def _submissions(path: Path, config: Path | None) -> list[Path]:
    """Returns the submissions at a path, none if YAML documents stand there."""
    if is_submission(path):
        return [path]
    if not path.is_dir() or holds_documents(path, config):
        return []
    return [file for file, _ in handed_in([path]) if is_submission(file)]


def _left_out(folder: Path) -> Iterator[str]:
    """Yields a note on the Word and Excel files beside the documents of a folder: what was built is in another folder."""
    if folder.is_dir():
        home = find_home(folder)
        own = [home.out.resolve(), *((home.root / name).resolve() for name in ("schema", "templates") if home.root)]
        files = [file for file, _ in handed_in([folder]) if file.suffix.lower() in _OFFICE]
        count = sum(not any(file.resolve().is_relative_to(each) for each in own) for file in files)
        if count:
            yield f"{display(folder)} 里另有 {count} 份 Word、Excel 文件没有检查；要检查请写出文件名，或放到单独的文件夹。"


def _of_documents(paths: Sequence[Path], config: Path | None, shard: Shard) -> Iterator[Part]:
    for home, files, is_whole in find_batches(paths, config, shard=shard):
        yield Part(home, [file.path for file in files], is_whole, are_documents=True)


def _of_submissions(paths: Iterable[Path], config: Path | None, shard: Shard) -> Iterator[Part]:
    by_root: dict[Path | None, Part] = {}
    for path in paths:
        home = find_home(path, config)
        part = by_root.setdefault(home.root, Part(home, [], is_whole=False, are_documents=False))
        if shard.takes(path, part.home.root):
            part.files.append(path)
    yield from by_root.values()
