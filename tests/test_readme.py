"""The commands shown in the READMEs are run, and print what is shown."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

READMES = ("README.md", "README.zh-CN.md")


def sessions(name: str) -> list[tuple[str, str]]:
    """The (command, output) pairs of a README's console blocks, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    pairs = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "".join(blocks), re.MULTILINE)
    return [(command, output) for command, output in pairs]


def run(command: str, folder: Path) -> str:
    """What a shell prints for a command, with its exit code where that is not 0."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.stdout + (f"[exit {done.returncode}]\n" if done.returncode else "")


def test_the_tour_prints_what_is_shown(tmp_path: Path) -> None:
    """Once is enough: both pages show the same session."""
    folder = tmp_path
    shown = sessions(READMES[0])
    assert len(shown) >= 8
    for command, output in shown:
        if command.startswith("cd "):
            folder = folder / command[3:]
        else:
            assert run(command, folder) == output, command


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_manual(name: str) -> None:
    told = (ROOT / name).read_text("utf-8")
    listed = run("gkml --help", ROOT).split("命令：\n")[1]
    commands = re.findall(r"^  ([a-z-]+) ", listed, re.MULTILINE)
    assert len(commands) >= 10
    for command in commands:
        assert re.search(rf"\| `gkml {command}[ `]", told), command


@pytest.mark.parametrize("name", READMES)
def test_both_readmes_show_the_same_session(name: str) -> None:
    assert sessions(name) == sessions(READMES[0])


def test_the_picture_is_there() -> None:
    assert (ROOT / ".readme" / "table.png").read_bytes().startswith(b"\x89PNG")
