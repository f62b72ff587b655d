"""Findings that say what to write instead, written: file by file until a look at the file finds nothing more to mend."""

import difflib
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.diagnostics import Diagnostic, Route
from gkml.kinds import load
from gkml.lint.check import fixes
from gkml.project.workspace import Home
from gkml.project.writing import put_over
from gkml.quoting import visible
from gkml.schema.documents import AnyLoaded
from gkml.yamltext.fix import fixed
from gkml.yamltext.source import Source, read

ROUNDS = 200
"""A value may have several faults; each look mends one of them."""

Look = Callable[[list[AnyLoaded]], list[Diagnostic]]
Place = tuple[str, Route]
"""A value: its file and the route to it."""


class _Steps(NamedTuple):
    """The texts that each value has had, with whether a safe fix took it on; and those that it comes to rest at."""

    had: dict[Place, list[tuple[str, bool]]]
    rest: set[tuple[Place, str]]

    def resting(self, diagnostic: Diagnostic) -> bool:
        return ((diagnostic.file, diagnostic.route), diagnostic.text) in self.rest


def mended(
    loads: list[AnyLoaded], look: Look, home: Home, *, unsafe: bool, write: bool
) -> tuple[list[AnyLoaded], bool]:
    """The catalogs after their fixes, and whether any file changed. Files are written once, or their changes are printed."""
    before = {loaded.source.file: loaded.source for loaded in loads}
    touched: set[Place] = set()
    steps = _Steps({}, set())
    for _ in range(ROUNDS):
        diagnostics = [diagnostic for diagnostic in look(loads) if not steps.resting(diagnostic)]
        loads, mended_now = _round(loads, diagnostics, home, unsafe)
        if not mended_now:
            break
        touched |= mended_now
        _follow(diagnostics, mended_now, unsafe, steps)
    if steps.rest:
        typer.echo("有的修改互相抵消，没有改完；请看剩下的问题，自己决定怎么写。", err=True)
    changed = [loaded.source for loaded in loads if loaded.source.text != before[loaded.source.file].text]
    for source in changed:
        if write:
            put_over(Path(source.file), before[source.file].text, source.text)
        else:
            typer.echo(difference(before[source.file], source), nl=False)
    typer.echo(
        f"{'改了' if write else '可以改'} {len(changed)} 个文件的 {len(touched) if changed else 0} 处。", err=True
    )
    return loads, bool(changed)


def _follow(diagnostics: list[Diagnostic], places: set[Place], unsafe: bool, steps: _Steps) -> None:
    """Notes what the values were; one that fixes bring back rests where a safe fix has left it, wherever it set out."""
    for file in {file for file, _ in places}:
        written = fixes((d for d in diagnostics if d.file == file), unsafe=unsafe)
        for diagnostic in diagnostics:
            place, fix = (file, diagnostic.route), written.get(diagnostic.route)
            if diagnostic.file != file or place not in places or fix is not diagnostic.fix or fix is None:
                continue
            if isinstance(fix.value, tuple):
                _forget(place, steps)
                continue
            had = steps.had.setdefault(place, [])
            had.append((diagnostic.text, fix.safe))
            texts = [text for text, _ in had]
            if fix.value in texts:
                round_about = had[texts.index(fix.value) :]
                steps.rest.add((place, min(round_about, key=lambda step: (step[1], step[0]))[0]))


def _forget(place: Place, steps: _Steps) -> None:
    """Several entries in place of one: those behind it have other numbers from now on."""
    file, route = place
    for other in [other for other in steps.had if other[0] == file and other[1][:-1] == route[:-1]]:
        del steps.had[other]


def _round(
    loads: list[AnyLoaded], diagnostics: list[Diagnostic], home: Home, unsafe: bool
) -> tuple[list[AnyLoaded], set[Place]]:
    """The catalogs after one fix of each value that has one, and the values that were mended."""
    after: list[AnyLoaded] = []
    touched: set[Place] = set()
    for loaded in loads:
        own = fixes((d for d in diagnostics if d.file == loaded.source.file), unsafe=unsafe)
        text, applied = fixed(loaded.source, own) if own and loaded.entry else (loaded.source.text, ())
        again = _again(text, loaded, home) if applied else loaded
        if again is not loaded:
            touched |= {(loaded.source.file, route) for route in applied}
        after.append(again)
    return after, touched


def _again(text: str, loaded: AnyLoaded, home: Home) -> AnyLoaded:
    found = load(read(text.encode(), loaded.source.file), home.profiles)
    if found.entry is None or loaded.entry is None:
        return loaded
    return found._replace(entry=found.entry.with_links(loaded.entry.linked))


def difference(before: Source, after: Source) -> str:
    """The lines that go and come, as a terminal may show them."""
    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), before.file, after.file
    )
    return "".join(
        _seen(line.rstrip("\n")) + ("\n" if line.endswith("\n") else "\n\\ 文件末尾没有换行\n") for line in lines
    )


def _seen(line: str) -> str:
    """A line of a file; tabs and carriage returns of its own do no harm."""
    return "".join(part if part in {"\t", "\r"} else visible(part) for part in re.split("([\t\r])", line))
