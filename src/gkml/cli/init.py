"""`gkml init`: a folder in, the files of a new workspace printed as they are written."""

from pathlib import Path

import typer

from gkml.project.init import init, packages
from gkml.project.paths import display


def run(folder: Path) -> None:
    """Makes a workspace and says what to do next."""
    is_new = False
    for path, is_written in init(folder):
        typer.echo(f"{'新建' if is_written else '已有，没有改动'}：{display(path)}")
        is_new = is_new or is_written
    if not packages(folder):
        typer.echo("没有放安装包：这个 gkml 不是装上的。CI 文件里安装 gkml 的一步，请改成它的安装包或仓库地址。")
    if is_new:
        here = "" if folder.resolve() == Path.cwd() else f"cd {display(folder)} && "
        typer.echo(f"接下来：{here}gkml build 编译，gkml lint 检查。")
