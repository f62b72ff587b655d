"""A new workspace that builds at once: its files written into a folder; what is there already is never overwritten."""

from collections.abc import Iterator
from pathlib import Path

from gkml.diagnostics import GkmlError
from gkml.project.package import wheel
from gkml.project.paths import display, reason
from gkml.project.schemas import schema_text
from gkml.project.workspace import Home
from gkml.project.writing import put
from gkml.schema.resources import resource


def init(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Writes the files of a workspace one by one; yields each path with whether it was written. Raises `GkmlError`."""
    if folder.exists() and not folder.is_dir():
        raise GkmlError(f"{display(folder)} 是文件，不能当工作区")
    for name, data in sorted(_files().items()):
        # The files of the program have no leading dot, because some packers leave dot files out.
        path = folder / name.replace("dot-", ".")
        try:
            exists = path.exists()
        except OSError as error:
            raise GkmlError(f"写不进 {display(path)}（{reason(error)}）") from error
        if not exists:
            put(path, data)
        yield path, not exists


def _files() -> dict[str, bytes]:
    templates = resource("templates") / "workspace"
    paths = [path for path in templates.rglob("*") if path.is_file()]
    return {
        **{path.relative_to(templates).as_posix(): path.read_bytes() for path in paths},
        "schema/catalog.schema.json": schema_text("catalog", Home(None).profiles).encode(),
        "schema/config.schema.json": schema_text("config", {}).encode(),
        **{f"dot-gkml/{name}": data for name, data in wheel().items()},
    }
