"""Catalogs in, the same with the catalogs that they name: their guide and their previous edition, read from beside them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from gkml.catalog.load import Loaded, load, refuse
from gkml.catalog.model import Catalog
from gkml.diagnostics import Diagnostic
from gkml.project.files import display, read_file
from gkml.project.workspace import Home

Reader = Callable[[Path], Loaded]


def linked(loads: list[Loaded], home: Home) -> list[Loaded]:
    """Each entry with its guide and previous edition; a file that cannot be read is a diagnostic of the one that names it."""
    once: Reader = cache(lambda path: load(read_file(path), home.profiles))
    return [_linked(loaded, lambda path: once(path.resolve())) for loaded in loads]


def _linked(loaded: Loaded, read: Reader) -> Loaded:
    if loaded.entry is None:
        return loaded
    told: list[Diagnostic] = []
    found: dict[str, Catalog | None] = {}
    for field in ("guide", "previous"):
        name: str = getattr(loaded.entry.catalog, field)
        found[field], fault = _read(Path(loaded.source.file).parent / name, read) if name else (None, "")
        if fault:
            told.append(refuse(loaded.source, "K033", (field,), fault, loaded.entry.catalog.id))
    entry = loaded.entry._replace(guide=found["guide"], previous=found["previous"])
    return loaded._replace(entry=entry, diagnostics=(*loaded.diagnostics, *told))


def _read(path: Path, read: Reader) -> tuple[Catalog | None, str]:
    """The catalog at a path, or why there is none."""
    if not path.is_file():
        return None, f"找不到 {display(path)}；请检查路径，它相对于这份目录所在的文件夹"
    other = read(path)
    if other.entry is None:
        first = other.diagnostics[0]
        return None, f"{display(path)} 读不进来（第 {first.position.line} 行：{first.message}）；请先改正那份文件"
    return other.entry.catalog, ""
