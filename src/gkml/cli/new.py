"""`gkml new`: arguments in, the file that was written and what is left to fill in printed, the exit code out."""

import typer

from gkml.cli.screen import say
from gkml.project.new import NewOptions, new
from gkml.project.paths import display
from gkml.project.workspace import Home


def run(options: NewOptions, home: Home) -> int:
    """Writes the next edition; 1 if a row of the register could not be counted."""
    result = new(options, home)
    typer.echo(f"新建：{display(result.path)}（{result.edition}，草稿）")
    typer.echo("要自己填的：")
    for line in result.to_fill:
        typer.echo(f"  {line}")
    say(result.notes)
    return int(any("没有计入" in note for note in result.notes))
