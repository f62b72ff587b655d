"""Documents in, the same with the documents that they name: guide and previous edition, read from beside them."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from gkml.diagnostics import Diagnostic
from gkml.kinds import KINDS
from gkml.project.files import read_file
from gkml.project.loading import load_source
from gkml.project.paths import display
from gkml.project.workspace import Home
from gkml.schema.documents import AnyDocument, AnyLoaded, Missing
from gkml.schema.parse import refuse

Loader = Callable[[Path], AnyLoaded]
MAY_BE_ABSENT = "children."
"""Fields whose documents may be missing: a rule tells which, and what then cannot be checked."""


def linked(loads: Sequence[AnyLoaded], home: Home, load_once: Loader | None = None) -> list[AnyLoaded]:
    """Returns each entry with the documents that it names; one that cannot be read is a diagnostic of the entry.

    `load_once` loads a file by its path without links; by default, one of `loads` or the file itself.
    """
    load_path = load_once or _loader(loads, home)
    return [_linked(loaded, home, lambda path: load_path(path.resolve())) for loaded in loads]


def _loader(loads: Sequence[AnyLoaded], home: Home) -> Loader:
    own = {loaded.source.path.resolve(): loaded for loaded in loads if loaded.source.path and loaded.entry}
    return cache(lambda path: own.get(path) or load_source(read_file(path), home))


def _linked(loaded: AnyLoaded, home: Home, load_path: Loader) -> AnyLoaded:
    entry = loaded.entry
    if entry is None:
        return loaded
    diagnostics: list[Diagnostic] = []
    documents: dict[str, AnyDocument | Missing | None] = {}
    for field, name in entry.links.items():
        documents[field], fault = _named(loaded, name, home, load_path) if name else (None, "")
        if fault and field.startswith(MAY_BE_ABSENT):
            documents[field] = Missing(fault.rpartition("；")[0].replace("；", "，"))
        elif fault:
            diagnostics.append(refuse(loaded.source, "K033", (field,), fault, entry.document.id))
    entry = entry.with_links(documents)
    if not diagnostics:
        faults = ((route, message) for route, message in entry.faults())
        diagnostics += [refuse(loaded.source, "K035", route, message, entry.document.id) for route, message in faults]
    return loaded._replace(entry=entry, diagnostics=(*loaded.diagnostics, *diagnostics))


def _named(loaded: AnyLoaded, name: str, home: Home, load_path: Loader) -> tuple[AnyDocument | None, str]:
    """Returns the document that another names, or None and why there is none."""
    own = loaded.source.path or Path(loaded.source.file)
    path = beside(own, name)
    if not _is_file(path):
        return None, f"找不到 {display(path)}；请检查路径，它相对于这份目录所在的文件夹"
    if not home.contains(path, own):
        return None, f"{display(path)} 在工作区外面，没有读；请放到工作区里"
    if path.resolve() == own.resolve():
        return None, f"{display(path)} 就是这份文件自己；请写另一份"
    other = load_path(path)
    if other.entry is None:
        first = other.diagnostics[0]
        return None, f"{display(path)} 读不进来（第 {first.position.line} 行：{first.message}）；请先改正那份文件"
    kind = loaded.entry.kind if loaded.entry else ""
    if other.entry.kind != kind:
        return None, f"{display(path)} 是{KINDS[other.entry.kind].name}，不是{KINDS[kind].name}；请写同一种文件"
    return other.entry.document, ""


def _is_file(path: Path) -> bool:
    """Returns False also for a name that the system refuses, such as one that is too long."""
    try:
        return path.is_file()
    except OSError:
        return False


def beside(path: Path, name: str) -> Path:
    """Returns the path of a file that a catalog names: relative to the folder of the catalog."""
    return path.parent / name
