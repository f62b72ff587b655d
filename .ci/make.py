"""What the Makefile does, where there is no make: `python .ci/make.py build`, `test`, `lint`, `types`, `check`."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
STAMP = VENV / ".installed"
TARGETS: dict[str, tuple[tuple[str, ...], ...]] = {
    "build": (("gkml", "build", "catalogs"),),
    "test": (("pytest", "--numprocesses", "auto", "--dist", "loadfile"),),
    "lint": (("ruff", "format", "--check", "."), ("ruff", "check", ".")),
    "types": (("mypy",),),
}
"""The commands of each target, programs of the environment; the same as in the Makefile."""
TARGETS["check"] = TARGETS["lint"] + TARGETS["types"] + TARGETS["test"]


def main(arguments: Sequence[str]) -> int:
    """Makes the targets that are named; returns the exit code of the first command that fails."""
    if not arguments or any(name not in TARGETS for name in arguments):
        print(f"python .ci/make.py {'|'.join(TARGETS)}", file=sys.stderr)
        return 2
    for command in [*installing(), *(command for name in arguments for command in TARGETS[name])]:
        program = str(BIN / command[0]) if command[0] != sys.executable else command[0]
        if code := subprocess.run([program, *command[1:]], cwd=ROOT, check=False).returncode:
            return code
        if "install" in command:
            STAMP.touch()
    return 0


def installing() -> list[tuple[str, ...]]:
    """Returns the commands that bring the environment up to date, none if it is."""
    sources = (ROOT / "pyproject.toml", ROOT / "constraints.txt")
    if STAMP.exists() and all(path.stat().st_mtime <= STAMP.stat().st_mtime for path in sources):
        return []
    make = (
        []
        if (BIN / "python").exists() or (BIN / "python.exe").exists()
        else [(sys.executable, "-m", "venv", str(VENV))]
    )
    pip = ("python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    return [*make, (*pip, "--constraint", "constraints.txt", "--editable", ".[dev]")]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
