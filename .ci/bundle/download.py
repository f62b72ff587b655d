"""Downloads for one machine the wheels that gkml needs there, at the versions of constraints.txt."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from bundle.targets import Target
from bundle.wheels import installable, needed, read_wheel


class BundleError(Exception):
    """A bundle cannot be made; the text says why."""


def pins(constraints: str) -> dict[NormalizedName, str]:
    """Returns the versions of a constraints file by name."""
    pairs = (line.split("==") for line in constraints.split() if "==" in line)
    return {canonicalize_name(name): version for name, version in pairs}


def download(
    folder: Path, roots: Iterable[Requirement], target: Target, python: str, pinned: dict[NormalizedName, str]
) -> None:
    """Puts into `folder` all wheels that the roots need on a machine and that are not there yet.

    Fetches without dependencies and reads the requirements from each METADATA under the machine's markers, round by
    round. Raises `BundleError` for a dependency that is not pinned or has no wheel for the machine.
    """
    environment = target.environment(python)
    wanted = {canonicalize_name(root.name): frozenset(root.extras) for root in roots}
    while True:
        present = installable(map(read_wheel, folder.glob("*.whl")), target, python)
        if absent := wanted.keys() - present.keys():
            _fetch([_pinned(name, pinned, target) for name in sorted(absent)], target, python, folder)
            continue
        before = dict(wanted)
        for name, of_name in before.items():
            for each in needed(present[name], of_name, environment):
                key = canonicalize_name(each.name)
                wanted[key] = wanted.get(key, frozenset()) | each.extras
        if wanted == before:
            return


def _pinned(name: NormalizedName, pinned: dict[NormalizedName, str], target: Target) -> str:
    if name not in pinned:
        raise BundleError(f"{target.name} needs {name}, which constraints.txt does not pin")
    return f"{name}=={pinned[name]}"


def _fetch(requirements: list[str], target: Target, python: str, folder: Path) -> None:
    """Downloads wheels for a machine into a folder. Raises `BundleError` if there is one for another machine only."""
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"),
        *("--only-binary", ":all:", "--python-version", python, "--implementation", "cp", *platforms),
        *("--abi", f"cp{python.replace('.', '')}", "--abi", "abi3", "--abi", "none"),
        *("--dest", str(folder), *requirements),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise BundleError(f"{target.name}, Python {python}: {run.stderr.strip()[-800:]}")
