"""The records of a run in a temporary file, so that memory does not grow with the number of files."""

import tempfile
from collections.abc import Iterable
from typing import NamedTuple

from gkml.diagnostics import Diagnostic
from gkml.project.lint.record import Head, diagnostics_in, head_of

_IN_MEMORY = 16 << 20
"""Bytes that are kept in memory before there is a file."""


class Kept(NamedTuple):
    """A file that was looked at, and where its record stands in the spool."""

    head: Head
    start: int
    size: int


class Spool:
    """Records in the order in which they came. The file is deleted with the spool."""

    def __init__(self) -> None:
        self.kept: list[Kept] = []
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # as long as the spool
        self._end = 0

    def add(self, records: Iterable[bytes]) -> None:
        """Adds records."""
        for record in records:
            self._file.seek(self._end)
            self._file.write(record)
            self.kept.append(Kept(head_of(record), self._end, len(record)))
            self._end += len(record)

    def record(self, kept: Kept) -> bytes:
        """Returns a record."""
        self._file.seek(kept.start)
        return self._file.read(kept.size)

    def diagnostics(self, kept: Kept) -> list[Diagnostic]:
        return diagnostics_in(self.record(kept))
