"""Windows and macOS, as far as they can be played here: files that are held open, processes by spawn, names of devices."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from gkml.diagnostics import GkmlError
from gkml.project import writing
from gkml.project.file_names import is_device, safe
from gkml.project.paths import relative
from tests.conftest import ROOT, Result


class Word:
    """A program that has a file open: Windows refuses to replace it, the first `times` times."""

    def __init__(self, times: int) -> None:
        self.refusals = times
        self.replace = os.replace

    def __call__(self, source: Path, target: Path) -> None:
        if self.refusals:
            self.refusals -= 1
            raise PermissionError(13, "The process cannot access the file", str(target))
        self.replace(source, target)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "WINDOWS", True)
    monkeypatch.setattr(writing, "_PAUSES", (0.001,) * 5)


@pytest.mark.parametrize("times", [0, 1, 5])
def test_a_file_that_is_let_go_soon_is_written(
    windows: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, times: int
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", Word(times))
    assert writing.put(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["2026.docx", "build/目录.xlsx"])
def test_a_file_that_word_holds_is_named_in_one_line_and_stays(
    windows: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", Word(1000))
    with pytest.raises(
        GkmlError, match=rf"写不进 .*{re.escape(path.name)}（没有权限，或正被别的程序（如 Word、WPS）打开）"
    ):
        writing.put(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]


def test_elsewhere_a_refusal_is_final(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On Linux and macOS an open file can be replaced: a refusal is a missing right, which does not pass."""
    word = Word(1)
    monkeypatch.setattr(os, "replace", word)
    with pytest.raises(GkmlError):
        writing.put(tmp_path / "a.docx", b"new")
    assert word.refusals == 0


DEVICES = [
    "CON.yaml",
    "con",
    "Aux.docx",
    "nul.2026.yaml",
    "COM1.yaml",
    "lpt9",
    "com¹.txt",
    "CONIN$",
    "prn .yaml",
    "con. ",
]


@pytest.mark.parametrize("name", DEVICES)
def test_a_name_of_a_device_is_refused_on_windows(windows: None, tmp_path: Path, name: str) -> None:
    with pytest.raises(GkmlError, match="Windows 把这个名字留给设备"):
        writing.put(tmp_path / name, b"x")
    assert list(tmp_path.iterdir()) == []
    assert not is_device(safe(name))


@pytest.mark.parametrize("name", ["console.yaml", "com10.yaml", "nulls", "目录.con", "lpt.yaml", "a.aux"])
def test_a_name_that_resembles_one_is_taken(windows: None, tmp_path: Path, name: str) -> None:
    assert writing.put(tmp_path / name, b"x")


def test_an_import_makes_no_file_that_windows_cannot_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gkml: Callable[..., Result]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("表.csv").write_text(
        "序号,具体职责,事项名称,公开内容,责任科室,公开时限\n1,概况,简介,姓名,办公室,每年1月31日前\n", "utf-8"
    )
    gkml("import 表.csv --id con --out here")
    assert [path.name for path in Path("here").glob("*.yaml") if path.name != "gkml.yaml"] == ["con-mulu.yaml"]


def test_a_path_on_another_drive_is_named_in_full(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert relative(tmp_path / "a.yaml", tmp_path / "b") == (tmp_path / "a.yaml").as_posix()


SPAWN = """
import multiprocessing, sys
from gkml.cli import run
from gkml.project import build, pool

if __name__ == "__main__":
    sys.platform = "darwin"
    build.CHUNK = pool.CHUNK = 1
    contexts = []
    multiprocessing.get_context = lambda method, get=multiprocessing.get_context: contexts.append(method) or get(method)
    sys.argv = ["gkml", "build", "--jobs", "2", "--format", "docx,xlsx,html,json"]
    code = run()
    assert contexts[:1] == ["spawn"], contexts
    sys.exit(code)
"""


def test_processes_by_spawn_write_the_same_bytes(tmp_path: Path) -> None:
    """On Windows and macOS; a process that is spawned is given the workspace as a pickle and imports all anew."""
    for name in ("a", "b"):
        path = tmp_path / "catalogs" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        text = (ROOT / "tests" / "catalogs" / "basic-8.yaml").read_text("utf-8")
        path.write_text(re.sub(r"(?m)^id: .*", f"id: {name}", text), "utf-8")
    (tmp_path / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    (tmp_path / "spawn.py").write_text(SPAWN, "utf-8")
    outputs = []
    for command in ([sys.executable, "spawn.py"], [sys.executable, "-m", "gkml", "build", "-f", "docx,xlsx,html,json"]):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        built = {p.relative_to(tmp_path).as_posix(): p.read_bytes() for p in (tmp_path / "build").rglob("*.*")}
        outputs.append(built)
        shutil.rmtree(tmp_path / "build")
    assert len(outputs[0]) >= 8
    assert outputs[0] == outputs[1]
