"""Fixes of findings, applied to catalogs again and again until no finding has a fix; and the changed files, written."""

import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from gkml.diagnostics import Diagnostic, GkmlError, Route
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

Checker = Callable[[list[AnyLoaded]], list[Diagnostic]]
Place = tuple[str, Route]
"""A value: its file and the route to it."""


class FixResult(NamedTuple):
    """Catalogs after their fixes; the sources that changed, before and after; the number of values that changed.

    `is_settled` is False if some fixes undo each other: then findings with a fix are left.
    """

    loads: list[AnyLoaded]
    changes: list[tuple[Source, Source]]
    values: int
    is_settled: bool


class _History(NamedTuple):
    """The texts that each value had, each with whether the fix that replaced it is safe; and the texts that are final."""

    texts: dict[Place, list[tuple[str, bool]]]
    final: set[tuple[Place, str]]

    def is_final(self, diagnostic: Diagnostic) -> bool:
        return ((diagnostic.file, diagnostic.route), diagnostic.text) in self.final


def fix_all(loads: list[AnyLoaded], check: Checker, home: Home, *, unsafe: bool) -> FixResult:
    """Returns the catalogs with all fixes applied; no file is written."""
    before = [loaded.source for loaded in loads]
    fixed_places: set[Place] = set()
    history = _History({}, set())
    for _ in range(ROUNDS):
        diagnostics = [diagnostic for diagnostic in check(loads) if not history.is_final(diagnostic)]
        loads, places = _round(loads, diagnostics, home, unsafe)
        if not places:
            break
        fixed_places |= places
        _record(diagnostics, places, unsafe, history)
    pairs = zip(before, (loaded.source for loaded in loads), strict=True)
    changes = [(old, new) for old, new in pairs if old.text != new.text]
    return FixResult(loads, changes, len(fixed_places) if changes else 0, not history.final)


def write_changes(changes: Iterable[tuple[Source, Source]]) -> list[str]:
    """Writes changed sources over their files; returns a message for each that could not be written."""
    failures = []
    for before, after in changes:
        try:
            put_over(before.path or Path(before.file), before.text, after.text)
        except GkmlError as error:
            failures.append(str(error))
    return failures


def _record(diagnostics: list[Diagnostic], places: set[Place], unsafe: bool, history: _History) -> None:
    """Adds the texts that were replaced. If a fix brings an earlier text back, one text of the circle is final."""
    for file in {file for file, _ in places}:
        applied = fixes((d for d in diagnostics if d.file == file), unsafe=unsafe)
        for diagnostic in diagnostics:
            place, fix = (file, diagnostic.route), applied.get(diagnostic.route)
            if diagnostic.file != file or place not in places or fix is not diagnostic.fix or fix is None:
                continue
            if isinstance(fix.value, tuple):
                _forget(place, history)
                continue
            earlier = history.texts.setdefault(place, [])
            earlier.append((diagnostic.text, fix.safe))
            texts = [text for text, _ in earlier]
            if fix.value in texts:
                circle = earlier[texts.index(fix.value) :]
                # The text that an unsafe fix would replace, else the first in order: the same wherever the circle began.
                history.final.add((place, min(circle, key=lambda step: (step[1], step[0]))[0]))


def _forget(place: Place, history: _History) -> None:
    """Removes the other entries of a list one of whose entries became several: their indexes have changed."""
    file, route = place
    for other in [other for other in history.texts if other[0] == file and other[1][:-1] == route[:-1]]:
        del history.texts[other]


def _round(
    loads: list[AnyLoaded], diagnostics: list[Diagnostic], home: Home, unsafe: bool
) -> tuple[list[AnyLoaded], set[Place]]:
    """Returns the catalogs after one fix of each value that has one, and the values that were fixed."""
    after: list[AnyLoaded] = []
    places: set[Place] = set()
    for loaded in loads:
        own = fixes((d for d in diagnostics if d.file == loaded.source.file), unsafe=unsafe)
        text, applied = fixed(loaded.source, own) if own and loaded.entry else (loaded.source.text, ())
        new = _reloaded(text, loaded, home) if applied else loaded
        if new is not loaded:
            places |= {(loaded.source.file, route) for route in applied}
        after.append(new)
    return after, places


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
