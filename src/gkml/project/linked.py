"""Documents in, the same with the documents that they name out: guide and previous edition, read from beside them."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from gkml.diagnostics import Diagnostic
from gkml.kinds import KINDS, load
from gkml.project.files import display, read_file
from gkml.project.workspace import Home
from gkml.schema.documents import AnyDocument, AnyLoaded
from gkml.schema.parse import refuse

Reader = Callable[[Path], AnyLoaded]


def linked(loads: Sequence[AnyLoaded], home: Home) -> list[AnyLoaded]:
    """Returns each entry with the documents that it names; one that cannot be read is a diagnostic of the entry."""
    once: Reader = cache(lambda path: load(read_file(path), home.profiles))
    return [_linked(loaded, lambda path: once(path.resolve())) for loaded in loads]


def _linked(loaded: AnyLoaded, read: Reader) -> AnyLoaded:
    entry = loaded.entry
    if entry is None:
        return loaded
    diagnostics: list[Diagnostic] = []
    documents: dict[str, AnyDocument | None] = {}
    for field, name in entry.links.items():
        path = (loaded.source.path or Path(loaded.source.file)).parent / name
        documents[field], fault = _read(path, entry.kind, read) if name else (None, "")
        if fault:
            diagnostics.append(refuse(loaded.source, "K033", (field,), fault, entry.document.id))
    return loaded._replace(entry=entry.with_links(documents), diagnostics=(*loaded.diagnostics, *diagnostics))


def _read(path: Path, kind: str, read: Reader) -> tuple[AnyDocument | None, str]:
    """Returns the document of this kind at a path, or None and why there is none."""
    if not path.is_file():
        return None, f"找不到 {display(path)}；请检查路径，它相对于这份目录所在的文件夹"
    other = read(path)
    if other.entry is None:
        first = other.diagnostics[0]
        return None, f"{display(path)} 读不进来（第 {first.position.line} 行：{first.message}）；请先改正那份文件"
    if other.entry.kind != kind:
        return None, f"{display(path)} 是{KINDS[other.entry.kind].name}，不是{KINDS[kind].name}；请写同一种文件"
    return other.entry.document, ""
