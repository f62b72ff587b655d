"""Compiling many catalogs: tasks in, outcomes out, shared out to processes where there are enough of them."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.formats import FORMATS
from gkml.project import cache
from gkml.project import compile as compiler
from gkml.project.libreoffice import end_running
from gkml.project.linked import linked
from gkml.project.loading import load_file
from gkml.project.paths import display
from gkml.project.workspace import CatalogFile, Home
from gkml.project.writing import put_below, stops_all

CHUNK = 25
"""Catalogs that a process takes at a time."""
GRACE = 5
"""Seconds that a process has to clean up, e.g. to end LibreOffice."""


class Task(NamedTuple):
    """One catalog to compile: its file, the digest of it, its outputs below the folder `out`.

    `outputs` is empty if only the index needs the catalog; without `write` they are only compared.
    """

    file: CatalogFile
    source: str
    outputs: dict[str, Path]
    out: Path
    write: bool


class Outcome(NamedTuple):
    """What became of a task: diagnostics if it is no catalog, else its outputs and messages on those not written.

    `digests` are of the outputs by format, `changed` the names of those that changed; `about` is for the index page.
    """

    target: str
    diagnostics: tuple[Diagnostic, ...] = ()
    digests: dict[str, str] | None = None
    changed: tuple[str, ...] = ()
    source: str = ""
    about: dict[str, Any] | None = None
    failures: tuple[str, ...] = ()


def run(tasks: list[Task], home: Home, jobs: int) -> Iterator[Outcome]:
    """Yields the outcome of each task as it is done, in the order of the tasks. Raises `GkmlError` if a process dies."""
    # Read before any process starts: processes share what is in memory.
    home.profiles, home.looks("docx"), home.looks("page")
    if jobs < 2:
        yield from (_compile(task, home) for task in tasks)
        return
    _import_writers(tasks)
    yield from _shared_out(tasks, home, jobs)


def _shared_out(tasks: list[Task], home: Home, jobs: int) -> Iterator[Outcome]:
    """An executor and not a pool: a pool waits for ever for a process that the system has killed."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Libraries of macOS do not survive a fork, and Windows has none and waits for 61 processes at most.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    executor = ProcessPoolExecutor(min(jobs, 61), context, _start_worker, (home,))
    try:
        yield from executor.map(_work, tasks, chunksize=CHUNK)
    except BrokenProcessPool as error:
        message = "编译的一个进程被系统结束了，多半是内存不够；请加 --jobs 1 再执行一次，已写好的文件不受影响"
        raise GkmlError(message) from error
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _import_writers(tasks: list[Task]) -> None:
    for form in {form for task in tasks[:1] for form in task.outputs} - {"pdf"}:
        compiler.writer(FORMATS[form])


_home: Home


def _start_worker(home: Home) -> None:
    global _home  # noqa: PLW0603  # what a process is given once
    _home = home
    # Only the parent answers Ctrl-C; a process that it ends cleans up on its way.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_parent, args=(os.getppid(),), daemon=True).start()


def _leave(number: int, frame: object) -> None:
    """Ends this process at once. An exception would be caught by the executor, or get lost in a library."""
    end_running()
    os._exit(128 + number)


def _leave_with_parent(number: int) -> None:
    """Ends this process when its parent is gone, as a parent that was killed cannot end it; in any case after `GRACE`."""
    from multiprocessing import parent_process

    parent = parent_process()
    while os.getppid() == number and (parent is None or parent.is_alive()):  # Windows keeps the number of a dead parent
        threading.Event().wait(1)
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(GRACE)
    os._exit(1)


def _work(task: Task) -> Outcome:
    return _compile(task, _home)


def _compile(task: Task, home: Home) -> Outcome:
    target = task.file.target
    loaded = load_file(task.file.path, home)
    if loaded.entry and loaded.entry.prints_links:
        (loaded,) = linked([loaded], home)
    if loaded.entry is None or loaded.diagnostics:
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
    failures: list[str] = []
    for form, output in compiler.outputs(loaded.entry, list(task.outputs), home, task.source):
        path = task.outputs[form]
        try:
            data = output()
            digests[form] = cache.digest(data)
            if put_below(task.out, path, data, write=task.write):
                changed.append(display(path))
        except GkmlError as error:
            if stops_all(error, task.out):
                raise
            failures.append(str(error))
    return Outcome(target, (), digests, tuple(changed), task.source, about, tuple(failures))
