"""A file that an office sent in, what it says out: as a `Document`, and as catalogs that everything else can work on.

The reader is chosen by what the file holds, for portals name pages .doc; each is imported when it is first needed.
"""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.load import Loaded, load
from gkml.catalog.model import Catalog
from gkml.catalog.profile import Profile
from gkml.diagnostics import GkmlError
from gkml.document import Document
from gkml.formats.sniff import kind
from gkml.formats.unreadable import UnreadableFile
from gkml.project.libreoffice import to_docx, to_xlsx
from gkml.recognise.draft import Draft, Recognised, recognise
from gkml.schema.style import style_of
from gkml.yamltext.dump import dump
from gkml.yamltext.source import read

READ = frozenset(
    (
        *(".docx", ".docm", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xlsm", ".xls", ".et", ".ods"),
        *(".html", ".htm", ".mht", ".mhtml", ".csv", ".tsv", ".txt", ".md"),
    )
)
"""Endings of files that may be read."""


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
        return _read(data, Path(name).suffix.lower(), encoding or None)
    except (UnreadableFile, GkmlError) as error:
        raise GkmlError(f"{name}: {error}") from error


def _read(data: bytes, ending: str, encoding: str | None) -> Document:
    what, data = modern(data, ending)
    if what not in _READERS:
        raise UnreadableFile(
            _REFUSED.get(what, "不是认识的文件；能读的有 Word、Excel、WPS、OpenDocument、网页、CSV 和文本")
        )
    reader = import_module(f"gkml.formats.{_READERS[what]}")
    found: Document = reader.read(data) if what in {"docx", "xlsx"} else reader.read(data, encoding)
    return found


def modern(data: bytes, ending: str) -> tuple[str, bytes]:
    """What a file is, and its bytes; older programs' documents and workbooks as today's. Raises `GkmlError`."""
    what = kind(data, ending)
    if what in {"doc", "odt", "rtf"}:
        return "docx", to_docx(data, what)
    return ("xlsx", to_xlsx(data, what)) if what in {"xls", "ods"} else (what, data)


_READERS = {
    "docx": "word.read",
    "xlsx": "excel.read",
    "html": "html.read",
    "mhtml": "html.read",
    "csv": "text.read_csv",
    "txt": "text.read_txt",
}
"""The reader of each kind of file, imported when it is first needed."""
_REFUSED = {
    "pdf": "PDF 里没有单元格，不读，以免读错；请用原来的 Word、Excel 文件，或先在 WPS、Word 里把它转成 .docx",
    "password": "文件加了密码；请另存为不设密码的再导入",
    "json": "JSON 文件不导入；请用 Word、Excel、网页或 CSV",
}


def loaded(draft: Draft, name: str, forms: Mapping[str, Profile]) -> Loaded:
    """A draft as the catalog that its file would hold; positions are those in that file."""
    return load(read(dump(draft.data, style_of(Catalog)).encode(), name), {**forms, draft.form.name: draft.form})
