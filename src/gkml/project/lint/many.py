"""Looks at the files of a workspace: records of earlier runs from the cache, the other files in processes."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gkml.project.files import contents
from gkml.project.lint.cache import LintCache, environment, key_of
from gkml.project.lint.record import record_of
from gkml.project.lint.rules import Wanted, rules_of
from gkml.project.lint.spool import Spool
from gkml.project.pool import processes, shared_out
from gkml.project.workspace import Home

if TYPE_CHECKING:
    from gkml.project.lint.one_file import Reader

CACHED_FROM = 20
"""With fewer files, looking at them takes less time than finding out what changed."""
_FAILURE = "检查的一个进程被系统结束了，多半是内存不够；请加 --jobs 1 再执行一次"


class Work(NamedTuple):
    """How the work is done: in how many processes (0: one a core), and whether the cache is used."""

    jobs: int = 0
    cached: bool = True


def look(files: Sequence[Path], home: Home, wanted: Wanted, work: Work, spool: Spool) -> Iterator[None]:
    """Adds the records of all files to the spool. Yields after each file.

    Raises `GkmlError` for a name that no rule has, and if a process dies.
    """
    cache = LintCache(home, environment(home, wanted)) if work.cached and len(files) >= CACHED_FROM else None
    try:
        missing = []
        for file in files:
            records = cache.records(file) if cache else []
            spool.add(records)
            if records:
                yield
            else:
                missing.append(file)
        if missing:
            yield from _look_at(
                missing, _Looking(home, wanted, cache.around if cache else b""), work.jobs, spool, cache
            )
    finally:
        if cache:
            cache.close()


def _look_at(
    files: Sequence[Path], looking: "_Looking", jobs: int, spool: Spool, cache: LintCache | None
) -> Iterator[None]:
    rules_of(looking.home, looking.wanted)  # before any process starts: names are checked, and rules are shared
    for key, records in shared_out(_looked, files, looking, processes(jobs, len(files)), _FAILURE):
        spool.add(records)
        if cache and key:
            cache.keep(key, records)
        yield


class _Looking:
    """What a process needs to look at files; its reader is made in the process."""

    def __init__(self, home: Home, wanted: Wanted, around: bytes) -> None:
        self.home, self.wanted, self.around = home, wanted, around

    @cached_property
    def reader(self) -> "Reader":
        from gkml.project.lint.one_file import Reader

        return Reader(self.home, rules_of(self.home, self.wanted))

    def key(self, path: Path) -> str:
        """Returns the key of a file as it is now, "" if it has none."""
        try:
            return key_of(path, contents(path), self.around) if self.around else ""
        except OSError:
            return ""


def _looked(looking: _Looking, path: Path) -> tuple[str, list[bytes]]:
    """Returns the records of a file with its key, "" if they must not be kept."""
    key = looking.key(path)
    every = looking.reader.look(path)
    may_be_kept = all(each.head.is_readable for each in every) and looking.key(path) == key
    return key if may_be_kept else "", [record_of(each) for each in every]
