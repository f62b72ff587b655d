"""The offline bundle: what a folder of wheels lacks on other machines, and an installer that says why it cannot go on."""

import ast
import json
import platform
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from bundle.__main__ import check, requirements
from bundle.download import BundleError, pins
from bundle.files import install
from bundle.targets import PYTHONS, TARGETS
from tests.conftest import ROOT

FILES = ROOT / ".ci" / "bundle" / "files"
WINDOWS, LINUX, ARM = TARGETS


def wheel(folder: Path, name: str, requires: Sequence[str] = (), tag: str = "py3-none-any", extras: str = "") -> None:
    """Writes a wheel that holds nothing but its METADATA."""
    project, version = name.split("-")
    lines = ["Metadata-Version: 2.1", f"Name: {project}", f"Version: {version}"]
    lines += [f"Requires-Dist: {each}" for each in requires] + [f"Provides-Extra: {each}" for each in extras.split()]
    with zipfile.ZipFile(folder / f"{project}-{version}-{tag}.whl", "w") as archive:
        archive.writestr(f"{project}-{version}.dist-info/METADATA", "\n".join(lines) + "\n\n")


def lacks(folder: Path, *targets: object) -> str:
    wheel(folder, "pip-26.3")
    try:
        check(folder, [target for target in TARGETS if target in targets])
    except BundleError as error:
        return str(error)
    return ""


def test_colorama_lacks_on_windows_and_not_on_linux(tmp_path: Path) -> None:
    wheel(tmp_path, "gkml-1", ["typer"])
    wheel(tmp_path, "typer-1", ['colorama>=0.4; platform_system == "Windows"'])
    assert lacks(tmp_path, LINUX, ARM) == ""
    assert "typer requires colorama" in lacks(tmp_path, WINDOWS)
    wheel(tmp_path, "colorama-0.3")
    assert "which has 0.3" in lacks(tmp_path, WINDOWS)
    (tmp_path / "colorama-0.3-py3-none-any.whl").unlink()
    wheel(tmp_path, "colorama-0.4.6")
    assert lacks(tmp_path, WINDOWS) == ""


@pytest.mark.parametrize(
    ("requirement", "lacking"),
    [
        ("a; python_version < '3.12'", {"3.11"}),
        ("a; python_full_version >= '3.12'", {"3.12"}),
        ("a; extra == 'serve'", {"3.11", "3.12"}),
        ("a; extra == 'dev'", set()),
        ("a; sys_platform == 'win32' or os_name == 'nt'", set()),
        ("a; platform_machine == 'x86_64'", {"3.11", "3.12"}),
        ("b[x]", {"3.11", "3.12"}),
        ("b", set()),
    ],
)
def test_a_requirement_counts_under_the_markers_of_the_machine(
    tmp_path: Path, requirement: str, lacking: set[str]
) -> None:
    wheel(tmp_path, "gkml-1", [requirement], extras="serve dev")
    wheel(tmp_path, "b-1", ["a; extra == 'x'"], extras="x")
    text = lacks(tmp_path, LINUX)
    assert {python for python in PYTHONS if f"Python {python}:" in text} == lacking


@pytest.mark.parametrize(
    ("tag", "lacking"),
    [
        ("cp311-cp311-win_amd64", {"linux-x86_64 3.11", "linux-x86_64 3.12", "windows-x86_64 3.12"}),
        ("cp311-abi3-manylinux_2_28_x86_64", {"windows-x86_64 3.11", "windows-x86_64 3.12"}),
        ("cp312-cp312-manylinux_2_34_x86_64", {f"{m.name} {p}" for m in (LINUX, WINDOWS) for p in PYTHONS}),
        ("py2.py3-none-any", set()),
    ],
)
def test_a_wheel_counts_where_it_can_be_installed(tmp_path: Path, tag: str, lacking: set[str]) -> None:
    wheel(tmp_path, "gkml-1", ["fast"])
    wheel(tmp_path, "fast-1", tag=tag)
    lines = [line.split(": ")[0] for machine in (LINUX, WINDOWS) for line in lacks(tmp_path, machine).splitlines()]
    assert {line.replace(", Python", "") for line in lines} == lacking


def test_what_is_pinned_is_what_the_program_and_its_extras_need_on_windows_too() -> None:
    pinned = pins((ROOT / "constraints.txt").read_text("utf-8"))
    assert {canonicalize_name(name) for name in ("colorama", "pip", "lxml", "python-calamine")} <= pinned.keys()


def test_every_wheel_is_installed_by_its_digest_and_pip_only_used(tmp_path: Path) -> None:
    for name, tag in [("a-1", "cp311-cp311-win_amd64"), ("a-1", "cp312-cp312-win_amd64"), ("pip-26.3", "py3-none-any")]:
        wheel(tmp_path, name, tag=tag)
    (line,) = requirements(tmp_path).splitlines()
    assert line.startswith("a==1 --hash=sha256:") and line.count("--hash") == 2


# --- the installer ---


@pytest.mark.parametrize(
    ("system", "machine", "python", "says"),
    [
        ("Linux", "x86_64", (3, 11), ""),
        ("Windows", "AMD64", (3, 11), "这个安装包用于 Linux x86_64，这台机器是 Windows amd64"),
        ("Linux", "loongarch64", (3, 12), "这台机器是 Linux loongarch64。请换用对应的安装包；没有对应的（如龙芯）"),
        ("Linux", "x86_64", (3, 8), "这个安装包要 Python 3.11、3.12，这里的是 3.8"),
        ("Linux", "x86_64", (3, 13), "这里的是 3.13"),
    ],
)
def test_the_installer_says_why_it_cannot_go_on(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, python: tuple[int, int], says: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(sys, "version_info", (*python, 0))
    message = install.unfit({"system": "Linux", "machine": "x86_64", "pythons": PYTHONS})
    assert message.startswith(says) or says in message
    assert bool(message) == bool(says)


def test_the_installer_is_read_by_an_old_python() -> None:
    ast.parse((FILES / "install.py").read_text("utf-8"), feature_version=(3, 7))


def test_the_windows_script_does_not_depend_on_the_code_page() -> None:
    data = (FILES / "install.bat").read_bytes()
    assert data.isascii()
    assert data.count(b"\r\n") == data.count(b"\n")
    assert (FILES / "readme.txt").read_bytes().startswith(b"\xef\xbb\xbf")  # an old Notepad takes it for GBK otherwise


def test_the_shell_script_hands_on_to_the_installer_and_says_if_there_is_no_python(tmp_path: Path) -> None:
    for path in FILES.iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    about = {"system": "Linux", "machine": "none", "pythons": [f"{sys.version_info[0]}.{sys.version_info[1]}"]}
    (tmp_path / "bundle.json").write_text(json.dumps(about), "utf-8")
    (tmp_path / "python3").symlink_to(sys.executable)
    (tmp_path / "dirname").symlink_to("/usr/bin/dirname")
    with_python = shell(tmp_path, str(tmp_path))
    assert (with_python.returncode, "这台机器是" in with_python.stderr) == (1, True)
    (tmp_path / "python3").unlink()
    without = shell(tmp_path, str(tmp_path))
    assert (without.returncode, "没有找到 Python" in without.stderr) == (1, True)


def shell(folder: Path, path: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "LANG": "C.UTF-8"}
    command = ["/bin/sh", str(folder / "install.sh")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_windows_gets_a_file_to_open_that_names_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths with Chinese characters in a batch file are read in the code page of the console."""
    monkeypatch.setattr(install, "WINDOWS", True)
    install.write_start_file(tmp_path)
    data = (tmp_path / "gkml.bat").read_bytes()
    assert data.isascii() and b"%~dp0Scripts" in data and b"\r\r" not in data
    assert install.program(tmp_path) == tmp_path / "Scripts" / "gkml.exe"
