"""ARCHITECTURE.md, CONTRIBUTING.md and SECURITY.md say of the code what is true: rooms, files, functions and limits."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import make
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "gkml"
PAPERS = ("ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")
UNITS = {"": 1, "MiB": 2**20, "GiB": 2**30, "seconds": 1}


def text_of(paper: str) -> str:
    return (ROOT / paper).read_text("utf-8")


@cache
def names_of(path: Path) -> dict[str, ast.stmt]:
    """The functions, classes and constants at the top of a module."""
    names: dict[str, ast.stmt] = {}
    for node in ast.parse(path.read_text("utf-8")).body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names[name] = node
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names[name] = node
    return names


def value_of(path: Path, name: str) -> int:
    """A constant that is an arithmetic expression of numbers and of other constants of its module."""
    node = names_of(path)[name]
    assert isinstance(node, ast.Assign)
    return int(evaluated(node.value, path))


def evaluated(node: ast.expr, path: Path) -> float:
    match node:
        case ast.Constant(value=int(number) | float(number)):
            return number
        case ast.Name(id=name):
            return value_of(path, name)
        case ast.Call(args=[first, *_]):  # a tuple of limits, the size first
            return evaluated(first, path)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return evaluated(left, path) * evaluated(right, path)
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return float(evaluated(left, path) ** evaluated(right, path))
    raise AssertionError(f"{path}: {ast.dump(node)} is no plain number")


def test_the_table_of_rooms_is_the_folder() -> None:
    rooms = re.findall(r"^\| `([\w./]+)` \|", text_of("ARCHITECTURE.md"), re.MULTILINE)
    assert sorted(rooms) == sorted(path.name for path in SOURCE.iterdir() if path.name != "__pycache__")


@pytest.mark.parametrize("paper", PAPERS)
def test_files_and_functions_that_are_named_exist(paper: str) -> None:
    references = re.findall(r"`([\w/]+\.py)(?::(\w+))?`", text_of(paper))
    assert len(references) >= 5
    for file, name in references:
        path = SOURCE / file if (SOURCE / file).is_file() else ROOT / file
        assert path.is_file(), f"{paper} names {file}"
        assert not name or name in names_of(path), f"{paper} names {file}:{name}"


@pytest.mark.parametrize("paper", PAPERS)
def test_folders_and_files_of_the_checkout_that_are_named_exist(paper: str) -> None:
    for place in re.findall(r"`((?:src|tests|schema|templates|catalogs|\.ci)/[\w./-]*)`", text_of(paper)):
        assert (ROOT / place).exists(), f"{paper} names {place}"
    for link in re.findall(r"\]\(([\w.]+\.md)\)", text_of(paper)):
        assert (ROOT / link).is_file(), f"{paper} links to {link}"


def test_targets_of_make_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", text_of("CONTRIBUTING.md"))) <= targets


LIMITS = re.findall(
    r"^\| [^|]+ \| `([\w/]+\.py):(\w+)` \| ([\d,]+) ?(\w*) \|$",
    (ROOT / "SECURITY.md").read_text("utf-8"),
    re.MULTILINE,
)


def test_there_are_limits() -> None:
    rows = re.findall(r"^\| [^|]+ \| `[\w/]+\.py:\w+` \|", text_of("SECURITY.md"), re.MULTILINE)
    assert len(LIMITS) == len(rows) >= 12


@pytest.mark.parametrize(("file", "name", "number", "unit"), LIMITS)
def test_a_limit_is_the_one_in_the_code(file: str, name: str, number: str, unit: str) -> None:
    assert value_of(SOURCE / file, name) == int(number.replace(",", "")) * UNITS[unit]


def test_what_stands_in_for_make_runs_the_same_commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """`.ci/make.py` is for Windows, where there is no make."""
    recipes = dict(re.findall(r"^([a-z]+):.*\n((?:\t.*\n)+)", text_of("Makefile"), re.MULTILINE))
    for name in ("build", "test", "lint", "types"):
        recipe = recipes[name].replace("$(BIN)/", "").replace("$(JOBS)", "auto").replace("$(TESTS)", "")
        assert [line.split() for line in recipe.splitlines()] == [list(command) for command in make.TARGETS[name]]
    assert make.TARGETS["check"] == (*make.TARGETS["lint"], *make.TARGETS["types"], *make.TARGETS["test"])
    assert "install --quiet --disable-pip-version-check --constraint constraints.txt" in text_of("Makefile")
    monkeypatch.setattr(make, "STAMP", tmp_path / "none")
    assert " ".join(make.installing()[-1]).endswith("--constraint constraints.txt --editable .[dev]")


@pytest.mark.parametrize(("platform", "folder"), [("win32", "Scripts"), ("linux", "bin")])
def test_it_finds_programs_where_the_system_keeps_them(platform: str, folder: str) -> None:
    code = f"import sys; sys.platform = {platform!r}; import make; print(make.BIN.name)"
    path = str(ROOT / ".ci")
    run = subprocess.run([sys.executable, "-c", code], cwd=path, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == folder
