"""The CI files that gkml hands out, run step by step as a runner would: in a new clone and an empty environment."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.real.parts import CHECKOUT, command, missing
from tests.real.test_wheel import _NO_INDEX

pytestmark = pytest.mark.real

WORKSPACE = CHECKOUT / "templates" / "workspace"
GITHUB = WORKSPACE / "dot-github" / "workflows" / "gkml.yml"
GITLAB = WORKSPACE / "dot-gitlab-ci.yml"
COMPONENT = CHECKOUT / "templates" / "gkml.yml"
ACTION = CHECKOUT / "action.yml"


def parsed(path: Path) -> list[Any]:
    return list(yaml.safe_load_all(path.read_text("utf-8")))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a runner gets after the first push of a workspace that `gkml init` made."""
    subprocess.run([sys.executable, "-m", "gkml", "init", str(tmp_path / "office")], check=True, capture_output=True)
    git = [command("git", "git"), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], cwd=tmp_path / "office", check=True)
    subprocess.run([*git, "clone", "-q", str(tmp_path / "office"), str(tmp_path / "clone")], check=True)
    return tmp_path / "clone"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An empty environment of Python, first on the path; nothing else of this process but where packages come from."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    kept = {name: value for name, value in os.environ.items() if name.startswith("PIP_") or name == "LD_LIBRARY_PATH"}
    return {**kept, "PATH": f"{tmp_path / 'venv' / 'bin'}:/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}


def bash(script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    words = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    run = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if run.returncode and _NO_INDEX.search(run.stderr):
        missing("pip with an index", "connect to a package index")
    return run


def passes(scripts: Iterator[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Runs scripts one after another, as a job does; returns what they print."""
    output = ""
    for script in scripts:
        run = bash(script, folder, environment)
        assert run.returncode == 0, f"{script}\n{run.stdout}{run.stderr}"
        output += run.stdout
    return output


def test_the_first_push_to_github_is_green(clone: Path, environment: dict[str, str]) -> None:
    (workflow,) = parsed(clone / ".github" / "workflows" / "gkml.yml")
    steps = workflow["jobs"]["catalogs"]["steps"]
    output = passes((step["run"] for step in steps if "run" in step), clone, environment)
    assert "没有发现问题" in output
    assert (clone / steps[-1]["with"]["path"] / "shili-ju" / "2026.docx").is_file()


def test_the_first_push_to_gitlab_is_green(clone: Path, environment: dict[str, str]) -> None:
    (pipeline,) = parsed(clone / ".gitlab-ci.yml")
    (job,) = pipeline.values()
    assert "没有发现问题" in passes(iter(job["script"]), clone, environment)
    assert (clone / job["artifacts"]["paths"][0] / "shili-ju" / "2026.docx").is_file()


def test_the_template_of_gitlab_takes_inputs(clone: Path, environment: dict[str, str]) -> None:
    header, pipeline = parsed(COMPONENT)
    inputs = {name: about["default"] for name, about in header["spec"]["inputs"].items()}
    text = yaml.safe_dump(pipeline, allow_unicode=True, width=1000)
    assert set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", text)) == inputs.keys()
    for name, value in inputs.items():
        text = text.replace(f"$[[ inputs.{name} ]]", value)
    job = yaml.safe_load(text)["gkml"]
    passes((script for script in [" && ".join(job["script"])]), clone, environment)
    assert (clone / job["artifacts"]["reports"]["codequality"]).read_text("utf-8").startswith("[")
    assert (clone / "build" / "index.html").is_file()


def test_the_action_installs_its_checkout_and_takes_words_as_they_are(clone: Path, environment: dict[str, str]) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    checkout = clone.parent / "action"
    for name in listed.stdout.splitlines():
        if (CHECKOUT / name).is_file():
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(CHECKOUT / name, checkout / name)
    (action,) = parsed(ACTION)
    install, run = (step["run"] for step in action["runs"]["steps"] if "run" in step)
    environment["GITHUB_ACTION_PATH"] = str(checkout)
    passes(iter([install]), clone, environment)
    for words in (action["inputs"]["args"]["default"], "build --out 'two words'"):
        passes(iter([run]), clone, {**environment, "ARGS": words})
    assert (clone / "two words" / "index.html").is_file()
    hostile = bash(
        run, clone, {**environment, "ARGS": "lint $(touch$IFS/tmp/gkml-pwned) ; touch pwned | `touch pwned`"}
    )
    assert hostile.returncode == 2
    assert not (clone / "pwned").exists() and not Path("/tmp/gkml-pwned").exists()
