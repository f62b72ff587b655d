"""Fixes the documents of a workspace one after the other, and looks at what becomes of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from gkml.project.fix import Fixes, fix_all
from gkml.project.lint.one_file import Reader, diagnostics_of, findings_of
from gkml.project.lint.record import record_of
from gkml.project.lint.rules import Wanted, rules_of
from gkml.project.lint.spool import Spool
from gkml.project.workspace import Home


def fix(files: Sequence[Path], home: Home, wanted: Wanted, fixes: Fixes, spool: Spool) -> Iterator[None]:
    """Adds what can be fixed to `fixes` and the records of the fixed documents to the spool. Yields after each file."""
    rules = rules_of(home, wanted)
    reader = Reader(home, rules)
    for path in files:
        loaded = reader.load(path)
        result = fix_all(loaded, lambda each: diagnostics_of(each, rules, home), home, unsafe=fixes.unsafe)
        fixes.add(loaded, result)
        spool.add([record_of(findings_of(result.loaded, rules, home))])
        yield
