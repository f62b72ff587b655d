"""What is handed out: the wheel and the source archive pass the index's own check and hold all that they should."""

import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from importlib.util import find_spec
from pathlib import Path

import pytest

from gkml import __version__
from tests.real.parts import CHECKOUT, missing
from tests.real.test_wheel import _NO_INDEX, files

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The wheel and the source archive; the wheel is made from the source archive, as `python -m build` does."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(CHECKOUT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode and _NO_INDEX.search(run.stdout + run.stderr):
        missing("hatchling from an index", "connect to a package index")
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]
    return sorted(folder.iterdir())


def test_the_names_are_those_of_this_version(archives: list[Path]) -> None:
    assert [path.name for path in archives] == [f"gkml-{__version__}-py3-none-any.whl", f"gkml-{__version__}.tar.gz"]


def test_twine_has_nothing_to_say(archives: list[Path]) -> None:
    if find_spec("twine") is None:
        missing("twine", "make build")
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, archives)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.count("PASSED")) == (0, 2), run.stdout + run.stderr


def test_the_source_archive_is_the_repository(archives: list[Path]) -> None:
    """So that whoever has it alone can run the tests, read the changelog and make the manual."""
    with tarfile.open(archives[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"CHANGELOG.md", "README.zh-CN.md", "constraints.txt", "tests/conftest.py", ".ci/run"} <= names
    assert files(".") - names == set()


def test_what_an_index_shows_has_no_link_that_ends_nowhere(archives: list[Path]) -> None:
    wheel = zipfile.ZipFile(archives[0])
    about = message_from_bytes(wheel.read(f"gkml-{__version__}.dist-info/METADATA"))
    page = about.get_payload()
    assert about["Version"] == __version__ and about["License-Expression"] == "Apache-2.0"
    assert f"gkml-{__version__}-py3-none-any.whl" in str(page)
    assert "](" not in str(page) and "<img" not in str(page)
