"""Compiling many catalogs: tasks in, outcomes out, shared out to processes where there are enough of them."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gkml.cli.screen import progress
from gkml.diagnostics import Diagnostic, GkmlError
from gkml.formats import FORMATS
from gkml.kinds import load
from gkml.project import cache
from gkml.project import compile as compiler
from gkml.project.files import display, read_file
from gkml.project.workspace import CatalogFile, Home
from gkml.project.writing import put

CHUNK = 25
"""Catalogs that a process takes at a time."""


class Task(NamedTuple):
    """One catalog to compile; `write` is False where the outputs are only compared (or only the index needs it)."""

    found: CatalogFile
    source: str
    outputs: dict[str, Path]
    write: bool


class Outcome(NamedTuple):
    """What became of a task: diagnostics where it failed, else what was made. `about` is for the index page."""

    target: str
    diagnostics: tuple[Diagnostic, ...] = ()
    digests: dict[str, str] | None = None
    changed: tuple[str, ...] = ()
    source: str = ""
    about: dict[str, Any] | None = None


def run(tasks: list[Task], home: Home, jobs: int) -> Iterator[Outcome]:
    # Read before any process is started: they share what is in memory.
    home.profiles, home.looks("docx"), home.looks("page")
    if jobs < 2:
        outcomes: Iterator[Outcome] = (_compile(task, home) for task in tasks)
        yield from _counted(outcomes, len(tasks))
        return
    _import_writers(tasks)
    yield from _counted(_shared_out(tasks, home, jobs), len(tasks))


def _shared_out(tasks: list[Task], home: Home, jobs: int) -> Iterator[Outcome]:
    """An executor and not a pool: a pool waits for ever for a process that the system has killed."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    executor = ProcessPoolExecutor(jobs, context, _start_worker, (home,))
    try:
        yield from executor.map(_work, tasks, chunksize=CHUNK)
    except BrokenProcessPool as error:
        message = "编译的一个进程被系统结束了，多半是内存不够；请加 --jobs 1 再执行一次，已写好的文件不受影响"
        raise GkmlError(message) from error
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _counted(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    kept: list[Outcome] = []

    def steps() -> Iterator[int]:
        for outcome in outcomes:
            kept.append(outcome)
            yield 1

    for _ in progress(steps(), total, "编译"):
        yield kept[-1]


def _import_writers(tasks: list[Task]) -> None:
    for form in {form for task in tasks[:1] for form in task.outputs} - {"pdf"}:
        compiler.writer(FORMATS[form])


_home: Home


def _start_worker(home: Home) -> None:
    global _home  # noqa: PLW0603  # what a process is given once
    _home = home
    # The parent alone answers Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()


def _leave_with(parent: int) -> None:
    """Ends this process when its parent is gone: one that was killed tells nobody."""
    while os.getppid() == parent:
        threading.Event().wait(1)
    os._exit(1)


def _work(task: Task) -> Outcome:
    return _compile(task, _home)


def _compile(task: Task, home: Home) -> Outcome:
    target = task.found.target
    loaded = load(read_file(task.found.path), home.profiles)
    if loaded.entry is None:
        return Outcome(target, loaded.diagnostics)
    document = loaded.entry.document
    about = {
        "agency": document.agency,
        "title": document.title,
        "edition": document.edition,
        "count": loaded.entry.size,
    }
    digests: dict[str, str] = {}
    changed: list[str] = []
    if task.outputs:
        made = compiler.compile(loaded.entry, list(task.outputs), home, task.source)
        for form, path in task.outputs.items():
            data = made[form]
            digests[form] = cache.digest(data)
            if put(path, data) if task.write else not holds(path, data):
                changed.append(display(path))
    return Outcome(target, (), digests, tuple(changed), task.source, about)


def holds(path: Path, data: bytes) -> bool:
    """Whether the file holds these bytes."""
    return path.is_file() and path.read_bytes() == data
