"""What is handed out for CI and containers is pinned, and names no host of a registry."""

import json
import re
from pathlib import Path

import pytest

from gkml import __version__
from tests.conftest import ROOT

FILES = [
    ROOT / "action.yml",
    ROOT / "Dockerfile",
    ROOT / "constraints.txt",
    ROOT / "templates" / "gkml.yml",
    ROOT / "templates" / "workspace" / "dot-gitlab-ci.yml",
    ROOT / "templates" / "workspace" / "dot-github" / "workflows" / "gkml.yml",
    *sorted((ROOT / ".ci").rglob("*.py")),
    *sorted((ROOT / ".editors").rglob("*.json")),
]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_host_of_a_registry_is_named(path: Path) -> None:
    hosts = r"index-url|registry[=:]|[\w-]+\.(?:org|com|io|dev|net)\b(?!/schemas)|https?://(?![…地])"
    assert re.findall(hosts, path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES[:6], ids=name_of)
def test_actions_and_images_are_pinned(path: Path) -> None:
    text = path.read_text("utf-8")
    for action in re.findall(r"uses: (.*)", text):
        assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", action) or action.startswith(("地址", "OWNER")), action
    for image in re.findall(r"\bpython:3\S*", text):
        assert re.fullmatch(r"python:3\.\d+\.\d+-[\w-]+@sha256:[0-9a-f]{64}", image), image
    for line in re.findall(r"^FROM (\S+)", text, re.MULTILINE):
        assert line in ("${BASE}", "gkml")


def test_every_line_of_the_constraints_is_one_version() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_the_image_runs_as_no_administrator() -> None:
    """Each stage that is handed out ends as the user 10001, whatever it needed before."""
    stages = (ROOT / "Dockerfile").read_text("utf-8").split("\nFROM ")[2:]
    assert [re.findall(r"^USER (\S+)", stage, re.MULTILINE)[-1] for stage in stages] == ["10001", "10001"]


def test_the_extension_is_of_this_version_and_pins_what_it_packs() -> None:
    folder = ROOT / ".editors" / "vscode"
    package = json.loads((folder / "package.json").read_text("utf-8"))
    assert package["version"] == __version__
    assert all(
        re.fullmatch(r"\d+\.\d+\.\d+", v) for v in (package["dependencies"] | package["devDependencies"]).values()
    )
    assert not list(folder.glob("*lock*")) and "package-lock=false" in (folder / ".npmrc").read_text("utf-8")
    script = (folder / "extension.js").read_text("utf-8")
    for name in package["contributes"]["configuration"]["properties"]:
        assert f'get("{name.partition(".")[2]}")' in script
    for command in package["contributes"]["commands"]:
        assert f'registerCommand("{command["command"]}"' in script
    assert f"gkml-{__version__}.vsix" in (ROOT / ".manual" / "pages" / "editors.md").read_text("utf-8")
