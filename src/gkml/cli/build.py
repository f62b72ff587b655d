"""`gkml build`: arguments in, what was built and what failed printed, the exit code out."""

import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import typer

from gkml.cli.screen import complain, progress, say
from gkml.diagnostics import Diagnostic, GkmlError
from gkml.project.build import BuildOptions, BuildResult, build, build_one
from gkml.project.index_of_records import build_index, is_ledger
from gkml.project.paths import display
from gkml.project.workspace import find_batches, find_home
from gkml.schema.refusals import UNREADABLE

_MOST = 50
"""Messages about files that were not written which are printed one by one."""


class BuildView(NamedTuple):
    """Whether results go to standard output, whether it goes on for ever, and how much is printed."""

    to_stdout: bool = False
    watch: bool = False
    quiet: bool = False
    color: bool | None = None


def run(options: BuildOptions, view: BuildView) -> int:
    """Builds and returns the exit code."""
    ledgers = [path for path in options.paths if is_ledger(path)]
    if ledgers:
        return _index(ledgers, options)
    if view.watch:
        return _watch(options, view)
    if view.to_stdout:
        return _to_stdout(options, view)
    result = build(options, progress("编译"))
    return _show(result, options, view)


def _index(ledgers: list[Path], options: BuildOptions) -> int:
    """Builds the 政府信息公开目录 of each ledger; 1 if a row is in no entry."""
    if len(ledgers) < len(options.paths):
        raise GkmlError("台账和目录请分开编译：台账编成政府信息公开目录，目录编成表")
    faults = 0
    for path in ledgers:
        result = build_index(path, options.formats, options.out, date.today(), find_home(path, options.config))
        folder = display(result.files[0].parent) if result.files else ""
        typer.echo(
            f"{display(path)}：{result.entries} 条编成政府信息公开目录，写了 {len(result.files)} 个文件到 {folder}/。"
        )
        say(result.faults)
        faults += len(result.faults)
    return int(bool(faults))


def _show(result: BuildResult, options: BuildOptions, view: BuildView) -> int:
    diagnostics = result.diagnostics
    failed = [outcome for outcome in result.outcomes if outcome.diagnostics]
    complain(diagnostics, view.color)
    if failed:
        names = "、".join(dict.fromkeys(d.file for d in diagnostics))
        typer.echo(f"{len(failed)} 份目录有误，没有编译：{names}", err=True)
    say(result.failures[:_MOST])
    if len(result.failures) > _MOST:
        say([f"……共 {len(result.failures)} 个文件没有写"])
    built = sum(not (outcome.diagnostics or outcome.failures) for outcome in result.outcomes)
    code = 2 if result.failures or result.faults else _code(diagnostics, built)
    if not options.write:
        say((f"过时：{name}" for name in result.changed), err=False)
        if not result.changed and not failed and not view.quiet:
            typer.echo(f"{built} 份目录的编译结果都是最新的。")
        return code or int(bool(result.changed))
    if not view.quiet and (built or result.failures):
        folders = "、".join(f"{display(folder)}/" for folder in result.folders)
        typer.echo(f"编译了 {built} 份目录，写了 {len(result.changed)} 个文件到 {folders}。")
    return code


def _code(diagnostics: Iterable[Diagnostic], built: int) -> int:
    diagnostics = list(diagnostics)
    if not diagnostics:
        return 0
    return 2 if not built and all(d.code in UNREADABLE for d in diagnostics) else 1


def _to_stdout(options: BuildOptions, view: BuildView) -> int:
    output = build_one(options)
    if not isinstance(output, bytes):
        complain(output, view.color)
        return _code(output, 0)
    sys.stdout.buffer.write(output)
    sys.stdout.flush()
    return 0


def _watch(options: BuildOptions, view: BuildView) -> int:
    """Builds whenever a file of the workspace changes, until interrupted."""
    before: dict[Path, int] | None = None
    while True:
        now = _times(options)
        if now != before:
            before = now
            try:
                run(options, view._replace(watch=False))
            except GkmlError as error:
                say([str(error)])
        time.sleep(0.5)


def _times(options: BuildOptions) -> dict[Path, int]:
    """Returns when each catalog and gkml.yaml changed last; nothing if they cannot be listed."""
    try:
        batches = find_batches(options.paths, options.config)
    except GkmlError:
        return {}
    paths = [batch.home.file for batch in batches if batch.home.file]
    paths += [file.path for batch in batches for file in batch.files]
    return {path: path.stat().st_mtime_ns for path in paths if path.exists()}
