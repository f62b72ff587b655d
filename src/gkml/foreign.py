"""A file that an office sent in, what it says out: as a `Document`, and as catalogs that everything else can work on.

The reader is chosen by the file's ending; each is imported when it is first needed.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.dump import dump
from gkml.formats.unreadable import UnreadableFile
from gkml.load import Loaded, load
from gkml.profile import Profile
from gkml.recognise.draft import Draft, Recognised, recognise
from gkml.source import read

READ = (".docx", ".xlsx", ".html", ".htm", ".csv")
"""Endings of files that are read."""


class Foreign(NamedTuple):
    """A file, what was recognised in it, and each draft loaded as the catalog that it would be."""

    name: str
    recognised: Recognised
    loads: tuple[Loaded, ...]


def foreign(
    data: bytes, name: str, forms: Mapping[str, Profile], *, wanted: Profile | None = None, encoding: str = ""
) -> Foreign:
    """`name` is the file's, for messages. Raises `GkmlError` where it cannot be read or holds no directory."""
    found = recognise(document(data, name, encoding), forms, Path(name).stem, wanted)
    if not found.drafts:
        raise GkmlError(f"{name}: 没有找到目录的表；表头至少要有序号、事项名称、公开内容、公开时限一类的三列")
    several = len(found.drafts) > 1
    names = [f"{name}（第{number}份目录）" if several else name for number, _ in enumerate(found.drafts, 1)]
    return Foreign(
        name, found, tuple(loaded(draft, own, forms) for draft, own in zip(found.drafts, names, strict=True))
    )


def document(data: bytes, name: str, encoding: str = "") -> Document:
    """What a file says. Raises `GkmlError`."""
    try:
        return _read(data, Path(name).suffix.lower())
    except UnreadableFile as error:
        raise GkmlError(f"{name}: {error}") from error


def _read(data: bytes, ending: str) -> Document:
    match ending:
        case ".docx":
            from gkml.formats import read_docx

            return read_docx.read(data)
        case ".xlsx":
            from gkml.formats import read_xlsx

            return read_xlsx.read(data)
        case ".html" | ".htm":
            from gkml.formats import read_html

            return read_html.read(data)
        case ".csv":
            from gkml.formats import read_csv

            return read_csv.read(data)
    raise UnreadableFile(f"不认识的文件类型“{ending}”；能读的有 {'、'.join(READ)}")


def loaded(draft: Draft, name: str, forms: Mapping[str, Profile]) -> Loaded:
    """A draft as the catalog that its file would hold; positions are those in that file."""
    return load(read(dump(draft.data).encode(), name), {**forms, draft.form.name: draft.form})
