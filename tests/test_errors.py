"""Every message, provoked: a file or folder each in tests/errors, and beside it all that gkml says of it, as text.

The command is `gkml lint NAME.yaml` (for a folder `gkml lint` in it) unless the text begins with `# gkml …`. Read the
texts as a whole, as a clerk in a county office would. GKML_GOLDEN=write rewrites them.
"""

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from gkml.cli import run
from gkml.schema.refusals import REFUSALS
from tests.conftest import ROOT

ERRORS = ROOT / "tests" / "errors"
PROVOKED = sorted(path for path in ERRORS.iterdir() if path.is_dir() or path.suffix == ".yaml")

# Not to be had from a file in a repository; provoked in test_source.py and test_cli.py.
ELSEWHERE = {"K001", "K011"}


def text_of(provoked: Path) -> Path:
    return ERRORS / f"{provoked.stem}.txt"


def command_of(provoked: Path) -> str:
    text = text_of(provoked)
    first = text.read_text("utf-8").split("\n", 1)[0] if text.exists() else ""
    if first.startswith("# gkml "):
        return first.removeprefix("# ")
    return "gkml lint" if provoked.is_dir() else f"gkml lint {provoked.name}"


@pytest.mark.parametrize("provoked", PROVOKED, ids=lambda path: path.stem)
def test_golden_message(
    provoked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    if provoked.is_dir():
        shutil.copytree(provoked, tmp_path, dirs_exist_ok=True)
    else:
        shutil.copy(provoked, tmp_path)
    command = command_of(provoked)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    code = run()
    result = capfd.readouterr()
    usual = command in {"gkml lint", f"gkml lint {provoked.name}"}
    told = f"{result.out}{result.err}退出码 {code}\n"
    told = told if usual else f"# {command}\n{told}"
    if os.environ.get("GKML_GOLDEN") == "write":
        text_of(provoked).write_text(told, "utf-8")
    assert text_of(provoked).read_text("utf-8") == told


def test_every_text_has_its_file() -> None:
    assert {path.stem for path in ERRORS.glob("*.txt")} == {path.stem for path in PROVOKED}


def test_every_refusal_is_provoked() -> None:
    told = "\n".join(path.read_text("utf-8") for path in ERRORS.glob("*.txt"))
    assert set(re.findall(r"(?:错误|警告) (K0\d\d) ", told)) == REFUSALS.keys() - ELSEWHERE


def test_a_message_is_chinese_and_says_no_word_of_the_libraries() -> None:
    for path in ERRORS.glob("*.txt"):
        told = path.read_text("utf-8")
        assert not re.search(r"Traceback|Error\b|expected|found |should|valid|内部出错|None", told), path.name
        assert all(re.search("[\u4e00-\u9fff]", line) for line in told.splitlines() if not line.startswith("#"))


def test_a_message_about_a_file_says_where_and_what_to_do() -> None:
    for path in ERRORS.glob("*.txt"):
        for line in path.read_text("utf-8").splitlines():
            if re.search(r" (?:错误|警告) K", line):
                assert re.match(r"\S+:\d+:\d+: (?:错误|警告) K\d{3} [a-z0-9-]+ \S", line), line
