"""Work on many files, shared out to processes: tasks in, results out in their order."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from gkml.diagnostics import GkmlError
from gkml.project.libreoffice import end_running

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 25
"""Files that a process takes at a time."""
GRACE = 5
"""Seconds that a process has to clean up, e.g. to end LibreOffice."""


def processes(jobs: int, tasks: int) -> int:
    """Returns the number of processes for a number of tasks; `jobs` is what the user asked for, 0 for one a core."""
    return min(jobs or os.cpu_count() or 1, max(1, -(-tasks // CHUNK)))


def shared_out(
    work: Callable[[Any, Task], Result], tasks: Sequence[Task], context: Any, jobs: int, failure: str
) -> Iterator[Result]:
    """Yields `work(context, task)` for each task in order, worked out in `jobs` processes if these are more than one.

    `work` is a function of a module and `context` is given to each process once. If the system ends a process, raises
    `GkmlError` with the message `failure`.
    """
    if jobs < 2:
        yield from (work(context, task) for task in tasks)
        return
    yield from _in_processes(work, tasks, context, jobs, failure)


def _in_processes(
    work: Callable[[Any, Task], Result], tasks: Sequence[Task], context: Any, jobs: int, failure: str
) -> Iterator[Result]:
    """An executor and not a pool: a pool waits for ever for a process that the system has killed."""
    import gc
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Libraries of macOS do not survive a fork, and Windows has none and waits for 61 processes at most.
    start = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    gc.freeze()  # what is in memory is shared by the processes, as long as nothing writes to it
    executor = ProcessPoolExecutor(min(jobs, 61), start, _start_worker, (work, context))
    try:
        yield from executor.map(_work, tasks, chunksize=CHUNK)
    except BrokenProcessPool as error:
        raise GkmlError(failure) from error
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()


_given: tuple[Callable[[Any, Any], Any], Any]


def _start_worker(work: Callable[[Any, Any], Any], context: Any) -> None:
    global _given  # noqa: PLW0603  # what a process is given once
    _given = work, context
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


def _work(task: Any) -> Any:
    work, context = _given
    return work(context, task)
