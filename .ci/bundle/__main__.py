"""`python -m bundle`: one archive for each kind of machine, with gkml, all that it needs, and an installer."""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.requirements import Requirement

from bundle.download import BundleError, download, pins
from bundle.targets import PYTHONS, TARGETS, Target
from bundle.wheels import Wheel, lacking, read_wheel

ROOT = Path(__file__).parent.parent.parent
INSTALLER = "pip"
"""Its wheel comes along: not every Python brings it, and older ones cannot install into another environment."""


def main(arguments: Sequence[str]) -> int:
    """Makes the bundles, or with `--check FOLDER` says what a folder of wheels lacks; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bundle", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="folder of the archives")
    parser.add_argument("--target", action="append", choices=[target.name for target in TARGETS], help="default: all")
    parser.add_argument("--wheel", type=Path, help="gkml's wheel; default: made from this checkout")
    parser.add_argument("--check", type=Path, metavar="FOLDER", help="only look through the wheels of a folder")
    options = parser.parse_args(arguments)
    targets = [target for target in TARGETS if not options.target or target.name in options.target]
    try:
        if options.check:
            check(options.check, targets)
        for target in [] if options.check else targets:
            print(make(target, options.wheel or own_wheel(options.out), options.out))
    except BundleError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def own_wheel(folder: Path) -> Path:
    """Makes gkml's wheel from this checkout; returns its path."""
    command = [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--quiet", "--wheel-dir", str(folder)]
    subprocess.run(command, check=True)
    return max(folder.glob("gkml-*.whl"), key=lambda path: path.stat().st_mtime)


def make(target: Target, wheel: Path, out: Path) -> Path:
    """Makes the bundle of one kind of machine; returns its archive. Raises `BundleError` if something lacks."""
    gkml = read_wheel(wheel)
    folder = out / f"gkml-{gkml.version}-{target.name}"
    shutil.rmtree(folder, ignore_errors=True)
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    shutil.copy(wheel, wheels)
    pinned = pins((ROOT / "constraints.txt").read_text("utf-8"))
    for python in PYTHONS:
        download(wheels, roots(gkml), target, python, pinned)
    check(wheels, [target])
    (folder / "requirements.txt").write_text(requirements(wheels), "utf-8")
    about = {"version": str(gkml.version), "system": target.system, "machine": target.machine, "pythons": PYTHONS}
    (folder / "bundle.json").write_text(json.dumps(about), "utf-8")
    for path in (Path(__file__).parent / "files").glob("*.*"):
        shutil.copy(path, folder)
    form = "zip" if target.system == "Windows" else "gztar"
    return Path(shutil.make_archive(str(folder), form, out, folder.name))


def check(folder: Path, targets: Sequence[Target]) -> None:
    """Raises `BundleError` if a machine with no index could not install gkml with all extras from these wheels."""
    wheels = list(map(read_wheel, sorted(folder.glob("*.whl"))))
    gkml = next((wheel for wheel in wheels if wheel.name == "gkml"), None)
    if gkml is None:
        raise BundleError(f"no wheel of gkml in {folder}")
    for target in targets:
        if lines := [line for python in PYTHONS for line in lacking(wheels, roots(gkml), target, python)]:
            raise BundleError("\n".join(lines))


def roots(gkml: Wheel) -> list[Requirement]:
    """Returns what an office gets: gkml with all extras that are for users, and pip."""
    return [Requirement(f"gkml[{','.join(sorted(gkml.extras - {'dev'}))}]"), Requirement(INSTALLER)]


def requirements(folder: Path) -> str:
    """Returns a requirements file with the digests of all wheels, for `pip install --require-hashes`."""
    digests: dict[str, list[str]] = {}
    for wheel in map(read_wheel, sorted(folder.glob("*.whl"))):
        digest = hashlib.sha256(wheel.path.read_bytes()).hexdigest()
        digests.setdefault(f"{wheel.name}=={wheel.version}", []).append(f"--hash=sha256:{digest}")
    return "".join(
        f"{name} {' '.join(each)}\n" for name, each in digests.items() if not name.startswith(f"{INSTALLER}==")
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
