"""The offline bundle of this kind of machine, made from the index and installed where there is no network."""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.real.parts import CHECKOUT, missing
from tests.real.test_wheel import _NO_INDEX, run

pytestmark = pytest.mark.real


def bundle(out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT / ".ci")}
    command = [sys.executable, "-m", "bundle", "--out", str(out), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of this machine, unpacked."""
    out = tmp_path_factory.mktemp("bundle")
    made = bundle(out, "--target", f"linux-{platform.machine()}")
    if made.returncode and _NO_INDEX.search(made.stderr):
        missing(f"pip with an index ({made.stderr.strip()[-200:]})", "connect to a package index")
    assert made.returncode == 0, made.stdout + made.stderr
    archive = Path(made.stdout.strip().splitlines()[-1])
    shutil.unpack_archive(archive, out / "unpacked")
    (unpacked,) = (out / "unpacked").iterdir()
    return unpacked


def offline() -> list[str]:
    """The words before a command that take the network from it, if this user may."""
    cut = ["unshare", "--map-root-user", "--net"]
    usable = shutil.which("unshare") and not subprocess.run([*cut, "true"], capture_output=True, check=False).returncode
    return cut if usable else []


def test_an_office_without_a_network_installs_it_and_works(folder: Path, tmp_path: Path) -> None:
    if "{}.{}".format(*sys.version_info[:2]) not in ("3.11", "3.12"):
        missing("Python 3.11 or 3.12", "run the tests with one")
    home = tmp_path / "安装 在这里"
    environment = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HOME": str(tmp_path), "LANG": "C"}
    command = [*offline(), "sh", str(folder / "install.sh"), str(home)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "装好了" in done.stdout
    for words in (["init", "office"], ["build", "office"], ["lint", "office"], ["rule", "K101"]):
        result = run(home / "bin" / "gkml", words, tmp_path)
        assert result.returncode == 0, result.stdout + result.stderr


def test_a_wheel_that_was_changed_is_not_installed(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "changed"))
    (jinja,) = (copy / "wheels").glob("jinja2-*.whl")
    jinja.write_bytes(jinja.read_bytes() + b"\0")
    command = [sys.executable, str(copy / "install.py"), str(tmp_path / "home")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "没有装成" in done.stderr) == (1, True)


def test_the_check_of_another_machine_finds_what_lacks(folder: Path) -> None:
    result = bundle(folder, "--check", str(folder / "wheels"), "--target", "windows-x86_64")
    assert result.returncode == 1
    assert "typer requires colorama" in result.stderr
    assert "gkml requires lxml" in result.stderr
