"""A file that is opened in the page: recognised and written into the workspace as new documents, beside what is there."""

import os
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.diagnostics.quoting import shown
from gkml.project.desk.documents import Desk
from gkml.project.importing import ImportOptions, import_report, write_drafts
from gkml.project.paths import UNSEEN
from gkml.project.submission import SUFFIXES, Submission, is_lock, submission


class Intake(NamedTuple):
    """What became of a file: the keys of its documents, a line about each file, the account of every cell."""

    name: str
    keys: tuple[str, ...]
    notes: tuple[str, ...]
    account: str
    is_certain: bool


def take_in(desk: Desk, name: str, data: bytes) -> Intake:
    """Writes the documents of a file. Raises `GkmlError` if it cannot be read or holds none."""
    home, file = desk.home, _file(name)
    read = submission(data, file.name, home.profiles.usable())
    before = desk.paths()
    target = _target(file, read, home.catalogs)
    imported = write_drafts(file, read, ImportOptions((), target), home)
    account = import_report(read, "text", home).decode()
    new = tuple(key for key in desk.paths() if key not in before)
    return Intake(file.name, new, tuple(imported.notes), account, imported.is_certain)


def _file(name: str) -> Path:
    """Returns the name of a file without any folder. Raises `GkmlError` for one that cannot be read."""
    file = Path(UNSEEN.sub("", name.replace("\\", "/").rpartition("/")[2])[-120:] or "未命名")
    if is_lock(file):
        raise GkmlError("它是 Word、WPS 打开文件时的临时文件，不是目录")
    if file.suffix.lower() not in SUFFIXES:
        raise GkmlError(f"不认识“{shown(file.suffix or file.name)}”这种文件；能读 Word、Excel、WPS、网页、CSV 和文本")
    return file


def _target(file: Path, read: Submission, folder: Path) -> Path:
    """Returns where to write, so that nothing is in the way: a file, or a folder for several documents."""
    stem = file.stem.lstrip(".") or "导入"
    names = [str(read.drafts[0].data["id"]), stem, *(f"{stem}-{number}" for number in range(2, 1000))]
    if len(read.drafts) > 1:
        return next(folder / name for name in names[1:] if not os.path.lexists(folder / name))
    if names[0].startswith("mulu-"):  # derived from the title: the name of the file tells more
        del names[0]
    return next(path for name in names if not os.path.lexists(path := folder / f"{name}.yaml"))
