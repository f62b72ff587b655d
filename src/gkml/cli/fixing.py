"""Findings that say what to write instead, written: file by file until a look at the file finds nothing more to mend."""

import difflib
from collections.abc import Callable
from pathlib import Path

import typer

from gkml.check import fixes
from gkml.cli.files import put_over
from gkml.diagnostics import Diagnostic, Route
from gkml.fix import fixed
from gkml.load import Loaded, load
from gkml.source import Source, read
from gkml.workspace import Home

ROUNDS = 1000
"""A value may have several faults; each look mends one of them."""

Look = Callable[[list[Loaded]], list[Diagnostic]]


def mended(loads: list[Loaded], look: Look, home: Home, *, unsafe: bool, write: bool) -> tuple[list[Loaded], bool]:
    """The catalogs after their fixes, and whether any file changed. Files are written once, or their changes are printed."""
    before = {loaded.source.file: loaded.source for loaded in loads}
    touched: set[tuple[str, Route]] = set()
    seen = {_texts(loads)}
    for _ in range(ROUNDS):
        loads, mended_now = _round(loads, look(loads), home, unsafe)
        touched |= mended_now
        texts = _texts(loads)
        if not mended_now or texts in seen:
            if mended_now:
                typer.echo("有的修改互相抵消，没有改完；请看剩下的问题，自己决定怎么写。", err=True)
            break
        seen.add(texts)
    changed = [loaded.source for loaded in loads if loaded.source.text != before[loaded.source.file].text]
    for source in changed:
        if write:
            put_over(Path(source.file), before[source.file].text, source.text)
        else:
            typer.echo(_difference(before[source.file], source), nl=False)
    typer.echo(
        f"{'改了' if write else '可以改'} {len(changed)} 个文件的 {len(touched) if changed else 0} 处。", err=True
    )
    return loads, bool(changed)


def _texts(loads: list[Loaded]) -> int:
    """What the files hold, in short: rules that undo one another come back to it."""
    return hash(tuple(loaded.source.text for loaded in loads))


def _round(
    loads: list[Loaded], diagnostics: list[Diagnostic], home: Home, unsafe: bool
) -> tuple[list[Loaded], set[tuple[str, Route]]]:
    """The catalogs after one fix of each value that has one, and the values (by file and route) that were mended."""
    after: list[Loaded] = []
    touched: set[tuple[str, Route]] = set()
    for loaded in loads:
        own = fixes((d for d in diagnostics if d.file == loaded.source.file), unsafe=unsafe)
        text, applied = fixed(loaded.source, own) if own and loaded.entry else (loaded.source.text, ())
        touched |= {(loaded.source.file, route) for route in applied}
        after.append(_again(text, loaded, home) if applied else loaded)
    return after, touched


def _again(text: str, loaded: Loaded, home: Home) -> Loaded:
    found = load(read(text.encode(), loaded.source.file), home.profiles)
    if found.entry is None or loaded.entry is None:
        return loaded
    return found._replace(entry=found.entry._replace(guide=loaded.entry.guide, previous=loaded.entry.previous))


def _difference(before: Source, after: Source) -> str:
    lines = difflib.unified_diff(
        before.text.splitlines(keepends=True), after.text.splitlines(keepends=True), before.file, after.file
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ 文件末尾没有换行\n" for line in lines)
