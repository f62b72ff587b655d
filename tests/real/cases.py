"""The catalogs that are built once for all tests, and what the program itself says should be in their tables."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from gkml.catalog.load import load
from gkml.document import Document, Table
from gkml.project.compile import documents as laid_out
from gkml.project.files import read_file
from gkml.project.workspace import find_home
from tests.conftest import OTHER_KINDS
from tests.real import awkward
from tests.real.parts import CHECKOUT

FORMS = ("docx", "xlsx", "html", "json")


class Case(NamedTuple):
    """A catalog by name, its source, and its outputs without their suffix."""

    name: str
    source: Path
    stem: Path

    def file(self, form: str) -> Path:
        return self.stem.with_name(f"{self.stem.name}.{form}")


def names(root: str) -> list[str]:
    """The catalogs below a folder of the checkout, named by their path."""
    folder = CHECKOUT / root
    files = (path.relative_to(folder) for suffix in ("yaml", "yml") for path in folder.rglob(f"*.{suffix}"))
    catalogs = (path for path in files if path.name != "gkml.yaml" and not path.name.startswith("."))
    places = [path for path in catalogs if not {"schema", "templates"} & set(path.parts)]
    return sorted(f"{root}/{path.as_posix()}" for path in places)


PUBLISHED = [name for name in names("catalogs") if CHECKOUT / name not in OTHER_KINDS]
AWKWARD = [f"awkward/{profile}.yaml" for profile in awkward.PROFILES]
EVERY = [*PUBLISHED, *names("tests/catalogs"), *AWKWARD]


def gkml(*arguments: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """Runs the command in a process of its own; its standard output. A failure is an assertion with what it said."""
    command = [sys.executable, "-m", "gkml", *map(str, arguments)]
    cache = {"XDG_CACHE_HOME": str(cwd / "cache")}
    run = subprocess.run(
        command, cwd=cwd, env={**os.environ, **cache, **(env or {})}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, (
        f"gkml {' '.join(map(str, arguments))}: {run.returncode}\n{run.stdout}{run.stderr[-3000:]}"
    )
    return run.stdout


def build_all(folder: Path) -> dict[str, Case]:
    """Every catalog of `EVERY` compiled below `folder`."""
    awkward.write(folder / "awkward")
    cases = {}
    for root in dict.fromkeys(name.rpartition("/")[0] if name in AWKWARD else _root(name) for name in EVERY):
        sources, out = (folder if root == "awkward" else CHECKOUT) / root, folder / "out" / root
        gkml("build", sources, "--out", out, "--format", ",".join(FORMS), cwd=folder)
        for name in EVERY:
            if name.startswith(f"{root}/"):
                inside = name.removeprefix(f"{root}/")
                cases[name] = Case(name, sources / inside, (out / inside).with_suffix(""))
    return cases


def _root(name: str) -> str:
    return "catalogs" if name in PUBLISHED else "tests/catalogs"


@cache
def documents(source: Path) -> tuple[Document, Document]:
    """What the layout says the screen and the paper should show."""
    loaded = load(read_file(source), find_home(source).profiles)
    assert loaded.entry is not None, [diagnostic.message for diagnostic in loaded.diagnostics]
    return laid_out(loaded.entry)


def table(document: Document) -> Table:
    return next(document.tables())
