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

_PACKAGE = ".gkml"


def init(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Writes the files of a workspace one by one; yields each path with whether it was written. Raises `GkmlError`."""
    if folder.exists() and not folder.is_dir():
        raise GkmlError(f"{display(folder)} 是文件，不能当工作区")
    for name, data in sorted(_files(folder).items()):
        path = folder / name
        try:
            exists = path.exists()
        except OSError as error:
            raise GkmlError(f"写不进 {display(path)}（{reason(error)}）") from error
        if not exists:
            put(path, data)
        yield path, not exists


def packages(folder: Path) -> list[Path]:
    """Returns the wheels of gkml that the CI files of a workspace install: one, or none if gkml itself is not installed."""
    return sorted((folder / _PACKAGE).glob("gkml-*.whl"))


def _files(folder: Path) -> dict[str, bytes]:
    templates = resource("templates") / "workspace"
    paths = [path for path in templates.rglob("*") if path.is_file()]
    # Two versions side by side could not be installed, and the pinned versions belong to the wheel.
    package = {path.name: b"" for path in packages(folder)} or wheel()
    return {
        # The files of the program have no leading dot, because some packers leave dot files out.
        **{path.relative_to(templates).as_posix().replace("dot-", "."): path.read_bytes() for path in paths},
        "schema/catalog.schema.json": schema_text("catalog", Home(None).profiles).encode(),
        "schema/config.schema.json": schema_text("config", {}).encode(),
        **{f"{_PACKAGE}/{name}": data for name, data in package.items()},
    }
