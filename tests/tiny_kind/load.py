"""A source in, a notice out."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from gkml.schema import documents
from gkml.schema.parse import parse, problems
from gkml.yamltext.source import Source
from tests.tiny_kind.model import Entry, Notice

Loaded = documents.Loaded[Entry]


def load(source: Source, forms: Mapping[str, Any]) -> Loaded:
    """Validates one source."""
    diagnostics = problems(source)
    notice, refused = parse(Notice, source)
    diagnostics += refused
    entry = Entry(source.file, notice) if notice and not diagnostics else None
    return Loaded(source, entry, tuple(diagnostics))


class Workspace(NamedTuple):
    """All notices, and the names that the workspace knows."""

    entries: tuple[Entry, ...]
    registers: Any
