"""The findings in one file as a record of bytes: for the cache, for reports of shards, and to keep them off the memory.

A record is the head of the file as a line of JSON, all that is needed to put files together, and its diagnostics as JSON
that is compressed and has a checksum. What many diagnostics of a file have in common stands there once.
"""

import json
import zlib
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple

from gkml.diagnostics import FILE_START, Diagnostic, Fix, Position
from gkml.project.paths import display
from gkml.project.workspace import Home

_common = attrgetter("code", "name", "severity", "basis", "catalog", "edition")
_own = attrgetter("message", "position", "item", "field", "fix", "route", "text", "title", "place")

VERSION = 1
"""The number of this form of a record."""


class Head(NamedTuple):
    """A file that was looked at: its name as shown, its path, the document and edition in it ("" if there is none).

    `scope` names the files among which an edition of a document stands once: those of a workspace. `id_at` is where the document's id stands, in a submission `id_place`; `guide` the id of the document that it follows. `lacking` are codes of
    rules that did not run because the document lacks a field. `once` are codes in the file that are folded, `spares`
    those that do not count in a guide. `links` are digests of the other files that were read, by path.
    """

    file: str
    path: str = ""
    scope: str = ""
    document: str = ""
    edition: str = ""
    guide: str = ""
    id_at: Position = FILE_START
    id_place: str = ""
    is_loaded: bool = False
    is_readable: bool = True
    lacking: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


class FileFindings(NamedTuple):
    """A file that was looked at, and the diagnostics in it that do not depend on other files of the run, in order."""

    head: Head
    diagnostics: list[Diagnostic]


def scope_of(home: Home, *, are_documents: bool) -> str:
    """Returns the scope of documents, or of submissions, in a workspace: its folder as users write it."""
    return (display(home.root) if home.root else "") + ("" if are_documents else "?")


def record_of(findings: FileFindings) -> bytes:
    """Returns the record of a file."""
    kinds: dict[Any, int] = {}
    rows = [[kinds.setdefault(_common(each), len(kinds)), *_own(each)] for each in findings.diagnostics]
    return _json(findings.head) + b"\n" + zlib.compress(_json([list(kinds), rows]), 1)


def head_of(record: bytes) -> Head:
    """Returns the head in a record. Raises `ValueError` if it is none."""
    values = json.loads(record[: record.index(b"\n")])
    if not isinstance(values, list) or len(values) != len(Head._fields):
        raise ValueError("not the head of a file")
    head = Head._make(tuple(value) if isinstance(value, list) else value for value in values)
    return head._replace(id_at=Position(*head.id_at), links=tuple((path, digest) for path, digest in head.links))


def diagnostics_in(record: bytes) -> list[Diagnostic]:
    """Returns the diagnostics in a record. Raises `ValueError` if it is damaged."""
    end = record.index(b"\n")
    try:
        kinds, rows = json.loads(zlib.decompress(record[end + 1 :]))
    except zlib.error as error:
        raise ValueError("a damaged record") from error
    file = json.loads(record[:end])[0]
    return [_diagnostic(file, kinds[row[0]], row) for row in rows]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _diagnostic(file: str, common: list[Any], row: list[Any]) -> Diagnostic:
    code, name, severity, basis, catalog, edition = common
    _, message, position, item, field, fix, route, text, title, place = row
    return Diagnostic(
        code, name, severity, message, file, Position(*position), catalog, item, field,
        _fix(*fix) if fix else None, tuple(route), text, title, basis, place, edition,
    )  # fmt: skip


def _fix(value: str | Iterable[str], safe: bool) -> Fix:
    return Fix(value if isinstance(value, str) else tuple(value), safe)
