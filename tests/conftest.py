"""What several test files share: the repository's catalogs, the command line, golden texts."""

import os
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from gkml.catalog.load import load
from gkml.catalog.model import Entry
from gkml.cli import run
from gkml.project.files import read_file
from gkml.project.workspace import Home


class Result(NamedTuple):
    """The exit code and the output of a command."""

    code: int
    out: str
    err: str


ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(ROOT.glob("catalogs/*/*.yaml"))
REPORTS = [path for path in DOCUMENTS if "kind: annual-report" in path.read_text("utf-8")]
OTHER_KINDS = [path for path in DOCUMENTS if "\nkind: " in path.read_text("utf-8")]
CATALOGS = sorted([*(path for path in DOCUMENTS if path not in OTHER_KINDS), *ROOT.glob("tests/catalogs/*.yaml")])


def name_of(path: Path) -> str:
    """The name of a catalog's golden text and test case."""
    return "-".join(path.relative_to(ROOT).with_suffix("").parts[1:])


def entry_of(path: Path) -> Entry:
    """The catalog of a file that must load."""
    loaded = load(read_file(path), Home(None).profiles)
    assert loaded.entry is not None, loaded.diagnostics
    return loaded.entry


@pytest.fixture(params=CATALOGS, ids=name_of)
def catalog_file(request: pytest.FixtureRequest) -> Path:
    """Each catalog file of the repository in turn."""
    return Path(request.param)


@pytest.fixture
def gkml(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Result]:
    """Runs the command line in this process: one string, as at a shell. What is written may be bytes."""

    def call(command: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["gkml", *shlex.split(command)])
        code = run()
        out, err = capfdbinary.readouterr()
        return Result(code, out.decode("utf-8", "replace"), err.decode())

    return call


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a text with tests/golden/NAME.txt; GKML_GOLDEN=write rewrites it."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / f"{name}.txt"
        if os.environ.get("GKML_GOLDEN") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text

    return compare
