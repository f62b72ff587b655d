"""Kills gkml in the middle of its work: `python -m tests.by_hand.kill [--rounds 1000] [--seed 1]`.

Each round prepares a workspace, starts a command in a process of its own, kills the process with SIGKILL after a random
time and checks the files: each file is as it was before or as the command leaves it, and the same command run again
ends as if nothing had happened. Prints how many rounds were killed in the middle, and returns 1 where a check failed.
"""

import argparse
import importlib
import os
import pkgutil
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import openpyxl

import gkml
from gkml.cli import run
from tests.conftest import ROOT

SAMPLE = (ROOT / "templates/workspace/catalogs/shili-ju/2026.yaml").read_text("utf-8")
FILES = 6  # catalogs of a workspace
BUILT = 24  # catalogs of a workspace that is built: enough for the record of builds and two processes
BUILD = ("build", "--format", "docx,json", "--jobs", "2")


class Trial(NamedTuple):
    """A command, how its workspace is prepared, and a command that must report nothing to do after it."""

    words: Sequence[str]
    prepare: Callable[[Path], None]
    check: Sequence[str]


Files = dict[str, bytes]
"""The files of a workspace: path and bytes."""


class Outcome(NamedTuple):
    """What one round showed: whether the process was killed before its end, and the faults."""

    was_killed: bool
    faults: tuple[str, ...]


# --- the workspaces ---


def catalogs(folder: Path, change: Callable[[str], str] = str, count: int = FILES) -> None:
    """Writes the workspace; `change` is applied to the text of each catalog."""
    (folder / "catalogs").mkdir(parents=True, exist_ok=True)
    (folder / "gkml.yaml").write_text("version: 1\ncatalogs: catalogs\n", "utf-8")
    for number in range(count):
        text = SAMPLE.replace("id: shili-ju", f"id: ju-{number}").replace("领导简介", f"领导简介{number}")
        (folder / "catalogs" / f"{number:02}.yaml").write_text(change(text), "utf-8")


def unformatted(folder: Path) -> None:
    catalogs(folder, lambda text: text.replace("office: 人事科", "office:    '人事科'   # 核对过"))


def faulty(folder: Path) -> None:
    catalogs(
        folder, lambda text: text.replace("职务、照片", "职务、 照片").replace("[示例局网站]", "[示例局网站、公告栏]")
    )


def built_before(folder: Path) -> None:
    """Outputs of an older text, and catalogs that have changed since."""
    catalogs(folder, count=BUILT)
    finished(folder, BUILD)
    catalogs(folder, lambda text: text.replace("人事科", "人事处"), BUILT)


def sent_back(folder: Path) -> None:
    """A workbook that an office has edited."""
    catalogs(folder)
    finished(folder, ("build", "catalogs/00.yaml", "--format", "xlsx"))
    book = openpyxl.load_workbook(folder / "build" / "00.xlsx")
    for row in book["目录"].iter_rows(min_row=3):
        for cell in row:
            if cell.value == "人事科":
                cell.value = "人事处"
    book.save(folder / "back.xlsx")


TRIALS = {
    "fmt": Trial(("fmt",), unformatted, ("fmt", "--check")),
    "fix": Trial(("lint", "--fix", "--fail-on", "never"), faulty, ("lint", "--fix", "--diff", "--fail-on", "never")),
    "update": Trial(("import", "back.xlsx", "--update", "catalogs/00.yaml"), sent_back, ("fmt", "--check")),
    "build": Trial(BUILD, built_before, (*BUILD[:3], "--check")),
}


# --- processes ---


def preload() -> None:
    """Imports the whole program, so that a child spends its time on the work and not on imports."""
    for module in pkgutil.walk_packages(gkml.__path__, "gkml."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def begun(folder: Path, words: Sequence[str]) -> int:
    """Starts a command in a child process, silent and with a group of its own; returns its number."""
    child = os.fork()
    if child:
        os.setpgid(child, child)  # in both processes: neither waits for the other
        return child
    os.setpgid(0, 0)
    os.chdir(folder)
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    sys.argv = ["gkml", *words]
    code = 99
    try:
        code = run()
    finally:
        os._exit(code)


def finished(folder: Path, words: Sequence[str]) -> int:
    """Runs a command to its end; returns its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(begun(folder, words), 0)[1])


def killed(folder: Path, words: Sequence[str], delay: float) -> bool:
    """Starts a command and kills it with all its processes; returns False if it had ended before."""
    child = begun(folder, words)
    time.sleep(delay)
    ended, _ = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return not ended


# --- checks ---


def contents(folder: Path) -> Files:
    """The files of a workspace, except for the cache and temporary files."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "cache" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if not is_temporary(path)}


def is_temporary(path: Path) -> bool:
    return path.name.startswith(".gkml-") and path.suffix == ".tmp"


def faults_of(now: Files, allowed: Sequence[Files]) -> list[str]:
    """The files that are neither as before nor as the command leaves them, lost files included."""
    faults = [f"{name}: neither old nor new" for name in now if now[name] not in [each.get(name) for each in allowed]]
    lost = [f"{name}: lost" for name in allowed[0] if name not in now]
    return faults + lost


def trial(each: Trial, folder: Path, rounds: int, chance: random.Random) -> list[Outcome]:
    """Runs the rounds of one command."""
    pristine, whole = folder / "pristine", folder / "whole"
    each.prepare(pristine)
    shutil.copytree(pristine, whole)
    start = time.perf_counter()
    code = finished(whole, each.words)
    took = time.perf_counter() - start
    before, after = contents(pristine), contents(whole)
    assert before != after, f"{each.words} changes nothing"
    return [round_of(each, pristine, (before, after), code, chance.uniform(0, took)) for _ in range(rounds)]


def round_of(each: Trial, pristine: Path, ends: tuple[Files, Files], code: int, delay: float) -> Outcome:
    """Kills the command after `delay` seconds in a copy of the workspace, then runs it to its end."""
    work = pristine.with_name("work")
    shutil.copytree(pristine, work)
    was_killed = killed(work, each.words, delay)
    left = contents(work)
    faults = faults_of(left, ends)
    again = finished(work, each.words)
    if again != code and left != ends[1]:  # a workbook that is merged already may be refused
        faults.append(f"run again: exit code {again}")
    faults += faults_of(contents(work), ends[1:])
    faults += [] if finished(work, each.check) == 0 else ["the check is not content"]
    shutil.rmtree(work)
    return Outcome(was_killed, tuple(faults))


def main() -> int:
    """Runs all commands in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.by_hand.kill", description=__doc__)
    parser.add_argument("--rounds", type=int, default=1000, help="of all commands together")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    preload()
    faults = 0
    for name, each in TRIALS.items():
        with tempfile.TemporaryDirectory(prefix="gkml-kill-") as folder:
            outcomes = trial(each, Path(folder), options.rounds // len(TRIALS), chance)
        bad = [fault for outcome in outcomes for fault in outcome.faults]
        faults += len(bad)
        print(
            f"{name}: {len(outcomes)} rounds, {sum(o.was_killed for o in outcomes)} killed, {len(bad)} faults",
            *bad[:9],
            sep="\n  ",
        )
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
