"""Catalogs rewritten in their canonical form: keys in order, quotes, missing ids; comments and values stay."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import Diagnostic, GkmlError
from gkml.kinds import KINDS
from gkml.project.files import read_file
from gkml.project.loading import load_source
from gkml.project.paths import display
from gkml.project.workspace import find_batches
from gkml.project.writing import put_over
from gkml.yamltext.dump import canonical


class FmtResult(NamedTuple):
    """How many catalogs there are, the names of those that change, faults that keep files as they are, and what was not written."""

    total: int
    changed: list[str]
    diagnostics: list[Diagnostic]
    failures: list[str]


def fmt(paths: Sequence[Path], config: Path | None = None, *, write: bool = True) -> FmtResult:
    """Rewrites the catalogs that are not canonical; without `write` only names them. Raises `GkmlError`."""
    batches = find_batches(paths, config)
    result = FmtResult(sum(len(batch.files) for batch in batches), [], [], [])
    for path, home in ((file.path, batch.home) for batch in batches for file in batch.files):
        source = read_file(path)
        loaded = load_source(source, home)
        if loaded.entry is None:
            result.diagnostics.extend(loaded.diagnostics)
            continue
        text = canonical(source, loaded.entry.document.ids, KINDS[loaded.entry.kind].style)
        if text == source.text:
            continue
        try:
            if write:
                put_over(path, source.text, text)
            result.changed.append(display(path))
        except GkmlError as error:
            result.failures.append(str(error))
    result.diagnostics.sort(key=Diagnostic.sort_key)
    return result
