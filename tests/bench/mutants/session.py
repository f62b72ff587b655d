"""A pytest plugin: runs the tests once and records their lines, then forks a process for each mutant with its tests."""

import ast
import os
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest
from _pytest.runner import runtestprotocol

from tests.bench.mutants.changes import Mutant, mutated
from tests.bench.mutants.coverage import Lines, recorded
from tests.bench.mutants.swap import forget, swap

SLOW = 4.0
"""Seconds of a test (with lines recorded) above which it is not used."""
ENOUGH = 10.0
"""Seconds of all tests of one mutant; tests beyond are left out, the slowest first."""
SURVIVED, KILLED = 0, 1
Report = Callable[[Mutant, bool], None]


class _Test(NamedTuple):
    item: pytest.Item
    seconds: float
    lines: Lines


class Session:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, chosen: Sequence[Mutant], report: Report) -> None:
        self._mutants = chosen
        self._report = report

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measures the tests, then tries the mutants."""
        files = frozenset(str(mutant.path) for mutant in self._mutants)
        tests = [test for test in (_measured(item, files) for item in session.items) if test]
        tests.sort(key=lambda test: test.seconds)
        whole: dict[Path, bool] = {}
        for mutant in self._mutants:
            selected = _selected(mutant, tests)
            if not mutant.function and mutant.path not in whole:
                whole[mutant.path] = not _is_killed(mutant, ast.parse(mutant.path.read_bytes()), selected)
            if mutant.function or whole[mutant.path]:
                self._report(mutant, _is_killed(mutant, mutated(mutant), selected))
            else:
                print(f"not tried, the tests fail on the unchanged file: {mutant.name}", flush=True)
        return True


def _measured(item: pytest.Item, files: frozenset[str]) -> _Test | None:
    """Returns a test with the lines that it runs; None if it fails, is skipped, is slow or runs none."""
    forget()
    start = process_time()
    with recorded(files) as lines:
        reports = runtestprotocol(item, log=False, nextitem=None)
    seconds = process_time() - start
    if any(report.failed for report in reports):
        print(f"fails without a mutant: {item.nodeid}", file=sys.__stdout__)
        return None
    return _Test(item, seconds, lines) if lines and seconds < SLOW else None


def _selected(mutant: Mutant, tests: Sequence[_Test]) -> list[_Test]:
    """Returns the tests that run the mutant's statement, or any line of its file if it is outside functions."""
    file = str(mutant.path)
    lines = {(file, line) for line in mutant.lines}
    chosen, seconds = [], 0.0
    for test in tests:
        if test.lines & lines if mutant.function else any(name == file for name, _ in test.lines):
            seconds += test.seconds
            if seconds > ENOUGH:
                break
            chosen.append(test)
    return chosen


def _is_killed(mutant: Mutant, tree: ast.Module, tests: Sequence[_Test]) -> bool:
    """Runs the tests with a tree for the mutant's file in a process of its own. A test that runs ten times as long as before kills too."""
    if not tests:
        return False
    process = os.fork()
    if process:
        _, status = os.waitpid(process, 0)
        return status != 0
    code = KILLED
    try:
        code = _outcome(mutant, tree, tests)
    finally:
        os._exit(code)


def _outcome(mutant: Mutant, tree: ast.Module, tests: Sequence[_Test]) -> int:
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    swap(import_module(_module(mutant.path)), tree, values=not mutant.function)
    for test in tests:
        signal.setitimer(signal.ITIMER_PROF, 2 + 10 * test.seconds)  # SIGPROF ends the process
        if any(report.failed for report in runtestprotocol(test.item, log=False, nextitem=None)):
            return KILLED
    return SURVIVED


def _module(path: Path) -> str:
    return f"gkml.{path.parent.name}.{path.stem}"
