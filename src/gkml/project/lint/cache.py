"""Findings of earlier runs, so that an unchanged file is not looked at again: one SQLite file in the user's cache folder.

A record is used if the same program looks at the same bytes under the same settings, and the files that it names are
unchanged. The cache may be deleted at any time. What goes wrong with it makes a run slower, and nothing else.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from gkml import __version__
from gkml.project import cache
from gkml.project.files import contents
from gkml.project.lint.record import VERSION, head_of
from gkml.project.lint.rules import Wanted
from gkml.project.workspace import Home

MAX_BYTES = 200 << 20
"""The size at which the oldest third of the records is dropped."""
_WAIT = 5
"""Seconds to wait for another run that writes."""
_ROWS = 500
"""Records that are written at a time."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS files "
    "(key TEXT, number INTEGER, record BLOB NOT NULL, checksum INTEGER, PRIMARY KEY (key, number))"
)
_QUERY = "SELECT record, checksum FROM files WHERE key = ? ORDER BY number"


def settings_of(home: Home) -> str:
    """Returns a digest of the settings of a workspace and of all forms."""
    parts = [contents(home.file) if home.file else b""]
    parts += [path.read_bytes() for _, path in sorted(home.profiles.files.items())]
    return _digest(parts)


def environment(home: Home, wanted: Wanted) -> bytes:
    """Returns a digest of all that findings depend on besides the files: program, settings, options, folder."""
    options = repr(
        (VERSION, __version__, settings_of(home), tuple(wanted.select), tuple(wanted.ignore), str(Path.cwd()))
    )
    return _digest([*cache.program(), options.encode("utf-8", "surrogatepass")]).encode()


def _digest(parts: Iterable[bytes]) -> str:
    return cache.digest(b"".join(cache.digest(part).encode() for part in parts))


def key_of(path: Path, data: bytes, around: bytes) -> str:
    """Returns the key of a file with these bytes; `around` is its `environment`. Its messages name its path."""
    name = os.path.abspath(path).encode("utf-8", "surrogatepass")
    return _digest([around, name, data])


def state_of(path: Path, home: Home) -> str:
    """Returns the digest of a file that another names, "" if it is not there, not a file, or outside of the workspace."""
    try:
        return cache.digest(contents(path)) if home.contains(path, path) else ""
    except OSError:
        return ""


class LintCache:
    """The records of earlier runs under the same `environment`. Without a place for its file it holds nothing."""

    def __init__(self, home: Home, around: bytes) -> None:
        self._home, self.around = home, around
        self._waiting: list[tuple[str, int, bytes, int]] = []
        self._database = _opened()

    def records(self, path: Path) -> list[bytes]:
        """Returns the records of a file, none if it has to be looked at."""
        if self._database is None:
            return []
        try:
            key = key_of(path, contents(path), self.around)
            rows = self._database.execute(_QUERY, (key,)).fetchall()
            is_whole = all(zlib.crc32(record) == checksum for record, checksum in rows)
            return [record for record, _ in rows] if is_whole and all(self._is_current(row[0]) for row in rows) else []
        except (OSError, sqlite3.Error, ValueError):
            return []

    def _is_current(self, record: bytes) -> bool:
        return all(state_of(Path(path), self._home) == state for path, state in head_of(record).links)

    def keep(self, key: str, records: Sequence[bytes]) -> None:
        """Takes the records of a file that was looked at."""
        self._waiting += [(key, number, record, zlib.crc32(record)) for number, record in enumerate(records)]
        if len(self._waiting) >= _ROWS:
            self._write()

    def close(self) -> None:
        self._write()
        if self._database:
            self._database.close()

    def _write(self) -> None:
        rows, self._waiting = self._waiting, []
        if self._database is None or not rows:
            return
        with suppress(sqlite3.Error), self._database:
            self._database.executemany("REPLACE INTO files VALUES (?, ?, ?, ?)", rows)
            _drop_oldest(self._database)


def _opened() -> sqlite3.Connection | None:
    """Returns the database, None if there is no place for it. One that is damaged is deleted."""
    try:
        folder = cache.folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = folder / "lint.sqlite"
        try:
            return _connected(file)
        except sqlite3.OperationalError:  # locked, or on a drive without locks
            return None
        except sqlite3.DatabaseError:
            file.unlink()
            return _connected(file)
    except (OSError, sqlite3.Error):
        return None


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT)
    database.execute("PRAGMA synchronous = OFF")
    database.execute(_TABLE)
    return database


def _drop_oldest(database: sqlite3.Connection) -> None:
    ((pages,),) = database.execute("PRAGMA page_count").fetchall()
    ((free,),) = database.execute("PRAGMA freelist_count").fetchall()
    ((size,),) = database.execute("PRAGMA page_size").fetchall()
    if (pages - free) * size > MAX_BYTES:
        ((first, last),) = database.execute("SELECT min(rowid), max(rowid) FROM files").fetchall()
        database.execute("DELETE FROM files WHERE rowid < ?", (first + (last - first) // 3,))
