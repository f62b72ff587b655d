"""`gkml fmt`: arguments in, the files that were rewritten printed, the exit code out."""

from collections.abc import Sequence
from pathlib import Path

import typer

from gkml.cli.screen import complain, say
from gkml.project.fmt import fmt


def run(paths: Sequence[Path], config: Path | None, *, check: bool) -> int:
    """Rewrites (or with `check` only names) the files that are not canonical."""
    result = fmt(paths, config, write=not check)
    for name in result.changed:
        typer.echo(f"{'要整理' if check else '整理了'}：{name}")
    say(result.failures)
    if result.diagnostics:
        complain(result.diagnostics, color=False)
        typer.echo("有误的文件没有改动；改正后再整理。", err=True)
    elif not result.changed and not result.failures:
        typer.echo(f"{result.total} 份目录都已经是整理好的。")
    if result.failures:
        return 2
    return int(bool(result.diagnostics) or (check and bool(result.changed)))
