"""`gkml init`: a folder in, the files of a new workspace printed as they are written."""

from pathlib import Path

import typer

from gkml.project.init import init
from gkml.project.paths import display


def run(folder: Path) -> None:
    """Makes a workspace and says what to do next."""
    is_new = False
    for path, is_written in init(folder):
        typer.echo(f"{'新建' if is_written else '已有，没有改动'}：{display(path)}")
        is_new = is_new or is_written
    if is_new:
        here = "" if folder.resolve() == Path.cwd() else f"cd {display(folder)} && "
        typer.echo(f"接下来：{here}gkml build 编译，gkml lint 检查。")
