"""`gkml fmt`: catalogs in their canonical form, missing ids filled in, comments and values kept."""

from pathlib import Path

import typer

from gkml.diagnostics import Diagnostic
from gkml.kinds import KINDS, load
from gkml.project.files import display, read_file
from gkml.project.workspace import find_catalogs, find_home
from gkml.project.writing import put_over
from gkml.report.text import report
from gkml.yamltext.dump import canonical


def fmt(paths: list[Path], check: bool, config: Path | None) -> int:
    """Rewrites (or with `check` only names) the files that are not canonical; those with errors stay as they are."""
    home = find_home(paths[0] if paths else Path(), config)
    told: list[Diagnostic] = []
    changed: list[str] = []
    found = find_catalogs(paths, home)
    for path in (entry.path for entry in found):
        source = read_file(path)
        loaded = load(source, home.profiles)
        if loaded.entry is None:
            told += loaded.diagnostics
            continue
        text = canonical(source, loaded.entry.document.ids, KINDS[loaded.entry.kind].style)
        if text == source.text:
            continue
        changed.append(display(path))
        if not check:
            put_over(path, source.text, text)
    for name in changed:
        typer.echo(f"{'要整理' if check else '整理了'}：{name}")
    if told:
        typer.echo(report(sorted(told, key=Diagnostic.sort_key)), err=True, nl=False)
        typer.echo("有误的文件没有改动；改正后再整理。", err=True)
    elif not changed:
        typer.echo(f"{len(found)} 份目录都已经是整理好的。")
    return int(bool(told) or (check and bool(changed)))
