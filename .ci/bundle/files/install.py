"""Installs gkml from the wheels beside this file, without a network. Runs under Python 3.7 too, to say that it is too old."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
WINDOWS = os.name == "nt"


def main(arguments: list[str]) -> int:
    """Installs into the folder that is named, or the user's own; returns the exit code."""
    about = json.loads((HERE / "bundle.json").read_text("utf-8"))
    problem = unfit(about)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    home = Path(arguments[0]).absolute() if arguments else default_home()
    print(f"安装到 {home}……", flush=True)
    if not install(home):
        print("没有装成，原因见上面。改好以后再执行一次就行，已经装上的部分不用删。", file=sys.stderr)
        return 1
    print(f"装好了。打开 {start_file(home)} 就能用；命令本身是 {program(home)}。")
    return 0


def unfit(about: dict[str, Any]) -> str:
    """Returns why this machine or this Python cannot use the bundle, or nothing."""
    python = "{}.{}".format(*sys.version_info[:2])
    if python not in about["pythons"]:
        return f"这个安装包要 Python {'、'.join(about['pythons'])}，这里的是 {python}。请装上以后再执行。"
    here = (platform.system(), platform.machine().lower())
    if here != (about["system"], about["machine"].lower()):
        return (
            f"这个安装包用于 {about['system']} {about['machine']}，这台机器是 {' '.join(here)}。"
            "请换用对应的安装包；没有对应的（如龙芯），见 readme.txt。"
        )
    if sys.maxsize < 2**32:
        return "这里的 Python 是 32 位的；请装 64 位的 Python 再执行。"
    return ""


def default_home() -> Path:
    """Returns the folder that is installed into: the user's own, so that nobody needs an administrator."""
    if WINDOWS:
        return Path(os.environ.get("LOCALAPPDATA") or Path.home(), "gkml")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share", "gkml")


def install(home: Path) -> bool:
    """Makes the environment and installs all wheels into it; tells whether that worked. Asks no index."""
    pip = next((HERE / "wheels").glob("pip-*.whl")) / "pip"
    make = [sys.executable, "-m", "venv", "--without-pip", str(home)]
    fill = [sys.executable, str(pip), "--python", str(program(home, "python"))]
    fill += [
        "--isolated",
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        "--require-hashes",
        "--disable-pip-version-check",
    ]
    fill += ["--find-links", str(HERE / "wheels"), "--requirement", str(HERE / "requirements.txt")]
    if any(subprocess.run(command).returncode for command in (make, fill)):  # noqa: PLW1510  # both are looked at
        return False
    write_start_file(home)
    return subprocess.run([str(program(home)), "--version"]).returncode == 0  # noqa: PLW1510


def program(home: Path, name: str = "gkml") -> Path:
    """Returns the path of a program of the environment."""
    return home / "Scripts" / f"{name}.exe" if WINDOWS else home / "bin" / name


def start_file(home: Path) -> Path:
    """Returns the path of the file that opens a window with the command."""
    return home / ("gkml.bat" if WINDOWS else "gkml.sh")


def write_start_file(home: Path) -> None:
    """Writes what is double-clicked: a window in which `gkml` is a command. Paths are not written down: code pages differ."""
    if WINDOWS:
        text = "@echo off\r\nset PATH=%~dp0Scripts;%PATH%\r\ncmd /k gkml --help\r\n"
    else:
        text = '#!/bin/sh\nPATH="$(dirname "$(readlink -f "$0")")/bin:$PATH" exec "${SHELL:-/bin/sh}"\n'
    start_file(home).write_bytes(text.encode("ascii"))
    start_file(home).chmod(0o755)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
