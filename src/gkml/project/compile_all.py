"""Compiling many catalogs: tasks in, outcomes out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.formats import FORMATS
from gkml.project import cache
from gkml.project import compile as compiler
from gkml.project.linked import linked
from gkml.project.loading import load_file
from gkml.project.paths import display
from gkml.project.pool import shared_out
from gkml.project.workspace import CatalogFile, Home
from gkml.project.writing import put_below, stops_all

_FAILURE = "编译的一个进程被系统结束了，多半是内存不够；请加 --jobs 1 再执行一次，已写好的文件不受影响"


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
    if jobs > 1:
        _import_writers(tasks)
    yield from shared_out(_compile, tasks, home, jobs, _FAILURE)


def _import_writers(tasks: list[Task]) -> None:
    for form in {form for task in tasks[:1] for form in task.outputs} - {"pdf"}:
        compiler.writer(FORMATS[form])


def _compile(home: Home, task: Task) -> Outcome:
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
