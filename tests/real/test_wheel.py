"""The wheel holds all that the program needs: installed into an empty environment it works far from the checkout."""

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.real.cases import Case
from tests.real.parts import CHECKOUT, missing

pytestmark = pytest.mark.real

_NO_INDEX = re.compile(
    "No matching distribution|Connection|Temporary failure in name resolution|Network is unreachable|No module named pip"
)
_KEEP_OUT = """
import os, sys

CHECKOUT = {checkout!r}


def keep_out(event, arguments):
    if event in ("open", "os.listdir", "os.scandir"):
        path = arguments[0]
        if isinstance(path, (str, bytes)) and os.path.abspath(os.fsdecode(path)).startswith(CHECKOUT):
            raise PermissionError(path)


sys.addaudithook(keep_out)
"""
"""Imported by Python at its start: from then on the checkout cannot be read."""


def pip(python: Path | str, *words: str | Path) -> None:
    """Runs this environment's pip for another one. Without an index to ask, pip is a part that is missing."""
    command = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", *map(str, words)]
    run = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if run.returncode and _NO_INDEX.search(run.stderr):
        missing(f"pip with an index ({run.stderr.strip().splitlines()[-1]})", "connect to a package index")
    assert run.returncode == 0, run.stdout[-2000:] + run.stderr[-2000:]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip(sys.executable, "wheel", ".", "--no-deps", "--quiet", "--wheel-dir", folder)
    (made,) = folder.glob("gkml-*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds nothing but the wheel and what it asks for."""
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    python = home / "bin" / "python"
    pip(python, "install", "--quiet", "--no-compile", "--constraint", CHECKOUT / "constraints.txt", wheel)
    site = subprocess.check_output([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    Path(site.strip(), "sitecustomize.py").write_text(_KEEP_OUT.format(checkout=str(CHECKOUT)), "utf-8")
    return home / "bin"


def run(program: Path, words: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C"}
    return subprocess.run([program, *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def gkml(installed: Path, folder: Path, *words: str) -> str:
    done = run(installed / "gkml", words, folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(*roots: str) -> set[str]:
    """The files of these folders of the checkout, as git knows them or would."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *roots]
    listed = subprocess.run(words, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if listed.returncode:
        return {p.relative_to(CHECKOUT).as_posix() for r in roots for p in (CHECKOUT / r).rglob("*") if p.is_file()}
    return {name for name in listed.stdout.splitlines() if (CHECKOUT / name).is_file()}


def test_the_wheel_holds_templates_schemas_forms_and_registers(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"gkml/data/{name}" for name in files("schema", "templates")}
    wanted |= {name.removeprefix("src/") for name in files("src") if not name.endswith(".pyc")}
    assert {"gkml/data/schema/profiles/basic-8.yaml", "gkml/data/templates/page.html.j2"} <= wanted
    assert wanted - names == set()
    assert [name for name in names if name.startswith(("tests/", "catalogs/")) or name.endswith(".pyc")] == []


def test_the_installed_program_is_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    found = run(installed / "python", ["-c", "import gkml; print(gkml.__file__)"], tmp_path)
    assert found.stdout.startswith(str(installed.parent))
    kept_out = run(installed / "python", ["-c", f"open({str(CHECKOUT / 'pyproject.toml')!r})"], tmp_path)
    assert "PermissionError" in kept_out.stderr


def test_a_new_workspace_builds_and_is_clean(installed: Path, tmp_path: Path) -> None:
    gkml(installed, tmp_path, "init", "office")
    workspace = tmp_path / "office"
    gkml(installed, workspace, "build", "--format", "docx,xlsx,html,csv,md,json")
    (catalog,) = (workspace / "catalogs").rglob("*.yaml")
    built = {path.suffix for path in (workspace / "build").rglob(f"{catalog.stem}.*")}
    assert built == {".docx", ".xlsx", ".html", ".csv", ".md", ".json"}
    assert (workspace / "build" / "index.html").is_file()
    gkml(installed, workspace, "build", "--check", "--format", "docx,xlsx,html,csv,md,json")
    gkml(installed, workspace, "lint")
    gkml(installed, workspace, "fmt", "--check")


def test_version_manual_schemas_and_forms_are_there(installed: Path, tmp_path: Path) -> None:
    version = re.search(r'__version__ = "(.+)"', (CHECKOUT / "src/gkml/__init__.py").read_text("utf-8"))
    assert version
    assert gkml(installed, tmp_path, "--version") == f"gkml {version[1]}\n"
    assert "K101" in gkml(installed, tmp_path, "rule", "K101")
    assert gkml(installed, tmp_path, "schema", "catalog").startswith("{")
    forms = {path.stem for path in (CHECKOUT / "schema" / "profiles").glob("*.yaml")}
    told = gkml(installed, tmp_path, "schema", "--profiles")
    assert [form for form in sorted(forms) if form not in told] == []


def test_the_installed_program_gives_the_same_bytes_as_the_checkout(
    installed: Path, tmp_path: Path, built: dict[str, Case]
) -> None:
    source = tmp_path / "catalogs" / "a.yaml"
    source.parent.mkdir()
    source.write_bytes((CHECKOUT / "catalogs" / "liuzhou-swj" / "as-issued.yaml").read_bytes())
    gkml(installed, tmp_path, "build", "catalogs", "--out", "out", "--format", "docx,xlsx,html,json")
    case = built["catalogs/liuzhou-swj/as-issued.yaml"]
    for form in ("docx", "xlsx", "html", "json"):
        assert (tmp_path / "out" / f"a.{form}").read_bytes() == case.file(form).read_bytes()
