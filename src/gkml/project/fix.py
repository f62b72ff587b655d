"""Fixes of findings, applied to catalogs again and again until no finding has a fix; and the changed files, written."""

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import Diagnostic, Fix, GkmlError, Route
from gkml.diagnostics.quoting import visible
from gkml.lint.check import fixes
from gkml.project.loading import load_source
from gkml.project.workspace import Home
from gkml.project.writing import put_over
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import Source, read

ROUNDS = 200
"""A value may have several faults; each round fixes one of them."""

Checker = Callable[[AnyLoaded], list[Diagnostic]]


class FixResult(NamedTuple):
    """A document with its fixes, and the values that changed.

    `is_settled` is False if some fixes undo each other: then findings with a fix are left.
    """

    loaded: AnyLoaded
    routes: set[Route]
    is_settled: bool


class Fixes:
    """The fixes of a run: the sources that changed, before and after; how many values changed; documents that were refused."""

    def __init__(self, unsafe: bool) -> None:
        self.unsafe = unsafe
        self.changes: list[tuple[Source, Source]] = []
        self.values = 0
        self.is_settled = True
        self.refused: list[Diagnostic] = []

    def add(self, before: AnyLoaded, result: FixResult) -> None:
        """Takes what became of a document."""
        self.is_settled = self.is_settled and result.is_settled
        self.refused += result.loaded.diagnostics
        self.values += len(result.routes)
        if result.routes:
            self.changes.append((before.source, result.loaded.source))


class _History(NamedTuple):
    """The texts that each value had, each with whether the fix that replaced it is safe; and the texts that are final."""

    texts: dict[Route, list[tuple[str, bool]]]
    final: set[tuple[Route, str]]

    def is_final(self, diagnostic: Diagnostic) -> bool:
        return (diagnostic.route, diagnostic.text) in self.final


def fix_all(loaded: AnyLoaded, check: Checker, home: Home, *, unsafe: bool) -> FixResult:
    """Returns the document with all fixes applied; no file is written."""
    every: set[Route] = set()
    before, history = loaded.source.text, _History({}, set())
    for _ in range(ROUNDS):
        diagnostics = [diagnostic for diagnostic in check(loaded) if not history.is_final(diagnostic)]
        applicable = fixes(diagnostics, unsafe=unsafe)
        loaded, routes = _round(loaded, applicable, home)
        if not routes:
            break
        every |= routes
        _record(diagnostics, routes, applicable, history)
    return FixResult(loaded, every if loaded.source.text != before else set(), not history.final)


def write_changes(changes: Iterable[tuple[Source, Source]]) -> list[str]:
    """Writes changed sources over their files; returns a message for each that could not be written."""
    failures = []
    for before, after in changes:
        try:
            put_over(before.path or Path(before.file), before.text, after.text)
        except GkmlError as error:
            failures.append(str(error))
    return failures


def _record(
    diagnostics: Iterable[Diagnostic], routes: set[Route], applied: Mapping[Route, Fix], history: _History
) -> None:
    """Adds the texts that were replaced. If a fix brings an earlier text back, one text of the circle is final."""
    for diagnostic in diagnostics:
        route, fix = diagnostic.route, applied.get(diagnostic.route)
        if route not in routes or fix is not diagnostic.fix or fix is None:
            continue
        if isinstance(fix.value, tuple):
            _forget(route, history)
            continue
        earlier = history.texts.setdefault(route, [])
        earlier.append((diagnostic.text, fix.safe))
        texts = [text for text, _ in earlier]
        if fix.value in texts:
            circle = earlier[texts.index(fix.value) :]
            # The text that an unsafe fix would replace, else the first in order: the same wherever the circle began.
            history.final.add((route, min(circle, key=lambda step: (step[1], step[0]))[0]))


def _forget(route: Route, history: _History) -> None:
    """Removes the other entries of a list one of whose entries became several: their indexes have changed."""
    for other in [other for other in history.texts if other[:-1] == route[:-1]]:
        del history.texts[other]


def _round(loaded: AnyLoaded, applicable: Mapping[Route, Fix], home: Home) -> tuple[AnyLoaded, set[Route]]:
    """Returns the document after one fix of each value that has one, and the routes of these values."""
    if not (applicable and loaded.entry):
        return loaded, set()
    text, applied = fixed(loaded.source, applicable)
    new = _reloaded(text, loaded, home) if applied else loaded
    return new, set(applied) if new is not loaded else set()


def _reloaded(text: str, loaded: AnyLoaded, home: Home) -> AnyLoaded:
    """Returns the catalog with a new text, or as it was if the new text is no catalog."""
    source = replace(read(text.encode(), loaded.source.file), path=loaded.source.path)
    new = load_source(source, home)
    if new.entry is None or loaded.entry is None:
        return loaded
    return new._replace(entry=new.entry.with_links(loaded.entry.linked))


def difference(before: Source, after: Source) -> str:
    """Returns the lines that change in the unified format, without characters that steer a terminal."""
    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), before.file, after.file
    )
    return "".join(
        _visible(line.rstrip("\n")) + ("\n" if line.endswith("\n") else "\n\\ 文件末尾没有换行\n") for line in lines
    )


def _visible(line: str) -> str:
    """Returns a line of a file; its tabs and carriage returns stay, as they do no harm."""
    return "".join(part if part in {"\t", "\r"} else visible(part) for part in re.split("([\t\r])", line))
